//! A database server of a test's own: on a free port of loopback, in a folder that goes with it.

#![allow(dead_code, reason = "each test binary compiles this module; not all of them use all of it")]

use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use tempfile::TempDir;

/// The password of the tests' user; nothing may ever print it.
pub const PASSWORD: &str = "a-password-that-nobody-prints";
const USER: &str = "accord";
/// A server starts within seconds, on a machine that does much else at the same time, too.
const PATIENCE: Duration = Duration::from_mins(1);
/// The server refuses to run as root; Debian's package makes this user for it.
const UNPRIVILEGED: &str = "postgres";

/// A server that runs, unless it was stopped.
pub struct Server {
    folder: TempDir,
    programs: PathBuf,
    owner: Option<(u32, u32)>,
    port: u16,
    process: Option<Child>,
}

impl Server {
    /// Starts a server with an empty database. Where `PostgreSQL` is not installed there is none, which is said: a test is
    /// then passed over, but not in CI, where it fails.
    pub fn start() -> Option<Self> {
        let Some(programs) = programs() else {
            let missing = "PostgreSQL is missing, so nothing was tested with it: apt-get install postgresql";
            assert!(std::env::var_os("CI").is_none(), "{missing}");
            eprintln!("{missing}");
            return None;
        };
        let folder = TempDir::new().expect("a temporary folder can be made");
        let root = fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0);
        let owner = root.then(|| user(UNPRIVILEGED).expect("there is a user for PostgreSQL"));
        let secret = folder.path().join("password");
        fs::write(&secret, PASSWORD).expect("written");
        if let Some((user, group)) = owner {
            for path in [folder.path(), &secret] {
                chown(path, Some(user), Some(group)).expect("root gives away");
            }
        }
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|free| free.local_addr());
        let port = port.expect("loopback has a free port").port();
        let mut server = Self { folder, programs, owner, port, process: None };
        let made = server
            .program("initdb")
            .args(["--username", USER, "--encoding=UTF8", "--locale=C", "--auth=scram-sha-256", "--no-sync"])
            .arg("--pwfile")
            .arg(&secret)
            .arg("--pgdata")
            .arg(server.data())
            .output()
            .expect("initdb starts");
        assert!(made.status.success(), "{made:?}");
        server.go_on();
        server.sql("postgres", "create database facts");
        Some(server)
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn program(&self, name: &str) -> Command {
        let mut command = Command::new(self.programs.join(name));
        command.current_dir(self.folder.path()).env_clear().env("PGPASSWORD", PASSWORD);
        if let Some((user, group)) = self.owner {
            command.uid(user).gid(group);
        }
        command
    }

    /// Lets it run again, on the same port with the same data.
    pub fn go_on(&mut self) {
        let socket = self.folder.path().display().to_string();
        let process = self
            .program("postgres")
            .arg("-D")
            .arg(self.data())
            .args(["-p", &self.port.to_string(), "-k", &socket, "-c", "listen_addresses=127.0.0.1"])
            .args(["-c", "fsync=off", "-c", "shared_buffers=32MB"])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the server starts");
        self.process = Some(process);
        let began = Instant::now();
        while self.psql("postgres", "select 1").is_err() {
            assert!(began.elapsed() < PATIENCE, "the server is not ready after {PATIENCE:?}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Stops it, with every connection.
    pub fn stop(&mut self) {
        // Fast: whoever is connected is thrown out.
        self.end(Signal::SIGINT);
    }

    /// Lets it hang, with all that it has been asked, or go on.
    pub fn hang(&self, does: bool) {
        let own = self.process.as_ref().expect("it runs").id();
        let signal = if does { Signal::SIGSTOP } else { Signal::SIGCONT };
        let parent = |stat: &str| stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse::<u32>().ok();
        let all = fs::read_dir("/proc").expect("readable").flatten();
        let ids = all.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
        let is_its = |id: &u32| {
            let stat = fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
            *id == own || parent(&stat) == Some(own)
        };
        for id in ids.filter(is_its) {
            let id = i32::try_from(id).expect("an id of a process");
            // One that has ended meanwhile hangs no more.
            let _ = kill(Pid::from_raw(id), signal);
        }
    }

    fn end(&mut self, how: Signal) {
        let Some(mut process) = self.process.take() else { return };
        let id = i32::try_from(process.id()).expect("an id of a process");
        kill(Pid::from_raw(id), how).expect("the server can be sent a signal");
        process.wait().expect("its end can be waited for");
    }

    /// Lets it offer TLS, with a certificate of its own, whose file is given.
    pub fn offer_tls(&mut self) -> PathBuf {
        let (certificate, key) = (self.data().join("server.crt"), self.data().join("server.key"));
        let made = Command::new("openssl")
            .args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"])
            .args(["-days", "2", "-subj", "/CN=a test", "-addext", "subjectAltName=IP:127.0.0.1"])
            .args(["-addext", "basicConstraints=critical,CA:FALSE", "-keyout"])
            .arg(&key)
            .arg("-out")
            .arg(&certificate)
            .output()
            .expect("openssl starts, which Debian's package of PostgreSQL brings");
        assert!(made.status.success(), "{made:?}");
        fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).expect("set");
        if let Some((user, group)) = self.owner {
            chown(&key, Some(user), Some(group)).expect("root gives away");
        }
        self.sql("postgres", "alter system set ssl = on");
        self.stop();
        self.go_on();
        certificate
    }

    /// The value of `STORE` that insists on TLS.
    pub fn url_with_tls(&self) -> String {
        self.url().replace("disable", "require")
    }

    /// The value of `STORE`.
    pub fn url(&self) -> String {
        format!("postgres://{USER}:{PASSWORD}@127.0.0.1:{}/facts?sslmode=disable", self.port)
    }

    /// What a statement gives, a line a row.
    pub fn ask(&self, statement: &str) -> String {
        self.sql("facts", statement)
    }

    fn sql(&self, database: &str, statement: &str) -> String {
        self.psql(database, statement).unwrap_or_else(|error| panic!("{statement}: {error}"))
    }

    fn psql(&self, database: &str, statement: &str) -> Result<String, String> {
        let output = self
            .program("psql")
            .args(["--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set=ON_ERROR_STOP=1"])
            .args(["--host=127.0.0.1", &format!("--port={}", self.port), &format!("--username={USER}")])
            .args(["--dbname", database, "--command", statement])
            .output()
            .map_err(|error| error.to_string())?;
        let told = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
        if output.status.success() { Ok(told(&output.stdout)) } else { Err(told(&output.stderr)) }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // At once: the folder goes with it.
        self.end(Signal::SIGQUIT);
    }
}

/// Where the newest server's programs are.
fn programs() -> Option<PathBuf> {
    let debian = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let newest = debian.max_by_key(|entry| {
        entry.file_name().to_str().and_then(|version| version.parse::<u32>().ok()).unwrap_or_default()
    });
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut all =
        newest.map(|entry| entry.path().join("bin")).into_iter().chain(std::env::split_paths(&path));
    all.find(|folder| ["initdb", "postgres", "psql"].iter().all(|name| folder.join(name).exists()))
}

/// The ids of a user and of its group.
fn user(name: &str) -> Option<(u32, u32)> {
    let all = fs::read_to_string(Path::new("/etc/passwd")).ok()?;
    let own = all.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))?;
    let mut fields = own.split(':').skip(1);
    Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
}
