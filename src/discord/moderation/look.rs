//! Looking at what is stored: a fact, the history, the checker's report.

use serenity::all::CreateInteractionResponseMessage;

use super::drafts::Subject;
use super::{Desk, Done, held, report, words};
use crate::dialogue::{Stray, self_check};
use crate::discord::escape::escape;
use crate::knowledge::{LoadError, load};
use crate::retrieval::corpus::Corpus;

/// Findings that are told; the rest is counted.
const MOST_TOLD: usize = 50;

impl Desk {
    pub(super) fn show(&self, fact: &str) -> Done {
        match self.on_file(fact) {
            Ok((Subject::Fact { id, file, before, .. }, _)) => {
                let quoted = format!("\"{id}\"");
                let records = self.library.editor().changes(&[&quoted], 0, 5).unwrap_or_default();
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
        // As they stand in a record's line: ids in quotes, so that none is taken for the beginning of another.
        let quoted = |id: &str| if id.is_empty() { String::new() } else { format!("\"{id}\"") };
        let (of, who) = (quoted(fact), quoted(by));
        let editor = self.library.editor();
        let skip = page.saturating_mul(report::CHANGES_A_PAGE);
        match editor.changes(&[&of, &who], skip, report::CHANGES_A_PAGE + 1) {
            Ok(records) => {
                let shown = &records[..records.len().min(report::CHANGES_A_PAGE)];
                report::history(shown, page, records.len() > shown.len(), fact, by)
            }
            Err(error) => report::message(&words::edit_error(&error, editor)),
        }
    }

    /// A page of the questions without an answer.
    pub(super) fn gaps_page(&self, page: usize) -> CreateInteractionResponseMessage {
        let Some(gaps) = &self.gaps else { return report::message(words::GAPS_OFF) };
        let most = held(gaps).most(page.saturating_mul(report::CHOICES), report::CHOICES + 1);
        let shown = &most[..most.len().min(report::CHOICES)];
        report::gaps(shown, page, most.len() > shown.len())
    }

    /// The unanswered question with this key.
    pub(super) fn gap(&self, key: &str) -> Option<String> {
        held(self.gaps.as_ref()?).find(key)
    }

    pub(super) fn check(&self) -> Done {
        let editor = self.library.editor();
        let (count, lines) = match load(self.library.path()) {
            Ok(knowledge) => {
                let corpus = Corpus::new(knowledge);
                let strays = self_check(&corpus);
                let line =
                    |stray: &Stray| format!("• “{}” does not lead to `{}`", escape(&stray.ask), stray.fact);
                (strays.len(), strays.iter().take(MOST_TOLD).map(line).collect::<Vec<_>>().join("\n"))
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
