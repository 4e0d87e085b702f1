//! What people get over HTTP: the scenarios of the gateway, word for word, with their interactions posted to the endpoint.

#![cfg(unix)]

#[path = "discord.rs"]
mod asking;
#[path = "discord_taps.rs"]
mod taps;
