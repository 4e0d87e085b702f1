//! Accord answers questions about Ukraine's security agreements from a curated fact file. It never invents.
//!
//! A question flows one way: in through a door (`terminal`, `discord`, `http`), understood (`language`), held against what is
//! known (`retrieval`, `dialogue`), answered from facts (`knowledge`) as plain data, and drawn by the same door.

pub mod config;
pub mod dialogue;
pub mod discord;
pub mod health;
pub mod http;
pub mod knowledge;
pub mod language;
pub mod picture;
pub mod retrieval;
pub mod shards;
pub mod terminal;
pub mod words;
