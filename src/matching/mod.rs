//! Matching: words, names and facts, without any idea of a conversation.

pub mod corpus;
mod dictionary;
mod entry;
mod grams;
pub mod index;
pub mod lexicon;
pub mod library;
pub mod meaning;
pub mod normalize;
mod period;
pub mod reading;
pub mod score;
mod slips;
mod stem;
mod terms;
