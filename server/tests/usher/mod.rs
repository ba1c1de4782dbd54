//! The real program, on a database of the test's own.

#![allow(dead_code, reason = "each test file uses its part")]
#![allow(clippy::unwrap_used, reason = "a test fails by it")]

pub(crate) mod server;

use serde_json::Value;
use std::{
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    sync::OnceLock,
};
use store::{Asker, Sources, Store};
use tempfile::TempDir;

/// A folder with a database, and the program to run on it.
pub(crate) struct Usher {
    folder: TempDir,
    /// The database's address, unless it is the file in the folder.
    elsewhere: Option<String>,
}

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Ran {
    /// The exit status.
    pub(crate) status: i32,
    /// The JSON document on stdout.
    pub(crate) json: Value,
    /// What stderr said.
    pub(crate) stderr: String,
}

impl Usher {
    /// Without a database yet.
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            elsewhere: None,
        }
    }

    /// On the database at this address.
    pub(crate) fn at(url: String) -> Self {
        Self {
            elsewhere: Some(url),
            ..Self::new()
        }
    }

    /// The address of the PostgreSQL cluster that `USHER_TEST_POSTGRES` names, if it names one.
    pub(crate) fn cluster() -> Option<String> {
        let cluster = std::env::var("USHER_TEST_POSTGRES").ok();
        cluster.filter(|url| !url.is_empty() && url != "skip")
    }

    /// On the cluster's own database, if there is a cluster, for one test alone.
    pub(crate) fn shared() -> Self {
        Self::cluster().map_or_else(Self::new, Self::at)
    }

    /// The database's address.
    pub(crate) fn url(&self) -> String {
        match &self.elsewhere {
            Some(url) => url.clone(),
            None => format!("sqlite:{}", self.database().display()),
        }
    }

    /// On a copy of the demo organization.
    pub(crate) fn demo() -> Self {
        // Its bytes: a folder that is kept as long as the process would stay when it ends.
        static DEMO: OnceLock<Vec<u8>> = OnceLock::new();
        let demo = DEMO.get_or_init(|| {
            let first = Self::new();
            make_demo(&first.database());
            std::fs::read(first.database()).unwrap()
        });
        let usher = Self::new();
        std::fs::write(usher.database(), demo).unwrap();
        usher
    }

    /// The database file.
    pub(crate) fn database(&self) -> PathBuf {
        self.path("usher.db")
    }

    /// A file beside it.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A file beside it, with this text.
    pub(crate) fn file(&self, name: &str, text: &str) -> String {
        std::fs::write(self.path(name), text).unwrap();
        self.path(name).to_str().unwrap().to_owned()
    }

    /// The program with these arguments, on the database, in JSON.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = self.command_for_people(args);
        command.arg("--json");
        command
    }

    /// The program with these arguments, on the database.
    fn command_for_people(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_usher"));
        command.args(args).args(["--database", &self.url()]);
        command.env_remove("USHER_DATABASE").stdin(Stdio::null());
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Starts the program.
    pub(crate) fn start(&self, args: &[&str]) -> Child {
        self.command(args).spawn().unwrap()
    }

    /// Runs the program to its end.
    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        ran(&self.command(args).output().unwrap())
    }

    /// Runs the program, which must succeed, and answers its document.
    pub(crate) fn done(&self, args: &[&str]) -> Value {
        let ran = self.run(args);
        assert_eq!(ran.status, 0, "{args:?}: {ran:?}");
        ran.json
    }

    /// Runs the program, which must succeed, and answers what it says to people.
    pub(crate) fn told(&self, args: &[&str]) -> String {
        let output = self.command_for_people(args).output().unwrap();
        assert!(output.status.success(), "{args:?}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// Seats of a product: owned, assigned, available.
    pub(crate) fn seats(&self, part_number: &str) -> [u64; 3] {
        let products = self.done(&["products"]);
        let mut rows = products.as_array().unwrap().iter();
        let row = rows.find(|row| row["part_number"] == part_number).unwrap();
        ["owned", "assigned", "available"].map(|seats| row[seats].as_u64().unwrap())
    }
}

/// What a run said.
pub(crate) fn ran(output: &Output) -> Ran {
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    let json = serde_json::from_slice(&output.stdout).unwrap_or_else(|error| {
        panic!(
            "{error} in {:?} {stderr}",
            String::from_utf8_lossy(&output.stdout)
        )
    });
    Ran {
        status: output.status.code().unwrap(),
        json,
        stderr,
    }
}

/// The usernames of a list of users.
pub(crate) fn usernames(list: &Value) -> Vec<&str> {
    list.as_array()
        .unwrap()
        .iter()
        .map(|user| user["username"].as_str().unwrap())
        .collect()
}

fn make_demo(database: &Path) {
    block_on(async {
        let url = format!("sqlite:{}", database.display());
        let store = Store::open(&url, Sources::system()).await.unwrap();
        let organization = store
            .create_organization("Northlight Labs", "", None)
            .await
            .unwrap();
        store
            .make_demo(&Asker::operator(organization))
            .await
            .unwrap();
        store.close().await;
    });
}

/// Waits for something asynchronous.
pub(crate) fn block_on<T>(something: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(something)
}
