//! `accord ask --explain`: how a question was read, and why the winner won.

use std::fmt::Write;

use crate::dialogue::ranking;
use crate::matching::corpus::{Corpus, Found};

/// Candidates shown.
const SHOWN: usize = 6;

/// The reading of a question and its best candidates, as text.
#[must_use]
pub fn explain(text: &str, corpus: &Corpus) -> String {
    let reading = corpus.read(text);
    let mut out = String::new();
    for token in &reading.tokens {
        let standing = if token.is_filler() {
            "filler".to_owned()
        } else {
            format!("weight {:.2}", corpus.index.weight(token))
        };
        let _ = writeln!(out, "{:<24} {standing:<12} {:?}", token.text, token.meanings);
    }
    let _ = writeln!(
        out,
        "kinds {:?}, periods {:?}, corrections {:?}, on the subject: {}",
        reading.kinds,
        reading.periods,
        reading.corrections,
        corpus.is_on_subject(&reading)
    );
    for candidate in ranking(&reading, corpus).iter().take(SHOWN) {
        let name = match candidate.found {
            Found::Fact(fact) => fact.id.as_str(),
            Found::Shortcut(command) => command,
        };
        let hit = candidate.hit;
        let _ = writeln!(
            out,
            "{:<48} score {:.2}, confidence {:.2} (coverage {:.2}, likeness {:.2}, matched {:.2})",
            name, candidate.score, candidate.confidence, hit.coverage, hit.likeness, hit.matched
        );
    }
    out
}
