//! Everything that can be tapped over HTTP: the scenarios of the gateway, word for word, with their interactions posted to the endpoint.

#![cfg(unix)]

#[path = "discord_taps.rs"]
mod scenarios;
