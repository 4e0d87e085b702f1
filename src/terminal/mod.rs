//! The terminal's door: console, single questions, the checker.

pub mod ask;
pub mod carry;
pub mod check;
pub mod console;
pub mod coverage;
pub mod eval;
pub mod explain;
pub mod fit;
mod picture;
pub mod render;
pub mod translations;
pub mod vectors;
mod words;
