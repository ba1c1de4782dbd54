//! The program itself, as it is released: started, asked for its memory, stopped.

use crate::http::Client;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Where `make site` puts the program.
pub(crate) const BINARY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/release/usher");
/// The workspace, from which it finds target/site.
const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

/// A running `usher serve`. It ends with the value.
pub(crate) struct Served {
    child: Child,
    pub(crate) address: String,
    /// From the start of the process until it was ready for requests.
    pub(crate) start: Duration,
}

impl Served {
    /// Starts it on a database and a free port, and waits until it is ready.
    pub(crate) fn start(database: &Path) -> Self {
        let port = std::net::TcpListener::bind("127.0.0.1:0")
            .and_then(|probe| probe.local_addr())
            .expect("a free port");
        let address = port.to_string();
        let begin = Instant::now();
        let child = usher(&["serve", "--listen", &address], database)
            .spawn()
            .expect("target/release/usher starts");
        let mut served = Self {
            child,
            address,
            start: Duration::ZERO,
        };
        while !served.ready() {
            assert!(
                begin.elapsed() < Duration::from_secs(30),
                "usher is not ready after 30 s"
            );
            assert!(
                served.child.try_wait().expect("its state").is_none(),
                "usher ended"
            );
        }
        served.start = begin.elapsed();
        served
    }

    fn ready(&self) -> bool {
        Client::connect(&self.address).is_ok_and(|mut client| client.get("/readyz").status == 200)
    }

    /// Resident memory, in bytes. (Linux.)
    pub(crate) fn memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()));
        status
            .expect("a running process")
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))
            .and_then(|size| size.trim().strip_suffix(" kB")?.parse::<u64>().ok())
            .expect("its resident size")
            * 1024
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // It has written nothing that a kill could lose.
        let _ = self.child.kill().and_then(|()| self.child.wait().map(drop));
    }
}

/// The command line, on a database.
pub(crate) fn usher(arguments: &[&str], database: &Path) -> Command {
    let mut command = Command::new(BINARY);
    command
        .args(arguments)
        .arg("--database")
        .arg(format!("sqlite:{}", database.display()))
        .current_dir(ROOT)
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}
