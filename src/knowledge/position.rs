//! Positions in the fact file's lists, each of a type of its own, so that a party's is never taken for a topic's.

use std::ops::Index;

use super::model::{Country, Party, Person, Topic};

macro_rules! position {
    ($(#[$doc:meta])* $name:ident in $item:ty) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub usize);

        impl Index<$name> for Vec<$item> {
            type Output = $item;

            fn index(&self, at: $name) -> &$item {
                &self[at.0]
            }
        }
    };
}

position!(
    /// Position in [`Knowledge::parties`](super::Knowledge::parties).
    PartyAt in Party
);
position!(
    /// Position in [`Knowledge::countries`](super::Knowledge::countries).
    CountryAt in Country
);
position!(
    /// Position in [`Knowledge::people`](super::Knowledge::people).
    PersonAt in Person
);
position!(
    /// Position in [`Knowledge::topics`](super::Knowledge::topics).
    TopicAt in Topic
);

/// Position of a group of synonyms in the vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct GroupAt(pub usize);

/// Position of a reason to decline in the vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ReasonAt(pub usize);

/// Position of an office in the vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OfficeAt(pub usize);
