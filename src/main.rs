//! The command line: parse, configure, open one door.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use accord::config::Config;
use accord::discord::commands;
use accord::discord::gateway::{self, Settings};
use accord::discord::moderation::rights::Rights;
use accord::knowledge::load;
use accord::retrieval::corpus::Corpus;
use accord::retrieval::library::Library;
use accord::terminal::{ask, check, console, coverage, eval, explain, fit};
use clap::{Parser, Subcommand};

/// Answers questions about Ukraine's security agreements from a curated fact file, with sources.
#[derive(Parser)]
#[command(
    version,
    after_help = "Try:\n  accord                                 a conversation\n  accord ask how much did the Dutch promise for 2024\n  accord ask /compare netherlands germany topic:aid\n  accord check                           is the fact file right?\n\nThe fact file is knowledge/, or what KNOWLEDGE_PATH names in the environment or in .env."
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
    Console,
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
    },
    /// Run the Discord bot
    Discord,
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
        /// A folder of *.toml files, or one file; the configured fact file if left out
        path: Option<PathBuf>,
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
    let path = config.knowledge_path.clone();
    let door = cli.command.unwrap_or(if config.token.is_some() { Door::Discord } else { Door::Welcome });
    match door {
        Door::Check { coverage: true, path: given, .. } => with_facts(&given.unwrap_or(path), |corpus| {
            write!(io::stdout(), "{}", coverage::coverage(&corpus.knowledge)).map(|()| ExitCode::SUCCESS)
        }),
        Door::Check { json, path: given, .. } => check::run(&given.unwrap_or(path), json),
        Door::Welcome => {
            writeln!(io::stderr(), "{}", console::NO_TOKEN)?;
            with_facts(&path, |corpus| console::run(corpus).map(|()| ExitCode::SUCCESS))
        }
        Door::Eval { json, min, file } => {
            with_facts(&path, |corpus| eval::run(&file, json, min, corpus).map_err(io::Error::other))
        }
        Door::Fit { folder } => with_facts(&path, |corpus| {
            fit::run(&folder, corpus, &mut io::stdout().lock()).map_err(io::Error::other)?;
            Ok(ExitCode::SUCCESS)
        }),
        Door::Discord => discord(config),
        Door::Commands => {
            let commands = serde_json::to_string_pretty(&commands::as_json()?)?;
            writeln!(io::stdout(), "{commands}").map(|()| ExitCode::SUCCESS)
        }
        Door::Console => with_facts(&path, |corpus| console::run(corpus).map(|()| ExitCode::SUCCESS)),
        Door::Ask { batch: true, .. } => with_facts(&path, |corpus| {
            ask::batch(io::stdin().lock(), io::stdout().lock(), corpus).map(|()| ExitCode::SUCCESS)
        }),
        Door::Ask { explain: true, question, .. } => with_facts(&path, |corpus| {
            write!(io::stdout(), "{}", explain::explain(&question.join(" "), corpus))
                .map(|()| ExitCode::SUCCESS)
        }),
        Door::Ask { json, question, .. } => {
            with_facts(&path, |corpus| ask::once(&question.join(" "), json, corpus))
        }
    }
}

fn with_facts(path: &Path, then: impl FnOnce(&Corpus) -> io::Result<ExitCode>) -> io::Result<ExitCode> {
    match load(path) {
        Ok(knowledge) => then(&Corpus::new(knowledge)),
        Err(error) => check::report(&error).map(|()| ExitCode::from(CANNOT_BEGIN)),
    }
}

/// Runs the bot until it is told to stop.
fn discord(config: Config) -> io::Result<ExitCode> {
    let Some(token) = config.token else {
        writeln!(io::stderr(), "{}", console::NO_TOKEN)?;
        return Ok(fail("DISCORD_TOKEN is not set"));
    };
    let filter = tracing_subscriber::EnvFilter::new(config.log);
    let colours = io::stderr().is_terminal();
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr).with_ansi(colours).init();
    let library = match Library::open(&config.knowledge_path) {
        Ok(library) => Arc::new(library),
        Err(error) => return check::report(&error).map(|()| ExitCode::from(CANNOT_BEGIN)),
    };
    match library.editor().recover() {
        Ok(None) => {}
        Ok(Some(change)) => {
            tracing::warn!(change, "a change that a crash had left half done was completed");
            if let Err(error) = library.reload() {
                return check::report(&error).map(|()| ExitCode::from(CANNOT_BEGIN));
            }
        }
        Err(error) => {
            tracing::warn!(%error, "the history of changes cannot be read; nothing can be changed from Discord");
        }
    }
    let settings = Settings {
        token,
        api_url: config.api_url,
        guild: config.guild,
        rights: Rights { guilds: config.moderation_guilds, roles: config.moderator_roles },
        audit_channel: config.audit_channel,
        gaps: config.gaps,
    };
    let runtime = tokio::runtime::Runtime::new()?;
    let outcome = runtime
        .block_on(async { gateway::run(settings, library, told_to_stop()?).await.map_err(io::Error::other) });
    // Serenity's own tasks may still wait on sockets; what mattered has been waited for.
    runtime.shutdown_background();
    Ok(match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&error.to_string()),
    })
}

/// Done when the process is asked to end: Ctrl-C, or SIGTERM as service managers send it.
fn told_to_stop() -> io::Result<impl Future<Output = ()> + Send> {
    #[cfg(unix)]
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    Ok(async move {
        #[cfg(unix)]
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        }
        #[cfg(not(unix))]
        let _ = tokio::signal::ctrl_c().await;
    })
}
