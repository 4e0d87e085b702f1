//! The dialogue: a question in, an answer as plain data out. No door decides what is true.

pub mod answer;
mod ask;
mod asked;
mod by_names;
mod candidate;
pub mod command;
mod compare;
pub mod complete;
mod confidence;
pub mod context;
mod follow_up;
mod list;
mod nothing;
mod party;
mod quotes;
mod record;
mod respond;
mod restate;
mod self_check;
mod subject;
mod suggest;
mod sure;

pub use ask::{Step, decide};
pub use candidate::{Candidate, candidates as ranking};
pub use respond::{answer, converse, respond};
pub use restate::restate;
pub use self_check::{Stray, self_check, strays_of};

/// Characters that a question may have; Discord's own limit for a message of a member without Nitro is 2,000.
pub const LONGEST_QUESTION: usize = 2_000;
