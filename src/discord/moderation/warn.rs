//! What a moderator should look at again before a fact is confirmed. Nothing of it keeps them from it.

use jiff::civil::Date;

use crate::dialogue::strays_of;
use crate::discord::escape::escape;
use crate::knowledge::{Fact, Value, day};
use crate::language::figure::figures;
use crate::retrieval::corpus::Corpus;

/// Warnings for a fact as it would be, a line each.
pub fn warnings(id: &str, corpus: &Corpus, today: Date) -> Vec<String> {
    let mut told: Vec<String> = strays_of(id, corpus)
        .iter()
        .map(|stray| match &stray.instead {
            Some(instead) => format!("“{}” leads to `{instead}` instead", escape(&stray.ask)),
            None => format!("“{}” leads elsewhere: nothing answers it", escape(&stray.ask)),
        })
        .collect();
    let Some(fact) = corpus.knowledge.fact(id) else { return told };
    if let Some(differs) = differs(fact) {
        told.push(differs);
    }
    if fact.as_of > today {
        told.push(format!("`as_of` lies ahead: {}", day(fact.as_of)));
    }
    for language in corpus.knowledge.stale_translations(&fact.id) {
        let (name, code) = (language.name(), language.code());
        told.push(format!("{name}: its translation is of the English as it was, and is not told until it is translated anew: /facts translate fact:{id} language:{code}"));
    }
    if let Some(by) = &fact.superseded_by {
        told.push(format!("superseded by `{by}`; it speaks for {} alone", day(fact.as_of)));
    }
    told
}

/// Where the statement does not say its value.
fn differs(fact: &Fact) -> Option<String> {
    let (wanted, told) = match fact.value.as_ref()? {
        #[expect(clippy::cast_precision_loss, reason = "sums stay far below 2^53")]
        Value::Money(money) => (money.amount as f64, format!("{} {}", money.currency, money.amount)),
        Value::Number { number, unit } => (*number, format!("{number} {unit}")),
        Value::Date(date) => {
            let year = date.year().to_string();
            let is_told = fact.statement.contains(&year);
            return (!is_told)
                .then(|| format!("the value is {}, and the statement has no such year", day(*date)));
        }
        Value::Person(_) | Value::Place(_) | Value::Duration(_) | Value::Answer(_) => return None,
    };
    // A small count may stand there as a word: "two radars".
    let may_be_word = wanted.fract() == 0.0 && (0.0..=20.0).contains(&wanted);
    (!figures(&fact.statement).iter().any(|figure| figure.may_be(wanted)) && !may_be_word)
        .then(|| format!("the value is {told}, and the statement does not say that"))
}
