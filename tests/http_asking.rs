//! What people are answered over HTTP: the scenarios of the gateway, word for word, with their interactions posted to the endpoint.

#![cfg(unix)]

#[path = "discord.rs"]
mod scenarios;
