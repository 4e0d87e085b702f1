//! The asking commands: their names, options and how they are typed. Discord and the terminal read the same table.

use std::collections::BTreeMap;

use super::answer::Refusal;

/// A command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Command {
    /// Any question.
    Ask,
    /// What a party committed.
    Aid,
    /// Who has signed.
    Signatories,
    /// The card of one agreement.
    Agreement,
    /// What is said on a topic.
    Topic,
    /// Side by side.
    Compare,
    /// Dated facts in order.
    Timeline,
    /// What a person said.
    Quote,
    /// The sources of a fact.
    Source,
    /// What the fact file covers.
    About,
    /// How to ask.
    Help,
}

/// What an option takes, and so what completes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// A question in plain words.
    Question,
    /// A party's name.
    Party,
    /// A topic's name.
    Topic,
    /// A person's name.
    Person,
    /// A fact's id.
    Fact,
    /// A year, month or day.
    Period,
    /// One of a few words.
    Choice(&'static [&'static str]),
}

/// One option of a command.
#[derive(Debug, Clone, Copy)]
pub struct OptionSpec {
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// Whether the command needs it.
    pub required: bool,
}

/// One command.
#[derive(Debug, Clone, Copy)]
pub struct CommandSpec {
    /// Which.
    pub command: Command,
    /// Its name, without the slash.
    pub name: &'static str,
    /// Its options, required ones first.
    pub options: &'static [OptionSpec],
}

const fn option(name: &'static str, takes: Takes, required: bool) -> OptionSpec {
    OptionSpec { name, takes, required }
}

const SINCE: OptionSpec = option("since", Takes::Period, false);
const UNTIL: OptionSpec = option("until", Takes::Period, false);

/// All asking commands.
pub const COMMANDS: [CommandSpec; 11] = [
    CommandSpec { command: Command::Ask, name: "ask", options: &[option("question", Takes::Question, true)] },
    CommandSpec {
        command: Command::Aid,
        name: "aid",
        options: &[option("party", Takes::Party, true), option("period", Takes::Period, false)],
    },
    CommandSpec {
        command: Command::Signatories,
        name: "signatories",
        options: &[option("order", Takes::Choice(&["date", "name"]), false), SINCE, UNTIL],
    },
    CommandSpec {
        command: Command::Agreement,
        name: "agreement",
        options: &[option("party", Takes::Party, true)],
    },
    CommandSpec {
        command: Command::Topic,
        name: "topic",
        options: &[option("topic", Takes::Topic, true), option("party", Takes::Party, false)],
    },
    CommandSpec {
        command: Command::Compare,
        name: "compare",
        options: &[
            option("first", Takes::Party, true),
            option("second", Takes::Party, true),
            option("third", Takes::Party, false),
            option("topic", Takes::Topic, false),
        ],
    },
    CommandSpec {
        command: Command::Timeline,
        name: "timeline",
        options: &[SINCE, UNTIL, option("party", Takes::Party, false), option("topic", Takes::Topic, false)],
    },
    CommandSpec { command: Command::Quote, name: "quote", options: &[option("person", Takes::Person, true)] },
    CommandSpec { command: Command::Source, name: "source", options: &[option("fact", Takes::Fact, true)] },
    CommandSpec { command: Command::About, name: "about", options: &[] },
    CommandSpec { command: Command::Help, name: "help", options: &[] },
];

/// A command with what was given to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The command.
    pub command: Command,
    /// Options by name.
    pub options: BTreeMap<&'static str, String>,
}

impl Request {
    /// A plain question.
    #[must_use]
    pub fn plain(text: &str) -> Self {
        Self { command: Command::Ask, options: BTreeMap::from([("question", text.trim().to_owned())]) }
    }

    /// An option's text, if it was given.
    #[must_use]
    pub fn option(&self, name: &str) -> Option<&str> {
        self.options.get(name).map(String::as_str).filter(|text| !text.trim().is_empty())
    }
}

impl Command {
    /// The command with this name, with its slash.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let name = name.strip_prefix('/')?;
        COMMANDS.iter().find(|spec| spec.name == name).map(|spec| spec.command)
    }

    /// The command's table entry.
    #[must_use]
    pub fn spec(self) -> &'static CommandSpec {
        COMMANDS.iter().find(|spec| spec.command == self).unwrap_or(&COMMANDS[0])
    }
}

/// Reads what was typed: a slash command as in Discord, or a plain question.
///
/// Options are given by name (`topic:aid`), the first required one also without: `/aid holland`,
/// `/compare netherlands germany topic:aid`.
///
/// # Errors
/// When there is no such command, or something it needs is not there.
pub fn parse(text: &str) -> Result<Request, Refusal> {
    let text = text.trim();
    if text.chars().count() > super::LONGEST_QUESTION {
        return Err(Refusal::TooLong { limit: super::LONGEST_QUESTION });
    }
    let Some(command) = text.strip_prefix('/') else {
        return if text.is_empty() { Err(Refusal::Empty) } else { Ok(Request::plain(text)) };
    };
    let (name, rest) = command.split_once(char::is_whitespace).unwrap_or((command, ""));
    let lower = name.to_lowercase();
    let Some(spec) = COMMANDS.iter().find(|spec| spec.name == lower) else {
        let nearest =
            COMMANDS.iter().map(|spec| spec.name).filter(|known| strsim::osa_distance(known, &lower) <= 2);
        let nearest = nearest.min_by_key(|known| strsim::osa_distance(known, &lower));
        return Err(Refusal::UnknownCommand { name: name.to_owned(), nearest });
    };
    let options = options(spec, rest);
    if let Some(missing) =
        spec.options.iter().find(|option| option.required && !options.contains_key(option.name))
    {
        // A second party to compare may stand behind the first: "netherlands germany".
        if missing.name != "second" {
            return Err(Refusal::MissingOption { command: spec.name, option: missing.name });
        }
    }
    Ok(Request { command: spec.command, options })
}

fn options(spec: &CommandSpec, text: &str) -> BTreeMap<&'static str, String> {
    let mut options: BTreeMap<&'static str, String> = BTreeMap::new();
    let mut current = spec.options.first().map(|option| option.name);
    for word in text.split_whitespace() {
        let named = word.split_once(':').and_then(|(name, value)| {
            let lower = name.to_lowercase();
            spec.options.iter().find(|option| option.name == lower).map(|option| (option.name, value))
        });
        let word = match named {
            Some((name, value)) => {
                current = Some(name);
                value
            }
            None => word,
        };
        if let (Some(name), false) = (current, word.is_empty()) {
            let text = options.entry(name).or_default();
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(word);
        }
    }
    options
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(text: &str) -> Vec<(&'static str, String)> {
        parse(text).map(|question| question.options.into_iter().collect()).unwrap_or_default()
    }

    #[test]
    fn reads_options_by_name_and_by_place() {
        assert_eq!(
            given("/aid united kingdom period:2024"),
            [("party", "united kingdom".to_owned()), ("period", "2024".to_owned())]
        );
        assert_eq!(given("/compare netherlands germany topic:air defence").len(), 2);
        assert_eq!(given("/SIGNATORIES since: 2024-05"), [("since", "2024-05".to_owned())]);
        assert_eq!(given("when was it signed?"), [("question", "when was it signed?".to_owned())]);
    }

    #[test]
    fn names_what_is_missing_or_unknown() {
        assert_eq!(parse("/aid"), Err(Refusal::MissingOption { command: "aid", option: "party" }));
        assert_eq!(
            parse("/signatorys"),
            Err(Refusal::UnknownCommand { name: "signatorys".to_owned(), nearest: Some("signatories") })
        );
        assert_eq!(parse("  "), Err(Refusal::Empty));
    }
}
