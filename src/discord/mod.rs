//! Discord's door.

pub mod commands;
pub mod custom_id;
mod escape;
pub mod gateway;
pub mod interact;
mod memory;
pub mod render;
mod words;
