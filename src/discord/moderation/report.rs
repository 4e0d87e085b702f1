//! How moderation's messages look.

use jiff::civil::Date;
use serenity::all::{
    ButtonStyle, CreateActionRow, CreateAllowedMentions, CreateButton, CreateEmbed, CreateInputText,
    CreateInteractionResponse, CreateInteractionResponseMessage, CreateModal, CreateSelectMenu,
    CreateSelectMenuKind, CreateSelectMenuOption, InputTextStyle,
};

use super::drafts::Subject;
use super::form::{Form, LONGEST_FIELD};
use super::{Done, mark, words};
use crate::dialogue::answer::{Answer, Content};
use crate::dialogue::context::Context;
use crate::discord::escape::{escape, fit};
use crate::discord::mentions::Tappable;
use crate::discord::render::draw;
use crate::discord::rest::File;
use crate::knowledge::entry::EntryTable;
use crate::knowledge::gaps::{Gap, key};
use crate::knowledge::history::{Part, Record, What};
use crate::knowledge::{Fact, Knowledge, day, limit};
use crate::words::Voice;

/// Characters of a block within a message; three of them stay below the 6,000 of all embeds.
const BLOCK: usize = 1_300;
/// Characters of a message's text.
const MESSAGE: usize = 2_000;
/// Changes on a page of the history.
pub const CHANGES_A_PAGE: usize = 8;
/// Characters of a field's placeholder.
const PLACEHOLDER: usize = 100;
/// Characters of a question in a list: a page of them fits into one embed.
const LINE: usize = 120;
/// Characters of a choice in a menu, and choices in it.
const CHOICE: usize = 100;
pub const CHOICES: usize = 25;

/// A message for the moderator alone.
pub fn message(text: &str) -> CreateInteractionResponseMessage {
    CreateInteractionResponseMessage::new()
        .content(fit(text, MESSAGE))
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
    draw(&answer, &Context::default(), 0, Voice::default(), &Tappable::default(), knowledge).embed
}

/// Text as it is, in a block; and whole as a file, where the block has to cut it.
pub fn whole(title: &str, name: &str, text: &str) -> (CreateEmbed, Vec<File>) {
    (block(title, text), if text.chars().count() > BLOCK { vec![as_file(name, text)] } else { Vec::new() })
}

/// A message's text as a file, where the message has to cut it.
pub fn overflow(text: &str) -> Option<File> {
    (text.chars().count() > MESSAGE).then(|| as_file("findings.txt", text))
}

/// What was typed into a form, to be taken up again.
pub fn typed(form: &Form) -> (CreateEmbed, Vec<File>) {
    let text = format!(
        "{}\n\n{}\n\n{}\n\n{}\n\n{}",
        form.statement, form.asks, form.details, form.sources, form.why
    );
    whole("As typed", "as-typed.txt", text.trim())
}

/// Time for finding the shortest difference; a longer one will do as well.
const COMPARING: std::time::Duration = std::time::Duration::from_millis(500);

/// What changes between two texts, line by line; and whole as a file, where it is long.
pub fn difference(file: &str, before: &str, after: &str) -> (CreateEmbed, Vec<File>) {
    let lines = similar::TextDiff::configure().timeout(COMPARING).diff_lines(before, after);
    let text = lines.unified_diff().context_radius(1).to_string();
    let shown = fit(&text.replace("```", "'''"), BLOCK);
    let embed = CreateEmbed::new()
        .title(format!("What changes in {file}"))
        .description(format!("```diff\n{shown}\n```"));
    let is_cut = text.chars().count() > BLOCK;
    (embed, if is_cut { vec![as_file("change.diff", &text)] } else { Vec::new() })
}

fn as_file(name: &str, text: &str) -> File {
    File { name: name.to_owned(), bytes: text.as_bytes().to_vec(), description: String::new() }
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

/// A field of a form, filled in as far as it is.
pub fn input(
    style: InputTextStyle,
    label: &str,
    id: &str,
    text: &str,
    longest: usize,
    placeholder: Option<&str>,
    required: bool,
) -> CreateActionRow {
    let cut = |text: &str, longest: usize| text.chars().take(longest).collect::<String>();
    let longest = u16::try_from(longest.min(LONGEST_FIELD)).unwrap_or(u16::MAX);
    let mut input = CreateInputText::new(style, label, id).max_length(longest).required(required);
    if let Some(placeholder) = placeholder {
        input = input.placeholder(cut(placeholder, PLACEHOLDER));
    }
    if !text.is_empty() {
        input = input.value(cut(text, longest.into()));
    }
    CreateActionRow::InputText(input)
}

/// The form for a fact, filled in as far as it is. Its id names the fact and the version it was filled from, so that it finds
/// its way without its draft.
pub fn modal(draft: u64, subject: &Subject, form: &Form) -> CreateInteractionResponse {
    let fact = subject.mark();
    let title = if fact.is_some() { words::EDIT_TITLE } else { words::ADD_TITLE };
    let of = fact.map_or_else(|| draft.to_string(), |fact| format!("{draft}:{fact}"));
    let (long, short) = (InputTextStyle::Paragraph, InputTextStyle::Short);
    CreateInteractionResponse::Modal(CreateModal::new(mark('f', &of), title).components(vec![
        input(long, words::STATEMENT, "statement", &form.statement, limit::STATEMENT, None, true),
        input(long, words::ASKS, "asks", &form.asks, LONGEST_FIELD, None, true),
        input(long, words::DETAILS, "details", &form.details, LONGEST_FIELD, None, true),
        input(
            long,
            words::SOURCES,
            "sources",
            &form.sources,
            LONGEST_FIELD,
            Some(words::SOURCES_EXAMPLE),
            true,
        ),
        input(short, words::WHY, "why", &form.why, 300, None, true),
    ]))
}

/// The modal that asks which fact learns a way of asking.
pub fn teach_modal(draft: u64) -> CreateInteractionResponse {
    let short = |label, id, longest| input(InputTextStyle::Short, label, id, "", longest, None, true);
    let rows = vec![short(words::FACT, "fact", 60), short(words::WHY, "why", 300)];
    CreateInteractionResponse::Modal(
        CreateModal::new(mark('t', &draft.to_string()), words::TEACH_TITLE).components(rows),
    )
}

/// One change in a line or two.
pub fn change_line(record: &Record) -> String {
    let is_translation = |part: &Part| part.table == Some(EntryTable::Translation);
    let what = match record.what {
        What::Add | What::Edit if record.parts.iter().any(is_translation) => "translated",
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
pub fn history(
    records: &[Record],
    page: usize,
    has_older: bool,
    fact: &str,
    by: &str,
) -> CreateInteractionResponseMessage {
    let lines: Vec<String> = records.iter().map(change_line).collect();
    if lines.is_empty() {
        return message(words::NO_HISTORY);
    }
    let button = |page: usize, label: &str, is_there: bool| {
        CreateButton::new(mark('h', &format!("{page}:{fact}:{by}"))).label(label).disabled(!is_there)
    };
    // Two buttons of one message may not have the same id, even where one of them leads nowhere.
    let newer = button(page.checked_sub(1).unwrap_or(page + 2), words::NEWER, page > 0);
    let older = button(page + 1, words::OLDER, has_older);
    let embed = CreateEmbed::new()
        .title(format!("History, page {}", page + 1))
        .description(fit(&lines.join("\n"), 4_000));
    let is_all = page == 0 && !has_older;
    let rows = if is_all { Vec::new() } else { vec![CreateActionRow::Buttons(vec![newer, older])] };
    message("").embed(embed).components(rows)
}

/// A page of the questions without an answer, with menus to answer them.
pub fn gaps(gaps: &[(String, Gap)], page: usize, has_more: bool) -> CreateInteractionResponseMessage {
    if gaps.is_empty() {
        return message(words::NO_GAPS);
    }
    let lines = gaps.iter().map(|(question, gap)| {
        format!("{}× {} (last {})", gap.count, escape(&fit(question, LINE)), gap.last.strftime("%Y-%m-%d"))
    });
    let embed = CreateEmbed::new()
        .title("Questions without an answer")
        .description(fit(&lines.collect::<Vec<_>>().join("\n"), 4_000));
    let menu = |verb: char, placeholder: &str| {
        // A label is cut; what is chosen is found by its key, whatever its length.
        let option =
            |(question, _): &(String, Gap)| CreateSelectMenuOption::new(fit(question, CHOICE), key(question));
        let options = gaps.iter().map(option).collect();
        let menu = CreateSelectMenu::new(mark(verb, ""), CreateSelectMenuKind::String { options });
        CreateActionRow::SelectMenu(menu.placeholder(placeholder))
    };
    let mut rows = vec![menu('n', words::NEW_FACT), menu('l', words::TEACH)];
    if page > 0 || has_more {
        let button = |page: usize, label: &str, is_there: bool| {
            CreateButton::new(mark('g', &page.to_string())).label(label).disabled(!is_there)
        };
        let before = button(page.checked_sub(1).unwrap_or(page + 2), words::MORE_ASKED, page > 0);
        rows.push(CreateActionRow::Buttons(vec![before, button(page + 1, words::LESS_ASKED, has_more)]));
    }
    message("").embed(embed).components(rows)
}

/// The facts told most often.
pub fn told(most: &[(String, u64)]) -> CreateEmbed {
    let lines = most.iter().map(|(fact, count)| format!("{count}× `{fact}`"));
    CreateEmbed::new().title(words::TOLD_MOST).description(lines.collect::<Vec<_>>().join("\n"))
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
    let files = vec![File { name: name.to_owned(), bytes: text.into_bytes(), description: String::new() }];
    Done { files, ..message(&format!("`{name}`")).into() }
}
