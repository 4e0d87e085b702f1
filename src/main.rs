//! The command line: parse, configure, open one door.

mod doors;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use accord::config::Config;
use accord::discord::commands;
use accord::knowledge::Language;
use accord::knowledge::database::DatabaseError;
use accord::knowledge::folder::Folder;
use accord::knowledge::load;
use accord::knowledge::postgres::Postgres;
use accord::knowledge::store::Store;
use accord::retrieval::corpus::Corpus;
use accord::retrieval::embedder::{Embedder, Wait};
use accord::retrieval::encoder::Encoder;
use accord::terminal::{ask, carry, check, console, coverage, eval, explain, fit, vectors};
use accord::words::{Speech, no_encoder};
use clap::{Parser, Subcommand};

/// Answers questions about Ukraine's security agreements from a curated fact file, with sources.
#[derive(Parser)]
#[command(
    version,
    after_help = "Try:\n  accord                                 a conversation\n  accord ask how much did the Dutch promise for 2024\n  accord ask /compare netherlands germany topic:aid\n  accord check                           is the fact file right?\n\nThe fact file is knowledge/, or what KNOWLEDGE_PATH or STORE names in the environment or in .env."
)]
struct Cli {
    #[command(subcommand)]
    command: Option<Door>,
}

#[derive(Subcommand)]
enum Door {
    /// The console, with a word on how to get Discord: what opens where no token is set
    #[command(hide = true)]
    Welcome,
    /// A conversation in the terminal: slash commands as in Discord, and plain questions
    Console {
        /// The language of the answers: en, nl or uk. Else that of `LC_ALL`, `LC_MESSAGES` or `LANG`, else that of the question
        #[arg(long, value_parser = language)]
        language: Option<Language>,
    },
    /// One answer. Exit status 0: answered, 3: nothing on file, 2: not a question
    #[command(
        after_help = "A batch reads one JSON object a line, {\"conversation\": \"c1\", \"text\": \"/aid netherlands\"}, and prints one for each."
    )]
    Ask {
        /// Print the answer as JSON
        #[arg(long)]
        json: bool,
        /// Show how the question is read and what was considered
        #[arg(long, conflicts_with_all = ["json", "batch"])]
        explain: bool,
        /// Answer one JSON object a line from standard input
        #[arg(long, requires = "json", conflicts_with = "question")]
        batch: bool,
        /// Show everything that the answer rests on, not its first page alone
        #[arg(long)]
        all: bool,
        /// Write the answer's picture to this file, as PNG. Exit status 4 where it has none
        #[arg(long, value_name = "FILE", conflicts_with_all = ["explain", "batch"])]
        picture: Option<PathBuf>,
        /// The language of the answer: en, nl or uk. Else that of `LC_ALL`, `LC_MESSAGES` or `LANG`, else that of the question
        #[arg(long, value_parser = language)]
        language: Option<Language>,
        /// The question, or a slash command
        #[arg(required_unless_present = "batch", allow_hyphen_values = true, trailing_var_arg = true)]
        question: Vec<String>,
    },
    /// Ask a file of questions with checks and count what is right. Exit status 1 below --min
    Eval {
        /// Print failures and counts as JSON
        #[arg(long)]
        json: bool,
        /// Per cent that have to be right
        #[arg(long, default_value_t = 0.0)]
        min: f64,
        /// One JSON object a line: conversation, category, text, expect, and regular expressions that must and must not match
        file: PathBuf,
    },
    /// Fit the judge to a folder of labelled questions, write its file, and report on questions held out
    Fit {
        /// A folder of *.jsonl files, as training/README.md describes them
        folder: PathBuf,
        /// Fit the judge of words and meaning, by these encoders: the first was not taught the first half of the
        /// questions, the second not the other half (models/teach.py)
        #[arg(long, num_args = 2)]
        encoders: Vec<PathBuf>,
    },
    /// Run the Discord bot over the gateway: slash commands, mentions and direct messages, from one process
    Discord,
    /// Run the Discord bot as an HTTP endpoint for interactions: as many processes as wanted behind a proxy
    Serve,
    /// Ask the bot that runs here, at `HTTP_ADDR`, whether it is ready. Exit status 0: ready, 1: not, or no answer
    Health,
    /// Print the application commands as JSON, as they are registered with Discord
    Commands,
    /// Check the fact file. Exit status 0: clean, 1: findings, 2: unreadable
    Check {
        /// Print each finding as a JSON object
        #[arg(long)]
        json: bool,
        /// Print what the facts cover as Markdown, as it stands in knowledge/COVERAGE.md
        #[arg(long, conflicts_with = "json")]
        coverage: bool,
        /// List the translations into this language (nl, uk) that are missing, stale, or lack a figure, date or name of
        /// their English. Exit status 0: none, 1: some
        #[arg(long, value_parser = language)]
        language: Option<Language>,
        /// A folder of *.toml files, or one file; the configured fact file if left out
        path: Option<PathBuf>,
    },
    /// Bring the fact file into the database that STORE names, or out of it
    #[command(subcommand)]
    Store(Way),
    /// Make the vectors of the fact file's texts that are shipped beside the sentence encoder
    #[command(hide = true)]
    Vectors {
        /// The encoder's folder, where vectors.bin is written
        #[arg(default_value = "models/encoder")]
        folder: PathBuf,
    },
}

#[derive(Subcommand)]
enum Way {
    /// Bring a folder into the database: facts, history, counts and drafts. Exit status 1: nothing was done
    Push {
        /// Put it in the place of what the database holds already, history and all
        #[arg(long)]
        replace: bool,
        /// The folder, or one file
        folder: PathBuf,
    },
    /// Bring what the database holds into a folder. Exit status 1: nothing was done
    Pull {
        /// The folder; it is made where there is none
        folder: PathBuf,
    },
}

/// Exit status where the program cannot begin: configuration or facts are wrong.
const CANNOT_BEGIN: u8 = 2;

fn main() -> ExitCode {
    match run(Cli::parse()) {
        Ok(code) => code,
        // Whoever reads the output has gone (`accord ask … | head`): nothing is left to say.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => fail(&error.to_string()),
    }
}

fn fail(message: &str) -> ExitCode {
    // Standard error may be closed too; the exit status tells it all the same.
    let _ = writeln!(io::stderr(), "error: {message}");
    ExitCode::from(CANNOT_BEGIN)
}

fn run(cli: Cli) -> io::Result<ExitCode> {
    let config = match Config::load() {
        Ok(config) => config,
        Err(error) => return Ok(fail(&error.to_string())),
    };
    let words = || None;
    let meaning = || meaning(&config, Wait::UntilThere);
    let door = cli.command.unwrap_or(if config.token.is_some() { Door::Discord } else { Door::Welcome });
    match door {
        Door::Check { coverage: true, path: given, .. } => {
            with_facts(given.as_deref(), &config, words(), |corpus| {
                write!(io::stdout(), "{}", coverage::coverage(&corpus.knowledge)).map(|()| ExitCode::SUCCESS)
            })
        }
        Door::Check { json, language, path: given, .. } => match store(given.as_deref(), &config) {
            Ok(store) => check::run(&*store, json, language),
            Err(error) => Ok(fail(&error.to_string())),
        },
        Door::Store(way) => carry(&way, &config),
        Door::Welcome => {
            writeln!(io::stderr(), "{}", console::NO_TOKEN)?;
            with_facts(None, &config, meaning(), |corpus| {
                console::run(&speech(None), corpus).map(|()| ExitCode::SUCCESS)
            })
        }
        Door::Eval { json, min, file } => with_facts(None, &config, meaning(), |corpus| {
            eval::run(&file, json, min, corpus).map_err(io::Error::other)
        }),
        Door::Fit { folder, encoders } => fit(&folder, &encoders, &config.knowledge_path),
        Door::Discord => doors::discord(&config),
        Door::Serve => doors::serve(&config),
        Door::Health => doors::health(&config),
        Door::Commands => {
            let commands = serde_json::to_string_pretty(&commands::as_json()?)?;
            writeln!(io::stdout(), "{commands}").map(|()| ExitCode::SUCCESS)
        }
        Door::Vectors { folder } => {
            with_facts(None, &config, words(), |corpus| vectors::run(&folder, &corpus.knowledge))
        }
        Door::Console { language } => with_facts(None, &config, meaning(), |corpus| {
            console::run(&speech(language), corpus).map(|()| ExitCode::SUCCESS)
        }),
        Door::Ask { batch: true, all, language, .. } => with_facts(None, &config, meaning(), |corpus| {
            ask::batch(io::stdin().lock(), io::stdout().lock(), all, &speech(language), corpus)
                .map(|()| ExitCode::SUCCESS)
        }),
        Door::Ask { explain: true, question, .. } => with_facts(None, &config, meaning(), |corpus| {
            write!(io::stdout(), "{}", explain::explain(&question.join(" "), corpus))
                .map(|()| ExitCode::SUCCESS)
        }),
        Door::Ask { json, all, picture, language, question, .. } => {
            with_facts(None, &config, meaning(), |corpus| {
                ask::once(&question.join(" "), json, all, picture.as_deref(), &speech(language), corpus)
            })
        }
    }
}

/// Reads a language as `--language` has it.
fn language(text: &str) -> Result<Language, String> {
    Language::of_locale(text).ok_or_else(|| "one of: en, nl, uk".to_owned())
}

/// The language of a terminal: the one that was chosen, or the locale of its environment, in the order that POSIX has.
fn speech(chosen: Option<Language>) -> Speech {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set);
    Speech { chosen, locale: locale.unwrap_or_default() }
}

/// What texts mean, where that is wanted; vectors of texts that are not shipped stand beside the facts. That there is no
/// encoder is said once.
fn meaning(config: &Config, wait: Wait) -> Option<Arc<Embedder>> {
    let encoder = config.encoder.as_deref()?;
    if !Encoder::is_in(encoder) {
        // A closed standard error is no reason not to answer.
        let _ = writeln!(io::stderr(), "{}", no_encoder(encoder));
        return None;
    }
    let facts = &config.knowledge_path;
    let folder = if facts.is_dir() { facts } else { facts.parent().unwrap_or(facts) };
    Some(Embedder::begin(encoder, &folder.join(".vectors.bin"), wait))
}

/// Where the fact file is kept: the one that was named, or the configured one.
fn store(named: Option<&Path>, config: &Config) -> Result<Arc<dyn Store>, DatabaseError> {
    match (named, &config.store) {
        (Some(path), _) => Ok(Arc::new(Folder::new(path))),
        (None, Some(address)) => Ok(Arc::new(Postgres::open(address)?)),
        (None, None) => Ok(Arc::new(Folder::new(&config.knowledge_path))),
    }
}

/// Carries the fact file into the database or out of it.
fn carry(way: &Way, config: &Config) -> io::Result<ExitCode> {
    let Some(address) = &config.store else {
        return Ok(fail("STORE is not set; name the database: STORE=postgres://user:password@host/database"));
    };
    match (Postgres::open(address), way) {
        (Err(error), _) => Ok(fail(&error.to_string())),
        (Ok(database), Way::Push { folder, replace }) => carry::push(folder, *replace, &database),
        (Ok(database), Way::Pull { folder }) => carry::pull(folder, &database),
    }
}

fn with_facts(
    named: Option<&Path>,
    config: &Config,
    meaning: Option<Arc<Embedder>>,
    then: impl FnOnce(&Corpus) -> io::Result<ExitCode>,
) -> io::Result<ExitCode> {
    let store = match store(named, config) {
        Ok(store) => store,
        Err(error) => return Ok(fail(&error.to_string())),
    };
    match store.load() {
        Ok(knowledge) => then(&Corpus::new(knowledge, meaning)),
        Err(error) => check::report(&error).map(|()| ExitCode::from(CANNOT_BEGIN)),
    }
}

/// Fits a judge: of words alone, or of words and meaning where there are encoders that were not taught what they are asked.
fn fit(folder: &Path, encoders: &[PathBuf], facts: &Path) -> io::Result<ExitCode> {
    let begin =
        |encoder: &PathBuf| Some(Embedder::begin(encoder, &encoder.join("own.bin"), Wait::UntilThere));
    let meanings = if encoders.is_empty() { vec![None] } else { encoders.iter().map(begin).collect() };
    let mut corpora = Vec::new();
    for meaning in meanings {
        match load(facts) {
            Ok(knowledge) => corpora.push(Corpus::new(knowledge, meaning)),
            Err(error) => return check::report(&error).map(|()| ExitCode::from(CANNOT_BEGIN)),
        }
    }
    fit::run(folder, &corpora, &mut io::stdout().lock()).map_err(io::Error::other)?;
    Ok(ExitCode::SUCCESS)
}
