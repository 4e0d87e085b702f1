//! What is offered while an option is being typed.

use serenity::all::{
    AutocompleteChoice, CommandInteraction, CreateAutocompleteResponse, CreateInteractionResponse,
};

use super::interact::Reply;
use crate::dialogue::command::{COMMANDS, Takes};
use crate::dialogue::complete::{Choice, complete};
use crate::retrieval::corpus::Corpus;
use crate::words::{Voice, Words};

/// Answers a request for choices.
pub fn autocomplete(command: &CommandInteraction, corpus: &Corpus) -> Reply {
    let spec = COMMANDS.iter().find(|spec| spec.name == command.data.name);
    let focused = command.data.autocomplete();
    let found = spec.zip(focused).and_then(|(spec, focused)| {
        let option = spec.options.iter().find(|option| option.name == focused.name)?;
        let words = Voice::of(None, &command.locale, "", &[]).words;
        Some(choices(option.takes, focused.value, words, corpus))
    });
    let response = CreateAutocompleteResponse::new().set_choices(found.unwrap_or_default());
    Reply::new(CreateInteractionResponse::Autocomplete(response), command.data.name.clone(), None)
}

/// What an option can be completed to.
pub fn choices(takes: Takes, typed: &str, words: Words, corpus: &Corpus) -> Vec<AutocompleteChoice> {
    let choices = complete(takes, typed, corpus).into_iter();
    let named = |choice: Choice| {
        let label = words.name(&choice.label, &corpus.knowledge);
        AutocompleteChoice::new(label, choice.value)
    };
    choices.map(named).collect()
}
