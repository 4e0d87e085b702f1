//! Where a database is, and how one signs in there.

use std::fmt;
use std::time::Duration;

use tokio_postgres::Config;
use tokio_postgres::config::Host;

/// How long a connection may take to be made.
const CONNECT: Duration = Duration::from_secs(2);
/// After how long a connection that says nothing is asked whether it is still there, and how long what was sent to it may be
/// unacknowledged.
const SILENT: Duration = Duration::from_secs(10);

/// The address of a database. It is never printed with its password.
#[derive(Clone)]
pub struct Address(Config);

impl Address {
    /// Reads a URL as libpq has them: `postgres://user:password@host:5432/database?sslmode=require`. None where it is not one,
    /// or does not say host, user and database.
    ///
    /// # Examples
    /// ```
    /// use accord::knowledge::postgres::Address;
    ///
    /// let address = Address::read("postgres://ada:secret@db.example:5433/facts").ok_or("a URL")?;
    /// assert_eq!(address.to_string(), "the database facts at db.example:5433");
    /// assert!(!format!("{address:?}").contains("secret"));
    /// assert!(Address::read("mysql://ada@db.example/facts").is_none());
    /// # Ok::<(), &str>(())
    /// ```
    #[must_use]
    pub fn read(url: &str) -> Option<Self> {
        let is_url = url.starts_with("postgres://") || url.starts_with("postgresql://");
        let mut config: Config = url.parse().ok().filter(|_| is_url)?;
        let is_whole = !config.get_hosts().is_empty()
            && config.get_user().is_some_and(|user| !user.is_empty())
            && config.get_dbname().is_some_and(|name| !name.is_empty());
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(CONNECT);
        }
        if config.get_tcp_user_timeout().is_none() {
            config.tcp_user_timeout(SILENT);
        }
        config.keepalives_idle(SILENT);
        if config.get_application_name().is_none() {
            config.application_name("accord");
        }
        is_whole.then_some(Self(config))
    }

    /// As the driver has it.
    pub(super) fn config(&self) -> &Config {
        &self.0
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the database {}", self.0.get_dbname().unwrap_or_default())?;
        let ports = self.0.get_ports();
        for (at, host) in self.0.get_hosts().iter().enumerate() {
            f.write_str(if at == 0 { " at " } else { ", " })?;
            match host {
                Host::Tcp(name) => f.write_str(name)?,
                #[cfg(unix)]
                Host::Unix(folder) => folder.display().fmt(f)?,
            }
            if let Some(port) = ports.get(at).or(ports.first()) {
                write!(f, ":{port}")?;
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Address({self})")
    }
}
