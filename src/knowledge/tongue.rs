//! From the translations as written to those by language: each of one text, in the folder of a language.

use std::collections::HashMap;

use super::field::{Fields, limit};
use super::finding::{Files, Place, Problem};
use super::language::Language;
use super::read::{Entries, Entry};
use super::schema;
use super::translation::{Name, Translation, Translations};

/// Reads the translations of all files. What one is a translation of is not looked up: a fact that is withdrawn must not keep
/// the rest from loading.
pub(super) fn translations(entries: &Entries, files: &Files, fields: &mut Fields<'_>) -> Translations {
    let mut translations = Translations::default();
    let mut first: HashMap<(Language, &str), Place> = HashMap::new();
    for entry in &entries.translations {
        let Some(language) = language(&entry.place, files, fields) else { continue };
        let (Some(of), own) = (&entry.body.of, translation(entry, fields)) else {
            fields.required(entry, "translation", "of", entry.body.of.as_ref());
            continue;
        };
        let place = Place { file: entry.place.file, span: of.span() };
        if let Some(taken) = first.insert((language, of.get_ref()), place.clone()) {
            let problem = Problem::DuplicateId { id: of.get_ref().clone(), first: taken };
            fields.report(place.file, place.span, problem);
        }
        let tongue = translations.0.entry(language).or_default();
        tongue.texts.extend(own.map(|own| (of.get_ref().clone(), own)));
    }
    for entry in &entries.names {
        let Some(language) = language(&entry.place, files, fields) else { continue };
        let named = name(entry, fields);
        translations.0.entry(language).or_default().names.extend(named);
    }
    translations
}

/// The language of the folder that an entry is in.
fn language(place: &Place, files: &Files, fields: &mut Fields<'_>) -> Option<Language> {
    let language = Language::of_file(files.path(place));
    if language.is_none() {
        fields.report(place.file, place.span.clone(), Problem::NoLanguage);
    }
    language
}

fn translation(entry: &Entry<schema::Translation>, fields: &mut Fields<'_>) -> Option<Translation> {
    let (file, body, table) = (entry.place.file, &entry.body, "translation");
    let from = fields.required(entry, table, "from", body.from.as_ref());
    let from = from.and_then(|from| {
        let text = from.get_ref().trim();
        let read = u64::from_str_radix(text, 16).ok().filter(|_| text.len() == 16);
        if read.is_none() {
            fields.report(file, from.span(), Problem::BadFingerprint(text.to_owned()));
        }
        read
    });
    let statement = fields.required(entry, table, "statement", body.statement.as_ref());
    let statement = statement.map(|text| fields.text(file, "statement", text, limit::STATEMENT));
    let note = fields.optional(file, "note", body.note.as_ref(), limit::NOTE);
    let asks = fields.asks(file, &body.asks);
    Some(Translation { place: entry.place.clone(), from: from?, statement: statement?, note, asks })
}

fn name(entry: &Entry<schema::Name>, fields: &mut Fields<'_>) -> Option<(String, Name)> {
    let (file, body) = (entry.place.file, &entry.body);
    let of = fields.required(entry, "name", "of", body.of.as_ref());
    let is = fields.required(entry, "name", "is", body.is.as_ref());
    let is = is.map(|is| fields.text(file, "is", is, limit::TITLE));
    let of_it = fields.optional(file, "of_it", body.of_it.as_ref(), limit::TITLE);
    let in_it = fields.optional(file, "in_it", body.in_it.as_ref(), limit::TITLE);
    Some((of?.get_ref().clone(), Name { is: is?, of_it, in_it }))
}
