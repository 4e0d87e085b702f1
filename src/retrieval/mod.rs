//! Finding: which facts come near a question, and what of it they have.

pub mod corpus;
mod cover;
pub mod entry;
mod grams;
pub mod hit;
pub mod index;
pub mod library;
mod phrasing;
pub mod query;
mod terms;
