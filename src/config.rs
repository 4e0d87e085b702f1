//! What the environment and `.env` configure.

use std::path::PathBuf;

use thiserror::Error;

/// The configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The fact file: a folder or one file.
    pub knowledge_path: PathBuf,
}

/// A value that is not accepted.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ConfigError {
    /// `.env` is there, but not readable as such.
    #[error(".env cannot be read: {0}; each line has to be NAME=value, see .env.example")]
    DotEnv(String),
    /// A variable is set to nothing.
    #[error("{name} is set but empty: {accepted}")]
    Empty {
        /// The variable.
        name: &'static str,
        /// What is accepted.
        accepted: &'static str,
    },
}

/// Where the facts are if nothing else is said.
pub const DEFAULT_KNOWLEDGE_PATH: &str = "knowledge";

impl Config {
    /// Reads `.env` in the working folder, where there is one, and then the environment, which comes first.
    ///
    /// # Errors
    /// When a value is not accepted.
    pub fn load() -> Result<Self, ConfigError> {
        match dotenvy::dotenv() {
            Ok(_) => {}
            Err(error) if error.not_found() => {}
            Err(error) => return Err(ConfigError::DotEnv(error.to_string())),
        }
        Self::from_lookup(|name| std::env::var(name).ok())
    }

    /// Reads the variables that `lookup` gives.
    ///
    /// # Errors
    /// When a value is not accepted.
    pub fn from_lookup(lookup: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        let knowledge_path = lookup("KNOWLEDGE_PATH").unwrap_or_else(|| DEFAULT_KNOWLEDGE_PATH.to_owned());
        if knowledge_path.trim().is_empty() {
            let accepted = "name a folder of *.toml files or one file, or leave it out for knowledge/";
            return Err(ConfigError::Empty { name: "KNOWLEDGE_PATH", accepted });
        }
        Ok(Self { knowledge_path: PathBuf::from(knowledge_path) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_what_is_wrong() {
        let read = |value: Option<&str>| Config::from_lookup(|_| value.map(str::to_owned));
        assert_eq!(read(None).map(|config| config.knowledge_path), Ok(PathBuf::from("knowledge")));
        assert_eq!(
            read(Some("facts.toml")).map(|config| config.knowledge_path),
            Ok(PathBuf::from("facts.toml"))
        );
        assert!(matches!(read(Some(" ")), Err(ConfigError::Empty { name: "KNOWLEDGE_PATH", .. })));
    }
}
