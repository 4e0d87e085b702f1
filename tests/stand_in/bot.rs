//! The built binary as a process of its own, with nothing of the developer's environment.

use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use tempfile::TempDir;
use tokio::io::{AsyncRead, AsyncReadExt};
use tokio::process::{Child, Command};
use tokio::sync::Notify;
use tokio::task::JoinHandle;
use tokio::time::timeout;

use super::transcript::PATIENCE;
use super::{StandIn, TOKEN, door};

/// The time that the bot has to end once it is told to.
pub const FIVE_SECONDS: Duration = Duration::from_secs(5);

/// What the bot writes before the address that it listens at.
pub const LISTENING: &str = "listening address=";

/// A running bot; killed when dropped.
pub struct Bot {
    process: Child,
    output: Arc<Output>,
    readers: Vec<JoinHandle<()>>,
    _folder: TempDir,
}

/// What a bot has written, and word that there is more.
#[derive(Default)]
pub struct Output {
    text: Mutex<Vec<u8>>,
    more: Notify,
}

impl Output {
    fn so_far(&self) -> String {
        let output = self.text.lock().unwrap_or_else(PoisonError::into_inner);
        String::from_utf8_lossy(&output).into_owned()
    }

    /// Waits until this was written.
    pub async fn says(&self, part: &str) {
        let said = async {
            loop {
                let more = self.more.notified();
                if self.so_far().contains(part) {
                    return;
                }
                more.await;
            }
        };
        let in_time = timeout(PATIENCE, said).await.is_ok();
        assert!(in_time, "the bot has not said {part:?} within {PATIENCE:?}. It said:\n{}", self.so_far());
    }

    /// The word that follows this; the test fails where it was not written.
    pub fn word_after(&self, part: &str) -> String {
        let said = self.so_far();
        let (_, rest) = said.split_once(part).unwrap_or_else(|| panic!("no {part:?} in:\n{said}"));
        rest.split_whitespace().next().unwrap_or_default().to_owned()
    }
}

/// A file or folder of the repository.
pub fn repository(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

impl Bot {
    /// Starts `accord discord`, or `accord serve` in a test of the HTTP door, against the stand-in, in an empty folder, on the tests' own facts.
    ///
    /// Variables in `environment` come on top, and replace what is set otherwise.
    pub fn start(stand_in: &StandIn, environment: &[(&str, &str)]) -> Self {
        let folder = TempDir::new().expect("a temporary folder can be made");
        let is_http = door::is_http();
        let http = [("DISCORD_PUBLIC_KEY", door::public_key()), ("HTTP_ADDR", "127.0.0.1:0".to_owned())];
        let mut process = Command::new(env!("CARGO_BIN_EXE_accord"))
            .arg(if is_http { "serve" } else { "discord" })
            .current_dir(folder.path())
            .env_clear()
            .env("KNOWLEDGE_PATH", repository("tests/facts"))
            .env("MEANING", "off")
            // The tests' facts are shared; nothing may be written beside them.
            .env("GAPS", "off")
            .env("DISCORD_TOKEN", TOKEN)
            .env("DISCORD_API_URL", stand_in.url())
            .envs(http.into_iter().filter(|_| is_http))
            .envs(environment.iter().copied())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("the built binary starts");
        let output: Arc<Output> = Arc::default();
        stand_in.said().clone_from(&output);
        let mut readers = Vec::new();
        readers.extend(process.stdout.take().map(|stream| collect(stream, Arc::clone(&output))));
        readers.extend(process.stderr.take().map(|stream| collect(stream, Arc::clone(&output))));
        Self { process, output, readers, _folder: folder }
    }

    /// What the bot has written so far.
    pub fn output(&self) -> String {
        self.output.so_far()
    }

    /// The memory it holds in KiB, where the system tells.
    pub fn memory(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id()?)).ok()?;
        let held = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
        held.split_whitespace().next()?.parse().ok()
    }

    /// Where it listens, once it does.
    pub fn address(&self) -> String {
        self.output.word_after(LISTENING)
    }

    /// Waits until the bot has written this.
    pub async fn says(&self, part: &str) {
        self.output.says(part).await;
    }

    /// Sends a signal.
    pub fn signal(&self, signal: Signal) {
        let id = self.process.id().and_then(|id| i32::try_from(id).ok()).expect("the bot still runs");
        kill(Pid::from_raw(id), signal).expect("the bot can be sent a signal");
    }

    /// Whether the bot still runs.
    pub fn is_running(&mut self) -> bool {
        matches!(self.process.try_wait(), Ok(None))
    }

    /// Waits until the bot ends by itself. Fails the test when it does not, or when it has told its token.
    pub async fn ended(&mut self, within: Duration) -> ExitStatus {
        let Ok(status) = timeout(within, self.process.wait()).await else {
            panic!("the bot has not ended within {within:?}. It said:\n{}", self.output());
        };
        for reader in self.readers.drain(..) {
            timeout(PATIENCE, reader)
                .await
                .expect("the output ends with the bot")
                .expect("the output can be read");
        }
        let output = self.output();
        let secret = TOKEN.rsplit('.').next().unwrap_or(TOKEN);
        assert!(!output.contains(secret), "the bot told its token:\n{output}");
        status.expect("the bot's end can be waited for")
    }

    /// Tells the bot to end with this signal; fails the test unless it is gone in five seconds with exit status 0.
    pub async fn stop(&mut self, signal: Signal) {
        self.signal(signal);
        let status = self.ended(FIVE_SECONDS).await;
        assert_eq!(
            status.code(),
            Some(0),
            "the bot ended with {status} on {signal}. It said:\n{}",
            self.output()
        );
    }
}

impl Drop for Bot {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("The bot said:\n{}", self.output());
        }
    }
}

fn collect(mut stream: impl AsyncRead + Unpin + Send + 'static, into: Arc<Output>) -> JoinHandle<()> {
    tokio::spawn(async move {
        let mut piece = [0; 4096];
        while let Ok(length @ 1..) = stream.read(&mut piece).await {
            into.text.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(&piece[..length]);
            into.more.notify_one();
        }
    })
}
