//! The application commands as Discord keeps and tells them, following *Application Commands*.

use serde_json::{Value, json};

use super::messages::BOT;
use super::rest::{Reply, Request};
use super::{World, payload};

/// Answers GET and PUT of a set of commands; nothing for other methods.
///
/// The path holds the server's id where the set is not the global one.
pub fn answer(world: &World, request: &Request, segments: &[&str]) -> Option<Reply> {
    let mut rest = world.rest();
    match request.method {
        "GET" => {
            let mut kept = rest.commands.get(request.path).cloned().unwrap_or_default();
            if !request.query.contains("with_localizations=true") {
                kept.iter_mut().for_each(without_translations);
            }
            Some(Reply(200, json!(kept)))
        }
        "PUT" => {
            let wrong = payload::commands(request.sent);
            if !wrong.is_empty() {
                let path = request.path;
                wrong.into_iter().for_each(|wrong| world.violation(format!("PUT {path}: {wrong}")));
                return Some(Reply::invalid());
            }
            let guild = segments.contains(&"guilds").then(|| segments[3]);
            let all = request.sent.as_array().map(Vec::as_slice).unwrap_or_default().iter().enumerate();
            // Discord gives them back in an order of its own.
            let kept: Vec<Value> = all.map(|(at, command)| registered(command, at, guild)).rev().collect();
            rest.commands.insert(request.path.to_owned(), kept.clone());
            Some(Reply(200, json!(kept)))
        }
        _ => None,
    }
}

/// Discord tells translations only to who asks for them.
fn without_translations(told: &mut Value) {
    match told {
        Value::Object(fields) => {
            fields.retain(|key, _| !key.ends_with("_localizations"));
            fields.values_mut().for_each(without_translations);
        }
        Value::Array(items) => items.iter_mut().for_each(without_translations),
        _ => {}
    }
}

/// A command as Discord keeps it: with ids, with nulls for what is not translated, and without what is the default.
fn registered(command: &Value, at: usize, guild: Option<&str>) -> Value {
    let mut kept = without_defaults(command);
    let mut known = json!({
        "id": (700_000_000_000_000_000 + at).to_string(), "application_id": BOT, "type": 1, "description": "",
        "version": (710_000_000_000_000_000 + at).to_string(), "default_member_permissions": null, "nsfw": false,
        "dm_permission": true, "name_localizations": null, "description_localizations": null,
    });
    if let Some(guild) = guild {
        known["guild_id"] = json!(guild);
    }
    for (key, value) in known.as_object_mut().into_iter().flatten() {
        if kept[key.as_str()].is_null() {
            kept[key.as_str()] = value.take();
        }
    }
    kept
}

fn without_defaults(value: &Value) -> Value {
    let is_default = |value: &Value| match value {
        Value::Null | Value::Bool(false) => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        _ => false,
    };
    match value {
        Value::Object(fields) => {
            let kept = fields.iter().filter(|(_, value)| !is_default(value));
            kept.map(|(key, value)| (key.clone(), without_defaults(value))).collect()
        }
        Value::Array(items) => items.iter().map(without_defaults).collect(),
        other => other.clone(),
    }
}
