//! Members of a server with their rights in it, and the interactions of `/facts`, following *Guild Member Object*.

use serde_json::{Value, json};

use super::fixtures::Asker;
use super::messages::{GUILD, snowflake, user};

/// A server in which facts are not moderated.
pub const OTHER_GUILD: &str = "1210000000000000009";
/// The role whose holders may moderate.
pub const MODERATOR_ROLE: &str = "1210000000000000800";
/// The bits of the rights, following *Bitwise Permission Flags*.
const ADMINISTRATOR: u64 = 1 << 3;
const MANAGE_GUILD: u64 = 1 << 5;
/// What everybody may: see channels, send messages, use commands.
const EVERYBODY: u64 = 1 << 10 | 1 << 11 | 1 << 31;

/// A member of a server, or someone in direct messages.
#[derive(Debug, Clone)]
pub struct Member {
    asker: Asker,
    guild: &'static str,
    permissions: u64,
    roles: Vec<&'static str>,
}

impl Member {
    /// Someone without any right.
    pub fn plain(id: &str) -> Self {
        Self { asker: Asker::in_server(id), guild: GUILD, permissions: EVERYBODY, roles: Vec::new() }
    }

    /// One who may manage the server.
    pub fn manager(id: &str) -> Self {
        Self { permissions: EVERYBODY | MANAGE_GUILD, ..Self::plain(id) }
    }

    /// One who may do everything in the server; Discord then sets this bit and may leave out others.
    pub fn administrator(id: &str) -> Self {
        Self { permissions: EVERYBODY | ADMINISTRATOR, ..Self::plain(id) }
    }

    /// One who holds the moderators' role, and nothing else.
    pub fn with_role(id: &str) -> Self {
        Self { roles: vec!["1210000000000000801", MODERATOR_ROLE], ..Self::plain(id) }
    }

    /// One who has roles, but not the moderators'.
    pub fn with_other_role(id: &str) -> Self {
        Self { roles: vec!["1210000000000000801"], ..Self::plain(id) }
    }

    /// The same person with the same rights, in another server.
    pub fn elsewhere(self) -> Self {
        Self { guild: OTHER_GUILD, ..self }
    }

    /// The same person in direct messages with the bot.
    pub fn in_dm(self) -> Self {
        Self { asker: Asker::in_dm(&self.asker.id), ..self }
    }

    /// The same person in another server, that the bot is not in.
    pub fn by_user_install(self) -> Self {
        Self { asker: Asker::elsewhere(&self.asker.id), guild: OTHER_GUILD, ..self }
    }

    /// `/facts` with a subcommand.
    pub fn facts(&self, subcommand: &str, options: &[Value]) -> Value {
        self.dressed(self.asker.command("facts", &[under(subcommand, options)]))
    }

    /// `/facts import` with a file at this address.
    pub fn import(&self, name: &str, size: usize, url: &str) -> Value {
        let id = snowflake();
        let mut command = self.facts("import", &[json!({ "name": "file", "type": 11, "value": id })]);
        command["data"]["resolved"] = json!({ "attachments": { &id: {
            "id": id, "filename": name, "size": size, "url": url, "proxy_url": url, "ephemeral": true,
            "content_type": "application/toml; charset=utf-8",
        } } });
        command
    }

    /// `/facts history by:` with a person.
    pub fn history_by(&self, id: &str) -> Value {
        let mut command = self.facts("history", &[json!({ "name": "by", "type": 6, "value": id })]);
        command["data"]["resolved"] = json!({ "users": { id: user(id) } });
        command
    }

    /// A command from the menu of a message that someone wrote.
    pub fn on_text(&self, name: &str, text: &str) -> Value {
        self.dressed(self.asker.on_text(name, text))
    }

    /// A request for choices of an option of a subcommand.
    pub fn completing(&self, subcommand: &str, focused: (&str, &str)) -> Value {
        let typed = json!({ "name": focused.0, "type": 3, "value": focused.1, "focused": true });
        let mut request = self.asker.autocomplete("facts", &[], focused);
        request["data"]["options"] = json!([under(subcommand, &[typed])]);
        self.dressed(request)
    }

    /// The press of a button.
    pub fn press(&self, message: &Value, custom_id: &str) -> Value {
        self.dressed(self.asker.press(message, custom_id))
    }

    /// A choice from a menu.
    pub fn choose(&self, message: &Value, custom_id: &str, value: &str) -> Value {
        self.dressed(self.asker.choose(message, custom_id, value))
    }

    /// A modal sent off; with no message where a command opened it.
    pub fn submit(&self, message: Option<&Value>, custom_id: &str, fields: &[(&str, &str)]) -> Value {
        let mut sent = self.asker.submit(message.unwrap_or(&Value::Null), custom_id, fields);
        if message.is_none() {
            sent.as_object_mut().and_then(|sent| sent.remove("message"));
        }
        self.dressed(sent)
    }

    fn dressed(&self, mut interaction: Value) -> Value {
        if interaction["member"].is_object() {
            interaction["member"]["permissions"] = json!(self.permissions.to_string());
            interaction["member"]["roles"] = json!(self.roles);
            for at in ["/guild_id", "/guild/id", "/channel/guild_id"] {
                if let Some(id) = interaction.pointer_mut(at) {
                    *id = json!(self.guild);
                }
            }
        }
        interaction
    }
}

fn under(subcommand: &str, options: &[Value]) -> Value {
    json!({ "name": subcommand, "type": 1, "options": options })
}
