//! Finding: which facts come near a question, and what of it they have.

pub mod closeness;
pub mod corpus;
mod cover;
pub mod embedder;
pub mod encoder;
pub mod entry;
mod grams;
pub mod hit;
pub mod index;
pub mod library;
pub mod loading;
pub mod passages;
mod phrasing;
pub mod query;
mod terms;
pub mod vector;
pub mod vectors;
