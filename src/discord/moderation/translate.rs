//! A fact in another language: the form, and the change that it asks for.

use serenity::all::{
    CreateActionRow, CreateInputText, CreateInteractionResponse, CreateModal, InputTextStyle,
};

use super::flow::change_by;
use super::form::{FormError, LONGEST_FIELD};
use super::plain::is_blank;
use super::{Desk, Done, Step, mark, report, words};
use crate::knowledge::editor::EditError;
use crate::knowledge::entry::{EntryTable, as_table, edited, same};
use crate::knowledge::history::{Part, What};
use crate::knowledge::{Fact, Language, limit, of_english};
use crate::words::Words;

/// Characters of a placeholder.
const PLACEHOLDER: usize = 100;

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
        let Some(language) = Language::of_locale(language) else {
            return report::message(&Words::ENGLISH.say("foreign")).into();
        };
        let (fact, file, before) = match self.translation(fact, language) {
            Ok(found) => found,
            Err(done) => return *done,
        };
        let editor = self.library.editor();
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
        let change = change_by(what, file, vec![part], &typed.why, step);
        match editor.try_out(&change) {
            Ok(_) => self.propose(change, &words::translation(language, &typed.why), Vec::new(), step),
            Err(error) => handed_back(&words::edit_error(&error, editor)),
        }
    }

    /// A fact, the file of its translation, and that as it stands on disk.
    fn translation(
        &self,
        fact: &str,
        language: Language,
    ) -> Result<(Fact, String, Option<String>), Box<Done>> {
        self.on_file(fact).map_err(|message| Box::new((*message).into()))?;
        let corpus = self.library.current();
        let own = corpus.knowledge.fact(fact.trim()).cloned();
        let found = self.library.editor().translation(language, fact.trim());
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
    let short = |text: &str| text.chars().take(PLACEHOLDER).collect::<String>();
    let input = |label: &str, id: &str, text: &str, longest: usize, english: &str, required: bool| {
        let longest = u16::try_from(longest.min(LONGEST_FIELD)).unwrap_or(u16::MAX);
        let mut input = CreateInputText::new(InputTextStyle::Paragraph, label, id).max_length(longest);
        if !text.is_empty() {
            input = input.value(text);
        }
        if !english.is_empty() {
            input = input.placeholder(short(english));
        }
        CreateActionRow::InputText(input.required(required))
    };
    let note = fact.note.as_deref().unwrap_or_default();
    let asks = fact.asks.join("; ");
    let rows = vec![
        input(words::TRANSLATED, "statement", &typed.statement, limit::STATEMENT, &fact.statement, true),
        input(words::NOTE, "note", &typed.note, limit::NOTE, note, !note.is_empty()),
        input(words::ASKED, "asks", &typed.asks, LONGEST_FIELD, &asks, false),
        input(words::WHY, "why", "", 300, "", true),
    ];
    let title = format!("{}: {}", words::TRANSLATE_TITLE, language.name());
    let id = mark('r', &format!("{}:{}", language.code(), fact.id));
    CreateInteractionResponse::Modal(CreateModal::new(id, title).components(rows))
}
