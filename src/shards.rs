//! Which of the gateway's shards a process runs.

/// A part of the gateway's shards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shards {
    /// The first shard of this part, counted from 0.
    pub first: u32,
    /// The last one.
    pub last: u32,
    /// How many there are in all parts together.
    pub total: u32,
}

impl Shards {
    /// Reads `first-last/total`; nothing where a part of it is missing, or does not lie in the total.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let (part, total) = text.split_once('/')?;
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        let number = |text: &str| text.trim().parse().ok();
        let shards = Self { first: number(first)?, last: number(last)?, total: number(total)? };
        (shards.first <= shards.last && shards.last < shards.total).then_some(shards)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_read_where_it_lies_in_the_total() {
        let part = |first, last, total| Some(Shards { first, last, total });
        for (text, wanted) in [("0-3/8", part(0, 3, 8)), ("4 - 7 / 8", part(4, 7, 8)), ("0/1", part(0, 0, 1))]
        {
            assert_eq!(Shards::read(text), wanted, "{text}");
        }
        for text in ["", "4", "0-3", "2-1/4", "0-4/4", "-1-0/4", "all/4", "0-1/"] {
            assert_eq!(Shards::read(text), None, "{text}");
        }
    }
}
