//! The REST API: the calls that the bot makes, answered as Discord answers them; any other fails the test.
//! Follows *API Reference*, *Application Commands*, *Receiving and Responding* and *Message* of the documentation.

use std::collections::HashMap;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, Method, Uri, header};
use axum::response::Response;
use axum::routing::any;
use serde_json::{Value, json};

use super::faults::{Failure, Faults};
use super::interactions::Interactions;
use super::messages::{BOT, bot_user, posted};
use super::transcript::{Call, Event};
use super::{TOKEN, World, commands, door, gateway, multipart, payload};

/// What Discord keeps for the bot.
#[derive(Default)]
pub struct Rest {
    /// The registered commands, by the path they are registered under.
    pub commands: HashMap<String, Vec<Value>>,
    /// The messages that can be fetched, by id.
    pub messages: HashMap<String, Value>,
    /// The files that can be downloaded, by name.
    pub attachments: HashMap<String, String>,
    /// What was sent to the bot and has to be answered.
    pub interactions: Interactions,
    /// The servers that the bot is in.
    pub servers: Vec<String>,
    /// What is left of the day's session starts, of how many.
    pub starts: Starts,
    /// What goes wrong next.
    pub faults: Faults,
}

/// The day's session starts, and the shards that are recommended.
pub struct Starts {
    /// How many are left.
    pub remaining: u64,
    /// How many shards there have to be.
    pub shards: u64,
}

impl Default for Starts {
    fn default() -> Self {
        Self { remaining: 999, shards: 1 }
    }
}

/// A call as it came.
pub struct Request<'a> {
    /// The HTTP method.
    pub method: &'a str,
    /// The path behind `/api/v10`.
    pub path: &'a str,
    /// What stands behind the question mark.
    pub query: &'a str,
    /// The JSON sent, or null.
    pub sent: &'a Value,
}

/// An HTTP status with the JSON that goes with it.
pub struct Reply(pub u16, pub Value);

impl Reply {
    fn not_found() -> Self {
        Self(404, json!({ "message": "404: Not Found", "code": 0 }))
    }

    /// What Discord answers to a payload that is not right.
    pub fn invalid() -> Self {
        Self(400, json!({ "message": "Invalid Form Body", "code": 50035, "errors": {} }))
    }
}

/// All that the stand-in serves: the gateway at the root, and everything else as REST.
pub fn router(world: Arc<World>) -> Router {
    Router::new()
        .route("/", any(gateway::accept))
        .route("/resume/", any(gateway::accept))
        .fallback(serve)
        .with_state(world)
}

async fn serve(
    State(world): State<Arc<World>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let path = uri.path().strip_prefix("/api/v10").unwrap_or(uri.path()).to_owned();
    let sent = multipart::read(&headers, &body);
    let impatience = world.rest().faults.impatience(method.as_str(), &path);
    impatience.into_iter().for_each(|impatience| world.violation(impatience));
    let hold = world.rest().faults.hold(method.as_str(), &path);
    if let Some(time) = hold {
        world.transcript.add(Event::Held(path.clone()));
        tokio::time::sleep(time).await;
    }
    let lost = world.rest().faults.lost(method.as_str(), &path);
    if lost == Some(false) {
        break_off();
    }
    let failure = world.rest().faults.next(method.as_str(), &path);
    let failure = failure.unwrap_or_else(|| {
        let request = Request {
            method: method.as_str(),
            path: &path,
            query: uri.query().unwrap_or_default(),
            sent: &sent,
        };
        let segments: Vec<&str> = path.trim_matches('/').split('/').collect();
        let Reply(status, body) = if is_authorised(&segments, &headers) {
            answer(&world, &request, &segments)
        } else {
            Reply(401, json!({ "message": "401: Unauthorized", "code": 0 }))
        };
        Failure { status, headers: Vec::new(), body: (!body.is_null()).then_some(body) }
    });
    let method = method.to_string();
    if lost.is_some() {
        world.rest().interactions.unheard(&path);
        world.transcript.add(Event::Called(Call { method, path, body: sent, status: failure.status }));
        break_off();
    }
    world.transcript.add(Event::Called(Call { method, path, body: sent, status: failure.status }));
    respond(failure)
}

/// Ends the connection's task without an answer, and without a word of a panic.
fn break_off() -> ! {
    std::panic::resume_unwind(Box::new("the connection is lost"))
}

fn respond(failure: Failure) -> Response {
    let mut response = Response::builder().status(failure.status);
    for (name, value) in failure.headers {
        response = response.header(name, value);
    }
    let response = match failure.body {
        Some(Value::String(text)) => response.body(Body::from(text)),
        Some(body) => {
            response.header(header::CONTENT_TYPE, "application/json").body(Body::from(body.to_string()))
        }
        None => response.body(Body::empty()),
    };
    response.expect("the stand-in makes its own statuses and headers")
}

/// Whether the call carries the bot's token, or is one that carries an interaction's instead.
fn is_authorised(segments: &[&str], headers: &HeaderMap) -> bool {
    let given = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    matches!(segments, ["interactions" | "webhooks" | "attachments", ..])
        || given == Some(&format!("Bot {TOKEN}"))
}

fn answer(world: &World, request: &Request, segments: &[&str]) -> Reply {
    let &Request { method, path, sent, .. } = request;
    let url = format!("ws://127.0.0.1:{}", world.port);
    let reply = match (method, segments) {
        // The real ones lie at another host, and are no JSON.
        ("GET", ["attachments", name]) => {
            world.rest().attachments.get(*name).map(|text| Reply(200, Value::String(text.clone())))
        }
        ("GET", ["gateway"]) => Some(Reply(200, json!({ "url": url }))),
        ("GET", ["gateway", "bot"]) => {
            let rest = world.rest();
            let Starts { remaining, shards } = rest.starts;
            let limit = json!({ "total": 1000, "remaining": remaining, "reset_after": 14_400_000, "max_concurrency": 1 });
            Some(Reply(200, json!({ "url": url, "shards": shards, "session_start_limit": limit })))
        }
        ("GET", ["applications", "@me"] | ["oauth2", "applications", "@me"]) => {
            Some(Reply(200, application()))
        }
        ("GET", ["users", "@me"]) => Some(Reply(200, bot_user())),
        ("GET", ["users", "@me", "guilds"]) => {
            let of =
                |id: &String| json!({ "id": id, "name": "A server", "owner": false, "permissions": "0" });
            let servers: Vec<Value> = world.rest().servers.iter().map(of).collect();
            Some(Reply(200, json!(servers)))
        }
        (_, ["applications", BOT, "commands"] | ["applications", BOT, "guilds", _, "commands"]) => {
            commands::answer(world, request, segments)
        }
        ("POST", ["interactions", id, token, "callback"]) => Some(callback(world, id, token, sent)),
        (_, ["webhooks", BOT, token, rest @ ..]) => follow_up(world, method, token, rest, sent),
        ("POST", ["channels", channel, "messages"]) => Some(post(world, channel, sent)),
        ("GET", ["channels", _, "messages", id]) => {
            let unknown = || Reply(404, json!({ "message": "Unknown Message", "code": 10008 }));
            Some(world.rest().messages.get(*id).map_or_else(unknown, |message| Reply(200, message.clone())))
        }
        _ => None,
    };
    reply.unwrap_or_else(|| {
        world.violation(format!("a call that the stand-in does not know: {method} {path}"));
        Reply::not_found()
    })
}

fn application() -> Value {
    json!({
        "id": BOT, "name": "Accord", "icon": null, "description": "", "type": null, "bot": bot_user(),
        "summary": "", "bot_public": true, "bot_require_code_grant": false, "verify_key": "0".repeat(64), "flags": 0,
        "hook": true, "is_monetized": false, "is_verified": false, "is_discoverable": false, "storefront_available": false,
        "integration_types_config": { "0": {}, "1": {} }, "owner": super::messages::user("600"), "team": null,
        "redirect_uris": [], "interactions_endpoint_url": null, "approximate_guild_count": 1,
        "approximate_user_install_count": 1,
    })
}

/// Takes the first answer to an interaction.
pub fn callback(world: &World, id: &str, token: &str, sent: &Value) -> Reply {
    if let Err(refused) = world.rest().interactions.answer(id, token, sent) {
        refused.violation.into_iter().for_each(|violation| world.violation(violation));
        return Reply(refused.status, refused.body);
    }
    checked(world, "callback", &payload::response(sent)).unwrap_or(Reply(204, Value::Null))
}

/// Follow-ups to an interaction, and changes to its first answer.
fn follow_up(world: &World, method: &str, token: &str, rest: &[&str], sent: &Value) -> Option<Reply> {
    if !world.rest().interactions.is_answered(token) {
        if door::is_http() && world.rest().interactions.is_sent(token) {
            // What was answered in the body of a response can still be on its way.
            return Some(Reply(404, json!({ "message": "Unknown Webhook", "code": 10015 })));
        }
        world.violation(format!("followed up an interaction that was not answered before: {token}"));
        return Some(Reply(404, json!({ "message": "Unknown Webhook", "code": 10015 })));
    }
    match (method, rest) {
        ("POST", []) | ("PATCH" | "GET" | "DELETE", ["messages", "@original"]) => {}
        _ => return None,
    }
    let wrong = match method {
        "DELETE" => return Some(Reply(204, Value::Null)),
        "GET" => Vec::new(),
        _ => payload::message(sent),
    };
    Some(checked(world, "follow-up", &wrong).unwrap_or_else(|| {
        world.rest().interactions.followed(token);
        Reply(200, posted("500", sent))
    }))
}

fn post(world: &World, channel: &str, sent: &Value) -> Reply {
    let mut wrong = payload::message(sent);
    let replied = sent["message_reference"]["message_id"].as_str();
    if replied.is_some_and(|id| !world.rest().messages.contains_key(id)) {
        wrong.push("refers to a message that does not exist".to_owned());
    }
    checked(world, "message", &wrong).unwrap_or_else(|| {
        let mut message = posted(channel, sent);
        let id = message["id"].as_str().unwrap_or_default().to_owned();
        let mut rest = world.rest();
        if let Some(answered) = replied.and_then(|id| rest.messages.get(id)) {
            message["guild_id"] = answered["guild_id"].clone();
        }
        rest.messages.insert(id, message.clone());
        drop(rest);
        // A bot is told of its own messages too.
        world.gateway().dispatch("MESSAGE_CREATE", message.clone());
        Reply(200, message)
    })
}

/// A refusal where something is wrong, which the test is told as well.
fn checked(world: &World, what: &str, wrong: &[String]) -> Option<Reply> {
    wrong.iter().for_each(|wrong| world.violation(format!("{what}: {wrong}")));
    (!wrong.is_empty()).then(Reply::invalid)
}
