//! The calls themselves.

use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};

use super::{CALL, File, Rest, RestError};

/// Who the bot is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Introduction {
    /// Id of the application, under which commands are registered.
    pub application: String,
    /// Id of the bot's user.
    pub user: u64,
    /// Its name.
    pub name: String,
}

/// Where the gateway is, and what is left of the day's session starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entrance {
    /// The gateway's address.
    pub url: String,
    /// How many shards Discord recommends.
    pub shards: u32,
    /// Session starts of a day.
    pub total: u64,
    /// How many of them are left.
    pub remaining: u64,
    /// Time until they are counted anew.
    pub reset_after: Duration,
    /// Shards that may identify within the same five seconds.
    pub max_concurrency: u32,
}

/// Servers that are looked at for commands left behind: one page of Discord's list.
const SERVERS: usize = 200;

impl Rest {
    /// Asks who the bot is.
    ///
    /// # Errors
    /// As every call.
    pub async fn introduce(&self) -> Result<Introduction, RestError> {
        let application = self.call(Method::GET, "/applications/@me", None, CALL).await?;
        let me = self.call(Method::GET, "/users/@me", None, CALL).await?;
        let text = |value: &Value, what| value.as_str().map(str::to_owned).ok_or(RestError::Unreadable(what));
        Ok(Introduction {
            application: text(&application["id"], "the application's id")?,
            user: text(&me["id"], "the bot's id")?
                .parse()
                .map_err(|_| RestError::Unreadable("the bot's id"))?,
            name: text(&me["username"], "the bot's name")?,
        })
    }

    /// Asks for the gateway.
    ///
    /// # Errors
    /// As every call.
    pub async fn entrance(&self) -> Result<Entrance, RestError> {
        let told = self.call(Method::GET, "/gateway/bot", None, CALL).await?;
        let limit = &told["session_start_limit"];
        let number = |value: &Value, otherwise| value.as_u64().unwrap_or(otherwise);
        let small = |value: &Value| u32::try_from(number(value, 1)).unwrap_or(1).max(1);
        let url = told["url"].as_str().ok_or(RestError::Unreadable("the gateway's address"))?;
        let total = number(&limit["total"], 1_000);
        Ok(Entrance {
            url: url.to_owned(),
            shards: small(&told["shards"]),
            total,
            remaining: number(&limit["remaining"], total),
            reset_after: Duration::from_millis(number(&limit["reset_after"], 0)),
            max_concurrency: small(&limit["max_concurrency"]),
        })
    }

    /// The commands registered in a server, or everywhere.
    ///
    /// # Errors
    /// As every call.
    pub async fn commands(&self, application: &str, guild: Option<u64>) -> Result<Vec<Value>, RestError> {
        // Without the query Discord tells no translations, and all would be taken for changed.
        let path = format!("{}?with_localizations=true", commands_path(application, guild));
        match self.call(Method::GET, &path, None, CALL).await? {
            Value::Array(commands) => Ok(commands),
            _ => Err(RestError::Unreadable("the list of commands")),
        }
    }

    /// Registers commands in a server, or everywhere, in place of those that are there. Gives them as Discord tells them then.
    ///
    /// # Errors
    /// As every call.
    pub async fn set_commands(
        &self,
        application: &str,
        guild: Option<u64>,
        commands: &Value,
    ) -> Result<Vec<Value>, RestError> {
        let path = commands_path(application, guild);
        let told = self.call(Method::PUT, &path, Some(commands), CALL).await?;
        // They are registered, whether or not what is told of them can be read.
        Ok(told.as_array().cloned().unwrap_or_default())
    }

    /// Ids of the servers that the bot is in, a page of them.
    ///
    /// # Errors
    /// As every call.
    pub async fn servers(&self) -> Result<Vec<u64>, RestError> {
        let path = format!("/users/@me/guilds?limit={SERVERS}");
        let told = self.call(Method::GET, &path, None, CALL).await?;
        let ids = told.as_array().into_iter().flatten();
        Ok(ids.filter_map(|server| server["id"].as_str()?.parse().ok()).collect())
    }

    /// Answers an interaction for the first time.
    ///
    /// # Errors
    /// As every call.
    pub async fn respond(
        &self,
        interaction: (u64, &str),
        response: &Value,
        files: &[File],
        within: Duration,
    ) -> Result<(), RestError> {
        let (id, token) = interaction;
        let path = format!("/interactions/{id}/{token}/callback");
        self.upload(Method::POST, &path, response, files, within).await.map(drop)
    }

    /// Changes the first answer to an interaction, which may have been a mere acknowledgement.
    ///
    /// # Errors
    /// As every call.
    pub async fn edit_response(
        &self,
        application: &str,
        token: &str,
        message: &Value,
        files: &[File],
        within: Duration,
    ) -> Result<(), RestError> {
        let path = format!("/webhooks/{application}/{token}/messages/@original");
        self.upload(Method::PATCH, &path, message, files, within).await.map(drop)
    }

    /// Posts a message in a channel. Of two with the same nonce, Discord makes one.
    ///
    /// # Errors
    /// As every call.
    pub async fn post(
        &self,
        channel: u64,
        message: &Value,
        files: &[File],
        nonce: &str,
        within: Duration,
    ) -> Result<(), RestError> {
        let mut message = message.clone();
        message["nonce"] = json!(nonce);
        message["enforce_nonce"] = json!(true);
        let path = format!("/channels/{channel}/messages");
        self.upload(Method::POST, &path, &message, files, within).await.map(drop)
    }
}

fn commands_path(application: &str, guild: Option<u64>) -> String {
    match guild {
        Some(guild) => format!("/applications/{application}/guilds/{guild}/commands"),
        None => format!("/applications/{application}/commands"),
    }
}
