//! Names and words that two entries claim: nobody could tell which one is meant.

use std::collections::HashMap;

use toml::Spanned;
use unicode_normalization::UnicodeNormalization;

use super::finding::{Finding, Place, Problem};
use super::read::Entries;
use super::schema::Text;

/// A text without what never tells two names apart: case, punctuation and spacing.
///
/// Coarser than the matcher's own normalisation nowhere, so that what is one name here is one name there.
pub(super) fn plain(text: &str) -> String {
    let lower = text.nfkc().collect::<String>().to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// Reports names of parties and words of topics that are claimed twice.
pub(super) fn check(entries: &Entries, findings: &mut Vec<Finding>) {
    let mut parties = Claims::default();
    for entry in &entries.parties {
        let body = &entry.body;
        let names = body.name.iter().chain(&body.aliases).chain(&body.demonyms);
        parties.claim(entry.place.file, body.id.as_ref(), names, findings);
    }
    let mut topics = Claims::default();
    for entry in &entries.topics {
        let words = entry.body.name.iter().chain(&entry.body.words);
        topics.claim(entry.place.file, entry.body.id.as_ref(), words, findings);
    }
}

#[derive(Default)]
struct Claims(HashMap<String, String>);

impl Claims {
    fn claim<'a>(
        &mut self,
        file: usize,
        owner: Option<&Text>,
        names: impl Iterator<Item = &'a Text>,
        findings: &mut Vec<Finding>,
    ) {
        let owner = owner.map(Spanned::get_ref).cloned().unwrap_or_default();
        for name in names {
            let other = self.0.entry(plain(name.get_ref())).or_insert_with(|| owner.clone());
            if *other != owner {
                let problem = Problem::SameName { name: name.get_ref().clone(), other: other.clone() };
                findings.push(Finding { place: Place { file, span: name.span() }, problem });
            }
        }
    }
}
