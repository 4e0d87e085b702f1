//! The sources of what was told: "source?".

use crate::dialogue::answer::Content;
use crate::dialogue::evidence::{Evidence, flag};
use crate::dialogue::proposal::Asked;
use crate::language::meaning::Reference;
use crate::language::reading::Token;

/// The sources of the fact told last, where the question asks for them.
pub(super) fn propose(asked: &Asked<'_>) -> Vec<(Content, Evidence)> {
    let reading = asked.question.reading();
    if asked.question.is_carried() {
        return Vec::new();
    }
    let mut proposed = Vec::new();
    if let (true, Some(fact)) = (reading.references().contains(&Reference::Source), asked.told.fact) {
        let evidence = asked.explained(Token::is_pointer);
        let only = reading.tokens().iter().all(|token| token.is_filler() || token.is_pointer());
        proposed.push((
            Content::Sources { fact: fact.to_owned() },
            Evidence { is_sources: 1.0, verbatim: flag(only), ..evidence },
        ));
    }
    proposed
}
