//! Words: what was said, before any fact is looked at.

pub mod dictionary;
pub mod lexicon;
pub mod meaning;
mod mend;
pub mod normalize;
mod period;
pub mod reading;
mod slips;
mod stem;
