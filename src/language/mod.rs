//! Words: what was said, before any fact is looked at.

pub mod date;
pub mod dictionary;
pub mod figure;
pub mod lexicon;
pub mod likeness;
pub mod meaning;
mod mend;
pub mod normalize;
mod number;
pub mod reading;
mod slips;
mod stem;
pub mod time;
pub mod tongue;
