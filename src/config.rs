//! What the environment and `.env` configure.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::path::PathBuf;

use secrecy::SecretString;
use thiserror::Error;

use crate::knowledge::postgres::Address;
use crate::shards::Shards;

/// The configuration.
#[derive(Debug, Clone)]
pub struct Config {
    /// The fact file: a folder or one file.
    pub knowledge_path: PathBuf,
    /// The database that holds the fact file, where a folder does not; its type cannot be printed with its password.
    pub store: Option<Address>,
    /// The bot's token; its type cannot be printed.
    pub token: Option<SecretString>,
    /// Another base than Discord's for REST and the gateway.
    pub api_url: Option<String>,
    /// The one server to register commands in, for trying out.
    pub guild: Option<u64>,
    /// Servers in which facts are moderated.
    pub moderation_guilds: Vec<u64>,
    /// Roles whose holders may moderate there.
    pub moderator_roles: Vec<u64>,
    /// The channel that each change is posted in.
    pub audit_channel: Option<u64>,
    /// Whether unanswered questions are counted.
    pub gaps: bool,
    /// The folder of the sentence encoder; none where questions are answered from words alone.
    pub encoder: Option<PathBuf>,
    /// The application's public key, which Discord's requests are signed for.
    pub public_key: Option<[u8; 32]>,
    /// Where HTTP is spoken: interactions, health and metrics.
    pub http_addr: Option<SocketAddr>,
    /// The shards that this process runs, where others run the rest.
    pub shards: Option<Shards>,
    /// What is logged: a level, or tracing's directives.
    pub log: String,
    /// How it is logged.
    pub log_format: LogFormat,
}

/// How the log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// A line to read for each event.
    Text,
    /// A JSON object a line for each event.
    Json,
}

/// A value that is not accepted.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ConfigError {
    /// `.env` is there, but cannot be read at all.
    #[error(".env cannot be read: {0}")]
    Unreadable(String),
    /// A line of `.env` is none. The line itself may hold the token, so it is not told.
    #[error(
        ".env, line {line}: this is no NAME=value; a value with blanks in it stands in quotes, NAME=\"a value\", see .env.example"
    )]
    DotEnv {
        /// The line, counted from 1.
        line: usize,
    },
    /// A variable has a value that is not accepted.
    #[error("{name} is not right: {accepted}")]
    Variable {
        /// The variable.
        name: &'static str,
        /// What is accepted.
        accepted: &'static str,
    },
}

/// Where the facts are if nothing else is said.
pub const DEFAULT_KNOWLEDGE_PATH: &str = "knowledge";
/// Where the sentence encoder is if nothing else is said.
pub const DEFAULT_ENCODER_PATH: &str = "models/encoder";
/// What is logged if nothing else is said: the bot's own doings, and of libraries only what is wrong.
pub const DEFAULT_LOG: &str = "warn,accord=info";
/// The variables that are read.
pub const VARIABLES: [&str; 16] = [
    "KNOWLEDGE_PATH",
    "STORE",
    "DISCORD_TOKEN",
    "DISCORD_GUILD_ID",
    "DISCORD_API_URL",
    "DISCORD_PUBLIC_KEY",
    "HTTP_ADDR",
    "MODERATION_GUILD_IDS",
    "MODERATOR_ROLE_IDS",
    "AUDIT_CHANNEL_ID",
    "GAPS",
    "SHARDS",
    "MEANING",
    "ENCODER_PATH",
    "LOG_LEVEL",
    "LOG_FORMAT",
];

impl Config {
    /// Reads `.env` in the working folder itself, where there is one, and the environment, which comes first.
    ///
    /// # Errors
    /// When a value is not accepted.
    pub fn load() -> Result<Self, ConfigError> {
        let text = match std::fs::read_to_string(DOT_ENV) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(ConfigError::Unreadable(error.to_string())),
        };
        let file = dot_env(&text)?;
        Self::from_lookup(|name| std::env::var(name).ok().or_else(|| file.get(name).cloned()))
    }

    /// Reads the variables that `lookup` gives.
    ///
    /// # Errors
    /// When a value is not accepted.
    pub fn from_lookup(lookup: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        let given = |name: &str| lookup(name).map(|value| value.trim().to_owned());
        let knowledge_path = given("KNOWLEDGE_PATH").unwrap_or_else(|| DEFAULT_KNOWLEDGE_PATH.to_owned());
        let wrong = |name, accepted| Err(ConfigError::Variable { name, accepted });
        if knowledge_path.is_empty() {
            return wrong(
                "KNOWLEDGE_PATH",
                "name a folder of *.toml files or one file, or leave it out for knowledge/",
            );
        }
        // An empty value is what a copied .env.example leaves behind: as good as none.
        let set = |name: &str| given(name).filter(|value| !value.is_empty());
        let guild = match set("DISCORD_GUILD_ID").map(|id| id.parse::<u64>()) {
            None => None,
            Some(Ok(id)) if id > 0 => Some(id),
            Some(_) => {
                return wrong(
                    "DISCORD_GUILD_ID",
                    "a server's id, digits only (Developer Mode on, right-click the server, Copy Server ID)",
                );
            }
        };
        let api_url = set("DISCORD_API_URL");
        if api_url.as_ref().is_some_and(|url| !url.starts_with("http://") && !url.starts_with("https://")) {
            return wrong("DISCORD_API_URL", "an address that begins with http:// or https://, or nothing");
        }
        let ids = |name: &'static str| {
            let given = set(name).unwrap_or_default();
            let parts = given.split([',', ' ']).map(str::trim).filter(|part| !part.is_empty());
            let read = |id: &str| id.parse::<u64>().ok().filter(|id| *id > 0);
            let accepted = "ids, digits only, parted by commas (Developer Mode on, right-click, Copy ID)";
            parts.map(read).collect::<Option<Vec<_>>>().ok_or(ConfigError::Variable { name, accepted })
        };
        let audit_channel = match ids("AUDIT_CHANNEL_ID")?.as_slice() {
            [] => None,
            [channel] => Some(*channel),
            _ => {
                return wrong(
                    "AUDIT_CHANNEL_ID",
                    "one channel's id (right-click the channel, Copy Channel ID)",
                );
            }
        };
        let gaps = match set("GAPS").map(|value| value.to_lowercase()).as_deref() {
            None | Some("on") => true,
            Some("off") => false,
            Some(_) => return wrong("GAPS", "on or off"),
        };
        let folder = set("ENCODER_PATH").unwrap_or_else(|| DEFAULT_ENCODER_PATH.to_owned());
        let encoder = match set("MEANING").map(|value| value.to_lowercase()).as_deref() {
            None | Some("on") => Some(PathBuf::from(folder)),
            Some("off") => None,
            Some(_) => return wrong("MEANING", "on or off"),
        };
        let log = set("LOG_LEVEL").unwrap_or_else(|| DEFAULT_LOG.to_owned());
        if log.parse::<tracing_subscriber::filter::Targets>().is_err() {
            return wrong(
                "LOG_LEVEL",
                "off, error, warn, info, debug or trace, or directives such as warn,accord=debug",
            );
        }
        let log_format = match set("LOG_FORMAT").map(|value| value.to_lowercase()).as_deref() {
            None | Some("text") => LogFormat::Text,
            Some("json") => LogFormat::Json,
            Some(_) => return wrong("LOG_FORMAT", "text or json"),
        };
        let public_key = public_key(set("DISCORD_PUBLIC_KEY"))?;
        let http_addr = http_addr(set("HTTP_ADDR"))?;
        let shards = match set("SHARDS").map(|text| Shards::read(&text)) {
            Some(None) => {
                return wrong(
                    "SHARDS",
                    "first-last/total, counted from 0, such as 0-3/8 for the first half of eight",
                );
            }
            given => given.flatten(),
        };
        let token = set("DISCORD_TOKEN").map(SecretString::from);
        Ok(Self {
            knowledge_path: PathBuf::from(knowledge_path),
            store: store(set("STORE"))?,
            token,
            api_url,
            guild,
            moderation_guilds: ids("MODERATION_GUILD_IDS")?,
            moderator_roles: ids("MODERATOR_ROLE_IDS")?,
            audit_channel,
            gaps,
            encoder,
            public_key,
            http_addr,
            shards,
            log,
            log_format,
        })
    }
}

fn store(given: Option<String>) -> Result<Option<Address>, ConfigError> {
    let accepted = "postgres://user:password@host/database, with what is special in a password written as %40 and the like; or nothing for the folder that KNOWLEDGE_PATH names";
    let wrong = ConfigError::Variable { name: "STORE", accepted };
    given.map(|url| Address::read(&url).ok_or(wrong)).transpose()
}

fn public_key(given: Option<String>) -> Result<Option<[u8; 32]>, ConfigError> {
    let accepted = "64 hexadecimal digits (https://discord.com/developers/applications, your application, General Information)";
    let wrong = || ConfigError::Variable { name: "DISCORD_PUBLIC_KEY", accepted };
    given.map(|digits| key(&digits).ok_or_else(wrong)).transpose()
}

fn http_addr(given: Option<String>) -> Result<Option<SocketAddr>, ConfigError> {
    let accepted = "an IP address and a port, such as 127.0.0.1:8080 or [::]:8080";
    let wrong = |_| ConfigError::Variable { name: "HTTP_ADDR", accepted };
    given.map(|address| address.parse().map_err(wrong)).transpose()
}

/// A key as Discord shows it: 32 bytes in hexadecimal digits.
fn key(digits: &str) -> Option<[u8; 32]> {
    let is_hexadecimal = digits.len() == 64 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    let mut key = [0; 32];
    for (at, byte) in key.iter_mut().enumerate().take_while(|_| is_hexadecimal) {
        *byte = u8::from_str_radix(digits.get(2 * at..2 * at + 2)?, 16).ok()?;
    }
    is_hexadecimal.then_some(key)
}

/// The file with variables, in the working folder.
const DOT_ENV: &str = ".env";

/// The variables of a `.env`.
fn dot_env(text: &str) -> Result<HashMap<String, String>, ConfigError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut variables = HashMap::new();
    for entry in dotenvy::from_read_iter(text.as_bytes()) {
        match entry {
            Ok((name, value)) => drop(variables.insert(name, value)),
            Err(dotenvy::Error::LineParse(..)) => {
                return Err(ConfigError::DotEnv { line: first_wrong_line(text) });
            }
            Err(error) => return Err(ConfigError::Unreadable(error.to_string())),
        }
    }
    Ok(variables)
}

/// The first line that cannot be read by itself, counted from 1: the parser tells a part of it alone.
fn first_wrong_line(text: &str) -> usize {
    let (mut value, mut began) = (String::new(), 1);
    for (at, line) in text.lines().enumerate() {
        if value.is_empty() {
            began = at + 1;
        }
        value.push_str(line);
        value.push('\n');
        let is_read = dotenvy::from_read_iter(value.as_bytes()).all(|entry| entry.is_ok());
        // A quote that is open goes on in the next line.
        let is_open = ['"', '\''].iter().any(|quote| value.matches(*quote).count() % 2 == 1);
        match (is_read, is_open) {
            (true, _) => value.clear(),
            (false, true) => {}
            (false, false) => break,
        }
    }
    began
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &'static str, value: &'static str) -> Result<Config, ConfigError> {
        Config::from_lookup(|asked| (asked == name).then(|| value.to_owned()))
    }

    #[test]
    fn names_what_is_wrong() {
        for (name, value) in [
            ("KNOWLEDGE_PATH", " "),
            ("DISCORD_GUILD_ID", "my server"),
            ("DISCORD_GUILD_ID", "0"),
            ("DISCORD_API_URL", "localhost:8080"),
            ("MODERATION_GUILD_IDS", "12, my server"),
            ("MODERATOR_ROLE_IDS", "@moderators"),
            ("AUDIT_CHANNEL_ID", "1,2"),
            ("GAPS", "maybe"),
            ("DISCORD_PUBLIC_KEY", "0123"),
            ("DISCORD_PUBLIC_KEY", "zz23456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
            ("HTTP_ADDR", "8080"),
            ("HTTP_ADDR", "localhost"),
            ("LOG_FORMAT", "xml"),
            ("STORE", "facts"),
            ("STORE", "mysql://ada:secret.to.ken@host/facts"),
            ("STORE", "postgres://host/facts"),
            ("STORE", "postgres://ada@host/facts?sslmode=perhaps"),
            ("SHARDS", "4"),
            ("LOG_LEVEL", "accord=loud"),
        ] {
            assert!(
                matches!(read(name, value), Err(ConfigError::Variable { name: told, .. }) if told == name),
                "{name}={value}"
            );
        }
    }

    #[test]
    fn a_line_that_is_none_is_told_by_its_number_alone() {
        let text = "# facts\nKNOWLEDGE_PATH=my facts\nDISCORD_TOKEN=secret.to.ken\n";
        let error = dot_env(text).expect_err("a blank in a value");
        assert_eq!(error, ConfigError::DotEnv { line: 2 });
        let error = dot_env("GAPS=on\n\nsecret.to.ken\n").expect_err("no name");
        assert_eq!(error, ConfigError::DotEnv { line: 3 });
        assert!(!error.to_string().contains("secret"));
        let read = dot_env("\u{feff}A=1\nB=\"my facts\"\n").expect("right");
        assert_eq!((read["A"].as_str(), read["B"].as_str()), ("1", "my facts"));
    }

    #[test]
    fn secrets_cannot_be_printed() {
        for (name, value) in
            [("DISCORD_TOKEN", "secret.to.ken"), ("STORE", "postgres://ada:secret.to.ken@host/facts")]
        {
            let config = read(name, value);
            assert!(config.is_ok() && !format!("{config:?}").contains("secret.to.ken"), "{name}");
        }
    }
}
