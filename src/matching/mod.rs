//! Matching: words, names and facts, without any idea of a conversation.

mod ask;
pub mod corpus;
mod cover;
mod dictionary;
mod entry;
mod grams;
pub mod index;
pub mod lexicon;
pub mod library;
pub mod meaning;
mod mend;
pub mod normalize;
mod period;
pub mod query;
pub mod reading;
pub mod score;
mod slips;
mod stem;
mod terms;
