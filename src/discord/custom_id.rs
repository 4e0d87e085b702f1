//! The state that travels in a component's `custom_id`: at most 100 characters, versioned, checked on arrival.
//!
//! Ids of facts, topics and parties are told by a short hash, so that every context fits; one that no entry has any
//! more is told apart from one that was tampered with.

use thiserror::Error;

use crate::dialogue::answer::Range;
use crate::dialogue::context::{Context, Shown};
use crate::knowledge::{Knowledge, Language, Period, fingerprint};
use crate::language::meaning::Kind;

/// Characters of a `custom_id` at most; Discord's limit.
pub const LONGEST: usize = 100;
/// Changes when older components can no longer be read.
const VERSION: char = '1';
/// What stands in its place where the answer's language was chosen or told by the question.
const CARRIED: [(char, Language); 3] =
    [('e', Language::English), ('n', Language::Dutch), ('u', Language::Ukrainian)];

/// What a component asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Answer this question.
    Ask(String),
    /// Show a page of the list that this command gives, counted from 0.
    Page(usize, String),
    /// Show the sources of a fact.
    Source(String),
    /// Open the modal for a follow-up question.
    FollowUp(Context),
    /// The modal's answer.
    Asked(Context),
    /// The menu of a party's topics.
    Topics(String),
    /// The menu of agreements.
    Open,
}

/// Why a `custom_id` leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Unreadable {
    /// Not one of ours, from another version, or tampered with.
    #[error("not a component of this version")]
    Foreign,
    /// What it refers to is no longer on file.
    #[error("what it refers to is no longer on file")]
    Gone,
}

impl Action {
    /// The `custom_id`, if it fits: a question may be too long for one.
    #[must_use]
    pub fn encode(&self) -> Option<String> {
        self.encode_in(None)
    }

    /// The same, with the language that goes on with the conversation.
    #[must_use]
    pub fn encode_in(&self, language: Option<Language>) -> Option<String> {
        let mark = CARRIED.iter().find(|(_, own)| Some(*own) == language).map_or(VERSION, |(mark, _)| *mark);
        let text = match self {
            Self::Ask(question) => format!("{mark}q{question}"),
            Self::Page(page, question) => format!("{mark}p{page}|{question}"),
            Self::Source(fact) => format!("{mark}s{fact}"),
            Self::FollowUp(context) => format!("{mark}f{}", encode(context)),
            Self::Asked(context) => format!("{mark}m{}", encode(context)),
            Self::Topics(party) => format!("{mark}t{party}"),
            Self::Open => format!("{mark}o"),
        };
        (text.chars().count() <= LONGEST).then_some(text)
    }

    /// Reads a `custom_id` as it arrived.
    ///
    /// # Errors
    /// When it is none of ours, or what it refers to is gone.
    pub fn decode(text: &str, knowledge: &Knowledge) -> Result<Self, Unreadable> {
        let is_ours = |mark| mark == VERSION || CARRIED.iter().any(|(own, _)| *own == mark);
        let rest = text.strip_prefix(is_ours).ok_or(Unreadable::Foreign)?;
        let action = rest.chars().next().ok_or(Unreadable::Foreign)?;
        let rest = &rest[action.len_utf8()..];
        Ok(match action {
            'q' => Self::Ask(rest.to_owned()),
            'p' => {
                let (page, question) = rest.split_once('|').ok_or(Unreadable::Foreign)?;
                Self::Page(page.parse().map_err(|_| Unreadable::Foreign)?, question.to_owned())
            }
            's' if knowledge.fact(rest).is_some() || knowledge.agreement(rest).is_some() => {
                Self::Source(rest.to_owned())
            }
            'f' => Self::FollowUp(decode(rest, knowledge)?),
            'm' => Self::Asked(decode(rest, knowledge)?),
            't' if knowledge.party(rest).is_some() => Self::Topics(rest.to_owned()),
            'o' if rest.is_empty() => Self::Open,
            's' | 't' => return Err(Unreadable::Gone),
            _ => return Err(Unreadable::Foreign),
        })
    }
}

/// The language that a component's id has go on with the conversation.
#[must_use]
pub fn carried(id: &str) -> Option<Language> {
    CARRIED.iter().find(|(mark, _)| id.starts_with(*mark)).map(|(_, language)| *language)
}

/// Seven characters of base 32: 35 bits of FNV-1a, which no two ids of a fact file are likely to share.
fn short(id: &str) -> String {
    const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let hash = fingerprint(id);
    (0..7).map(|place| char::from(DIGITS[((hash >> (5 * place)) & 31) as usize])).collect()
}

fn encode(context: &Context) -> String {
    let ids = |ids: &[String]| ids.iter().map(|id| short(id)).collect::<Vec<_>>().join(",");
    let one = |id: &Option<String>| id.as_deref().map(short).unwrap_or_default();
    let kind = context
        .kind
        .and_then(|kind| Kind::ALL.iter().position(|(own, _)| *own == kind))
        .map(|at| at.to_string());
    let period = |period: Option<Period>| period.map(|period| period.to_string()).unwrap_or_default();
    let shown = match context.shown {
        Shown::Nothing => "n".to_owned(),
        Shown::Fact => "f".to_owned(),
        Shown::Card => "c".to_owned(),
        Shown::Aid => "a".to_owned(),
        Shown::Topic => "t".to_owned(),
        Shown::Comparison => "v".to_owned(),
        Shown::Other => "o".to_owned(),
        Shown::Signatories(range) => format!("s{}~{}", period(range.since), period(range.until)),
    };
    let parts = [
        ids(&context.parties),
        one(&context.topic),
        kind.unwrap_or_default(),
        period(context.period),
        one(&context.fact),
        shown,
    ];
    parts.join(".")
}

fn decode(text: &str, knowledge: &Knowledge) -> Result<Context, Unreadable> {
    let parts: Vec<&str> = text.split('.').collect();
    let [parties, topic, kind, period, fact, shown] = parts.as_slice() else {
        return Err(Unreadable::Foreign);
    };
    let parties = parties.split(',').filter(|hash| !hash.is_empty());
    let of_party = |hash: &str| find(hash, knowledge.parties.iter().map(|party| &party.id));
    let known = |hash: &str| {
        find(
            hash,
            knowledge.facts.iter().map(|fact| &fact.id).chain(knowledge.agreements.iter().map(|a| &a.id)),
        )
    };
    Ok(Context {
        parties: parties.map(of_party).collect::<Result<_, _>>()?,
        topic: optional(topic, |hash| find(hash, knowledge.topics.iter().map(|topic| &topic.id)))?,
        kind: optional(kind, |at| {
            let at: usize = at.parse().map_err(|_| Unreadable::Foreign)?;
            Kind::ALL.get(at).map(|(kind, _)| *kind).ok_or(Unreadable::Foreign)
        })?,
        period: optional(period, day_range)?,
        fact: optional(fact, known)?,
        shown: read_shown(shown)?,
    })
}

fn optional<T>(
    text: &str,
    read: impl FnOnce(&str) -> Result<T, Unreadable>,
) -> Result<Option<T>, Unreadable> {
    if text.is_empty() { Ok(None) } else { read(text).map(Some) }
}

fn day_range(text: &str) -> Result<Period, Unreadable> {
    text.parse().map_err(|_| Unreadable::Foreign)
}

fn read_shown(text: &str) -> Result<Shown, Unreadable> {
    Ok(match text {
        "n" => Shown::Nothing,
        "f" => Shown::Fact,
        "c" => Shown::Card,
        "a" => Shown::Aid,
        "t" => Shown::Topic,
        "v" => Shown::Comparison,
        "o" => Shown::Other,
        _ => {
            let (since, until) =
                text.strip_prefix('s').and_then(|range| range.split_once('~')).ok_or(Unreadable::Foreign)?;
            Shown::Signatories(Range {
                since: optional(since, day_range)?,
                until: optional(until, day_range)?,
            })
        }
    })
}

fn find<'a>(hash: &str, mut ids: impl Iterator<Item = &'a String>) -> Result<String, Unreadable> {
    if hash.len() != 7 || !hash.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Err(Unreadable::Foreign);
    }
    ids.find(|id| short(id) == hash).cloned().ok_or(Unreadable::Gone)
}
