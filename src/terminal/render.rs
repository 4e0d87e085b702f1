//! Draws an answer for the terminal: a page of plain text, with styles and links where the terminal has them.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};

use super::words as own;
use crate::dialogue::answer::{Answer, Content};
use crate::dialogue::command::{COMMANDS, CommandSpec, OptionSpec};
use crate::dialogue::page::{Page, Span, page};
use crate::knowledge::{Agreement, Citation, Fact, Knowledge};
use crate::words::{self, Words, text};

/// Sources of a single answer that are shown with it.
const SOURCES: usize = 3;

/// The styles of the parts of an answer.
#[derive(Debug, Clone, Copy, Default)]
pub struct Styles {
    heading: Style,
    strong: Style,
    faint: Style,
    link: Style,
    notice: Style,
    /// Whether the terminal follows a link behind a word (OSC 8).
    links: bool,
}

impl Styles {
    /// Styles for a terminal. What standard output cannot show is taken away again where it is written.
    #[must_use]
    pub fn coloured() -> Self {
        Self {
            heading: Style::new().bold(),
            strong: Style::new().bold(),
            faint: Style::new().dimmed(),
            link: AnsiColor::Cyan.on_default(),
            notice: AnsiColor::Yellow.on_default(),
            links: supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout),
        }
    }
}

/// A page of an answer as text, counted from 0, without its suggestions.
#[must_use]
pub fn answer(answer: &Answer, at: usize, words: Words, knowledge: &Knowledge, styles: Styles) -> String {
    let page = page(answer, at, words, knowledge);
    let mut renderer = Renderer { knowledge, words, styles, text: String::new() };
    for correction in &answer.corrections {
        let meant = words.name(&correction.read_as, knowledge);
        renderer.styled(styles.notice, &words.read_instead(&correction.typed, &meant));
    }
    match &answer.content {
        Content::Sources { .. } => renderer.sources(&page),
        _ => renderer.page(&page),
    }
    if matches!(answer.content, Content::Help) {
        COMMANDS.iter().for_each(|spec| renderer.line(&own::command(&usage(spec), &words.command(spec))));
    }
    if page.pages > 1 {
        renderer.styled(styles.faint, &words.page_of(page.at, page.pages));
    }
    renderer.text.trim_end().to_owned()
}

/// Everything that an answer rests on: its first page, then each fact whole with its note and all its sources.
#[must_use]
pub fn whole(of: &Answer, words: Words, knowledge: &Knowledge, styles: Styles) -> String {
    let text = answer(of, 0, words, knowledge, styles);
    let mut renderer = Renderer { knowledge, words, styles, text };
    renderer.text.push('\n');
    for id in of.facts() {
        if let Some(fact) = knowledge.fact(id) {
            renderer.line("");
            renderer.fact(fact);
        } else if let Some(agreement) = knowledge.agreement(id) {
            renderer.line("");
            renderer.agreement(agreement);
        }
    }
    renderer.text.trim_end().to_owned()
}

/// The suggestions under an answer, numbered.
#[must_use]
pub fn suggestions(answer: &Answer, words: Words, knowledge: &Knowledge, styles: Styles) -> String {
    let mut text = String::new();
    for (number, suggestion) in answer.suggestions.iter().enumerate() {
        let (style, question) = (styles.faint, &suggestion.question);
        let label = words.label(suggestion, knowledge);
        // A question in plain words needs no other name.
        let typed = if label == *question { String::new() } else { format!("  {question}") };
        let _ = writeln!(text, "{style}  {}. {label}{typed}{style:#}", number + 1);
    }
    text
}

struct Renderer<'a> {
    knowledge: &'a Knowledge,
    words: Words,
    styles: Styles,
    text: String,
}

impl Renderer<'_> {
    fn line(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn styled(&mut self, style: Style, text: &str) {
        self.line(&format!("{style}{text}{style:#}"));
    }

    fn page(&mut self, page: &Page) {
        let is_list = !page.blocks.is_empty();
        // A single answer says itself what it is about.
        if is_list && !page.title.is_empty() {
            self.styled(self.styles.heading, &page.title);
        }
        if !page.lead.is_empty() {
            let lead = self.spans(&page.lead);
            self.line(&lead);
        }
        if !page.rest.is_empty() {
            self.line(&page.rest);
        }
        for block in &page.blocks {
            if !block.heading.is_empty() {
                self.styled(self.styles.heading, &block.heading);
            }
            for line in &block.lines {
                let text = self.spans(&line.spans);
                self.line(&format!("  {text}"));
            }
        }
        self.superseded(page.superseded_by.as_deref());
        if !page.note.is_empty() {
            self.line(&self.note(&page.note));
        }
        self.beneath(page, is_list);
    }

    fn spans(&self, spans: &[Span]) -> String {
        let (strong, faint) = (self.styles.strong, self.styles.faint);
        let drawn = spans.iter().map(|span| match span {
            Span::Plain(text) => text.clone(),
            Span::Strong(text) => format!("{strong}{text}{strong:#}"),
            Span::Source(at) => format!("{faint} [{}]{faint:#}", at + 1),
        });
        drawn.collect()
    }

    /// The day and the sources: of a list on one line by number, of a single answer a line each with its address.
    fn beneath(&mut self, page: &Page, is_list: bool) {
        let facts = page.facts.first().filter(|_| page.leads() || !is_list);
        let small = [page.as_of.map(|day| self.words.as_of(day)), facts.cloned(), Some(page.small.clone())];
        let small: Vec<String> = small.into_iter().flatten().filter(|text| !text.is_empty()).collect();
        if !small.is_empty() {
            self.styled(self.styles.faint, &format!("  {}", small.join(words::BETWEEN)));
        }
        if is_list {
            page.sources
                .first()
                .filter(|_| page.leads())
                .into_iter()
                .for_each(|citation| self.citation(citation));
            let numbered = self.numbered(&page.sources);
            if !numbered.is_empty() {
                self.styled(self.styles.faint, &format!("  {}", numbered.join(", ")));
            }
        } else {
            page.sources.iter().take(SOURCES).for_each(|citation| self.citation(citation));
            if page.sources.len() > SOURCES {
                self.styled(self.styles.faint, &self.more_sources(page));
            }
        }
    }

    /// Sources by number, those of one publisher together.
    fn numbered(&self, sources: &[Citation]) -> Vec<String> {
        let mut by_name: Vec<(String, String)> = Vec::new();
        for (at, citation) in sources.iter().enumerate() {
            let Some(source) = self.knowledge.source(&citation.source) else { continue };
            let (name, number) = (self.behind(words::publisher(source), &source.url), (at + 1).to_string());
            match by_name.iter_mut().find(|(own, _)| *own == name) {
                Some((_, numbers)) => numbers.extend([", ", number.as_str()]),
                None => by_name.push((name, number)),
            }
        }
        by_name.into_iter().map(|(name, numbers)| format!("[{numbers}] {name}")).collect()
    }

    /// What a fact says and all its sources, each with its title and address.
    fn sources(&mut self, page: &Page) {
        let lead = self.spans(&page.lead);
        self.line(&lead);
        let day = page.as_of.map(|day| self.words.as_of(day)).unwrap_or_default();
        self.styled(
            self.styles.faint,
            &format!("  {day}{}{}", words::BETWEEN, page.facts.join(words::BETWEEN)),
        );
        page.sources.iter().for_each(|citation| self.full(citation));
    }

    /// A source with its title and address.
    fn full(&mut self, citation: &Citation) {
        let Some(source) = self.knowledge.source(&citation.source) else { return };
        let link = self.styles.link;
        let told = format!(
            "  {} {}{link}{}{link:#}",
            self.words.say("source"),
            self.words.source(source, citation),
            source.url
        );
        self.line(&told);
    }

    /// A name that leads to an address, where the terminal can.
    fn behind(&self, name: &str, url: &str) -> String {
        if self.styles.links { format!("\x1b]8;;{url}\x1b\\{name}\x1b]8;;\x1b\\") } else { name.to_owned() }
    }

    /// A source by its publisher, which leads to it where the terminal can.
    fn linked(&self, citation: &Citation) -> Option<String> {
        let source = self.knowledge.source(&citation.source)?;
        let name = words::source_brief(source, citation);
        Some(self.behind(&name, &source.url))
    }

    fn citation(&mut self, citation: &Citation) {
        let (Some(source), Some(name)) = (self.knowledge.source(&citation.source), self.linked(citation))
        else {
            return;
        };
        let link = self.styles.link;
        let address =
            if self.styles.links { String::new() } else { format!(" {link}{}{link:#}", source.url) };
        self.line(&format!("  {} {name}{address}", self.words.say("source")));
    }

    /// A caveat.
    fn note(&self, note: &str) -> String {
        format!("  {}", self.words.say_with("note", [("note", text(note))]))
    }

    /// Sources that are not shown, and how to see them.
    fn more_sources(&self, page: &Page) -> String {
        let how = page.facts.first().map(|id| format!(": /source {id}")).unwrap_or_default();
        format!("  {}{how}", self.words.more_sources(page.sources.len() - SOURCES))
    }

    /// That a newer fact has taken a fact's place.
    fn superseded(&mut self, by: Option<&str>) {
        if let Some(by) = by {
            let said = self.words.say_with("superseded-by", [("fact", text(by))]);
            self.styled(self.styles.notice, &format!("  {said}"));
        }
    }

    /// An agreement's record with its sources.
    fn agreement(&mut self, agreement: &Agreement) {
        self.line(&self.words.recorded(agreement, self.knowledge));
        agreement.sources.iter().for_each(|citation| self.full(citation));
    }

    /// A fact whole.
    fn fact(&mut self, fact: &Fact) {
        let statement = self.words.statement(fact, self.knowledge);
        self.line(&statement);
        self.superseded(fact.superseded_by.as_deref());
        if let Some(note) = self.words.fact_note(fact, self.knowledge) {
            self.line(&self.note(&note));
        }
        self.styled(
            self.styles.faint,
            &format!("  {}{}{}", self.words.as_of(fact.as_of), words::BETWEEN, fact.id),
        );
        fact.sources.iter().for_each(|citation| self.full(citation));
    }
}

/// "/aid party: [period:]"
fn usage(spec: &CommandSpec) -> String {
    let option = |option: &OptionSpec| {
        if option.required { format!(" {}:", option.name) } else { format!(" [{}:]", option.name) }
    };
    std::iter::once(format!("/{}", spec.name)).chain(spec.options.iter().map(option)).collect()
}
