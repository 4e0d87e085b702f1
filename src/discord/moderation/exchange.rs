//! The fact file out and in again, file by file.

use std::collections::BTreeMap;
use std::path::Path;

use super::flow::change_by;
use super::{Attached, Desk, Done, Step, report, words};
use crate::discord::escape::escape;
use crate::knowledge::editor::{Change, EditError};
use crate::knowledge::history::{Part, What};
use crate::knowledge::{File, Language};
use crate::words::Words;

/// Files that are left out of a download of everything: a fact file without them has them built in.
const BUILT_IN: [&str; 3] = ["vocabulary.toml", "countries.toml", "english.toml"];

impl Desk {
    /// A party's file or all of them, as they are written or as they are translated.
    pub(super) fn export(&self, party: &str, language: Option<Language>) -> Done {
        let editor = self.library.editor();
        let files = match self.library.store().files() {
            Ok(files) => files,
            Err(error) => return report::message(&words::edit_error(&EditError::Read(error), editor)).into(),
        };
        let corpus = self.library.current();
        let named = corpus.read(party);
        let wanted = corpus.knowledge.party(party).or(corpus.parties(&named).first().copied());
        if party.is_empty() {
            let is_kept = |file: &&File| {
                Language::of_file(&file.path) == language
                    && !BUILT_IN.iter().any(|name| file.path.ends_with(name))
            };
            let text: Vec<&str> = files.0.iter().filter(is_kept).map(|file| file.text.as_str()).collect();
            let name = exported(Path::new("facts.toml"), language);
            return report::file(&name, text.join("\n"));
        }
        let of_party = |text: &str| wanted.is_some_and(|party| has_party(text, &party.id));
        let own = files.0.iter().find(|file| of_party(&file.text));
        let name = own.and_then(|own| own.path.file_name());
        let found = match language {
            None => own,
            Some(_) => files.0.iter().find(|file| {
                name.is_some() && file.path.file_name() == name && Language::of_file(&file.path) == language
            }),
        };
        match found {
            Some(file) => report::file(&exported(&file.path, language), file.text.clone()),
            None => report::message(&format!("There is no file of “{}”.", escape(party))).into(),
        }
    }

    pub(super) fn import(&self, attached: Option<Attached>, step: &Step) -> Done {
        let Some(Attached { name, text }) = attached else {
            return report::message(&Words::ENGLISH.say("unknown-interaction")).into();
        };
        let text = match text {
            Ok(text) => text,
            Err(why) => return report::message(&format!("The file cannot be read: {why}")).into(),
        };
        let editor = self.library.editor();
        let files = match self.library.store().files() {
            Ok(files) => files,
            Err(error) => return report::message(&words::edit_error(&EditError::Read(error), editor)).into(),
        };
        let Some(own) =
            files.0.iter().find(|file| exported(&file.path, Language::of_file(&file.path)) == name)
        else {
            let error = EditError::NoFile(name);
            return report::message(&words::edit_error(&error, editor)).into();
        };
        // Reading a file leaves the mark out that Windows editors put before it; so does importing one.
        let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
        if own.text == text {
            return report::message(words::NOTHING_CHANGES).into();
        }
        let file = editor.relative(&own.path);
        let changes = entries_changed(&own.text, &text);
        let part = Part {
            table: None,
            id: String::new(),
            before: Some(own.text.clone()),
            after: Some(text),
            removed: None,
        };
        let change = change_by(What::Import, file.clone(), vec![part], &format!("import of {file}"), step);
        let seen = editor.last_change().unwrap_or_default();
        let embeds = changes.map(|changes| report::block("Entries that change", &changes));
        let text = format!("`{file}` would be replaced:");
        self.propose(&Change { seen, ..change }, &text, embeds.into_iter().collect(), step)
    }
}

/// The name that a file goes out under and comes in again: a translation of `netherlands.toml` is `netherlands.nl.toml`.
fn exported(path: &Path, language: Option<Language>) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    match (language, name.rsplit_once('.')) {
        (Some(language), Some((stem, ending))) => format!("{stem}.{}.{ending}", language.code()),
        _ => name.into_owned(),
    }
}

/// Whether a file holds the record of a party.
pub(super) fn has_party(text: &str, party: &str) -> bool {
    let Ok(table) = text.parse::<toml::Table>() else { return false };
    let parties = table.get("party").and_then(toml::Value::as_array);
    parties.into_iter().flatten().any(|entry| entry.get("id").and_then(toml::Value::as_str) == Some(party))
}

/// Which entries two texts of a file differ in, a line each, where they differ in any.
fn entries_changed(old: &str, new: &str) -> Option<String> {
    let read = |text: &str| {
        let mut entries = BTreeMap::new();
        for (table, value) in text.parse::<toml::Table>().unwrap_or_default() {
            for (at, entry) in value.as_array().into_iter().flatten().enumerate() {
                let id = entry
                    .get("id")
                    .or_else(|| entry.get("of"))
                    .and_then(toml::Value::as_str)
                    .map_or_else(|| at.to_string(), str::to_owned);
                entries.insert(format!("{table} {id}"), entry.to_string());
            }
        }
        entries
    };
    let (old, new) = (read(old), read(new));
    let mut lines = Vec::new();
    for key in old.keys().chain(new.keys().filter(|key| !old.contains_key(*key))) {
        match (old.get(key), new.get(key)) {
            (Some(_), None) => lines.push(format!("- {key}")),
            (None, Some(_)) => lines.push(format!("+ {key}")),
            (before, after) if before != after => lines.push(format!("~ {key}")),
            _ => {}
        }
    }
    (!lines.is_empty()).then(|| lines.join("\n"))
}
