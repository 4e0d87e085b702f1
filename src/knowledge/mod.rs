//! The fact file: its schema, its checks, and the facts once loaded.

mod change;
mod check;
mod convert;
mod derive;
pub mod editor;
pub mod entry;
mod fact;
mod field;
mod finding;
mod fingerprint;
pub mod gaps;
pub mod history;
mod history_index;
mod load;
mod model;
mod names;
mod period;
mod position;
mod read;
mod schema;
mod store;
mod tail;
mod vocabulary;
pub mod watch;

pub use check::check;
pub use derive::{day, listed};
pub use fact::{Aspect, Fact, Money, Value};
pub use field::limit;
pub use finding::{File, Files, Finding, Place, Problem};
pub use fingerprint::fingerprint;
pub use load::{LoadError, MAX_FILE, ReadError, load, load_files, read_files};
pub use model::*;
pub use period::{BadPeriod, Period};
pub use position::{CountryAt, GroupAt, OfficeAt, PartyAt, PersonAt, ReasonAt, TopicAt};
pub use vocabulary::{Cue, Role, Vocabulary};
