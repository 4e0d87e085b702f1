//! Looking at what is stored: a fact, the history, the checker's report.

use serenity::all::CreateInteractionResponseMessage;

use super::drafts::Subject;
use super::{Desk, Done, report, words};
use crate::dialogue::self_check;
use crate::knowledge::history::Record;
use crate::knowledge::{Finding, LoadError, load};
use crate::retrieval::corpus::Corpus;
use crate::words::findings;

impl Desk {
    pub(super) fn show(&self, fact: &str) -> Done {
        match self.on_file(fact) {
            Ok((Subject::Fact { id, file, before }, _)) => {
                let records = self.library.editor().history().unwrap_or_default();
                let own = records
                    .iter()
                    .rev()
                    .filter(|record| record.parts.iter().any(|part| part.id == id))
                    .take(5);
                let lines: Vec<String> = own.map(report::change_line).collect();
                let lines = if lines.is_empty() { words::NO_HISTORY.to_owned() } else { lines.join("\n") };
                report::message(&lines).embed(report::block(&file, &before)).into()
            }
            Ok(_) => report::message(words::EXPIRED).into(),
            Err(message) => (*message).into(),
        }
    }

    pub(super) fn history(&self, page: usize, fact: &str, by: &str) -> CreateInteractionResponseMessage {
        let fits = |record: &Record| {
            (fact.is_empty() || record.parts.iter().any(|part| part.id == fact))
                && (by.is_empty() || record.by.id == by)
        };
        match self.library.editor().history() {
            Ok(records) => {
                let records: Vec<Record> = records.into_iter().filter(fits).collect();
                report::history(&records, page, fact, by)
            }
            Err(error) => report::message(&words::edit_error(&error)),
        }
    }

    pub(super) fn check(&self) -> Done {
        let lines: Vec<String> = match load(self.library.path()) {
            Ok(knowledge) => {
                let corpus = Corpus::new(knowledge);
                let strays = self_check(&corpus);
                strays
                    .iter()
                    .map(|stray| format!("• “{}” does not lead to `{}`", stray.ask, stray.fact))
                    .collect()
            }
            Err(LoadError::Read(error)) => vec![error.to_string()],
            Err(LoadError::Invalid { files, findings }) => {
                let line = |finding: &Finding| {
                    let (line, column) = files.line_and_column(&finding.place);
                    let path = self.library.editor().relative(files.path(&finding.place));
                    format!(
                        "• `{path}:{line}:{column}` {}: {}",
                        findings::message(&finding.problem),
                        findings::mend(&finding.problem, &files)
                    )
                };
                findings.iter().map(line).collect()
            }
        };
        let told = if lines.is_empty() {
            words::CLEAN.to_owned()
        } else {
            format!("{} findings\n{}", lines.len(), lines.join("\n"))
        };
        report::message(&told).into()
    }
}
