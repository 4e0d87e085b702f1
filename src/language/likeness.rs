//! Whether a translation says the figures, dates and names of its English. A hint for who looks after translations, no proof: a
//! language may write a number as a word.

use super::figure::{Figure, figures};
use crate::knowledge::{Knowledge, Language};

/// Beginnings of the months' names, January first: as many letters as all their cases have.
const MONTHS: [(Language, [&str; 12]); 3] = [
    (
        Language::English,
        [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ],
    ),
    (
        Language::Dutch,
        [
            "januari",
            "februari",
            "maart",
            "april",
            "mei",
            "juni",
            "juli",
            "augustus",
            "september",
            "oktober",
            "november",
            "december",
        ],
    ),
    (
        Language::Ukrainian,
        ["січ", "лют", "берез", "квіт", "трав", "черв", "лип", "серп", "верес", "жовт", "листопад", "груд"],
    ),
];
/// Letters of a surname that all its Ukrainian cases have.
const STEM: usize = 4;

/// What a translation lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lack {
    /// A figure, as the English has it.
    Figure(String),
    /// A month of a date, as the English has it.
    Month(String),
    /// A person, by English name.
    Person(String),
    /// It has a figure that the English has not.
    Invented(String),
}

/// What a text lacks of its English, and what it has beside it.
///
/// # Examples
/// ```
/// use accord::knowledge::{Knowledge, Language};
/// use accord::language::likeness::{Lack, lacks};
///
/// let english = "€2.5 billion on 1 March 2024";
/// let file = Knowledge::default();
/// assert_eq!(lacks(english, "€ 2,5 miljard op 1 maart 2024", Language::Dutch, &file), []);
/// let wrong = "2,5 мільйона євро 1 березня 2024 року";
/// let lacking = lacks(english, wrong, Language::Ukrainian, &file);
/// assert_eq!(lacking, [Lack::Figure("2.5 billion".into()), Lack::Invented("2,5 мільйона".into())]);
/// ```
#[must_use]
pub fn lacks(english: &str, text: &str, language: Language, knowledge: &Knowledge) -> Vec<Lack> {
    let mut own: Vec<Option<Figure>> = figures(text).into_iter().map(Some).collect();
    let mut lacking = Vec::new();
    for figure in figures(english) {
        let same = |own: &Option<Figure>| own.as_ref().is_some_and(|own| own.may_be(figure.english()));
        match own.iter_mut().find(|own| same(own)) {
            Some(own) => *own = None,
            None => lacking.push(Lack::Figure(english[figure.from..figure.to].to_owned())),
        }
    }
    let left = own.into_iter().flatten().map(|own| Lack::Invented(text[own.from..own.to].to_owned()));
    lacking.extend(left);
    let dated = months(english, Language::English);
    let own = months(text, language);
    lacking.extend(
        dated
            .into_iter()
            .filter(|month| !own.contains(month))
            .map(|month| Lack::Month(MONTHS[0].1[month].to_owned())),
    );
    lacking.extend(people(english, text, language, knowledge));
    lacking
}

/// The months beside a figure, each once, counted from 0: "1 March", "March 2024", not "it may".
fn months(text: &str, language: Language) -> Vec<usize> {
    let Some((_, names)) = MONTHS.iter().find(|(own, _)| *own == language) else { return Vec::new() };
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_figure = |at: Option<usize>| {
        at.and_then(|at| words.get(at)).is_some_and(|word| word.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let found = words.iter().enumerate().filter_map(|(at, word)| {
        let fits = |name: &&str| {
            if language == Language::Ukrainian { word.starts_with(*name) } else { word == name }
        };
        let month = names.iter().position(fits)?;
        (is_figure(at.checked_sub(1)) || is_figure(Some(at + 1))).then_some(month)
    });
    let mut found: Vec<usize> = found.collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The people whose whole names stand in the English and whose surnames are not in the text.
fn people(english: &str, text: &str, language: Language, knowledge: &Knowledge) -> Vec<Lack> {
    let named = knowledge.people.iter().filter(|person| english.contains(&person.name));
    let lacks = |name: &str| {
        let own = knowledge.name_in(name, language).map_or(name, |own| &own.is);
        let surname = own.rsplit(' ').next().unwrap_or(own);
        let stem: String = surname.chars().take(STEM.min(surname.chars().count())).collect();
        !text.contains(&stem)
    };
    named.filter(|person| lacks(&person.name)).map(|person| Lack::Person(person.name.clone())).collect()
}
