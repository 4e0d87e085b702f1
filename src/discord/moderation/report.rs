//! How moderation's messages look.

use jiff::civil::Date;
use serenity::all::{
    ButtonStyle, CreateActionRow, CreateAllowedMentions, CreateButton, CreateEmbed, CreateInputText,
    CreateInteractionResponse, CreateInteractionResponseMessage, CreateModal, CreateSelectMenu,
    CreateSelectMenuKind, CreateSelectMenuOption, InputTextStyle,
};

use super::form::Form;
use super::{Done, mark, words};
use crate::dialogue::answer::{Answer, Content};
use crate::dialogue::context::Context;
use crate::discord::escape::{escape, fit};
use crate::discord::render::draw;
use crate::discord::rest::File;
use crate::knowledge::gaps::Gap;
use crate::knowledge::history::{Part, Record, What};
use crate::knowledge::{Fact, Knowledge, day, limit};

/// Characters of a block within a message; three of them stay below the 6,000 of all embeds.
const BLOCK: usize = 1_600;
/// Changes on a page of the history.
pub const CHANGES_A_PAGE: usize = 8;
/// Characters of a choice in a menu, and choices in it.
const CHOICE: usize = 100;
const CHOICES: usize = 25;

/// A message for the moderator alone.
pub fn message(text: &str) -> CreateInteractionResponseMessage {
    CreateInteractionResponseMessage::new()
        .content(fit(text, 2_000))
        .ephemeral(true)
        .allowed_mentions(CreateAllowedMentions::new())
}

/// Text as it is, in a block.
pub fn block(title: &str, text: &str) -> CreateEmbed {
    let text = fit(&text.replace("```", "'''"), BLOCK);
    CreateEmbed::new().title(title).description(format!("```toml\n{text}\n```"))
}

/// A fact as people will see it.
pub fn as_seen(id: &str, knowledge: &Knowledge) -> CreateEmbed {
    let answer = Answer::new(Content::Facts { facts: vec![id.to_owned()] }, 1.0);
    draw(&answer, &Context::default(), 0, knowledge).embed
}

/// What a part changes, key by key.
pub fn difference(part: &Part) -> CreateEmbed {
    let read = |text: &Option<String>| {
        text.as_ref().and_then(|text| text.parse::<toml::Table>().ok()).unwrap_or_default()
    };
    let (before, after) = (read(&part.before), read(&part.after));
    let mut lines = Vec::new();
    let keys: std::collections::BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    for key in keys.into_iter().filter(|key| before.get(*key) != after.get(*key)) {
        let told = |value: Option<&toml::Value>| value.map_or("(nothing)".to_owned(), ToString::to_string);
        lines.push(format!("{key}\n- {}\n+ {}", told(before.get(key)), told(after.get(key))));
    }
    let text = fit(&lines.join("\n").replace("```", "'''"), BLOCK);
    CreateEmbed::new()
        .title(format!("What changes in {}", part.id))
        .description(format!("```diff\n{text}\n```"))
}

/// The buttons under a preview.
pub fn choices(draft: u64, may_confirm: bool, has_form: bool) -> Vec<CreateActionRow> {
    let button = |verb: char, label: &str, style| {
        CreateButton::new(mark(verb, &draft.to_string())).label(label).style(style)
    };
    let mut buttons = Vec::new();
    if may_confirm {
        buttons.push(button('c', words::CONFIRM, ButtonStyle::Success));
    }
    if has_form {
        buttons.push(button('e', words::EDIT_AGAIN, ButtonStyle::Secondary));
    }
    buttons.push(button('x', words::CANCEL, ButtonStyle::Danger));
    vec![CreateActionRow::Buttons(buttons)]
}

/// The form for a fact, filled in as far as it is.
pub fn modal(draft: u64, title: &str, form: &Form) -> CreateInteractionResponse {
    let input =
        |style, label: &str, id: &str, text: &str, longest: usize, placeholder: Option<&str>, required| {
            let longest = u16::try_from(longest).unwrap_or(4_000).min(4_000);
            let mut input = CreateInputText::new(style, label, id).max_length(longest).required(required);
            if let Some(placeholder) = placeholder {
                input = input.placeholder(placeholder);
            }
            if !text.is_empty() {
                input = input.value(text.chars().take(longest.into()).collect::<String>());
            }
            CreateActionRow::InputText(input)
        };
    let (long, short) = (InputTextStyle::Paragraph, InputTextStyle::Short);
    let asks = limit::ASKS * (limit::ASK + 1);
    CreateInteractionResponse::Modal(CreateModal::new(mark('f', &draft.to_string()), title).components(vec![
        input(long, words::STATEMENT, "statement", &form.statement, limit::STATEMENT, None, true),
        input(long, words::ASKS, "asks", &form.asks, asks, None, true),
        input(long, words::DETAILS, "details", &form.details, 4_000, None, true),
        input(long, words::SOURCES, "sources", &form.sources, 4_000, Some(words::SOURCES_EXAMPLE), true),
        input(short, words::WHY, "why", &form.why, 300, None, true),
    ]))
}

/// The modal that asks which fact learns a way of asking.
pub fn teach_modal(draft: u64) -> CreateInteractionResponse {
    let input = |label: &str, id: &str, longest| {
        let input = CreateInputText::new(InputTextStyle::Short, label, id).max_length(longest).required(true);
        CreateActionRow::InputText(input)
    };
    let rows = vec![input(words::FACT, "fact", 60), input(words::WHY, "why", 300)];
    CreateInteractionResponse::Modal(
        CreateModal::new(mark('t', &draft.to_string()), words::TEACH_TITLE).components(rows),
    )
}

/// One change in a line or two.
pub fn change_line(record: &Record) -> String {
    let what = match record.what {
        What::Add => "added",
        What::Edit => "changed",
        What::Remove => "withdrew",
        What::Undo => "undid",
        What::Import => "imported",
    };
    let of = match (record.undoes, record.fact()) {
        (Some(number), _) => format!("change {number}"),
        (None, Some(fact)) => format!("`{fact}`"),
        (None, None) => format!("`{}`", record.file),
    };
    let at = record.at.strftime("%Y-%m-%d %H:%M UTC");
    format!(
        "**{}** {at} · {} {what} {of}: {}",
        record.change,
        escape(&record.by.name),
        escape(&fit(&record.why, 150))
    )
}

/// A page of the history, the newest first, with buttons to its neighbours.
pub fn history(records: &[Record], page: usize, fact: &str, by: &str) -> CreateInteractionResponseMessage {
    let pages = records.len().div_ceil(CHANGES_A_PAGE).max(1);
    let page = page.min(pages - 1);
    let shown = records.iter().rev().skip(page * CHANGES_A_PAGE).take(CHANGES_A_PAGE);
    let lines: Vec<String> = shown.map(change_line).collect();
    if lines.is_empty() {
        return message(words::NO_HISTORY);
    }
    let button = |page: usize, label: &str, is_there: bool| {
        CreateButton::new(mark('h', &format!("{page}:{fact}:{by}"))).label(label).disabled(!is_there)
    };
    // Two buttons of one message may not have the same id, even where one of them leads nowhere.
    let newer = button(page.checked_sub(1).unwrap_or(pages), words::NEWER, page > 0);
    let older = button(page + 1, words::OLDER, page + 1 < pages);
    let embed = CreateEmbed::new()
        .title(format!("History ({}/{pages})", page + 1))
        .description(fit(&lines.join("\n"), 4_000));
    let rows = if pages > 1 { vec![CreateActionRow::Buttons(vec![newer, older])] } else { Vec::new() };
    message("").embed(embed).components(rows)
}

/// The questions without an answer, with menus to answer them.
pub fn gaps(gaps: &[(&str, Gap)]) -> CreateInteractionResponseMessage {
    if gaps.is_empty() {
        return message(words::NO_GAPS);
    }
    let lines = gaps.iter().map(|(question, gap)| {
        format!("{}× {} (last {})", gap.count, escape(question), gap.last.strftime("%Y-%m-%d"))
    });
    let embed = CreateEmbed::new()
        .title("Questions without an answer")
        .description(fit(&lines.collect::<Vec<_>>().join("\n"), 4_000));
    let menu = |verb: char, placeholder: &str| {
        let mut seen = std::collections::HashSet::new();
        let cut = |text: &str| text.chars().take(CHOICE).collect::<String>();
        let options = gaps
            .iter()
            .take(CHOICES)
            .map(|(question, _)| cut(question))
            .filter(|text| seen.insert(text.clone()));
        let options = options.map(|text| CreateSelectMenuOption::new(text.clone(), text)).collect();
        let menu = CreateSelectMenu::new(mark(verb, ""), CreateSelectMenuKind::String { options });
        CreateActionRow::SelectMenu(menu.placeholder(placeholder))
    };
    message("").embed(embed).components(vec![menu('n', words::NEW_FACT), menu('l', words::TEACH)])
}

/// Facts past their day of review, and the oldest sums.
pub fn stale(knowledge: &Knowledge, today: Date) -> CreateInteractionResponseMessage {
    let written = || knowledge.facts.iter().filter(|fact| fact.aspect.is_none() && fact.is_current());
    let line = |fact: &Fact| format!("`{}` as of {}", fact.id, day(fact.as_of));
    let mut due: Vec<&Fact> =
        written().filter(|fact| fact.review_by.is_some_and(|day| day < today)).collect();
    due.sort_by_key(|fact| fact.review_by);
    let due: Vec<String> = due.into_iter().take(25).map(line).collect();
    let mut sums: Vec<&Fact> = written().filter(|fact| fact.money().is_some()).collect();
    sums.sort_by_key(|fact| fact.as_of);
    let sums: Vec<String> = sums.into_iter().take(15).map(line).collect();
    let due = if due.is_empty() { words::FRESH.to_owned() } else { due.join("\n") };
    let embed = CreateEmbed::new().title("Facts to look at again").description(fit(&due, 2_500)).field(
        "The oldest sums",
        fit(&sums.join("\n"), 1_024),
        false,
    );
    message("").embed(embed)
}

/// A file to download.
pub fn file(name: &str, text: String) -> Done {
    let files = vec![File { name: name.to_owned(), bytes: text.into_bytes() }];
    Done { files, ..message(&format!("`{name}`")).into() }
}
