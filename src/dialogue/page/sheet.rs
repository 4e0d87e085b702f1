//! A page in the making: what is put on it, and the sources that it comes to cite.

use jiff::civil::Date;

use super::mark::{brief, marked};
use super::{Block, Line, Page, Span, Tone};
use crate::knowledge::{Citation, Fact, Knowledge};
use crate::words::{Words, before_sums};

/// Lines on a page of a list: of two rows each they fill, with title and sources, a terminal of 24 and a screen of a phone.
pub const LINES: usize = 8;
/// Characters of a fact's line in a list: two or three rows of a phone.
const BRIEF: usize = 110;
/// Characters of a fact and its note together on a page of its own: a screen of a phone.
const SCREEN: usize = 700;
/// Characters of what stands first.
const BREATH: usize = 280;

/// A page in the making.
pub struct Sheet<'a> {
    /// The facts.
    pub knowledge: &'a Knowledge,
    /// The language that it is told in.
    pub words: Words,
    page: Page,
}

impl<'a> Sheet<'a> {
    /// Nothing on it yet.
    pub fn new(knowledge: &'a Knowledge, words: Words) -> Self {
        let page = Page {
            title: String::new(),
            parties: Vec::new(),
            lead: Vec::new(),
            rest: String::new(),
            blocks: Vec::new(),
            note: String::new(),
            small: String::new(),
            as_of: None,
            superseded_by: None,
            facts: Vec::new(),
            sources: Vec::new(),
            tone: Tone::Told,
            at: 0,
            pages: 1,
        };
        Self { knowledge, words, page }
    }

    /// A page that says one thing and cites nothing.
    pub fn said(mut self, text: &str, tone: Tone) -> Page {
        self.page.lead = vec![Span::Plain(text.to_owned())];
        self.toned(tone).done()
    }

    /// That what it was to tell is no longer there.
    pub fn gone(self) -> Page {
        let gone = self.words.say("gone");
        self.said(&gone, Tone::Nothing)
    }

    /// Its title.
    pub fn titled(mut self, title: impl Into<String>) -> Self {
        self.page.title = title.into();
        self
    }

    /// The parties that it is about.
    pub fn of(mut self, parties: impl IntoIterator<Item = String>) -> Self {
        for party in parties {
            if !self.page.parties.contains(&party) {
                self.page.parties.push(party);
            }
        }
        self
    }

    /// What it is for.
    pub fn toned(mut self, tone: Tone) -> Self {
        self.page.tone = tone;
        self
    }

    /// What stands first, in words of the program's own.
    pub fn led(mut self, lead: Vec<Span>) -> Self {
        self.page.lead = lead;
        self
    }

    /// A note under the lines.
    pub fn noted(mut self, note: impl Into<String>) -> Self {
        self.page.note = note.into();
        self
    }

    /// Which page of how many.
    pub fn paged(mut self, at: usize, pages: usize) -> Self {
        (self.page.at, self.page.pages) = (at, pages.max(1));
        self
    }

    /// The items of one page of a list, of so many a page; of one past the last those of the last.
    pub fn turned<T>(self, items: &[T], a_page: usize, at: usize) -> (Self, &[T]) {
        let pages = items.len().div_ceil(a_page);
        let at = at.min(pages.saturating_sub(1));
        let shown = items.chunks(a_page).nth(at).unwrap_or_default();
        (self.paged(at, pages), shown)
    }

    /// A block of lines.
    pub fn block(mut self, heading: impl Into<String>, lines: Vec<Line>) -> Self {
        if !lines.is_empty() {
            self.page.blocks.push(Block { heading: heading.into(), lines });
        }
        self
    }

    /// A fact told whole: its first sentences as the lead, then the rest, its note as far as the screen goes, day and sources.
    pub fn fact(mut self, fact: &Fact) -> Self {
        let statement = self.words.statement(fact, self.knowledge);
        let (lead, rest) = breath(&statement);
        self.page.lead = marked(lead, fact, self.words, self.knowledge);
        rest.clone_into(&mut self.page.rest);
        if let Some(note) = self.words.fact_note(fact, self.knowledge) {
            let room = SCREEN.saturating_sub(statement.chars().count());
            self.page.note = sentences(&note, room);
        }
        self.page.as_of = Some(fact.as_of);
        self.page.superseded_by.clone_from(&fact.superseded_by);
        self.cites(&fact.sources);
        self.told(&fact.id);
        self.of(fact.party.clone())
    }

    /// The day for which it is known.
    pub fn dated(mut self, day: Date) -> Self {
        self.page.as_of = Some(day);
        self
    }

    /// Small print.
    pub fn counted(mut self, small: impl Into<String>) -> Self {
        self.page.small = small.into();
        self
    }

    /// Whether it is about one party alone.
    pub fn is_of_one(&self) -> bool {
        self.page.parties.len() == 1
    }

    /// That a fact or record is told.
    pub fn told(&mut self, id: &str) {
        if !self.page.facts.iter().any(|own| own == id) {
            self.page.facts.push(id.to_owned());
        }
    }

    /// That facts are told.
    pub fn tell(&mut self, facts: &[&Fact]) {
        facts.iter().for_each(|fact| self.told(&fact.id));
    }

    /// Leaves out what followed the lead.
    pub fn without_rest(mut self) -> Self {
        self.page.rest = String::new();
        self
    }

    /// A fact that is near, as far as one breath goes.
    pub fn near_line(&mut self, fact: &Fact) -> Line {
        self.in_a_line(Vec::new(), fact, BREATH)
    }

    /// Yes or no before the lead.
    pub fn judged(mut self, verdict: Option<bool>) -> Self {
        if let Some(yes) = verdict {
            let said = [Span::Strong(self.words.verdict(yes)), Span::Plain(" ".to_owned())];
            self.page.lead.splice(0..0, said);
        }
        self
    }

    /// A fact in a line, behind the day that stands before it, if one does, with the mark of its first source.
    pub fn line(&mut self, before: Vec<Span>, fact: &Fact) -> Line {
        self.in_a_line(before, fact, BRIEF)
    }

    fn in_a_line(&mut self, before: Vec<Span>, fact: &Fact, most: usize) -> Line {
        let is_dated = !before.is_empty();
        let mut spans = before;
        spans.extend(brief(
            &self.words.statement(fact, self.knowledge),
            most,
            is_dated,
            fact,
            self.words,
            self.knowledge,
        ));
        self.source(&mut spans, &fact.sources);
        self.told(&fact.id);
        Line { party: fact.party.clone(), spans }
    }

    /// A line behind a party's name.
    pub fn named(&self, party: &str, spans: Vec<Span>) -> Line {
        let name = Span::Plain(before_sums(&self.words.party(party, self.knowledge)));
        Line { party: Some(party.to_owned()), spans: std::iter::once(name).chain(spans).collect() }
    }

    /// Puts the mark of the first of these sources behind a line.
    pub fn source(&mut self, spans: &mut Vec<Span>, sources: &[Citation]) {
        let first = sources.iter().find(|citation| self.knowledge.source(&citation.source).is_some());
        if let Some(citation) = first {
            self.cites(std::slice::from_ref(citation));
            let at = self.page.sources.iter().position(|own| own == citation);
            spans.extend(at.map(Span::Source));
        }
    }

    /// Sources of what is told.
    pub fn cites(&mut self, sources: &[Citation]) {
        for citation in sources {
            if !self.page.sources.contains(citation) {
                self.page.sources.push(citation.clone());
            }
        }
    }

    /// The page.
    pub fn done(self) -> Page {
        self.page
    }
}

/// The first sentences of a statement, at most [`BREATH`] characters where the first is no longer, and the rest.
fn breath(statement: &str) -> (&str, &str) {
    if statement.chars().count() <= BREATH {
        return (statement, "");
    }
    let ends = || ends(statement);
    let fits = |end: &usize| statement[..*end].chars().count() <= BREATH;
    let end = ends().filter(fits).last().or_else(|| ends().next()).unwrap_or(statement.len());
    (statement[..end].trim_end(), statement[end..].trim_start())
}

/// The first sentences of a text that fit into so many characters, at least one.
fn sentences(text: &str, room: usize) -> String {
    if text.chars().count() <= room {
        return text.to_owned();
    }
    let fits = |end: &usize| text[..*end].chars().count() <= room;
    let end = ends(text).filter(fits).last().or_else(|| ends(text).next()).unwrap_or(text.len());
    text[..end].trim_end().to_owned()
}

/// The ends of a text's sentences: a mark, a space, and a capital, figure or opening quote after it. Short words before the
/// mark ("No.", "St.", "U.S.") end none.
fn ends(text: &str) -> impl Iterator<Item = usize> {
    let begins = |c: char| c.is_uppercase() || c.is_numeric() || "“\"‘(".contains(c);
    text.match_indices(". ").map(|(at, _)| at + 1).filter(move |end| {
        let word = text[..end - 1].rsplit(char::is_whitespace).next().unwrap_or_default();
        word.chars().count() > 3 && !word.contains('.') && text[end + 1..].chars().next().is_some_and(begins)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_statement_is_parted_between_sentences() {
        let first = format!("The first sentence has {} words.", "many ".repeat(30).trim());
        let second =
            format!("Then St. Petersburg and the U.S. Navy come, {}.", "and more ".repeat(20).trim());
        let whole = format!("{first} {second}");
        assert_eq!(breath(&whole), (first.as_str(), second.as_str()));
        assert_eq!(breath("Short."), ("Short.", ""));
    }

    #[test]
    fn a_note_keeps_whole_sentences() {
        let note = "Reported by two papers. The ministry has not confirmed it.";
        assert_eq!(sentences(note, 30), "Reported by two papers.");
        assert_eq!(sentences(note, 200), note);
        assert_eq!(sentences(note, 0), "Reported by two papers.");
    }
}
