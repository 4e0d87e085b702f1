//! Users and messages as Discord sends them, following *User Object* and *Message Object*.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use serde_json::{Value, json};

/// The id of the bot, its user and its application.
pub const BOT: &str = "1210000000000000001";
/// The server that the tests play in.
pub const GUILD: &str = "1210000000000000002";

static NEXT: AtomicU64 = AtomicU64::new(1);

/// A new id, greater than all before, as snowflakes are.
pub fn snowflake() -> String {
    (1_310_000_000_000_000_000 + NEXT.fetch_add(1, Ordering::Relaxed)).to_string()
}

/// The id of what was made so long ago, by the clock of this machine.
pub fn snowflake_of(ago: Duration) -> String {
    const EPOCH: u128 = 1_420_070_400_000;
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).expect("after 1970");
    let millis = now.saturating_sub(ago).as_millis() - EPOCH;
    ((millis << 22) + u128::from(NEXT.fetch_add(1, Ordering::Relaxed) % 4_096)).to_string()
}

/// A person.
pub fn user(id: &str) -> Value {
    json!({
        "id": id, "username": format!("asker{id}"), "global_name": "An Asker", "avatar": null, "discriminator": "0",
        "public_flags": 0, "avatar_decoration_data": null, "clan": null, "collectibles": null, "primary_guild": null,
        "display_name_styles": null,
    })
}

/// The bot's own user.
pub fn bot_user() -> Value {
    json!({
        "id": BOT, "username": "Accord", "global_name": null, "avatar": null, "discriminator": "0001", "bot": true,
        "verified": true, "mfa_enabled": true, "flags": 0, "email": null, "public_flags": 0, "clan": null,
    })
}

/// A member of the server, with or without the user, which messages tell apart.
pub fn member(with: Option<&str>) -> Value {
    let mut member = json!({
        "roles": [], "premium_since": null, "pending": false, "nick": null, "mute": false, "flags": 0, "deaf": false,
        "joined_at": "2024-03-01T09:00:00.000000+00:00", "communication_disabled_until": null, "banner": null,
        "avatar": null,
    });
    if let Some(id) = with {
        member["user"] = user(id);
        member["permissions"] = json!("2248473465835073");
        member["unusual_dm_activity_until"] = json!(null);
    }
    member
}

/// The server, as `GUILD_CREATE` tells of it.
pub fn guild() -> Value {
    json!({
        "id": GUILD, "name": "Tests", "icon": null, "splash": null, "discovery_splash": null, "owner_id": "600",
        "afk_channel_id": null, "afk_timeout": 300, "verification_level": 1, "default_message_notifications": 1,
        "explicit_content_filter": 0, "roles": [], "emojis": [], "features": [], "mfa_level": 0, "application_id": null,
        "system_channel_id": null, "system_channel_flags": 0, "rules_channel_id": null, "vanity_url_code": null,
        "description": null, "banner": null, "premium_tier": 0, "preferred_locale": "en-US", "stickers": [],
        "public_updates_channel_id": null, "nsfw_level": 0, "premium_progress_bar_enabled": false,
        "joined_at": "2024-03-01T09:00:00.000000+00:00", "large": false, "unavailable": false, "member_count": 2,
        "voice_states": [], "members": [], "channels": [], "threads": [], "presences": [], "stage_instances": [],
        "guild_scheduled_events": [], "soundboard_sounds": [],
    })
}

/// A message of a person in a channel of the server, with the users it mentions read from its text.
pub fn in_server(author: &str, channel: &str, text: &str) -> Value {
    let mut message = in_dm(author, channel, text);
    message["guild_id"] = json!(GUILD);
    message["channel_type"] = json!(0);
    message["member"] = member(None);
    if text.contains(&format!("<@{BOT}>")) || text.contains(&format!("<@!{BOT}>")) {
        let mut mentioned = bot_user();
        mentioned["member"] = member(None);
        message["mentions"] = json!([mentioned]);
    }
    message
}

/// A direct message of a person to the bot.
pub fn in_dm(author: &str, channel: &str, text: &str) -> Value {
    json!({
        "type": 0, "tts": false, "timestamp": "2026-01-01T12:00:00.000000+00:00", "pinned": false, "nonce": snowflake(),
        "mentions": [], "mention_roles": [], "mention_everyone": false, "id": snowflake(), "flags": 0, "embeds": [],
        "edited_timestamp": null, "content": text, "components": [], "channel_type": 1, "channel_id": channel,
        "author": user(author), "attachments": [],
    })
}

/// The same message as a reply to another one; Discord adds whom a reply pings to those it mentions.
pub fn replying(mut message: Value, to: &Value, pings: bool) -> Value {
    message["type"] = json!(19);
    message["message_reference"] = json!({
        "type": 0, "channel_id": to["channel_id"], "message_id": to["id"], "guild_id": message["guild_id"],
    });
    message["referenced_message"] = to.clone();
    if pings && message["mentions"].as_array().is_some_and(Vec::is_empty) {
        message["mentions"] = json!([to["author"]]);
    }
    message
}

/// The same message, written by another bot.
pub fn by_bot(mut message: Value, id: &str) -> Value {
    message["author"] = user(id);
    message["author"]["bot"] = json!(true);
    message
}

/// A message of a server as the bot gets it without the intent for contents: with text only where it is its own,
/// or mentions it. Following *Message Content Intent*.
pub fn as_delivered(message: &Value) -> Value {
    let mut message = message.clone();
    let mentioned =
        message["mentions"].as_array().is_some_and(|all| all.iter().any(|user| user["id"] == BOT));
    if !mentioned && message["author"]["id"] != BOT {
        message["content"] = json!("");
        for list in ["embeds", "attachments", "components"] {
            message[list] = json!([]);
        }
    }
    if message["referenced_message"].is_object() {
        message["referenced_message"] = as_delivered(&message["referenced_message"]);
    }
    message
}

/// A message that the bot posted, as Discord keeps it.
pub fn posted(channel: &str, sent: &Value) -> Value {
    let mut message = in_dm("0", channel, sent["content"].as_str().unwrap_or_default());
    message["author"] = bot_user();
    message["embeds"] = sent.get("embeds").cloned().unwrap_or_else(|| json!([]));
    message["components"] = numbered(sent.get("components").unwrap_or(&json!([])));
    message["flags"] = sent.get("flags").cloned().unwrap_or_else(|| json!(0));
    if sent["message_reference"].is_object() {
        message["type"] = json!(19);
        message["message_reference"] = sent["message_reference"].clone();
        message["referenced_message"] = json!(null);
    }
    message
}

/// The message that stands in the channel after the bot has answered an interaction with a message.
pub fn answered(interaction: &Value, response: &Value) -> Value {
    let channel = interaction["channel_id"].as_str().unwrap_or_default();
    let mut message = posted(channel, &response["data"]);
    if response["type"] == 7 {
        message["id"] = interaction["message"]["id"].clone();
    }
    message["type"] = json!(if interaction["type"] == 2 { 20 } else { 0 });
    message["application_id"] = json!(BOT);
    message["webhook_id"] = json!(BOT);
    message["interaction_metadata"] = metadata(interaction);
    message
}

/// What a message tells of the interaction that it answers, following *Message Interaction Metadata Object*.
fn metadata(interaction: &Value) -> Value {
    let asker = interaction.get("user").unwrap_or(&interaction["member"]["user"]);
    let mut metadata = json!({
        "id": interaction["id"], "type": interaction["type"], "user": asker,
        "authorizing_integration_owners": interaction["authorizing_integration_owners"],
    });
    let above = &interaction["message"];
    match interaction["type"].as_u64() {
        Some(3) => metadata["interacted_message_id"] = above["id"].clone(),
        Some(5) => {
            // A modal comes from a press or from a command, and has been triggered by that.
            let mut trigger = json!({
                "id": snowflake(), "type": 3, "user": asker, "interacted_message_id": above["id"],
                "authorizing_integration_owners": interaction["authorizing_integration_owners"],
            });
            if above.is_null() {
                trigger["type"] = json!(2);
                trigger["command_type"] = json!(1);
                trigger["name"] = json!("facts edit");
                trigger.as_object_mut().and_then(|trigger| trigger.remove("interacted_message_id"));
            }
            metadata["triggering_interaction_metadata"] = trigger;
        }
        _ => {
            metadata["name"] = interaction["data"]["name"].clone();
            metadata["command_type"] = interaction["data"]["type"].clone();
        }
    }
    metadata
}

/// Components with the number that Discord gives each.
fn numbered(rows: &Value) -> Value {
    let mut rows = rows.clone();
    let mut next = 1;
    for row in rows.as_array_mut().into_iter().flatten() {
        row["id"] = json!(next);
        next += 1;
        for component in row["components"].as_array_mut().into_iter().flatten() {
            component["id"] = json!(next);
            next += 1;
        }
    }
    rows
}
