//! Checks of what the bot sends: read with `twilight-model` and measured with `twilight-validate`, a second opinion
//! that shares no code with serenity; and what Discord refuses beyond that.

use std::collections::HashSet;
use std::fmt::Display;

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use twilight_model::application::command::{
    Command, CommandOptionChoice, CommandOptionChoiceValue, CommandType,
};
use twilight_model::channel::message::component::SelectMenuType;
use twilight_model::channel::message::{AllowedMentions, Component, Embed};
use twilight_model::http::interaction::{InteractionResponse, InteractionResponseType};
use twilight_validate::{command, component, message};

/// Discord's limits for autocomplete choices and modals, which `twilight-validate` does not know.
mod limit {
    pub const CHOICES: usize = 25;
    pub const CHOICE: usize = 100;
    pub const TITLE: usize = 45;
    pub const CUSTOM_ID: usize = 100;
    pub const COMMANDS: usize = 100;
    pub const MENU_COMMANDS: usize = 5;
    pub const FILES: usize = 10;
    /// Of an attachment, in characters.
    pub const DESCRIPTION: usize = 1_024;
    /// Of all files of a message, in bytes, where nobody boosts the server.
    pub const UPLOAD: u64 = 10 * 1024 * 1024;
}

/// What is wrong with the answer to an interaction, following *Interaction Response Object*.
pub fn response(sent: &Value) -> Vec<String> {
    let read: InteractionResponse = match read(sent, "an interaction response") {
        Ok(read) => read,
        Err(wrong) => return vec![wrong],
    };
    let data = sent.get("data").unwrap_or(&Value::Null);
    match read.kind {
        InteractionResponseType::ChannelMessageWithSource | InteractionResponseType::UpdateMessage => {
            // The files stand beside the response, the list of them in its message.
            let mut data = data.clone();
            data["uploaded"] = sent["uploaded"].clone();
            message(&data)
        }
        InteractionResponseType::ApplicationCommandAutocompleteResult => {
            choices(read.data.and_then(|data| data.choices))
        }
        InteractionResponseType::Modal => modal(data),
        // Nothing but for whom the message will be.
        InteractionResponseType::DeferredChannelMessageWithSource
        | InteractionResponseType::DeferredUpdateMessage => {
            let only_flags = data.as_object().is_none_or(|data| data.keys().all(|key| key == "flags"));
            (!only_flags).then(|| format!("a deferral that says something: {data}")).into_iter().collect()
        }
        other => vec![format!("an answer of kind {other:?} says nothing")],
    }
}

/// What is wrong with a message that is created or changed, following *Create Message* and *Allowed Mentions Object*.
pub fn message(sent: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    let content = sent["content"].as_str().unwrap_or_default();
    note(&mut wrong, message::content(content));
    match read::<Vec<Embed>>(&list(sent, "embeds"), "embeds") {
        Ok(embeds) => {
            note(&mut wrong, message::embeds(&embeds));
            embeds.iter().for_each(|embed| wrong.extend(hollow(embed)));
            if content.is_empty() && embeds.is_empty() {
                wrong.push("an empty message".to_owned());
            }
        }
        Err(error) => wrong.push(error),
    }
    match read::<Vec<Component>>(&list(sent, "components"), "components") {
        Ok(rows) => wrong.extend(components(&rows)),
        Err(error) => wrong.push(error),
    }
    wrong.extend(mentions(sent));
    wrong.extend(files(sent));
    let flags = sent["flags"].as_u64().unwrap_or_default();
    if flags & !(1 << 2 | 1 << 6 | 1 << 12) != 0 {
        wrong.push(format!("flags that cannot be set: {flags:#x}"));
    }
    wrong
}

/// What is wrong with the files of a message, following *Uploading Files* and *Attachment Object*: each that is uploaded is
/// listed by the number of its part, and each that is listed was uploaded.
fn files(sent: &Value) -> Vec<String> {
    let of = |key: &str| sent[key].as_array().cloned().unwrap_or_default();
    let (listed, uploaded) = (of("attachments"), of("uploaded"));
    let mut wrong = Vec::new();
    for one in &listed {
        let part = format!("files[{}]", one["id"]);
        if !uploaded.iter().any(|file| file["part"] == part && file["name"] == one["filename"]) {
            wrong.push(format!("an attachment that was not uploaded: {one}"));
        }
        let description = one["description"].as_str().unwrap_or("none");
        if description.is_empty() || description.chars().count() > limit::DESCRIPTION {
            wrong.push(format!("a description of {} characters", description.chars().count()));
        }
    }
    if listed.len() != uploaded.len() || uploaded.len() > limit::FILES {
        wrong.push(format!("{} files are listed, and {} uploaded", listed.len(), uploaded.len()));
    }
    let bytes: u64 = uploaded.iter().filter_map(|file| file["bytes"].as_u64()).sum();
    if bytes > limit::UPLOAD || uploaded.iter().any(|file| file["bytes"] == 0) {
        wrong.push(format!("files of {bytes} bytes"));
    }
    wrong
}

/// What is wrong with a set of commands, following *Application Command Object*.
pub fn commands(sent: &Value) -> Vec<String> {
    let Some(sent) = sent.as_array() else { return vec!["the commands are not a list".to_owned()] };
    let mut wrong = Vec::new();
    let mut names = HashSet::new();
    let mut menus = 0;
    for one in sent {
        let mut one = one.clone();
        // What Discord adds before twilight, which reads what Discord tells, can read it.
        for (key, value) in [("type", json!(1)), ("description", json!("")), ("version", json!("1"))] {
            if one[key].is_null() {
                one[key] = value;
            }
        }
        let name = one["name"].to_string();
        match read::<Command>(&one, "a command") {
            Ok(read) => {
                menus += usize::from(read.kind != CommandType::ChatInput);
                // `command` measures descriptions, which a menu command must not have.
                let checked = match read.kind {
                    CommandType::ChatInput => command::command(&read),
                    _ => command::name(&read.name),
                };
                wrong.extend(checked.err().map(|error| format!("{name}: {error}")));
                wrong.extend(command::options(&read.options).err().map(|error| format!("{name}: {error}")));
                wrong.extend(option_names(&one).map(|option| format!("{name}: option {option} twice")));
                if !names.insert((read.kind, read.name)) {
                    wrong.push(format!("{name}: registered twice"));
                }
            }
            Err(error) => wrong.push(format!("{name}: {error}")),
        }
    }
    if names.len() - menus > limit::COMMANDS || menus > limit::MENU_COMMANDS {
        wrong.push(format!("{} commands, {menus} of them menus", names.len()));
    }
    wrong
}

fn option_names(command: &Value) -> Option<&Value> {
    let mut names = HashSet::new();
    command["options"]
        .as_array()?
        .iter()
        .map(|option| &option["name"])
        .find(|name| !names.insert(name.as_str()))
}

/// What is wrong with autocomplete choices, following *Autocomplete* of the interaction response.
fn choices(choices: Option<Vec<CommandOptionChoice>>) -> Vec<String> {
    let Some(choices) = choices else { return vec!["no list of choices".to_owned()] };
    let mut wrong = Vec::new();
    if choices.len() > limit::CHOICES {
        wrong.push(format!("{} choices", choices.len()));
    }
    for choice in &choices {
        note(&mut wrong, command::choice(choice));
        let value = match &choice.value {
            CommandOptionChoiceValue::String(value) => value.chars().count(),
            _ => 1,
        };
        if value == 0 || value > limit::CHOICE || choice.name.trim().is_empty() {
            wrong.push(format!("a choice of {value} characters: {choice:?}"));
        }
    }
    wrong
}

/// What is wrong with a modal, following *Modal* of the interaction response.
fn modal(data: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    let characters = |key: &str| data[key].as_str().unwrap_or_default().chars().count();
    if !(1..=limit::TITLE).contains(&characters("title")) {
        wrong.push(format!("a modal's title of {} characters", characters("title")));
    }
    if !(1..=limit::CUSTOM_ID).contains(&characters("custom_id")) {
        wrong.push(format!("a modal's custom_id of {} characters", characters("custom_id")));
    }
    match read::<Vec<Component>>(&list(data, "components"), "a modal's components") {
        Ok(rows) if rows.is_empty() => wrong.push("a modal with no field".to_owned()),
        Ok(rows) => {
            wrong.extend(components(&rows));
            let is_field = |row: &Component| match row {
                Component::ActionRow(row) => matches!(row.components.as_slice(), [Component::TextInput(_)]),
                _ => false,
            };
            if !rows.iter().all(is_field) {
                wrong.push("a modal's row that is not one text input".to_owned());
            }
        }
        Err(error) => wrong.push(error),
    }
    wrong
}

fn components(rows: &[Component]) -> Vec<String> {
    let mut wrong = Vec::new();
    note(&mut wrong, message::components(rows));
    let is_empty = |row: &Component| matches!(row, Component::ActionRow(row) if row.components.is_empty());
    if rows.iter().any(is_empty) {
        wrong.push("a row with nothing in it".to_owned());
    }
    let mut ids = HashSet::new();
    let in_rows = rows.iter().flat_map(|row| match row {
        Component::ActionRow(row) => row.components.as_slice(),
        _ => &[],
    });
    for one in in_rows {
        let id = match one {
            Component::Button(button) => {
                if button.label.as_deref().is_none_or(str::is_empty) && button.emoji.is_none() {
                    wrong.push(format!("a button with neither label nor emoji: {button:?}"));
                }
                button.custom_id.clone()
            }
            Component::SelectMenu(menu) => {
                let mut values = HashSet::new();
                let mut options = menu.options.iter().flatten();
                if !options.all(|option| values.insert(option.value.as_str())) {
                    wrong.push(format!("a value twice in menu {}", menu.custom_id));
                }
                if menu.kind == SelectMenuType::Text && values.is_empty() {
                    wrong.push(format!("nothing to choose in menu {}", menu.custom_id));
                }
                Some(menu.custom_id.clone())
            }
            Component::TextInput(input) => {
                note(&mut wrong, component::text_input(input));
                Some(input.custom_id.clone())
            }
            _ => None,
        };
        if id.as_deref() == Some("") {
            wrong.push("an empty custom_id".to_owned());
        }
        if let Some(id) = id.filter(|id| !ids.insert(id.clone())) {
            wrong.push(format!("custom_id {id} twice in one message"));
        }
    }
    wrong
}

/// Texts that Discord requires, but which are not there.
fn hollow(embed: &Embed) -> Vec<String> {
    let blank = |text: &str| text.trim().is_empty();
    let fields = embed.fields.iter().filter(|field| blank(&field.name) || blank(&field.value));
    let mut wrong: Vec<String> =
        fields.map(|field| format!("a field with nothing in it: {field:?}")).collect();
    let texts = [embed.title.as_deref(), embed.description.as_deref()];
    if embed.fields.is_empty() && texts.into_iter().flatten().all(blank) && embed.image.is_none() {
        wrong.push(format!("an embed with nothing in it: {embed:?}"));
    }
    wrong
}

/// Nothing the bot says may ping anyone, whatever it quotes: `allowed_mentions` has to be there, and empty.
fn mentions(sent: &Value) -> Option<String> {
    if sent["allowed_mentions"]["parse"].is_null() {
        return Some("allowed_mentions with an empty parse is missing".to_owned());
    }
    match read::<AllowedMentions>(&sent["allowed_mentions"], "allowed_mentions") {
        Ok(allowed) if allowed == AllowedMentions::default() => None,
        Ok(allowed) => Some(format!("pings: {allowed:?}")),
        Err(error) => Some(error),
    }
}

fn list(sent: &Value, key: &str) -> Value {
    sent.get(key).filter(|list| !list.is_null()).cloned().unwrap_or_else(|| json!([]))
}

fn read<T: DeserializeOwned>(sent: &Value, what: &str) -> Result<T, String> {
    serde_json::from_value(sent.clone()).map_err(|error| format!("not {what}: {error}: {sent}"))
}

fn note<E: Display>(wrong: &mut Vec<String>, outcome: Result<(), E>) {
    wrong.extend(outcome.err().map(|error| error.to_string()));
}
