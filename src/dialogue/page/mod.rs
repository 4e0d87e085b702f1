//! An answer made to be read: what was asked for first, then lines, a note, the day and the sources. Plain data that every
//! door draws in its own way (SPEC section 9).

mod agreements;
mod aid;
mod comparison;
mod facts;
mod mark;
mod sheet;

use jiff::civil::Date;

use super::answer::{Answer, Content};
use crate::knowledge::{Citation, Knowledge};
use crate::words::Words;
use sheet::Sheet;

/// A stretch of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Span {
    /// As it stands.
    Plain(String),
    /// What was asked for: the figure, the name, the day.
    Strong(String),
    /// The position of a source among the page's.
    Source(usize),
}

/// A line: one item of a list, one cell of a comparison.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// Id of the party whose flag stands before it.
    pub party: Option<String>,
    /// What it says.
    pub spans: Vec<Span>,
}

/// Lines under a heading.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Block {
    /// The heading; empty where there is none.
    pub heading: String,
    /// The lines.
    pub lines: Vec<Line>,
}

/// What a page is for, which doors may give a colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Something is told.
    Told,
    /// Something near is told, or a question is asked back.
    Near,
    /// Nothing is on file.
    Nothing,
}

/// One page of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// What it is about; empty where the lead says it all.
    pub title: String,
    /// Ids of the parties that it is about, for their flags.
    pub parties: Vec<String>,
    /// What was asked for.
    pub lead: Vec<Span>,
    /// What follows the lead in the same fact.
    pub rest: String,
    /// Lists and tables.
    pub blocks: Vec<Block>,
    /// Caveat.
    pub note: String,
    /// Small print: how much more there is.
    pub small: String,
    /// The day for which the first fact is known.
    pub as_of: Option<Date>,
    /// Id of the fact that has taken the first one's place.
    pub superseded_by: Option<String>,
    /// Ids of the facts and records told, the first one first.
    pub facts: Vec<String>,
    /// The sources of what stands on the page, each once.
    pub sources: Vec<Citation>,
    /// What it is for.
    pub tone: Tone,
    /// Which page it is, counted from 0.
    pub at: usize,
    /// How many there are, at least one.
    pub pages: usize,
}

impl Page {
    /// Whether it is a list that begins with a fact told whole: the first source is that one's.
    #[must_use]
    pub fn leads(&self) -> bool {
        self.as_of.is_some() && !self.blocks.is_empty()
    }
}

/// A page of an answer in a language, counted from 0; the last one where there are fewer.
///
/// # Examples
/// ```
/// use accord::dialogue::answer::{Answer, Content};
/// use accord::dialogue::page::page;
/// use accord::knowledge::load;
/// use accord::words::Words;
///
/// let knowledge = load("tests/facts".as_ref()).map_err(|error| format!("{error:?}"))?;
/// let answer = Answer::new(Content::Facts { facts: vec!["netherlands-aid-2024".to_owned()] }, 1.0);
/// let page = page(&answer, 0, Words::ENGLISH, &knowledge);
/// assert_eq!((page.pages, page.parties), (1, vec!["netherlands".to_owned()]));
/// assert!(page.sources.len() > 0, "a fact is never told without its source");
/// # Ok::<(), String>(())
/// ```
#[must_use]
pub fn page(answer: &Answer, at: usize, words: Words, knowledge: &Knowledge) -> Page {
    let sheet = Sheet::new(knowledge, words);
    match &answer.content {
        Content::Facts { facts } => facts::told(facts, answer.verdict, sheet),
        Content::FactList { about, facts } => facts::list(about, facts, at, sheet),
        Content::Card { agreement, facts, others } => agreements::card(agreement, facts, others, sheet),
        Content::Signatories { agreements, range, place, .. } => {
            agreements::list(agreements, range, place.as_deref(), at, sheet)
        }
        Content::Sums { facts, ranked } => aid::side_by_side(facts, *ranked, sheet),
        Content::Office { person, office, fact } => facts::office(person, *office, fact, sheet),
        Content::Nearest { facts, unknown } => facts::nearest(facts, unknown, sheet),
        Content::Comparison { parties, rows } => comparison::comparison(parties, rows, sheet),
        Content::Sources { fact } => facts::sources(fact, sheet),
        Content::Chat(chat) => sheet.said(&words.chat(*chat), Tone::Told),
        Content::About => sheet.said(&words.about(knowledge), Tone::Told),
        Content::Help => sheet.said(&words.say("help"), Tone::Told),
        Content::DidYouMean(unclear) => sheet.said(&words.unclear(unclear), Tone::Near),
        Content::Unknown(unknown) => sheet.said(&words.unknown(unknown, knowledge), Tone::Nothing),
        Content::Refused(refusal) => sheet.said(&words.refusal(refusal), Tone::Nothing),
    }
}
