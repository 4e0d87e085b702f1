//! Checks of single fields: is it there, does it fit, is it what it should be?

use std::ops::Range;

use jiff::civil::Date;
use toml::Spanned;
use toml::value::Datetime;

use super::finding::{Finding, Place, Problem};
use super::read::Entry;
use super::schema::Text;

/// Limits in characters. Those of texts that Discord draws are Discord's own, or leave room for what stands
/// around them: an embed's title holds 256 characters, a field 1,024, an autocomplete choice 100.
pub mod limit {
    /// An id: two of them and a verb fit a component's `custom_id` of 100 characters.
    pub const ID: usize = 48;
    /// Ids of parties and topics, several of which stand in one `custom_id`.
    pub const SHORT_ID: usize = 24;
    /// A name.
    pub const NAME: usize = 80;
    /// A title.
    pub const TITLE: usize = 256;
    /// A way to ask, which is an autocomplete choice too.
    pub const ASK: usize = 100;
    /// How many ways to ask one fact may have.
    pub const ASKS: usize = 16;
    /// A statement.
    pub const STATEMENT: usize = 600;
    /// A note.
    pub const NOTE: usize = 500;
    /// A source's address; a link button holds 512.
    pub const URL: usize = 512;
    /// Descriptions in `about`.
    pub const DESCRIPTION: usize = 1000;
}

/// Checks fields and collects findings.
pub(super) struct Fields<'a> {
    pub findings: &'a mut Vec<Finding>,
}

impl Fields<'_> {
    pub fn report(&mut self, file: usize, span: Range<usize>, problem: Problem) {
        self.findings.push(Finding { place: Place { file, span }, problem });
    }

    fn missing<T>(&mut self, entry: &Entry<T>, table: &'static str, key: &'static str) {
        if !entry.faulty.iter().any(|faulty| faulty == key) {
            self.report(entry.place.file, entry.place.span.clone(), Problem::Missing { table, key });
        }
    }

    /// A field that has to be there.
    pub fn required<'t, T, V>(
        &mut self,
        entry: &Entry<T>,
        table: &'static str,
        key: &'static str,
        value: Option<&'t Spanned<V>>,
    ) -> Option<&'t Spanned<V>> {
        if value.is_none() {
            self.missing(entry, table, key);
        }
        value
    }

    /// A text: not blank, within its limit, with no invisible characters. Returned trimmed.
    pub fn text(&mut self, file: usize, key: &'static str, text: &Text, limit: usize) -> String {
        let trimmed = text.get_ref().trim();
        let length = trimmed.chars().count();
        if length == 0 {
            self.report(file, text.span(), Problem::Empty { key });
        } else if length > limit {
            self.report(file, text.span(), Problem::TooLong { key, length, limit });
        }
        if let Some(bad) = trimmed.chars().find(|c| is_invisible(*c)) {
            self.report(file, text.span(), Problem::ControlCharacter { key, code: u32::from(bad) });
        }
        trimmed.to_owned()
    }

    /// An optional text.
    pub fn optional(
        &mut self,
        file: usize,
        key: &'static str,
        text: Option<&Text>,
        limit: usize,
    ) -> Option<String> {
        text.map(|text| self.text(file, key, text, limit))
    }

    /// A list of texts, blank ones reported.
    pub fn texts(&mut self, file: usize, key: &'static str, texts: &[Text], limit: usize) -> Vec<String> {
        texts.iter().map(|text| self.text(file, key, text, limit)).collect()
    }

    /// Ways of asking, at most [`limit::ASKS`].
    pub fn asks(&mut self, file: usize, asks: &[Text]) -> Vec<String> {
        if let (true, Some(first)) = (asks.len() > limit::ASKS, asks.first()) {
            self.report(file, first.span(), Problem::TooMany { key: "asks", limit: limit::ASKS });
        }
        self.texts(file, "asks", asks, limit::ASK)
    }

    /// An id: lower-case words of letters and digits joined by hyphens.
    pub fn id<T>(
        &mut self,
        entry: &Entry<T>,
        table: &'static str,
        id: Option<&Text>,
        limit: usize,
    ) -> Option<String> {
        let id = self.required(entry, table, "id", id)?;
        let text = self.text(entry.place.file, "id", id, limit);
        let is_word = |word: &str| {
            !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
        };
        if !text.is_empty() && !text.split('-').all(is_word) {
            self.report(entry.place.file, id.span(), Problem::BadId(text.clone()));
        }
        Some(text)
    }

    /// A day without a time. TOML's parser has refused days that no calendar has.
    pub fn day(&mut self, file: usize, date: &Spanned<Datetime>) -> Option<Date> {
        let day = match date.get_ref() {
            Datetime { date: Some(day), time: None, offset: None } => i16::try_from(day.year)
                .ok()
                .zip(i8::try_from(day.month).ok().zip(i8::try_from(day.day).ok()))
                .and_then(|(year, (month, day))| Date::new(year, month, day).ok()),
            _ => None,
        };
        if day.is_none() {
            self.report(file, date.span(), Problem::NotADay);
        }
        day
    }

    /// A day that has to be there.
    pub fn required_day<T>(
        &mut self,
        entry: &Entry<T>,
        table: &'static str,
        key: &'static str,
        date: Option<&Spanned<Datetime>>,
    ) -> Option<Date> {
        let date = self.required(entry, table, key, date)?;
        self.day(entry.place.file, date)
    }

    /// One of a few accepted texts.
    pub fn choice(&mut self, file: usize, text: &Text, accepted: &'static [&'static str]) -> String {
        let chosen = text.get_ref().trim();
        if !accepted.contains(&chosen) {
            let problem = Problem::UnknownChoice { text: chosen.to_owned(), accepted };
            self.report(file, text.span(), problem);
        }
        chosen.to_owned()
    }

    /// An http(s) address with a host.
    pub fn url(&mut self, file: usize, url: &Text) -> String {
        let text = self.text(file, "url", url, limit::URL);
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or_default();
        // What stands before an @ looks like the host and is none: https://gov.nl@evil.example.
        let plain = !host.contains(['@', '\\']);
        let fits =
            plain && host.contains('.') && !text.contains(|c: char| c.is_whitespace() || "<>\"`".contains(c));
        if !fits && !text.is_empty() {
            self.report(file, url.span(), Problem::BadUrl(text.clone()));
        }
        text
    }

    /// Two capital letters, as in ISO 3166-1.
    pub fn country_code(&mut self, file: usize, code: &Text) -> String {
        let text = code.get_ref().clone();
        if text.len() != 2 || !text.chars().all(|c| c.is_ascii_uppercase()) {
            self.report(file, code.span(), Problem::BadCountryCode(text.clone()));
        }
        text
    }
}

/// Control characters, direction overrides and zero-width marks: nothing that a curator means to write.
fn is_invisible(c: char) -> bool {
    c.is_control() && c != '\n'
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}
