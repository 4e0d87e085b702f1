//! Discord's door.

mod attachment;
mod audit;
pub mod commands;
pub mod custom_id;
mod deliver;
mod escape;
pub mod gateway;
mod handler;
pub mod interact;
mod memory;
mod message;
pub mod moderation;
mod register;
pub mod render;
mod rest;
mod words;
