//! Draws an answer for Discord: an embed that reads well on a phone, and what can be tapped next.

use serenity::all::{
    ButtonStyle, CreateActionRow, CreateAllowedMentions, CreateButton, CreateEmbed, CreateEmbedFooter,
    CreateInteractionResponseMessage, CreateMessage, CreateSelectMenu, CreateSelectMenuKind,
    CreateSelectMenuOption, Message,
};

use super::custom_id::Action;
use super::escape::{escape, fit, link};
use super::mentions::Tappable;
use super::words as own;
use crate::dialogue::answer::{Answer, Content, ListOf};
use crate::dialogue::command::{COMMANDS, CommandSpec};
use crate::dialogue::context::Context;
use crate::dialogue::page::{Line, Page, Span, Tone, page};
use crate::dialogue::restate;
use crate::knowledge::{Citation, Knowledge};
use crate::words::{self, Voice, Words};

/// Discord's limits of a message, in characters.
mod limit {
    pub const TITLE: usize = 256;
    pub const DESCRIPTION: usize = 4_096;
    /// Discord takes 80; more than these do not fit beside another on a phone.
    pub const LABEL: usize = 38;
    pub const OPTION: usize = 100;
    pub const OPTIONS: usize = 25;
}

/// Buttons under an answer at most.
const BUTTONS: usize = 5;
/// Sources in the line under a single answer.
const SOURCES: usize = 2;

/// What a message shows.
pub struct Drawn {
    pub(super) embed: CreateEmbed,
    rows: Vec<CreateActionRow>,
}

impl Drawn {
    /// As the response to an interaction.
    pub fn response(self, ephemeral: bool) -> CreateInteractionResponseMessage {
        CreateInteractionResponseMessage::new()
            .embed(self.embed)
            .components(self.rows)
            .ephemeral(ephemeral)
            .allowed_mentions(CreateAllowedMentions::new())
    }

    /// As a reply to a message.
    pub fn reply(self, to: &Message) -> CreateMessage {
        let mentions = CreateAllowedMentions::new().replied_user(false);
        CreateMessage::new()
            .embed(self.embed)
            .components(self.rows)
            .reference_message(to)
            .allowed_mentions(mentions)
    }
}

/// Draws a page of an answer, with what the conversation has come to in its components.
#[must_use]
pub fn draw(
    answer: &Answer,
    context: &Context,
    at: usize,
    voice: Voice,
    commands: &Tappable,
    knowledge: &Knowledge,
) -> Drawn {
    let page = page(answer, at, voice.words, knowledge);
    let mut embed = embed(&page, description(answer, &page, voice.words, commands, knowledge), knowledge);
    if !answer.corrections.is_empty() {
        let read = answer.corrections.iter().map(|slip| {
            let meant = voice.words.name(&slip.read_as, knowledge);
            voice.words.read_instead(&slip.typed, &meant)
        });
        embed = embed.footer(CreateEmbedFooter::new(fit(&read.collect::<Vec<_>>().join(" "), 500)));
    }
    Drawn { embed, rows: rows(answer, context, &page, voice, knowledge) }
}

fn embed(page: &Page, description: String, knowledge: &Knowledge) -> CreateEmbed {
    let embed = CreateEmbed::new().colour(colour(page.tone)).description(description);
    if page.title.is_empty() {
        return embed;
    }
    let flags: Vec<String> = page.parties.iter().filter_map(|id| flag_of(id, knowledge)).collect();
    let title = format!("{} {}", flags.join(""), escape(&page.title));
    let place = if page.pages > 1 { own::page_of(page.at, page.pages) } else { String::new() };
    embed.title(format!("{}{place}", fit(title.trim_start(), limit::TITLE - 16)))
}

/// Told, near and nothing, in colours that differ in brightness too.
fn colour(tone: Tone) -> u32 {
    match tone {
        Tone::Told => 0x00_57_B8,
        Tone::Near => 0xE6_9F_00,
        Tone::Nothing => 0x80_84_8E,
    }
}

/// A party's flag: its ISO 3166 code in regional indicator symbols.
fn flag_of(party: &str, knowledge: &Knowledge) -> Option<String> {
    let symbol = |letter: char| {
        let place = u32::from(letter.to_ascii_uppercase()).checked_sub(u32::from('A'))?;
        char::from_u32(0x1F1E6 + place)
    };
    knowledge.party(party)?.code.as_deref()?.chars().map(symbol).collect()
}

/// The text: with the marks of sources as links, or without them where they would be too long.
fn description(
    answer: &Answer,
    page: &Page,
    words: Words,
    commands: &Tappable,
    knowledge: &Knowledge,
) -> String {
    let text = |linked| text(answer, &Drawer { page, linked, words, knowledge }, commands);
    let linked = text(true);
    if linked.chars().count() <= limit::DESCRIPTION {
        return linked;
    }
    fit(&text(false), limit::DESCRIPTION)
}

fn text(answer: &Answer, drawer: &Drawer<'_>, commands: &Tappable) -> String {
    let Drawer { page, words, .. } = drawer;
    let mark = Some(0).filter(|_| page.leads()).and_then(|at| drawer.mark(at)).unwrap_or_default();
    let mut parts = vec![drawer.spans(&page.lead) + &mark, escape(&page.rest)];
    for block in &page.blocks {
        let heading = Some(&block.heading).filter(|heading| !heading.is_empty());
        let heading = heading.map(|heading| format!("**{}**", escape(heading)));
        let lines = block.lines.iter().map(|line| drawer.line(line));
        parts.push(heading.into_iter().chain(lines).collect::<Vec<_>>().join("\n"));
    }
    if matches!(answer.content, Content::Help) {
        let line = |spec: &CommandSpec| format!("{} {}", commands.command(spec.name), words.command(spec));
        parts.push(COMMANDS.iter().map(line).collect::<Vec<_>>().join("\n"));
    }
    parts.push(page.superseded_by.as_ref().map(|_| words.say("superseded")).unwrap_or_default());
    parts.push(own::small(&escape(&page.note)));
    parts.push(own::small(&drawer.beneath()));
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}

/// Draws the parts of a page.
struct Drawer<'a> {
    page: &'a Page,
    linked: bool,
    words: Words,
    knowledge: &'a Knowledge,
}

impl Drawer<'_> {
    fn line(&self, line: &Line) -> String {
        let flag = line.party.as_deref().and_then(|id| flag_of(id, self.knowledge));
        format!("{}{}", flag.map(|flag| format!("{flag} ")).unwrap_or_default(), self.spans(&line.spans))
    }

    fn spans(&self, spans: &[Span]) -> String {
        let drawn = spans.iter().map(|span| match span {
            Span::Plain(text) => escape(text),
            Span::Strong(text) => format!("**{}**", escape(text)),
            Span::Source(at) => self.mark(*at).unwrap_or_default(),
        });
        drawn.collect()
    }

    /// A source as a raised number that leads to it.
    fn mark(&self, at: usize) -> Option<String> {
        let source = self.knowledge.source(&self.page.sources.get(at)?.source)?;
        self.linked.then(|| format!(" {}", link(&raised(at + 1), &source.url)))
    }

    /// The day, and of a single answer the first sources by publisher and place.
    fn beneath(&self) -> String {
        let page = self.page;
        let mut parts: Vec<String> = page.as_of.map(|day| self.words.as_of(day)).into_iter().collect();
        parts.extend(Some(escape(&page.small)).filter(|small| !small.is_empty()));
        if page.blocks.is_empty() {
            let named = |citation: &Citation| {
                let source = self.knowledge.source(&citation.source)?;
                Some(link(&fit(&words::source_brief(source, citation), 60), &source.url))
            };
            parts.extend(page.sources.iter().take(SOURCES).filter_map(named));
            let more = page.sources.len().saturating_sub(SOURCES);
            parts.extend((more > 0).then(|| self.words.more_sources(more)));
        }
        parts.join(words::BETWEEN)
    }
}

/// A number in raised digits.
fn raised(number: usize) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let digit = |c: char| c.to_digit(10).and_then(|at| DIGITS.get(usize::try_from(at).ok()?).copied());
    number.to_string().chars().filter_map(digit).collect()
}

/// What can be tapped: pages and next questions, a menu, the sources and a follow-up. Five buttons at most, the first
/// question or page in colour.
fn rows(
    answer: &Answer,
    context: &Context,
    page: &Page,
    voice: Voice,
    knowledge: &Knowledge,
) -> Vec<CreateActionRow> {
    let last = last_row(answer, context, voice);
    let turns = turns(answer, page, voice);
    let room = BUTTONS.saturating_sub(last.len() + turns.len());
    let primary = if turns.is_empty() { ButtonStyle::Primary } else { ButtonStyle::Secondary };
    let mut asked: Vec<&str> = Vec::new();
    let questions = answer.suggestions.iter().filter(|suggestion| {
        let new = !asked.contains(&suggestion.question.as_str());
        asked.push(&suggestion.question);
        new
    });
    let questions = questions.enumerate().filter_map(|(at, suggestion)| {
        let style = if at == 0 { primary } else { ButtonStyle::Secondary };
        let label = voice.words.label(suggestion, knowledge);
        button(&Action::Ask(suggestion.question.clone()), &label, style, voice)
    });
    let first: Vec<CreateButton> = turns.into_iter().chain(questions.take(room)).collect();
    let menu = opens(answer, page, voice, knowledge).or_else(|| topics(context, voice, knowledge));
    let buttons = |buttons: Vec<CreateButton>| {
        Some(CreateActionRow::Buttons(buttons.clone())).filter(|_| !buttons.is_empty())
    };
    [buttons(first), menu, buttons(last)].into_iter().flatten().collect()
}

fn button(action: &Action, label: &str, style: ButtonStyle, voice: Voice) -> Option<CreateButton> {
    action
        .encode_in(voice.carried)
        .map(|id| CreateButton::new(id).label(fit(label, limit::LABEL)).style(style))
}

/// The sources of what was told, and the way to ask on.
fn last_row(answer: &Answer, context: &Context, voice: Voice) -> Vec<CreateButton> {
    let source = match (&answer.content, answer.facts().first()) {
        (Content::Sources { .. }, _) | (_, None) => None,
        (_, Some(fact)) => {
            let action = Action::Source((*fact).to_owned());
            button(&action, &voice.words.say("sources"), ButtonStyle::Secondary, voice)
        }
    };
    let follow_up = button(
        &Action::FollowUp(context.clone()),
        &voice.words.say("follow-up"),
        ButtonStyle::Secondary,
        voice,
    );
    source.into_iter().chain(follow_up).collect()
}

/// The pages before and after.
fn turns(answer: &Answer, page: &Page, voice: Voice) -> Vec<CreateButton> {
    let Some(list) = restate(answer).filter(|_| page.pages > 1) else { return Vec::new() };
    let turn = |to: usize, label: &str, style| {
        button(&Action::Page(to, list.clone()), &voice.words.say(label), style, voice)
    };
    let before = page.at.checked_sub(1).and_then(|to| turn(to, "previous", ButtonStyle::Secondary));
    let is_overview =
        matches!(answer.content, Content::FactList { about: ListOf::Aid { .. }, .. }) && page.at == 0;
    let next = if is_overview { "all-facts" } else { "next" };
    let after = Some(page.at + 1).filter(|to| *to < page.pages);
    let after = after.and_then(|to| turn(to, next, ButtonStyle::Primary));
    before.into_iter().chain(after).collect()
}

/// The menu that opens one of the agreements of a list.
fn opens(answer: &Answer, page: &Page, voice: Voice, knowledge: &Knowledge) -> Option<CreateActionRow> {
    let Content::Signatories { .. } = answer.content else { return None };
    let parties = page.blocks.iter().flat_map(|block| &block.lines).filter_map(|line| line.party.as_deref());
    let option = |id: &str| {
        let words = voice.words;
        let agreement = knowledge.agreements_of(id).next()?;
        let option = CreateSelectMenuOption::new(fit(&words.party(id, knowledge), limit::OPTION), id);
        let place = words.name(&agreement.place, knowledge);
        let signed = format!("{}, {place}", words.day(agreement.signed));
        Some(option.description(fit(&signed, limit::OPTION)))
    };
    let options: Vec<CreateSelectMenuOption> = parties.filter_map(option).take(limit::OPTIONS).collect();
    menu(&Action::Open, "menu-open", options, voice)
}

fn menu(
    action: &Action,
    placeholder: &str,
    options: Vec<CreateSelectMenuOption>,
    voice: Voice,
) -> Option<CreateActionRow> {
    if options.is_empty() {
        return None;
    }
    let menu =
        CreateSelectMenu::new(action.encode_in(voice.carried)?, CreateSelectMenuKind::String { options });
    Some(CreateActionRow::SelectMenu(menu.placeholder(voice.words.say(placeholder))))
}

/// The menu of what else there is on the party talked of, the topics with most facts first.
fn topics(context: &Context, voice: Voice, knowledge: &Knowledge) -> Option<CreateActionRow> {
    let [party] = context.parties.as_slice() else { return None };
    let mut counted: Vec<(&str, usize)> = Vec::new();
    let of_party =
        knowledge.facts.iter().filter(|fact| fact.party.as_ref() == Some(party) && fact.is_current());
    for fact in of_party.filter(|fact| Some(&fact.topic) != context.topic.as_ref()) {
        match counted.iter_mut().find(|(topic, _)| *topic == fact.topic) {
            Some((_, count)) => *count += 1,
            None => counted.push((&fact.topic, 1)),
        }
    }
    counted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let option = |(id, count): (&str, usize)| {
        let topic = knowledge.topic(id)?;
        let name = fit(&words::capitalised(&voice.words.name(&topic.name, knowledge)), limit::OPTION);
        Some(
            CreateSelectMenuOption::new(name, topic.id.clone())
                .description(voice.words.say_with("facts", [("count", count.into())])),
        )
    };
    let options = counted.into_iter().filter_map(option).take(limit::OPTIONS).collect();
    menu(&Action::Topics(party.clone()), "menu-topics", options, voice)
}
