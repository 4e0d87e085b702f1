//! The command `/facts` and the menu that makes a message a fact, as they are registered in the moderation servers alone.

use serenity::all::{
    CommandOptionType as Type, CreateCommand, CreateCommandOption, InteractionContext, Permissions,
};

use crate::discord::commands::message_menu;
use crate::discord::words::MAKE_FACT;
use crate::knowledge::Language;

/// Name of the command.
pub const FACTS: &str = "facts";

/// One subcommand: its name, what it does, and its options as (name, description, type, required, completed).
type Spec = (&'static str, &'static str, &'static [(&'static str, &'static str, Type, bool, bool)]);

const FACT: (&str, &str, Type, bool, bool) = ("fact", "The fact's id", Type::String, true, true);

const LANGUAGE: (&str, &str, Type, bool, bool) =
    ("language", "The language of the translation", Type::String, false, false);

const SUBCOMMANDS: [Spec; 12] = [
    (
        "add",
        "Write a new fact",
        &[
            ("party", "The party it belongs to, if it belongs to one", Type::String, false, true),
            ("topic", "Its topic", Type::String, false, true),
        ],
    ),
    ("edit", "Change a fact", &[FACT]),
    (
        "translate",
        "Write or mend a fact's translation",
        &[FACT, (LANGUAGE.0, LANGUAGE.1, LANGUAGE.2, true, false)],
    ),
    (
        "remove",
        "Withdraw a fact; the history keeps it",
        &[FACT, ("reason", "Why", Type::String, true, false)],
    ),
    ("show", "Everything stored about a fact, with its history", &[FACT]),
    (
        "history",
        "Who changed what, when and why",
        &[
            ("fact", "Only this fact's changes", Type::String, false, true),
            ("by", "Only this member's changes", Type::User, false, false),
        ],
    ),
    ("undo", "Revert one change", &[("change", "The change's number", Type::Integer, true, false)]),
    ("check", "What the checker says of the fact file", &[]),
    (
        "export",
        "Download the facts",
        &[("party", "Only this party's file", Type::String, false, true), LANGUAGE],
    ),
    (
        "import",
        "Replace a file of the fact file",
        &[("file", "A TOML file with the name of the one it replaces", Type::Attachment, true, false)],
    ),
    ("gaps", "Questions that had no answer", &[]),
    ("stale", "Facts to look at again", &[]),
];

/// An option that takes one of the languages of translations, each by the name it has for itself.
fn in_languages(option: CreateCommandOption) -> CreateCommandOption {
    let languages = Language::TRANSLATED.into_iter();
    languages.fold(option, |option, language| option.add_string_choice(language.name(), language.code()))
}

/// The commands.
pub fn commands() -> [CreateCommand; 2] {
    [facts(), message_menu(MAKE_FACT, "make-fact")].map(|command| {
        let here = command.contexts(vec![InteractionContext::Guild]);
        here.default_member_permissions(Permissions::MANAGE_GUILD)
    })
}

fn facts() -> CreateCommand {
    let subcommand = |(name, description, options): &Spec| {
        let own = CreateCommandOption::new(Type::SubCommand, *name, *description);
        options.iter().fold(own, |own, (name, description, kind, required, completed)| {
            let option = CreateCommandOption::new(*kind, *name, *description).required(*required);
            let option = if *kind == Type::Integer { option.min_int_value(1) } else { option };
            let option = if *name == LANGUAGE.0 { in_languages(option) } else { option };
            own.add_sub_option(option.set_autocomplete(*completed))
        })
    };
    let command = CreateCommand::new(FACTS).description("Moderate the facts");
    SUBCOMMANDS.iter().map(subcommand).fold(command, CreateCommand::add_option)
}
