//! Discord's door.

mod address;
mod attachment;
mod audit;
mod callback;
mod clock;
pub mod commands;
mod completion;
pub mod custom_id;
mod deliver;
pub mod endpoint;
mod escape;
mod follow;
pub mod gateway;
mod handler;
pub mod interact;
mod memory;
pub mod mentions;
mod message;
pub mod moderation;
mod register;
pub mod render;
mod replay;
mod responder;
mod rest;
pub mod service;
mod words;
