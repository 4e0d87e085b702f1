//! Discord's door.

pub mod commands;
pub mod custom_id;
mod deliver;
mod escape;
pub mod gateway;
mod handler;
pub mod interact;
mod memory;
pub mod moderation;
pub mod render;
mod words;
