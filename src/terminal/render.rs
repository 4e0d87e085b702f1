//! Draws an answer for the terminal: plain text, with styles where the terminal has them.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};

use crate::dialogue::answer::{Answer, Content, Row};
use crate::dialogue::command::{COMMANDS, CommandSpec, OptionSpec};
use crate::knowledge::{Agreement, Citation, Fact, Knowledge, day, listed};
use crate::words;

/// The styles of the parts of an answer.
#[derive(Debug, Clone, Copy, Default)]
pub struct Styles {
    heading: Style,
    faint: Style,
    link: Style,
    notice: Style,
}

impl Styles {
    /// Styles for a terminal.
    #[must_use]
    pub fn coloured() -> Self {
        Self {
            heading: Style::new().bold(),
            faint: Style::new().dimmed(),
            link: AnsiColor::Cyan.on_default(),
            notice: AnsiColor::Yellow.on_default(),
        }
    }
}

/// Draws answers.
pub struct Renderer<'a> {
    knowledge: &'a Knowledge,
    styles: Styles,
    text: String,
}

/// The whole answer as text, without its suggestions.
#[must_use]
pub fn answer(answer: &Answer, knowledge: &Knowledge, styles: Styles) -> String {
    let mut renderer = Renderer { knowledge, styles, text: String::new() };
    for correction in &answer.corrections {
        renderer.styled(styles.notice, &format!("Read “{}” as {}.", correction.typed, correction.read_as));
    }
    renderer.content(&answer.content);
    renderer.text.trim_end().to_owned()
}

/// The suggestions under an answer, numbered.
#[must_use]
pub fn suggestions(answer: &Answer, styles: Styles) -> String {
    let mut text = String::new();
    for (number, suggestion) in answer.suggestions.iter().enumerate() {
        let style = styles.faint;
        let _ =
            writeln!(text, "{style}  {}. {}  {}{style:#}", number + 1, suggestion.label, suggestion.question);
    }
    text
}

impl Renderer<'_> {
    fn line(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn styled(&mut self, style: Style, text: &str) {
        self.line(&format!("{style}{text}{style:#}"));
    }

    fn content(&mut self, content: &Content) {
        match content {
            Content::Facts { facts } => facts.iter().for_each(|id| self.fact(id)),
            Content::FactList { about, facts } => {
                self.styled(self.styles.heading, &words::list_heading(about, self.knowledge));
                for id in facts {
                    self.line("");
                    self.fact(id);
                }
            }
            Content::Card { agreement, facts, others } => self.card(agreement, facts, others),
            Content::Signatories { agreements, range, place, .. } => {
                let heading = words::signatories_heading(agreements.len(), range, place.as_deref());
                self.styled(self.styles.heading, &heading);
                agreements.iter().for_each(|id| self.signatory_line(id));
            }
            Content::Comparison { parties, rows } => self.comparison(parties, rows),
            Content::Office { person, office, fact } => self.office(person, *office, fact),
            Content::Sums { facts, ranked } => {
                self.styled(self.styles.heading, words::sums_heading(*ranked));
                for id in facts {
                    self.line("");
                    self.fact(id);
                }
            }
            Content::Nearest { facts, unknown } => {
                self.line(&words::unknown(unknown));
                self.line(words::NEAREST);
                facts.iter().for_each(|id| self.fact(id));
            }
            Content::Chat(chat) => self.line(words::chat(*chat)),
            Content::Sources { fact } => self.sources(fact),
            Content::About => self.line(&words::about(self.knowledge)),
            Content::Help => self.help(),
            Content::DidYouMean(unclear) => self.line(&words::unclear(unclear)),
            Content::Unknown(unknown) => self.line(&words::unknown(unknown)),
            Content::Refused(refusal) => self.line(&words::refusal(refusal)),
        }
    }

    fn fact(&mut self, id: &str) {
        let Some(fact) = self.knowledge.fact(id) else { return };
        self.line(&fact.statement);
        self.beneath(fact);
    }

    /// What stands under a statement: the note, the day, the sources.
    fn beneath(&mut self, fact: &Fact) {
        if let Some(successor) = &fact.superseded_by {
            self.styled(self.styles.notice, &format!("  Superseded by {successor}."));
        }
        if let Some(note) = &fact.note {
            self.line(&format!("  Note: {note}"));
        }
        self.styled(self.styles.faint, &format!("  As of {} · {}", day(fact.as_of), fact.id));
        fact.sources.iter().for_each(|citation| self.citation(citation));
    }

    fn citation(&mut self, citation: &Citation) {
        let Some(source) = self.knowledge.source(&citation.source) else { return };
        let date = source.date.map(|date| format!(", {}", day(date))).unwrap_or_default();
        let at = citation.at.as_ref().map(|at| format!(", {at}")).unwrap_or_default();
        let link = self.styles.link;
        self.line(&format!(
            "  Source: {} ({}{date}){at} {link}{}{link:#}",
            source.title, source.publisher, source.url
        ));
    }

    fn card(&mut self, id: &str, facts: &[String], others: &[String]) {
        let Some(agreement) = self.knowledge.agreement(id) else { return };
        self.styled(self.styles.heading, &agreement.title);
        self.record(agreement);
        for id in facts {
            self.line("");
            self.fact(id);
        }
        for id in others {
            if let Some(other) = self.knowledge.agreement(id) {
                self.line("");
                self.styled(self.styles.heading, &format!("Also: {}", other.title));
                self.record(other);
            }
        }
    }

    fn record(&mut self, agreement: &Agreement) {
        let by: Vec<String> = agreement
            .signatories
            .iter()
            .map(|s| format!("{} ({})", self.person(&s.person), s.role))
            .collect();
        self.line(&format!(
            "  Signed: {} in {}, {}",
            day(agreement.signed),
            agreement.place,
            agreement.country
        ));
        self.line(&format!("  By: {}", listed(&by)));
        if let Some(duration) = &agreement.duration {
            self.line(&format!("  Duration: {duration}"));
        }
        self.line(&format!("  Status: {} (as of {})", agreement.status, day(agreement.status_as_of)));
        if let Some(note) = &agreement.note {
            self.line(&format!("  Note: {note}"));
        }
        agreement.sources.iter().for_each(|citation| self.citation(citation));
    }

    fn person(&self, id: &str) -> String {
        self.knowledge.person(id).map_or(id.to_owned(), |person| person.name.clone())
    }

    fn party(&self, id: &str) -> String {
        self.knowledge.party(id).map_or(id.to_owned(), |party| party.name.clone())
    }

    fn signatory_line(&mut self, id: &str) {
        let Some(agreement) = self.knowledge.agreement(id) else { return };
        let note = agreement.note.as_ref().map(|note| format!(" ({note})")).unwrap_or_default();
        let party = self.party(&agreement.party);
        self.line(&format!(
            "  {}  {party}: {}, {}{note}",
            day(agreement.signed),
            agreement.place,
            agreement.country
        ));
    }

    fn comparison(&mut self, parties: &[String], rows: &[Row]) {
        let names: Vec<String> = parties.iter().map(|id| self.party(id)).collect();
        self.styled(self.styles.heading, &names.join(" / "));
        for row in rows {
            self.line("");
            let heading = words::row(&row.of, self.knowledge);
            self.styled(self.styles.heading, &heading);
            for (name, cell) in names.iter().zip(&row.cells) {
                match cell.as_ref().and_then(|id| self.knowledge.fact(id)) {
                    Some(fact) => {
                        self.line(&format!("{name}: {}", fact.statement));
                        self.beneath(fact);
                    }
                    None => self.line(&format!("{name}: nothing on file")),
                }
            }
        }
    }

    fn office(&mut self, person: &str, office: usize, fact: &str) {
        let Some(person) = self.knowledge.person(person) else { return };
        if let Some(office) = person.offices.get(office) {
            self.line(&words::office(person, office, self.knowledge));
        }
        if let Some(fact) = self.knowledge.fact(fact) {
            self.styled(self.styles.faint, &format!("  As of {} · {}", day(fact.as_of), fact.id));
            fact.sources.iter().for_each(|citation| self.citation(citation));
        }
    }

    fn sources(&mut self, id: &str) {
        let sources = if let Some(fact) = self.knowledge.fact(id) {
            self.line(&fact.statement);
            self.styled(self.styles.faint, &format!("  As of {} · {id}", day(fact.as_of)));
            &fact.sources
        } else if let Some(agreement) = self.knowledge.agreement(id) {
            self.line(&agreement.title);
            &agreement.sources
        } else {
            return;
        };
        sources.iter().for_each(|citation| self.citation(citation));
    }

    fn help(&mut self) {
        self.line(words::HELP);
        COMMANDS.iter().for_each(|spec| self.line(&format!("  {:<44} {}", usage(spec), spec.description)));
    }
}

/// "/aid party: [period:]"
fn usage(spec: &CommandSpec) -> String {
    let option = |option: &OptionSpec| {
        if option.required { format!(" {}:", option.name) } else { format!(" [{}:]", option.name) }
    };
    std::iter::once(format!("/{}", spec.name)).chain(spec.options.iter().map(option)).collect()
}
