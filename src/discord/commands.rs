//! The application commands, as they are registered with Discord.

use serde_json::Value;
use serenity::all::{
    CommandOptionType, CommandType, CreateCommand, CreateCommandOption, InstallationContext,
    InteractionContext,
};

use super::words;
use crate::dialogue::command::{COMMANDS, Command, CommandSpec, OptionSpec, Takes};

/// Name of the option that shows the answer to the asker alone.
pub const PRIVATE_OPTION: &str = "private";
/// Name of the option that leaves the picture out.
pub const PICTURE_OPTION: &str = "picture";
/// The commands whose answers may have a picture.
const PICTURED: [Command; 4] = [Command::Aid, Command::Signatories, Command::Compare, Command::Timeline];
/// Characters that a question may have in an option; Discord allows 6,000.
const LONGEST_TEXT: u16 = 1_000;

/// All commands.
#[must_use]
pub fn commands() -> Vec<CreateCommand> {
    let menu = CreateCommand::new(words::FIND_FACTS).kind(CommandType::Message);
    COMMANDS.iter().map(chat_command).chain([menu]).map(everywhere).collect()
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
    let private = CreateCommandOption::new(CommandOptionType::Boolean, PRIVATE_OPTION, words::PRIVATE);
    let command = CreateCommand::new(spec.name).description(spec.description);
    let picture = CreateCommandOption::new(CommandOptionType::Boolean, PICTURE_OPTION, words::PICTURE);
    let picture = PICTURED.contains(&spec.command).then_some(picture);
    spec.options.iter().map(option).chain(picture).chain([private]).fold(command, CreateCommand::add_option)
}

fn option(spec: &OptionSpec) -> CreateCommandOption {
    let option = CreateCommandOption::new(CommandOptionType::String, spec.name, spec.description)
        .required(spec.required);
    match spec.takes {
        Takes::Question => option.max_length(LONGEST_TEXT).set_autocomplete(true),
        Takes::Choice(words) => {
            words.iter().fold(option, |option, word| option.add_string_choice(*word, *word))
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
