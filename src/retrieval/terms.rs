//! What the index knows of a question's words: which terms they may match, how much each counts, which entries have them.

use super::index::{Index, LEAST_WEIGHT, Term, name_of, names_of, own_word};
use crate::knowledge::{Aspect, PartyAt, PersonAt, Role};
use crate::language::meaning::Meaning;
use crate::language::reading::Token;

/// Weight of a kind of question, which is no plain word.
const KIND_WEIGHT: f32 = 0.2;
/// Weight of a word of an opinion or a prediction.
const DECLINED_WEIGHT: f32 = 0.3;
/// What a word that is hardly ever a noun counts, against what it would count by its rarity.
const LIGHT: f32 = 0.45;
/// Letters of a name of the facts' own at least.
const SHORTEST_OWN: usize = 4;
/// Letters of an unknown word that is taken for a slip of one that carries nothing.
const LONGEST_SLIP: usize = 3;
/// A number that no fact has is a false premise more often than another question.
const NUMBER_WEIGHT: f32 = 0.3;

impl Index {
    /// The party that a person belongs to.
    #[must_use]
    pub fn party_of(&self, person: PersonAt) -> Option<PartyAt> {
        self.people.get(person.0).copied().flatten()
    }

    /// The terms that a token may match.
    #[must_use]
    pub fn terms(&self, token: &Token) -> Vec<Term> {
        names_of(token).iter().filter_map(|name| self.terms.get(name).copied()).collect()
    }

    /// The terms that a token may match but for the topics that it stands for: its words, each of them, their synonyms.
    #[must_use]
    pub fn close_terms(&self, token: &Token) -> Vec<Term> {
        let is_topic = |meaning: &&Meaning| !matches!(meaning, Meaning::Topic(_));
        let meant = token.meanings.iter().filter(is_topic).filter_map(|meaning| self.term_of(*meaning));
        let parts = token.stems.iter().filter_map(|stem| self.terms.get(&format!("w:{stem}")).copied());
        meant.chain(parts).chain(self.terms.get(&own_word(token)).copied()).collect()
    }

    /// The term of a token's very words, where a topic or a synonym stands for more than them.
    #[must_use]
    pub fn own_term(&self, token: &Token) -> Option<Term> {
        let is_wider = |m: &Meaning| matches!(m, Meaning::Topic(_) | Meaning::Synonym(_));
        let wider = token.meanings.iter().any(is_wider);
        if wider { self.terms.get(&own_word(token)).copied() } else { None }
    }

    /// Whether a word that stands for a topic is a name of its own that some entry has: "Gripen", "Patriot".
    #[must_use]
    pub fn is_specific(&self, token: &Token) -> bool {
        self.lexicon.is_proper(&token.stems) && self.own_term(token).is_some()
    }

    /// The terms that a token has to match: of a name of its own that name, else all it may mean.
    #[must_use]
    pub fn meant(&self, token: &Token) -> Vec<Term> {
        if self.is_specific(token) { self.own_term(token).into_iter().collect() } else { self.terms(token) }
    }

    /// The term of a meaning.
    #[must_use]
    pub fn term_of(&self, meaning: Meaning) -> Option<Term> {
        self.terms.get(&name_of(meaning)?).copied()
    }

    /// What it counts for that a fact has this token.
    #[must_use]
    pub fn weight(&self, token: &Token) -> f32 {
        if token.is_filler() {
            return 0.0;
        }
        if token.meanings.iter().any(|m| matches!(m, Meaning::Declined(_))) {
            return DECLINED_WEIGHT;
        }
        if token.is_kind() {
            return KIND_WEIGHT;
        }
        if self.is_subject(token) {
            return LEAST_WEIGHT;
        }
        if token.text.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
            return NUMBER_WEIGHT;
        }
        let weights = self.terms(token).into_iter().map(|term| self.weights[term as usize]);
        let weight = weights.min_by(f32::total_cmp).unwrap_or(1.0);
        if self.is_light(token) { weight * LIGHT } else { weight }
    }

    /// Whether an entry has this word as it is.
    #[must_use]
    pub fn has_word(&self, entry: usize, token: &Token) -> bool {
        self.terms.get(&own_word(token)).is_some_and(|term| self.has(*term, entry))
    }

    /// Whether an entry has a term.
    #[must_use]
    pub fn has(&self, term: Term, entry: usize) -> bool {
        self.postings(term).binary_search_by_key(&entry, |(of, _)| *of as usize).is_ok()
    }

    /// Whether a word says little about which fact is meant.
    #[must_use]
    pub fn is_light(&self, token: &Token) -> bool {
        token.meanings.is_empty() && (self.lexicon.is_light(&token.text) || is_slip(token))
    }

    /// Whether one of the groups of synonyms that a word belongs to stands for this.
    #[must_use]
    pub fn plays(&self, token: &Token, role: Role) -> bool {
        let is = |m: &Meaning| matches!(m, Meaning::Synonym(at) if self.roles[at.0] == Some(role));
        token.meanings.iter().any(is)
    }

    /// Whether a word names what all facts are about: "agreement", "signed".
    #[must_use]
    pub fn is_subject(&self, token: &Token) -> bool {
        self.plays(token, Role::Agreement) || self.plays(token, Role::Signing)
    }

    /// Whether a word that means nothing by itself is one of the facts' and no common English one: "purl", "kharkiv".
    #[must_use]
    pub fn is_own_name(&self, token: &Token) -> bool {
        token.meanings.is_empty()
            && token.known
            && token.text.chars().count() >= SHORTEST_OWN
            && token.text.chars().all(char::is_alphabetic)
            && !token.text.split(' ').any(|word| self.lexicon.spelled_right(word))
    }

    /// Whether a word is one of those that ask for this aspect of a record.
    #[must_use]
    pub fn tells(&self, aspect: Aspect, token: &Token) -> bool {
        let meant = self.aspects.iter().filter(|(of, _)| *of == aspect).flat_map(|(_, meant)| meant);
        meant.into_iter().any(|meaning| token.means(*meaning))
    }

    /// The entries that have a term, each with how strongly it speaks for them.
    #[must_use]
    pub fn postings(&self, term: Term) -> &[(u32, f32)] {
        &self.postings[term as usize]
    }
}

/// Whether it is too short to be anything but a slip: "ws".
fn is_slip(token: &Token) -> bool {
    !token.known && token.text.len() <= LONGEST_SLIP && token.text.bytes().all(|b| b.is_ascii_lowercase())
}
