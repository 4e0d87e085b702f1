//! The dialogue: a question in, an answer as plain data out. No door decides what is true.

pub mod answer;
pub mod command;
pub mod complete;
mod compose;
pub mod context;
mod converse;
pub mod evidence;
pub mod fit;
pub mod judge;
pub mod label;
pub mod page;
pub mod picture;
pub mod proposal;
mod propose;
pub mod question;
mod record;
mod request;
mod restate;
mod resume;
mod self_check;
mod suggestion;

pub use converse::{Judged, answer, consider, converse};
pub use request::respond;
pub use restate::restate;
pub use self_check::{Stray, self_check, strays_of};

/// Characters that a question may have; Discord's own limit for a message of a member without Nitro is 2,000.
pub const LONGEST_QUESTION: usize = 2_000;
