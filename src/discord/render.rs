//! Draws an answer for Discord: an embed that reads well on a phone, and what can be tapped next.

use serenity::all::{
    ButtonStyle, CreateActionRow, CreateAllowedMentions, CreateButton, CreateEmbed, CreateEmbedFooter,
    CreateInteractionResponseMessage, CreateMessage, CreateSelectMenu, CreateSelectMenuKind,
    CreateSelectMenuOption, Message,
};

use super::custom_id::Action;
use super::escape::{escape, fit, link};
use super::words as own;
use crate::dialogue::answer::{Answer, Content, Row};
use crate::dialogue::context::Context;
use crate::dialogue::{command::COMMANDS, restate};
use crate::knowledge::{Agreement, Citation, Fact, Knowledge, day, listed};
use crate::words;

/// Discord's limits of an embed, in characters.
mod limit {
    pub const TITLE: usize = 256;
    pub const DESCRIPTION: usize = 4_096;
    pub const FIELD: usize = 1_024;
    pub const LABEL: usize = 80;
    pub const OPTION: usize = 100;
    pub const OPTIONS: usize = 25;
    /// Of a cell of a comparison: nine of them, with names, stay below the 6,000 of a message.
    pub const CELL: usize = 500;
}

/// Facts on a page: four fields of 1,024 characters and a title stay below the 6,000 of a message.
const FACTS_A_PAGE: usize = 4;
/// Agreements on a page, a line each.
const LINES_A_PAGE: usize = 15;

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
pub fn draw(answer: &Answer, context: &Context, page: usize, knowledge: &Knowledge) -> Drawn {
    let pages = pages(answer);
    let page = page.min(pages.saturating_sub(1));
    let mut embed = content(answer, page, pages, knowledge);
    if !answer.corrections.is_empty() {
        let read = answer.corrections.iter().map(|c| format!("Read “{}” as {}.", c.typed, c.read_as));
        embed = embed.footer(CreateEmbedFooter::new(fit(&read.collect::<Vec<_>>().join(" "), 500)));
    }
    Drawn { embed, rows: rows(answer, context, page, pages, knowledge) }
}

fn pages(answer: &Answer) -> usize {
    match &answer.content {
        Content::FactList { facts, .. } => facts.len().div_ceil(FACTS_A_PAGE),
        Content::Signatories { agreements, .. } => agreements.len().div_ceil(LINES_A_PAGE).max(1),
        _ => 1,
    }
}

fn content(answer: &Answer, page: usize, pages: usize, knowledge: &Knowledge) -> CreateEmbed {
    let embed = CreateEmbed::new();
    let titled = |title: &str| {
        let place = if pages > 1 { format!(" ({}/{pages})", page + 1) } else { String::new() };
        CreateEmbed::new().title(format!("{}{place}", fit(&escape(title), limit::TITLE - 16)))
    };
    match &answer.content {
        Content::Facts { facts } => facts
            .iter()
            .filter_map(|id| knowledge.fact(id))
            .fold(embed, |embed, fact| single(embed, fact, knowledge)),
        Content::FactList { about, facts } => {
            let shown =
                facts.iter().skip(page * FACTS_A_PAGE).take(FACTS_A_PAGE).filter_map(|id| knowledge.fact(id));
            shown.fold(titled(&words::list_heading(about, knowledge)), |embed, fact| {
                listed_fact(embed, fact, knowledge)
            })
        }
        Content::Card { agreement, facts, .. } => match knowledge.agreement(agreement) {
            Some(agreement) => {
                let embed = card(titled(&agreement.title), agreement, knowledge);
                facts
                    .iter()
                    .filter_map(|id| knowledge.fact(id))
                    .fold(embed, |embed, fact| listed_fact(embed, fact, knowledge))
            }
            None => embed.description(own::GONE),
        },
        Content::Signatories { agreements, range, place, .. } => {
            let shown = agreements.iter().skip(page * LINES_A_PAGE).take(LINES_A_PAGE);
            let lines: Vec<String> = shown
                .filter_map(|id| knowledge.agreement(id))
                .map(|a| signatory_line(a, knowledge))
                .collect();
            titled(&words::signatories_heading(agreements.len(), range, place.as_deref()))
                .description(fit(&lines.join("\n"), limit::DESCRIPTION))
        }
        Content::Comparison { parties, rows } => {
            let names: Vec<String> = parties.iter().map(|id| name(id, knowledge)).collect();
            rows.iter()
                .fold(titled(&names.join(" / ")), |embed, row| comparison(embed, row, &names, knowledge))
        }
        Content::Office { person, office, fact } => {
            let held =
                knowledge.person(person).and_then(|person| Some((person, person.offices.get(*office)?)));
            let said =
                held.map(|(person, office)| words::office(person, office, knowledge)).unwrap_or_default();
            let sources = knowledge.fact(fact).into_iter().flat_map(|fact| &fact.sources);
            embed.description(format!(
                "{}\n\n{}",
                escape(&said),
                links(sources, limit::DESCRIPTION - 1_000, knowledge)
            ))
        }
        Content::Sums { facts, ranked } => {
            let facts = facts.iter().take(FACTS_A_PAGE).filter_map(|id| knowledge.fact(id));
            facts
                .fold(titled(words::sums_heading(*ranked)), |embed, fact| listed_fact(embed, fact, knowledge))
        }
        Content::Nearest { facts, unknown } => {
            let said = format!("{} {}", words::unknown(unknown), words::NEAREST);
            let facts = facts.iter().filter_map(|id| knowledge.fact(id));
            facts.fold(embed.description(escape(&said)), |embed, fact| listed_fact(embed, fact, knowledge))
        }
        Content::Chat(chat) => embed.description(words::chat(*chat)),
        Content::Sources { fact } => {
            let citations = knowledge
                .fact(fact)
                .map(|f| &f.sources)
                .or_else(|| knowledge.agreement(fact).map(|a| &a.sources));
            let statement = knowledge
                .fact(fact)
                .map(|f| f.statement.clone())
                .or_else(|| knowledge.agreement(fact).map(|a| a.title.clone()));
            let statement = escape(&statement.unwrap_or_default());
            let links = links(citations.into_iter().flatten(), limit::DESCRIPTION - 2_000, knowledge);
            titled(own::SOURCES).description(format!("{}\n\n{links}", fit(&statement, 1_500)))
        }
        Content::About => embed.description(fit(&escape(&words::about(knowledge)), limit::DESCRIPTION)),
        Content::Help => {
            let commands: Vec<String> =
                COMMANDS.iter().map(|spec| format!("`/{}` {}", spec.name, spec.description)).collect();
            embed.description(fit(&format!("{}\n\n{}", words::HELP, commands.join("\n")), limit::DESCRIPTION))
        }
        Content::DidYouMean(unclear) => embed.description(escape(&words::unclear(unclear))),
        Content::Unknown(unknown) => embed.description(escape(&words::unknown(unknown))),
        Content::Refused(refusal) => embed.description(escape(&words::refusal(refusal))),
    }
}

/// A fact on its own: the statement large, the rest beneath it.
fn single(embed: CreateEmbed, fact: &Fact, knowledge: &Knowledge) -> CreateEmbed {
    let mut embed = embed.description(fit(&escape(&fact.statement), limit::DESCRIPTION));
    if let Some(note) = &fact.note {
        embed = embed.field(own::NOTE, fit(&escape(note), limit::FIELD), false);
    }
    embed.field(own::AS_OF, format!("{} · `{}`", day(fact.as_of), fact.id), false).field(
        own::SOURCES,
        links(&fact.sources, limit::FIELD, knowledge),
        false,
    )
}

/// A fact among others: one field with its sources.
fn listed_fact(embed: CreateEmbed, fact: &Fact, knowledge: &Knowledge) -> CreateEmbed {
    let statement = fit(&escape(&fact.statement), limit::FIELD - 200);
    let room = limit::FIELD.saturating_sub(statement.chars().count() + 1);
    let sources = links(&fact.sources, room, knowledge);
    embed.field(format!("{} {}", own::AS_OF, day(fact.as_of)), format!("{statement}\n{sources}"), false)
}

/// Links to sources, as many whole ones as there is room for.
fn links<'a>(
    citations: impl IntoIterator<Item = &'a Citation>,
    room: usize,
    knowledge: &Knowledge,
) -> String {
    let mut text = String::new();
    for citation in citations {
        let Some(source) = knowledge.source(&citation.source) else { continue };
        let date = source.date.map(|date| format!(", {}", day(date))).unwrap_or_default();
        let at = citation.at.as_ref().map(|at| format!(", {}", escape(at))).unwrap_or_default();
        let line = format!("{}{date}{at}\n", link(&fit(&source.publisher, 60), &source.url));
        if text.chars().count() + line.chars().count() > room {
            break;
        }
        text.push_str(&line);
    }
    if text.is_empty() { "—".to_owned() } else { text.trim_end().to_owned() }
}

fn card(embed: CreateEmbed, agreement: &Agreement, knowledge: &Knowledge) -> CreateEmbed {
    let person = |id: &str| knowledge.person(id).map_or(id.to_owned(), |person| person.name.clone());
    let by: Vec<String> =
        agreement.signatories.iter().map(|s| format!("{} ({})", person(&s.person), s.role)).collect();
    let place = format!("{} in {}, {}", day(agreement.signed), agreement.place, agreement.country);
    let status = format!("{} (as of {})", agreement.status, day(agreement.status_as_of));
    let mut embed = embed
        .field("Signed", fit(&escape(&place), limit::FIELD), true)
        .field("By", fit(&escape(&listed(&by)), limit::FIELD), true)
        .field("Status", fit(&escape(&status), limit::FIELD), true);
    if let Some(duration) = &agreement.duration {
        embed = embed.field("Duration", escape(duration), true);
    }
    if let Some(note) = &agreement.note {
        embed = embed.field(own::NOTE, fit(&escape(note), limit::FIELD), false);
    }
    embed.field(own::SOURCES, links(&agreement.sources, limit::FIELD, knowledge), false)
}

fn signatory_line(agreement: &Agreement, knowledge: &Knowledge) -> String {
    format!(
        "{} **{}**, {}",
        agreement.signed,
        escape(&name(&agreement.party, knowledge)),
        escape(&agreement.place)
    )
}

fn comparison(embed: CreateEmbed, row: &Row, names: &[String], knowledge: &Knowledge) -> CreateEmbed {
    let heading = words::row(&row.of, knowledge);
    names.iter().zip(&row.cells).fold(embed, |embed, (name, cell)| {
        let text = match cell.as_ref().and_then(|id| knowledge.fact(id)) {
            Some(fact) => {
                let statement = fit(&escape(&fact.statement), limit::CELL);
                format!("{statement}\n{}", links(&fact.sources, limit::CELL / 2, knowledge))
            }
            None => "nothing on file".to_owned(),
        };
        embed.field(fit(&format!("{}: {heading}", escape(name)), limit::TITLE), text, true)
    })
}

fn name(id: &str, knowledge: &Knowledge) -> String {
    knowledge.party(id).map_or(id.to_owned(), |party| party.name.clone())
}

/// What can be tapped: pages, next questions, the party's topics, the source and a follow-up.
fn rows(
    answer: &Answer,
    context: &Context,
    page: usize,
    pages: usize,
    knowledge: &Knowledge,
) -> Vec<CreateActionRow> {
    let button = |action: &Action, label: &str, style| {
        action.encode().map(|id| CreateButton::new(id).label(fit(label, limit::LABEL)).style(style))
    };
    let mut rows = Vec::new();
    if let (true, Some(list)) = (pages > 1, restate(answer)) {
        let turn = |to: Option<usize>, label| {
            // A disabled button needs an id of its own all the same.
            let action = Action::Page(to.unwrap_or(pages), list.clone());
            button(&action, label, ButtonStyle::Secondary).map(|button| button.disabled(to.is_none()))
        };
        let next = Some(page + 1).filter(|next| *next < pages);
        let turns = [turn(page.checked_sub(1), own::PREVIOUS), turn(next, own::NEXT)];
        let turns: Vec<CreateButton> = turns.into_iter().flatten().collect();
        if !turns.is_empty() {
            rows.push(CreateActionRow::Buttons(turns));
        }
    }
    let mut asked: Vec<&str> = Vec::new();
    let questions = answer.suggestions.iter().filter(|suggestion| {
        let new = !asked.contains(&suggestion.question.as_str());
        asked.push(&suggestion.question);
        new
    });
    let questions: Vec<CreateButton> = questions
        .filter_map(|s| button(&Action::Ask(s.question.clone()), &s.label, ButtonStyle::Primary))
        .take(4)
        .collect();
    if !questions.is_empty() {
        rows.push(CreateActionRow::Buttons(questions));
    }
    rows.extend(topics(context, knowledge));
    let source = match (&answer.content, answer.facts().first()) {
        (Content::Sources { .. }, _) | (_, None) => None,
        (_, Some(fact)) => button(&Action::Source((*fact).to_owned()), own::SOURCE, ButtonStyle::Secondary),
    };
    let follow_up = button(&Action::FollowUp(context.clone()), own::FOLLOW_UP, ButtonStyle::Secondary);
    let last: Vec<CreateButton> = source.into_iter().chain(follow_up).collect();
    if !last.is_empty() {
        rows.push(CreateActionRow::Buttons(last));
    }
    rows
}

/// The menu of what else there is on the party talked of.
fn topics(context: &Context, knowledge: &Knowledge) -> Option<CreateActionRow> {
    let [party] = context.parties.as_slice() else { return None };
    let mut ids: Vec<&str> = Vec::new();
    for fact in knowledge.facts.iter().filter(|fact| fact.party.as_ref() == Some(party) && fact.is_current())
    {
        if !ids.contains(&fact.topic.as_str()) && Some(&fact.topic) != context.topic.as_ref() {
            ids.push(&fact.topic);
        }
    }
    let option = |id: &str| {
        let topic = knowledge.topic(id)?;
        Some(CreateSelectMenuOption::new(
            fit(&words::capitalised(&topic.name), limit::OPTION),
            topic.id.clone(),
        ))
    };
    let options: Vec<CreateSelectMenuOption> =
        ids.into_iter().filter_map(option).take(limit::OPTIONS).collect();
    if options.is_empty() {
        return None;
    }
    let id = Action::Topics(party.clone()).encode()?;
    let menu = CreateSelectMenu::new(id, CreateSelectMenuKind::String { options }).placeholder(own::TOPICS);
    Some(CreateActionRow::SelectMenu(menu))
}
