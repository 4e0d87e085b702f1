//! The first response to an interaction, which Discord calls its callback.

use std::time::Instant;

use serde_json::Value;
use tokio::sync::oneshot;

use super::attachment::{attachments, may_be_for_files};
use super::deliver::{FOR_INTERACTION, deliver};
use super::rest::{File, Rest, RestError};

/// How the first response to an interaction goes back; whatever follows it goes by the interaction's token.
pub enum Callback {
    /// By a call of the REST API: the interaction came over the gateway.
    Rest,
    /// In the body of an HTTP response: the interaction came by a request, which waits at the other end.
    Body(oneshot::Sender<Value>),
}

impl Callback {
    /// Sends the first response to an interaction, given by its id and token, that arrived at this time. Files go with a call;
    /// without them, where Discord refuses the answer for them. In a body they do not go: they follow.
    ///
    /// # Errors
    /// As every call of the REST API; that the connection was lost, where the request waits no more.
    pub async fn respond(
        self,
        rest: &Rest,
        arrived: Instant,
        interaction: (u64, &str),
        response: &Value,
        files: &[File],
    ) -> Result<(), RestError> {
        match self {
            Self::Rest => {
                let respond = async |response: &Value, files: &[File]| {
                    let send = |within| rest.respond(interaction, response, files, within);
                    deliver(arrived, FOR_INTERACTION, &rest.retries, send).await
                };
                if files.is_empty() {
                    return respond(response, files).await;
                }
                let mut whole = response.clone();
                whole["data"]["attachments"] = attachments(files);
                match respond(&whole, files).await {
                    Err(error) if may_be_for_files(&error) => respond(response, &[]).await,
                    sent => sent,
                }
            }
            Self::Body(request) => request
                .send(response.clone())
                .map_err(|_| RestError::Lost("the request waits no more".to_owned())),
        }
    }

    /// Whether what follows can overtake the first response: one that goes back in a body is not acknowledged itself.
    #[must_use]
    pub fn can_be_overtaken(&self) -> bool {
        matches!(self, Self::Body(_))
    }

    /// The door that it goes out by, as metrics name it.
    #[must_use]
    pub fn door(&self) -> &'static str {
        match self {
            Self::Rest => "gateway",
            Self::Body(_) => "http",
        }
    }
}
