//! Discord's REST API, as far as the bot calls it: each call with a time limit, each wait that Discord asks for kept, and
//! no error with an address in it, since addresses hold the tokens of interactions.

mod calls;
mod error;
mod limits;

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use prometheus_client::metrics::counter::Counter;
use reqwest::multipart::{Form, Part};
use reqwest::{Client, Method, RequestBuilder, Response};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

use super::clock::Clock;
pub use calls::{Entrance, Introduction};
pub use error::RestError;
use limits::Limits;

/// Discord's own base.
const DISCORD: &str = "https://discord.com";
/// The version of the API that all of this is written for.
const VERSION: &str = "/api/v10";
/// Time for a connection to be made.
const CONNECTING: Duration = Duration::from_secs(5);
/// Time for a call whose caller sets none.
pub const CALL: Duration = Duration::from_secs(10);
/// Bytes of an answer that are read at most: that of all commands is the longest, some 100 kB.
const LONGEST_ANSWER: usize = 4 * 1024 * 1024;

/// A file that is sent with a message.
#[derive(Debug, Clone)]
pub struct File {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
    /// What it shows, for those who do not see it; empty for what is no picture.
    pub description: String,
}

/// The REST API, called with one bot's token.
pub struct Rest {
    client: Client,
    base: String,
    token: SecretString,
    limits: Mutex<Limits>,
    /// Discord's clock, as its answers tell it.
    pub clock: Clock,
    /// Counts what is sent again.
    pub retries: Counter,
}

impl Rest {
    /// A client for Discord, or for another base of its API, with the counter of what is sent again.
    ///
    /// # Errors
    /// When TLS cannot be set up.
    pub fn new(token: SecretString, base: Option<&str>, retries: Counter) -> Result<Self, RestError> {
        let agent = concat!("DiscordBot (", env!("CARGO_PKG_NAME"), ", ", env!("CARGO_PKG_VERSION"), ")");
        let client = Client::builder().connect_timeout(CONNECTING).user_agent(agent).build()?;
        let base = base.unwrap_or(DISCORD).trim_end_matches('/').to_owned();
        Ok(Self { client, base, token, limits: Mutex::default(), clock: Clock::default(), retries })
    }

    /// Calls a path and gives what is answered, null where that is nothing.
    async fn call(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
        within: Duration,
    ) -> Result<Value, RestError> {
        let request = self.request(method.clone(), path);
        let request = match body {
            Some(body) => {
                request.header(reqwest::header::CONTENT_TYPE, "application/json").body(body.to_string())
            }
            None => request,
        };
        self.send(method.as_str(), path, request, within).await
    }

    /// Calls a path with a message and the files that belong to it.
    async fn upload(
        &self,
        method: Method,
        path: &str,
        body: &Value,
        files: &[File],
        within: Duration,
    ) -> Result<Value, RestError> {
        if files.is_empty() {
            return self.call(method, path, Some(body), within).await;
        }
        let mut form = Form::new().text("payload_json", body.to_string());
        for (at, file) in files.iter().enumerate() {
            let part = Part::bytes(file.bytes.clone()).file_name(file.name.clone());
            form = form.part(format!("files[{at}]"), part);
        }
        let request = self.request(method.clone(), path).multipart(form);
        self.send(method.as_str(), path, request, within).await
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let token = format!("Bot {}", self.token.expose_secret());
        self.client
            .request(method, format!("{}{VERSION}{path}", self.base))
            .header(reqwest::header::AUTHORIZATION, token)
    }

    async fn send(
        &self,
        method: &str,
        path: &str,
        request: RequestBuilder,
        within: Duration,
    ) -> Result<Value, RestError> {
        let route = limits::route(method, path);
        if let Some(wait) = self.limits().wait(&route, Instant::now()) {
            return Err(RestError::Limited(wait));
        }
        let exchange = async {
            let response = request.send().await?;
            if let Some(date) =
                response.headers().get(reqwest::header::DATE).and_then(|date| date.to_str().ok())
            {
                self.clock.hear(date, Instant::now());
            }
            let status = response.status().as_u16();
            let asked = limits::asked(response.headers());
            Ok::<_, RestError>((status, asked, read(response).await?))
        };
        let (status, asked, text) = match tokio::time::timeout(within, exchange).await {
            Ok(outcome) => outcome?,
            Err(_) => return Err(RestError::TimedOut(within)),
        };
        let body: Value = serde_json::from_slice(&text).unwrap_or_default();
        let asked = asked.told(status, &body);
        self.limits().keep(&route, &asked, Instant::now());
        match status {
            200..=299 => Ok(body),
            429 => Err(RestError::Limited(asked.wait)),
            _ => Err(RestError::refused(status, &body)),
        }
    }

    fn limits(&self) -> std::sync::MutexGuard<'_, Limits> {
        self.limits.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Fetches a file that Discord keeps, of at most so many bytes.
    ///
    /// # Errors
    /// When it is larger, or cannot be fetched in time.
    pub async fn download(&self, url: &str, most: usize, within: Duration) -> Result<Vec<u8>, RestError> {
        let fetch = async {
            let response = self.client.get(url).send().await?;
            match response.status().as_u16() {
                200..=299 => read_at_most(response, most).await,
                status => Err(RestError::refused(status, &Value::Null)),
            }
        };
        tokio::time::timeout(within, fetch).await.unwrap_or(Err(RestError::TimedOut(within)))
    }
}

async fn read(response: Response) -> Result<Vec<u8>, RestError> {
    read_at_most(response, LONGEST_ANSWER).await
}

async fn read_at_most(mut response: Response, most: usize) -> Result<Vec<u8>, RestError> {
    let mut bytes = Vec::new();
    while let Some(piece) = response.chunk().await? {
        bytes.extend_from_slice(&piece);
        if bytes.len() > most {
            return Err(RestError::TooLong(most));
        }
    }
    Ok(bytes)
}
