//! The application commands, as they are registered with Discord.

use serde_json::Value;
use serenity::all::{
    CommandOptionType, CommandType, CreateCommand, CreateCommandOption, InstallationContext,
    InteractionContext,
};

use super::words::FIND_FACTS;
use crate::dialogue::command::{COMMANDS, Command, CommandSpec, OptionSpec, Takes};
use crate::knowledge::Language;
use crate::words::Words;

/// Name of the option that shows the answer to the asker alone.
pub const PRIVATE_OPTION: &str = "private";
/// Name of the option that leaves the picture out.
pub const PICTURE_OPTION: &str = "picture";
/// Name of the option that chooses the language of the answer.
pub const LANGUAGE_OPTION: &str = "language";
/// The commands whose answers may have a picture.
const PICTURED: [Command; 4] = [Command::Aid, Command::Signatories, Command::Compare, Command::Timeline];
/// Characters that a question may have in an option; Discord allows 6,000.
const LONGEST_TEXT: u16 = 1_000;

/// All commands.
#[must_use]
pub fn commands() -> Vec<CreateCommand> {
    let menu = message_menu(FIND_FACTS, "find-facts");
    COMMANDS.iter().map(chat_command).chain([menu]).map(everywhere).collect()
}

/// A command in the menu of messages; what it is called in other languages is the message with this id.
pub fn message_menu(name: &str, id: &str) -> CreateCommand {
    let menu = CreateCommand::new(name).kind(CommandType::Message);
    translated().fold(menu, |menu, words| menu.name_localized(words.language().code(), words.say(id)))
}

/// The commands as JSON, as they are sent to Discord.
///
/// # Errors
/// When serenity cannot serialise them.
pub fn as_json() -> serde_json::Result<Value> {
    serde_json::to_value(commands())
}

/// In servers, in direct messages with the bot, and in private channels of those who installed it for themselves.
fn everywhere(command: CreateCommand) -> CreateCommand {
    command.integration_types(vec![InstallationContext::Guild, InstallationContext::User]).contexts(vec![
        InteractionContext::Guild,
        InteractionContext::BotDm,
        InteractionContext::PrivateChannel,
    ])
}

fn chat_command(spec: &CommandSpec) -> CreateCommand {
    let command = CreateCommand::new(spec.name).description(Words::ENGLISH.command(spec));
    let command = translated().fold(command, |command, words| {
        let code = words.language().code();
        command.name_localized(code, words.typed(spec.name)).description_localized(code, words.command(spec))
    });
    let own = |name, kind| named(name, kind, |words| words.say(&format!("option-{name}")));
    let private = own(PRIVATE_OPTION, CommandOptionType::Boolean);
    let picture = PICTURED.contains(&spec.command).then(|| own(PICTURE_OPTION, CommandOptionType::Boolean));
    let language = (spec.command == Command::Ask).then(|| {
        let languages = Language::ALL.into_iter().map(|language| (language.name(), language));
        languages.fold(own(LANGUAGE_OPTION, CommandOptionType::String), |option, (name, language)| {
            option.add_string_choice(name, language.code())
        })
    });
    let options = spec.options.iter().map(|own| option(spec, own));
    options.chain(language).chain(picture).chain([private]).fold(command, CreateCommand::add_option)
}

/// The languages that have words of their own beside the registered ones.
fn translated() -> impl Iterator<Item = Words> {
    Language::TRANSLATED.into_iter().map(Words::of)
}

/// An option with its name and description in each language.
fn named(
    name: &'static str,
    kind: CommandOptionType,
    described: impl Fn(Words) -> String,
) -> CreateCommandOption {
    let option = CreateCommandOption::new(kind, name, described(Words::ENGLISH));
    translated().fold(option, |option, words| {
        let code = words.language().code();
        option.name_localized(code, words.typed(name)).description_localized(code, described(words))
    })
}

fn option(of: &CommandSpec, spec: &OptionSpec) -> CreateCommandOption {
    let option = named(spec.name, CommandOptionType::String, |words| words.option(of, spec));
    let option = option.required(spec.required);
    match spec.takes {
        Takes::Question => option.max_length(LONGEST_TEXT).set_autocomplete(true),
        Takes::Choice(words) => {
            let localised = |word: &'static str| {
                translated().map(move |words| (words.language().code(), words.say(&format!("choice-{word}"))))
            };
            words.iter().fold(option, |option, word| {
                option.add_string_choice_localized(*word, *word, localised(word))
            })
        }
        Takes::Party | Takes::Topic | Takes::Person | Takes::Fact => option.set_autocomplete(true),
        Takes::Period => option.max_length(24),
    }
}

/// Whether what Discord has is what would be sent: names, descriptions and options, in any order of commands.
#[must_use]
pub fn is_current(registered: &[Value], wanted: &Value) -> bool {
    let Value::Array(wanted) = wanted else { return false };
    wanted.len() == registered.len()
        && wanted.iter().all(|command| {
            registered.iter().any(|other| other["name"] == command["name"] && contains(other, command))
        })
}

/// Whether `whole` has everything that `part` says; Discord adds ids, versions and defaults of its own.
fn contains(whole: &Value, part: &Value) -> bool {
    match (whole, part) {
        (Value::Object(whole), Value::Object(part)) => part.iter().all(|(key, value)| {
            let is_default = value.is_null()
                || *value == Value::Bool(false)
                || value.as_array().is_some_and(Vec::is_empty)
                || value.as_object().is_some_and(serde_json::Map::is_empty);
            whole.get(key).map_or(is_default, |own| contains(own, value) || is_default && own.is_null())
        }),
        (Value::Array(whole), Value::Array(part)) => {
            whole.len() == part.len() && whole.iter().zip(part).all(|(whole, part)| contains(whole, part))
        }
        _ => whole == part,
    }
}
