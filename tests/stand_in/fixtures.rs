//! Interactions as Discord sends them, following *Interaction Object*.

use serde_json::{Value, json};

use super::messages::{BOT, GUILD, in_server, member, snowflake, user};

/// Where someone asks, which decides what an interaction says of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// In a server that the bot is in.
    Server,
    /// In direct messages with the bot.
    Dm,
    /// In a server that the bot is not in, by one who installed it for themselves.
    Elsewhere,
}

/// Someone who asks, at a place.
#[derive(Debug, Clone)]
pub struct Asker {
    /// The person's id.
    pub id: String,
    /// The channel's id.
    pub channel: String,
    place: Place,
}

impl Asker {
    /// A person in the server.
    pub fn in_server(id: &str) -> Self {
        Self { id: id.to_owned(), channel: "500".to_owned(), place: Place::Server }
    }

    /// A person in direct messages.
    pub fn in_dm(id: &str) -> Self {
        Self { id: id.to_owned(), channel: format!("9{id}"), place: Place::Dm }
    }

    /// A person who installed the bot for themselves, in a server without it.
    pub fn elsewhere(id: &str) -> Self {
        Self { id: id.to_owned(), channel: "501".to_owned(), place: Place::Elsewhere }
    }

    /// A slash command, with options as [`option`] makes them.
    pub fn command(&self, name: &str, options: &[Value]) -> Value {
        self.interaction(2, &json!({ "id": snowflake(), "name": name, "type": 1, "options": options }))
    }

    /// A request for choices while `focused` is being typed.
    pub fn autocomplete(&self, name: &str, options: &[Value], focused: (&str, &str)) -> Value {
        let typed = json!({ "name": focused.0, "type": 3, "value": focused.1, "focused": true });
        let options: Vec<&Value> = options.iter().chain([&typed]).collect();
        self.interaction(4, &json!({ "id": snowflake(), "name": name, "type": 1, "options": options }))
    }

    /// The press of a button of a message.
    pub fn press(&self, message: &Value, custom_id: &str) -> Value {
        let data = json!({ "id": 2, "custom_id": custom_id, "component_type": 2 });
        self.on_message(3, &data, message)
    }

    /// A choice from a menu of a message.
    pub fn choose(&self, message: &Value, custom_id: &str, value: &str) -> Value {
        let data = json!({ "id": 2, "custom_id": custom_id, "component_type": 3, "values": [value] });
        self.on_message(3, &data, message)
    }

    /// A modal sent off, with one text input in an action row for each field.
    pub fn submit(&self, message: &Value, custom_id: &str, fields: &[(&str, &str)]) -> Value {
        let rows = fields.iter().map(|(id, value)| {
            json!({ "type": 1, "id": 1, "components": [{ "type": 4, "id": 2, "custom_id": id, "value": value }] })
        });
        let data = json!({ "custom_id": custom_id, "components": rows.collect::<Vec<_>>() });
        self.on_message(5, &data, message)
    }

    /// A command from the menu of a message that someone wrote.
    pub fn on_text(&self, name: &str, text: &str) -> Value {
        let target = in_server("700", &self.channel, text);
        let id = target["id"].as_str().unwrap_or_default().to_owned();
        let resolved = json!({ "messages": { &id: target } });
        let data =
            json!({ "id": snowflake(), "name": name, "type": 3, "target_id": id, "resolved": resolved });
        self.interaction(2, &data)
    }

    fn on_message(&self, kind: u64, data: &Value, message: &Value) -> Value {
        let mut interaction = self.interaction(kind, data);
        interaction["message"] = message.clone();
        interaction
    }

    fn interaction(&self, kind: u64, data: &Value) -> Value {
        let id = snowflake();
        let mut interaction = json!({
            "id": id, "application_id": BOT, "type": kind, "token": format!("interaction-token-{id}"), "version": 1,
            "data": data, "channel_id": self.channel, "locale": "en-GB", "entitlements": [],
            "entitlement_sku_ids": [], "attachment_size_limit": 10_485_760, "app_permissions": "2248473465835073",
        });
        if self.place == Place::Dm {
            interaction["user"] = user(&self.id);
            interaction["context"] = json!(1);
            interaction["authorizing_integration_owners"] = json!({ "0": "0" });
            interaction["channel"] = json!({
                "id": self.channel, "type": 1, "last_message_id": null, "flags": 0, "recipients": [user(&self.id)],
            });
            return interaction;
        }
        let owners = match self.place {
            Place::Server => json!({ "0": GUILD, "1": self.id }),
            _ => json!({ "1": self.id }),
        };
        interaction["context"] = json!(0);
        interaction["authorizing_integration_owners"] = owners;
        interaction["guild_id"] = json!(GUILD);
        interaction["guild_locale"] = json!("en-US");
        interaction["guild"] = json!({ "id": GUILD, "locale": "en-US", "features": [] });
        interaction["member"] = member(Some(&self.id));
        interaction["channel"] = json!({
            "id": self.channel, "type": 0, "name": "tests", "guild_id": GUILD, "position": 0, "nsfw": false, "topic": null,
            "permissions": "2248473465835073", "parent_id": null, "last_message_id": null, "rate_limit_per_user": 0,
            "flags": 0,
        });
        interaction
    }
}

/// An option of a command, of the kind that its value has.
pub fn option(name: &str, value: impl Into<Value>) -> Value {
    let value = value.into();
    let kind = match value {
        Value::Bool(_) => 5,
        Value::Number(_) => 4,
        _ => 3,
    };
    json!({ "name": name, "type": kind, "value": value })
}

/// An interaction of someone whose Discord speaks this language.
pub fn spoken(locale: &str, mut interaction: Value) -> Value {
    interaction["locale"] = json!(locale);
    interaction
}
