//! Looking at what is stored: a fact, the history, the checker's report.

use std::io;

use jiff::civil::Date;
use serenity::all::CreateInteractionResponseMessage;

use super::drafts::Subject;
use super::{Desk, Done, report, words};
use crate::dialogue::{Stray, self_check};
use crate::discord::escape::escape;
use crate::knowledge::history::Wanted;
use crate::knowledge::{LoadError, Problem, ReadError, day};
use crate::retrieval::corpus::Corpus;
use crate::words::findings;

/// Findings that are told; the rest is counted.
const MOST_TOLD: usize = 50;
/// Facts told most often that are shown.
const TOLD_MOST: usize = 10;

impl Desk {
    pub(super) fn show(&self, fact: &str) -> Done {
        match self.on_file(fact) {
            Ok((Subject::Fact { id, file, before, .. }, _)) => {
                let wanted = Wanted { entry: Some(&id), by: None };
                let (records, _) = self.library.editor().changes(wanted, 0, 5).unwrap_or_default();
                let lines: Vec<String> = records.iter().map(report::change_line).collect();
                let lines = if lines.is_empty() { words::NO_HISTORY.to_owned() } else { lines.join("\n") };
                let (stored, files) = report::whole(&file, &format!("{id}.toml"), &before);
                Done { files, ..report::message(&lines).embed(stored).into() }
            }
            Ok(_) => report::message(words::EXPIRED).into(),
            Err(message) => (*message).into(),
        }
    }

    pub(super) fn history(&self, page: usize, fact: &str, by: &str) -> CreateInteractionResponseMessage {
        let given = |id| Some(id).filter(|id: &&str| !id.is_empty());
        let wanted = Wanted { entry: given(fact), by: given(by) };
        let editor = self.library.editor();
        let all = editor.changes(wanted, 0, 0).map(|(_, count)| count);
        let found = all.and_then(|all| {
            // Past the end, where changes were taken back or the button is old, stands the last page.
            let page = page.min(all.saturating_sub(1) / report::CHANGES_A_PAGE);
            let skip = page * report::CHANGES_A_PAGE;
            Ok((page, editor.changes(wanted, skip, report::CHANGES_A_PAGE)?))
        });
        match found {
            Ok((page, (records, all))) => {
                let has_older = all > (page + 1) * report::CHANGES_A_PAGE;
                report::history(&records, page, has_older, fact, by)
            }
            Err(error) => report::message(&words::edit_error(&error, editor)),
        }
    }

    /// A page of the questions without an answer.
    pub(super) fn gaps_page(&self, page: usize) -> CreateInteractionResponseMessage {
        let Some(gaps) = &self.gaps else { return report::message(words::GAPS_OFF) };
        let ranked = match gaps.ranked() {
            Ok(ranked) => ranked,
            Err(error) => return report::message(&words::not_read(&error)),
        };
        // Past the end, where questions were answered or the button is old, stands the last page.
        let page = page.min(ranked.len().saturating_sub(1) / report::CHOICES);
        let shown = ranked.chunks(report::CHOICES).nth(page).unwrap_or_default();
        let message = report::gaps(shown, page, ranked.len() > (page + 1) * report::CHOICES);
        let message = if gaps.were_damaged() { message.content(words::GAPS_DAMAGED) } else { message };
        match self.told_most() {
            Ok(most) if page == 0 && !most.is_empty() => message.add_embed(report::told(&most)),
            Err(error) => message.content(words::not_read(&error)),
            Ok(_) => message,
        }
    }

    /// The facts on file that were told most often.
    fn told_most(&self) -> io::Result<Vec<(String, u64)>> {
        let Some(told) = &self.told else { return Ok(Vec::new()) };
        let corpus = self.library.current();
        told.most(TOLD_MOST, |fact| corpus.knowledge.fact(fact).is_some())
    }

    /// The unanswered question with this key; else what is told instead.
    pub(super) fn gap(&self, key: &str) -> Result<String, Box<Done>> {
        let told = |text: &str| Box::new(report::message(text).into());
        match self.gaps.as_ref().map_or(Ok(None), |gaps| gaps.find(key)) {
            Ok(Some(question)) => Ok(question),
            Ok(None) => Err(told(words::NO_SUCH_GAP)),
            Err(error) => Err(told(&words::not_read(&error))),
        }
    }

    /// The checker's report; `today` is the day that no fact may be ahead of.
    pub(super) fn check(&self, today: Date) -> Done {
        let editor = self.library.editor();
        let (count, lines) = match self.library.store().load() {
            Ok(knowledge) => {
                let corpus = Corpus::new(knowledge, None);
                let ahead = corpus.knowledge.ahead(today).map(|fact| {
                    let problem = Problem::AsOfAhead(fact.id.clone());
                    format!("• {}: {}", findings::message(&problem), day(fact.as_of))
                });
                let line =
                    |stray: &Stray| format!("• “{}” does not lead to `{}`", escape(&stray.ask), stray.fact);
                let lines: Vec<String> = ahead.chain(self_check(&corpus).iter().map(line)).collect();
                (lines.len(), lines[..lines.len().min(MOST_TOLD)].join("\n"))
            }
            Err(LoadError::Read(error @ ReadError::Database(_))) => {
                return report::message(&words::edit_error(&error.into(), editor)).into();
            }
            Err(LoadError::Read(error)) => (1, words::read_error(&error, editor)),
            Err(LoadError::Invalid { files, findings }) => {
                (findings.len(), words::finding_lines(&findings, &files, editor, MOST_TOLD))
            }
        };
        if count == 0 {
            return report::message(words::CLEAN).into();
        }
        let told =
            if count == 1 { format!("1 finding\n{lines}") } else { format!("{count} findings\n{lines}") };
        let (_, files) = report::whole("", "findings.txt", &told);
        Done { files, ..report::message(&told).into() }
    }
}
