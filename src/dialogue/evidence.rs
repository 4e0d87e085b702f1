//! What speaks for a proposal and against it, as named numbers: all that the judge sees.

use super::question::Question;
use crate::knowledge::Cue;
use crate::language::meaning::{Kind, Meaning, Reference};
use crate::language::reading::{Reading, Token};
use crate::retrieval::corpus::Corpus;
use crate::retrieval::query::CARRIES;

/// Words from which a question is as good as longer.
const WORDS: f32 = 10.0;

macro_rules! evidence {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// What speaks for a proposal and against it. Shares, likenesses and yes-or-no lie between 0 and 1.
        #[derive(Debug, Clone, Copy, Default, PartialEq)]
        pub struct Evidence {
            $($(#[$doc])* pub $name: f32,)*
        }

        impl Evidence {
            /// The names of the numbers, in the order of [`Evidence::values`].
            pub const NAMES: &'static [&'static str] = &[$(stringify!($name)),*];

            /// The numbers.
            #[must_use]
            pub fn values(&self) -> [f32; Self::NAMES.len()] {
                [$(self.$name),*]
            }
        }
    };
}

evidence! {
    // ---------- the question, the same for all its proposals
    /// Its carrying words, up to ten, as a share of ten.
    words,
    /// Carrying words beside names, topics, kinds and times, likewise.
    residue,
    /// It names a party.
    names_party,
    /// It names several parties.
    names_several,
    /// It names a country that is no party.
    names_country,
    /// It names a person on file.
    names_person,
    /// It has a name that nothing on file has.
    strange,
    /// Share of its carrying words that nobody knows.
    unknown_words,
    /// It speaks of what the fact file is about.
    on_subject,
    /// Fewer than half of its words are English.
    foreign,
    /// It has words of an opinion, a prediction, an instruction.
    declined,
    /// It is said for company's sake.
    chat,
    /// It is negated.
    negated,
    /// It asks how things are now.
    asks_now,
    /// It asks whether something was done.
    asks_done,
    /// It asks for a yes or a no.
    asks_yes_no,
    /// It asks for the greatest.
    asks_most,
    /// It asks of everybody.
    asks_everyone,
    /// It asks for a sum.
    how_much,
    /// It asks for a number.
    how_many,
    /// It asks for a day.
    when,
    /// It asks for a place.
    place,
    /// It asks for a person.
    who,
    /// It asks for a span of time.
    how_long,
    /// It asks for one of many.
    which,
    /// It asks for a reason.
    why,
    /// It asks what follows from an event.
    what_if,
    /// It compares.
    compares,
    /// It names a time.
    names_time,
    /// It names a day that does not exist.
    impossible,
    /// It speaks of an office.
    names_office,
    /// It counts a place in an order.
    ordinal,
    /// It asks for what was before or after something, or on the same day: a party that it names may stand beside that.
    beside,
    // ---------- the conversation
    /// There is one.
    in_conversation,
    /// There is one, and nothing was carried from it.
    afresh,
    /// The party was carried.
    carried_party,
    /// The topic was carried.
    carried_topic,
    /// The words of the fact just told were carried.
    carried_words,
    /// The person was carried.
    carried_person,
    /// The kind of question was carried.
    carried_kind,
    /// The time was carried.
    carried_time,
    /// An item of the list shown was carried.
    carried_item,
    /// It points back: "it", "they", "that".
    points,
    /// It begins with "and".
    adds,
    /// It corrects what was asked last.
    corrects,
    /// The proposal tells what was told last.
    told_before,
    /// It is on the topic told last.
    same_topic,
    /// It is of the party told last.
    same_party,
    /// Closeness in meaning of its statement to that of the fact told last: the cosine.
    kin,
    // ---------- the proposal's kind
    /// One fact.
    is_fact,
    /// One aspect of an agreement's record.
    is_record,
    /// A party's card.
    is_card,
    /// A party's aid.
    is_aid,
    /// A topic's list.
    is_topic,
    /// A list of agreements.
    is_agreements,
    /// Sums of several parties.
    is_sums,
    /// Who holds an office.
    is_office,
    /// A comparison.
    is_comparison,
    /// A person's words.
    is_quotes,
    /// A word for company's sake.
    is_chat,
    /// Sources.
    is_sources,
    // ---------- how much of the question's words it has
    /// Share of the words' weight that it has.
    coverage,
    /// All of it.
    covers_all,
    /// Share that it has in the very words.
    own_words,
    /// Likeness to the nearest way of asking, by words.
    likeness,
    /// Share of that way of asking that the question has.
    said,
    /// Likeness to a way of asking by letters.
    letters,
    /// It is asked in the very words of a way of asking.
    verbatim,
    /// Weight of carrying words that it has, up to 2, halved.
    matched,
    /// The heaviest word that it lacks.
    missed,
    /// Weight of all that it lacks, up to 3, as a third.
    missing,
    /// It lacks the topic asked for.
    misses_topic,
    /// It lacks what is counted.
    misses_counted,
    /// It lacks a name.
    misses_name,
    /// Score by words.
    score,
    /// Lead of that score over the next fact's.
    lead,
    /// One over its place by that score.
    place_by_words,
    // ---------- meaning
    /// Closeness in meaning to its nearest text: the cosine.
    close,
    /// The same to its statement.
    close_statement,
    /// Lead over the closest other fact that could be meant; below 0 where another is closer.
    close_lead,
    /// One over its place by closeness.
    place_by_meaning,
    /// Closeness of the fact that is closest: whether the question speaks of what is on file.
    closest,
    // ---------- slot by slot
    /// It belongs to a party asked about.
    party_own,
    /// It only mentions the party asked about.
    party_mentioned,
    /// It belongs to no party, though one is asked about.
    party_general,
    /// It belongs to one party, though none is asked about.
    party_unasked,
    /// Another party's fact is as near, though none is asked about.
    party_rival,
    /// It names the person asked about.
    person_named,
    /// It reports the words of the person asked about.
    person_speaks,
    /// It reports somebody's words.
    reports,
    /// Its value is of the kind asked for.
    kind_answered,
    /// Something in its statement is of the kind asked for.
    kind_touched,
    /// Neither.
    kind_missed,
    /// Its value is money.
    has_money,
    /// Its value is a number.
    has_number,
    /// Its value is a date.
    has_date,
    /// Its value is a person.
    has_person,
    /// It settles a yes or a no.
    has_answer,
    /// It is for the very time asked for.
    time_equal,
    /// It is for a part of that time.
    time_within,
    /// It is for a longer time that holds it.
    time_spans,
    /// It is for another time.
    time_conflict,
    /// It names no time, though one is asked for.
    time_silent,
    /// The year asked for stands in it.
    year_said,
    /// Newer facts of its party and topic, up to 4, as a quarter.
    newer,
    /// Another fact replaces it.
    superseded,
    /// Done or not, it agrees with what is asked.
    done_agrees,
    /// Done is asked for, and it tells of a promise alone.
    done_missed,
    /// Negated or not, it agrees with what is asked.
    negation_agrees,
    /// It is on a topic asked for.
    topic_own,
    /// It is its party's headline sum.
    headline,
    /// A time, a place or a party narrows the list.
    filtered,
    /// A list is asked for.
    lists,
    /// It is the one at the place in the order that is asked for.
    counted_out,
    /// The office named is held by the one told, on the day asked for or last.
    holds_office,
    /// Every word is the record's own, or a name or time that the question takes for true.
    record_only,
}

/// 1 for yes, 0 for no.
pub(super) fn flag(is: bool) -> f32 {
    if is { 1.0 } else { 0.0 }
}

/// The words that carry a question, apart from names, topics, kinds and times.
pub(super) fn residue<'a>(reading: &'a Reading, corpus: &'a Corpus) -> impl Iterator<Item = &'a Token> {
    let carries = |token: &&Token| {
        !token.is_filler()
            && !token.is_place_name()
            && !token
                .meanings
                .iter()
                .any(|m| matches!(m, Meaning::Topic(_) | Meaning::Kind(_) | Meaning::Month(_)))
            && !token.text.starts_with(|c: char| c.is_ascii_digit())
            && corpus.index.weight(token) >= CARRIES
    };
    reading.tokens().iter().filter(move |token| carries(token))
}

impl Evidence {
    /// Whether the question names a party, a topic, a time and no more, and the proposal has all of them: then it asks for
    /// nothing in particular, and an overview answers. How much a party gives is asked of its aid as a whole too; how much in
    /// a year is asked of a sum, and what is carried over of what was talked of.
    #[must_use]
    pub fn is_wide(&self) -> bool {
        let carried = self.carried_party + self.carried_topic + self.carried_words + self.carried_kind;
        let of_all_aid = self.is_aid > 0.0 && self.names_time + carried <= 0.0;
        // Many languages have one word for both: "hoeveel", "скільки".
        let how_many = if self.how_much > 0.0 { 0.0 } else { self.how_many };
        let asked = [
            if of_all_aid { 0.0 } else { self.how_much },
            how_many,
            self.when,
            self.place,
            self.who,
            self.how_long,
            self.which,
            self.why,
            self.what_if,
            self.compares,
            self.asks_yes_no,
            self.points,
        ];
        self.names_party * self.covers_all > 0.0
            && self.residue <= 0.0
            && asked.iter().all(|asked| *asked <= 0.0)
    }

    /// What the question and the conversation bring to every proposal for it.
    #[must_use]
    pub fn of(question: &Question, in_conversation: bool, corpus: &Corpus) -> Self {
        let reading = question.reading();
        let tokens = reading.tokens();
        #[expect(clippy::cast_precision_loss, reason = "a question has fewer words than 2^24")]
        let count = |count: usize| (count as f32).min(WORDS) / WORDS;
        let carrying = tokens.iter().filter(|token| !token.is_filler()).count();
        let unknown = tokens.iter().filter(|token| !token.is_filler() && !token.known).count();
        let asks = |kind| flag(reading.asks(kind));
        let has = |cue| flag(reading.has(cue));
        let only = |is: fn(&Token) -> bool| {
            !tokens.is_empty() && tokens.iter().all(|token| token.is_filler() || is(token))
        };
        Self {
            words: count(carrying),
            residue: count(residue(reading, corpus).count()),
            names_party: flag(!reading.parties().is_empty()),
            names_several: flag(reading.parties().len() > 1),
            names_country: flag(!reading.countries().is_empty()),
            names_person: flag(!reading.people().is_empty()),
            strange: flag(tokens.iter().any(Token::is_strange)),
            unknown_words: count(unknown) / count(carrying.max(1)),
            on_subject: flag(corpus.is_on_subject(reading)),
            foreign: flag(reading.foreign),
            declined: flag(!reading.declined().is_empty()),
            chat: flag(only(Token::is_chat) && tokens.iter().any(Token::is_chat)),
            negated: has(Cue::Not),
            asks_now: has(Cue::Now),
            asks_done: has(Cue::Done),
            asks_yes_no: flag(tokens.first().is_some_and(|token| token.means(Meaning::Cue(Cue::YesNo)))),
            asks_most: has(Cue::Most),
            asks_everyone: has(Cue::Everyone),
            how_much: asks(Kind::HowMuch),
            how_many: asks(Kind::HowMany),
            when: asks(Kind::When),
            place: asks(Kind::Where),
            who: asks(Kind::Who),
            how_long: asks(Kind::HowLong),
            which: asks(Kind::Which),
            why: asks(Kind::Why),
            what_if: asks(Kind::WhatIf),
            compares: asks(Kind::Compare),
            names_time: flag(!reading.time().is_empty()),
            impossible: flag(reading.time().impossible.is_some()),
            names_office: flag(!reading.offices().is_empty()),
            ordinal: flag(!reading.ordinals().is_empty()),
            beside: flag([Cue::Before, Cue::After, Cue::SameDay].into_iter().any(|cue| reading.has(cue))),
            in_conversation: flag(in_conversation),
            afresh: flag(in_conversation && !question.is_carried()),
            carried_party: flag(question.carried.party),
            carried_topic: flag(question.carried.topic),
            carried_words: flag(question.carried.words),
            carried_person: flag(question.carried.person),
            carried_kind: flag(question.carried.kind),
            carried_time: flag(question.carried.time),
            carried_item: flag(question.carried.item),
            points: flag(reading.references().iter().any(|r| !matches!(r, Reference::And | Reference::Why))),
            adds: flag(reading.references().contains(&Reference::And)),
            corrects: has(Cue::Correction),
            ..Self::default()
        }
    }
}
