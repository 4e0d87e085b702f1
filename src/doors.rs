//! Opening the doors that stay open: Discord's gateway, the HTTP endpoint, and the probe that asks whether they are.

use std::io::{self, IsTerminal, Write};
use std::net::{SocketAddr, TcpListener};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use accord::config::{Config, LogFormat};
use accord::discord::endpoint::Endpoint;
use accord::discord::gateway::{self, GatewayError};
use accord::discord::moderation::rights::Rights;
use accord::discord::service::Settings;
use accord::health::{Health, panics, systemd};
use accord::http;
use accord::knowledge::{LoadError, ReadError};
use accord::retrieval::embedder::Wait;
use accord::retrieval::library::Library;
use accord::terminal::{check, console};
use secrecy::SecretString;
use tokio::runtime::Runtime;

use super::{CANNOT_BEGIN, fail, meaning, store};

/// Where HTTP is spoken if nothing else is said: to this machine alone, where a reverse proxy stands in front.
const DEFAULT_ADDRESS: SocketAddr =
    SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 8080);

/// Runs the bot on Discord's gateway until it is told to stop.
pub fn discord(config: &Config) -> io::Result<ExitCode> {
    let Some(token) = &config.token else { return no_token() };
    begin_log(config);
    let library = match open(config)? {
        Ok(library) => library,
        Err(status) => return Ok(status),
    };
    let health = Arc::new(Health::with_gateway(library.clone()));
    let listener = match config.http_addr.map(listen).transpose() {
        Ok(listener) => listener,
        Err(problem) => return Ok(fail(&problem)),
    };
    let settings = settings(config, token);
    run(async {
        let watched = health.clone();
        tokio::spawn(systemd::keep_told(move || watched.gateway.is_ready()));
        if let Some(listener) = listener {
            let observed = http::observe(listener, health.clone());
            tokio::spawn(async move {
                if let Err(error) = observed.await {
                    tracing::warn!(%error, "HTTP_ADDR is not served any more");
                }
            });
        }
        let stop = told_to_stop()?;
        gateway::run(settings, library, health, stop).await.map_err(io::Error::other)
    })
}

/// Answers interactions that Discord sends by HTTP until it is told to stop.
pub fn serve(config: &Config) -> io::Result<ExitCode> {
    let Some(key) = config.public_key else {
        return Ok(fail(
            "DISCORD_PUBLIC_KEY is not set; copy it: https://discord.com/developers/applications, your application, General Information, Public Key",
        ));
    };
    let Some(token) = &config.token else { return no_token() };
    begin_log(config);
    let library = match open(config)? {
        Ok(library) => library,
        Err(status) => return Ok(status),
    };
    let health = Arc::new(Health::new(library.clone()));
    let listener = match listen(config.http_addr.unwrap_or(DEFAULT_ADDRESS)) {
        Ok(listener) => listener,
        Err(problem) => return Ok(fail(&problem)),
    };
    let settings = settings(config, token);
    run(async {
        let stop = told_to_stop()?;
        let endpoint = Endpoint::open(key, settings, library, health.clone()).map_err(io::Error::other)?;
        tokio::spawn(systemd::keep_told(|| true));
        http::answer(listener, endpoint, health, stop).await.map_err(io::Error::other)
    })
}

/// Asks the bot that runs here whether it is ready. Exit status 0: it is, 1: it is not, or does not answer.
pub fn health(config: &Config) -> io::Result<ExitCode> {
    let address = config.http_addr.unwrap_or(DEFAULT_ADDRESS);
    let (is_ready, told) = match Runtime::new()?.block_on(http::probe(address)) {
        Ok(answer) => answer,
        Err(problem) => (false, format!("no answer: {problem}\n")),
    };
    write!(io::stdout(), "{told}")?;
    Ok(if is_ready { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn no_token() -> io::Result<ExitCode> {
    writeln!(io::stderr(), "{}", console::NO_TOKEN)?;
    Ok(fail("DISCORD_TOKEN is not set"))
}

fn begin_log(config: &Config) {
    let filter = tracing_subscriber::EnvFilter::new(&config.log);
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr);
    match config.log_format {
        LogFormat::Text => log.with_ansi(io::stderr().is_terminal()).init(),
        LogFormat::Json => log.json().flatten_event(true).init(),
    }
    panics::tell();
}

/// The facts, with what a crash left half done completed; an exit status where they cannot be used, which is told then.
fn open(config: &Config) -> io::Result<Result<Arc<Library>, ExitCode>> {
    let meaning = meaning(config, Wait::Never);
    let opened = patiently(|| {
        let store = store(None, config).map_err(|error| LoadError::Read(error.into()))?;
        Library::open(store, meaning.clone())
    });
    let library = match opened {
        Ok(library) => Arc::new(library),
        Err(error) => return check::report(&error).map(|()| Err(status(&error))),
    };
    match library.editor().recover() {
        Ok(None) => {}
        Ok(Some(change)) => {
            tracing::warn!(change, "a change that a crash had left half done was completed");
            if let Err(error) = library.reload() {
                return check::report(&error).map(|()| Err(status(&error)));
            }
        }
        Err(error) => {
            tracing::warn!(%error, "the history of changes cannot be read; nothing can be changed from Discord");
        }
    }
    Ok(Ok(library))
}

/// How long a database is waited for at the start: it may be started at the same time.
const FOR_DATABASE: Duration = Duration::from_secs(30);
/// And how long between two tries.
const BETWEEN_TRIES: Duration = Duration::from_secs(1);

/// Opens what may be in a database, which is waited for where it is not there yet.
fn patiently(open: impl Fn() -> Result<Library, LoadError>) -> Result<Library, LoadError> {
    let began = Instant::now();
    let mut is_told = false;
    loop {
        match open() {
            Err(LoadError::Read(ReadError::Database(error)))
                if error.is_passing() && began.elapsed() < FOR_DATABASE =>
            {
                if !std::mem::replace(&mut is_told, true) {
                    tracing::warn!(%error, "waiting for the database");
                }
                std::thread::sleep(BETWEEN_TRIES);
            }
            opened => return opened,
        }
    }
}

/// Facts that are not right have to be mended; a database that is not there may be back when the bot is started again, as
/// service managers do after this status.
fn status(error: &LoadError) -> ExitCode {
    match error {
        LoadError::Read(ReadError::Database(error)) if error.is_passing() => ExitCode::FAILURE,
        _ => ExitCode::from(CANNOT_BEGIN),
    }
}

fn listen(address: SocketAddr) -> Result<TcpListener, String> {
    TcpListener::bind(address).map_err(|error| {
        format!("HTTP_ADDR {address} cannot be listened on: {error}; name another address and port")
    })
}

fn settings(config: &Config, token: &SecretString) -> Settings {
    Settings {
        token: token.clone(),
        api_url: config.api_url.clone(),
        guild: config.guild,
        rights: Rights { guilds: config.moderation_guilds.clone(), roles: config.moderator_roles.clone() },
        audit_channel: config.audit_channel,
        gaps: config.gaps,
        shards: config.shards,
    }
}

/// Runs a door to its end.
fn run(door: impl Future<Output = io::Result<()>>) -> io::Result<ExitCode> {
    let runtime = Runtime::new()?;
    let outcome = runtime.block_on(door);
    // Blocking tasks may still wait on a disk; what mattered has been waited for.
    runtime.shutdown_background();
    Ok(match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let is_disorder = |error: &GatewayError| matches!(error, GatewayError::Disorder);
            let may_be_mended =
                error.get_ref().and_then(|error| error.downcast_ref()).is_some_and(is_disorder);
            let status = fail(&error.to_string());
            // A service manager starts the bot anew after this status, which it does not after that of a wrong configuration.
            if may_be_mended { ExitCode::FAILURE } else { status }
        }
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
        systemd::stopping();
    })
}
