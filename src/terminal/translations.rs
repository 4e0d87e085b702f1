//! What `accord check` tells of translations: how many there are, and one by one what is missing, stale or differs.

use std::io::{self, Write};

use serde::Serialize;

use crate::knowledge::{Files, Knowledge, Language, Place, Standing, of_english};
use crate::language::likeness::{Lack, lacks};
use crate::words::findings;

/// One thing to look at, as `--json` prints it.
#[derive(Debug, Serialize)]
pub struct Remark {
    /// Id of the fact or agreement.
    pub id: String,
    /// Where its translation stands: file, line and column; none where there is none.
    pub at: Option<String>,
    /// What is the matter.
    pub message: String,
}

/// How the translations into one language stand.
#[derive(Debug, Default)]
pub struct Stand {
    all: usize,
    missing: usize,
    stale: usize,
    differing: usize,
    left_over: usize,
    remarks: Vec<Remark>,
}

impl Stand {
    /// Looks at all translations into a language.
    #[must_use]
    pub fn of(language: Language, files: &Files, knowledge: &Knowledge) -> Self {
        let mut stand = Self::default();
        let at = |place: &Place| {
            let (line, column) = files.line_and_column(place);
            format!("{}:{line}:{column}", files.path(place).display())
        };
        for (id, english, note, own, standing) in knowledge.standings(language) {
            stand.all += 1;
            let message = match (standing, own) {
                (Standing::Current, Some(own)) => {
                    let mut lacking = lacks(english, &own.statement, language, knowledge);
                    let notes = note.zip(own.note.as_deref());
                    lacking.extend(
                        notes.into_iter().flat_map(|(note, own)| lacks(note, own, language, knowledge)),
                    );
                    if note.is_some() != own.note.is_some() {
                        stand.differing += 1;
                        findings::note_differs(note.is_some())
                    } else if lacking.is_empty() {
                        continue;
                    } else {
                        stand.differing += 1;
                        told(&lacking)
                    }
                }
                (Standing::Stale, _) => {
                    stand.stale += 1;
                    findings::stale(of_english(english, note))
                }
                _ => {
                    stand.missing += 1;
                    findings::untranslated(of_english(english, note))
                }
            };
            stand.remarks.push(Remark { id: id.to_owned(), at: own.map(|own| at(&own.place)), message });
        }
        for (id, place) in knowledge.left_over(language) {
            stand.left_over += 1;
            let message = findings::LEFT_OVER.to_owned();
            stand.remarks.push(Remark { id: id.to_owned(), at: Some(at(place)), message });
        }
        stand
    }

    /// One line: how many of how many are translated, and what is to be looked at.
    #[must_use]
    pub fn summary(&self, language: Language) -> String {
        let translated = self.all - self.missing - self.stale;
        findings::translated(
            language,
            (translated, self.all),
            [self.missing, self.stale, self.differing, self.left_over],
        )
    }

    /// Whether nothing is to be looked at.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.remarks.is_empty()
    }

    /// What is to be looked at, one by one.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn print(&self, json: bool, out: &mut impl Write) -> io::Result<()> {
        for remark in &self.remarks {
            if json {
                writeln!(out, "{}", serde_json::to_string(remark)?)?;
            } else {
                let at = remark.at.as_ref().map(|at| format!("{at}: ")).unwrap_or_default();
                writeln!(out, "{at}`{}`: {}", remark.id, remark.message)?;
            }
        }
        Ok(())
    }
}

fn told(lacking: &[Lack]) -> String {
    lacking.iter().map(findings::lack).collect::<Vec<_>>().join("; ")
}
