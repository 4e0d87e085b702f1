//! A fact in another language: the form, and the change that it asks for.

use serenity::all::{CreateInteractionResponse, CreateModal, InputTextStyle};

use super::drafts::Subject;
use super::flow::change_by;
use super::form::{FormError, LONGEST_FIELD};
use super::plain::is_blank;
use super::report::input;
use super::{Desk, Done, Step, in_language, mark, report, words};
use crate::knowledge::editor::{Change, EditError};
use crate::knowledge::entry::{EntryTable, as_table, edited, same};
use crate::knowledge::history::{Part, What};
use crate::knowledge::{Fact, Language, limit, of_english};
use crate::words::Words;

/// What was typed into the form of a translation.
#[derive(Debug, Clone, Default)]
pub(super) struct Typed {
    pub statement: String,
    pub note: String,
    /// Ways of asking, one a line.
    pub asks: String,
    /// Why it is changed.
    pub why: String,
}

impl Typed {
    /// What stands in a translation's fields.
    fn of(fields: &str) -> Self {
        let table = as_table(EntryTable::Translation, fields).unwrap_or_default();
        let text = |key: &str| table.get(key).and_then(toml::Value::as_str).unwrap_or_default().to_owned();
        let asks = table.get("asks").and_then(toml::Value::as_array).into_iter().flatten();
        let asks: Vec<&str> = asks.filter_map(toml::Value::as_str).collect();
        Self { statement: text("statement"), note: text("note"), asks: asks.join("\n"), why: String::new() }
    }

    /// The fields that it makes, laid out as they were where there were any.
    fn fields(&self, fact: &Fact, before: &str) -> Result<String, EditError> {
        let from = format!("{:016x}", of_english(&fact.statement, fact.note.as_deref()));
        let asks = self.asks.lines().map(str::trim).filter(|line| !line.is_empty());
        let mut asks: toml_edit::Array = asks.collect();
        asks.iter_mut().for_each(|ask| ask.decor_mut().set_prefix("\n    "));
        asks.set_trailing("\n");
        asks.set_trailing_comma(true);
        let fields = edited(EntryTable::Translation, before, |table| {
            let mut set = |key: &str, text: &str| {
                if is_blank(text) {
                    table.remove(key);
                } else {
                    table[key] = toml_edit::value(text.trim());
                }
            };
            set("of", &fact.id);
            set("from", &from);
            set("statement", &self.statement);
            set("note", &self.note);
            if asks.is_empty() {
                table.remove("asks");
            } else {
                table["asks"] = toml_edit::value(asks);
            }
        });
        Ok(fields?)
    }
}

impl Desk {
    /// The form of a fact's translation, filled in as far as there is one.
    pub(super) fn translate(&self, fact: &str, language: Language) -> Done {
        let (fact, typed) = match self.translation(fact, language) {
            Ok((fact, _, before)) => (fact, Typed::of(&before.unwrap_or_default())),
            Err(done) => return *done,
        };
        if typed.asks.chars().count() > LONGEST_FIELD {
            return report::message(&words::too_long("asks")).into();
        }
        modal(&fact, language, &typed).into()
    }

    /// What the form of a translation asks for, with Confirm and Cancel, or what is wrong with it.
    pub(super) fn translated(&self, fact: &str, language: &str, typed: &Typed, step: &Step) -> Done {
        let Some(language) = in_language(language) else {
            return report::message(&Words::ENGLISH.say("foreign")).into();
        };
        let editor = self.library.editor();
        let seen = editor.last_change().unwrap_or_default();
        let (fact, file, before) = match self.translation(fact, language) {
            Ok(found) => found,
            Err(done) => return *done,
        };
        let handed_back = |why: &str| {
            let text = format!("{}\n\n{}\n\n{}", typed.statement, typed.note, typed.asks);
            let (block, files) = report::whole("As typed", "as-typed.txt", text.trim());
            Done { files, ..report::message(why).embed(block).into() }
        };
        if is_blank(&typed.why) {
            return handed_back(&words::form_errors(&[FormError::Empty("reason")]));
        }
        let fields = match typed.fields(&fact, before.as_deref().unwrap_or_default()) {
            Ok(fields) => fields,
            Err(error) => return handed_back(&words::edit_error(&error, editor)),
        };
        if before.as_ref().is_some_and(|before| same(before, &fields)) {
            return report::message(words::NOTHING_CHANGES).into();
        }
        let what = if before.is_some() { What::Edit } else { What::Add };
        let part = Part {
            table: Some(EntryTable::Translation),
            id: fact.id,
            before,
            after: Some(fields),
            removed: None,
        };
        let change = Change { seen, ..change_by(what, file, vec![part], &typed.why, step) };
        let text = words::translation(language, &typed.why);
        self.proposed(&change, &text, Vec::new(), step)
            .unwrap_or_else(|error| handed_back(&words::edit_error(&error, editor)))
    }

    /// A fact, the file of its translation, and that as it stands on disk.
    fn translation(
        &self,
        fact: &str,
        language: Language,
    ) -> Result<(Fact, String, Option<String>), Box<Done>> {
        let (subject, _) = self.on_file(fact).map_err(|message| Box::new((*message).into()))?;
        let Subject::Fact { id, file, .. } = subject else {
            return Err(Box::new(report::message(words::EXPIRED).into()));
        };
        let own = self.library.current().knowledge.fact(&id).cloned();
        let found = self.library.editor().translation(language, &id, &file);
        match (own, found) {
            (Some(own), Ok(Some((file, before)))) => Ok((own, file, before)),
            (_, Err(error)) => {
                let why = words::edit_error(&error, self.library.editor());
                Err(Box::new(report::message(&why).into()))
            }
            _ => Err(Box::new(report::message(&words::no_translations(language)).into())),
        }
    }
}

/// The form; the English stands where nothing is written yet.
fn modal(fact: &Fact, language: Language, typed: &Typed) -> CreateInteractionResponse {
    let long = InputTextStyle::Paragraph;
    let note = fact.note.as_deref();
    let asks = fact.asks.join("; ");
    let english = Some(fact.statement.as_str());
    let rows = vec![
        input(long, words::TRANSLATED, "statement", &typed.statement, limit::STATEMENT, english, true),
        input(long, words::NOTE, "note", &typed.note, limit::NOTE, note, note.is_some()),
        input(long, words::ASKED, "asks", &typed.asks, LONGEST_FIELD, Some(&asks), false),
        input(long, words::WHY, "why", "", 300, None, true),
    ];
    let title = format!("{}: {}", words::TRANSLATE_TITLE, language.name());
    let id = mark('r', &format!("{}:{}", language.code(), fact.id));
    CreateInteractionResponse::Modal(CreateModal::new(id, title).components(rows))
}
