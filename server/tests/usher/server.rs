//! A running `usher serve`.

use super::Usher;
use serde_json::Value;
use std::{
    io::{self, BufRead, BufReader, Read, Write},
    net::TcpStream,
    process::{Child, Command},
    thread,
};

/// A running `usher serve`, and where it listens.
pub(crate) struct Server {
    pub(crate) process: Child,
    /// As `127.0.0.1:3000`.
    pub(crate) address: String,
    /// What it said when it began.
    pub(crate) document: Value,
}

impl Server {
    /// Starts it on a free port, and answers when it listens.
    pub(crate) fn start(usher: &Usher) -> Self {
        Self::start_with(usher, &[])
    }

    /// The same, with more arguments.
    pub(crate) fn start_with(usher: &Usher, more: &[&str]) -> Self {
        Self::start_by(usher, "serve", more)
    }

    /// The same, by another command that serves.
    pub(crate) fn start_by(usher: &Usher, command: &str, more: &[&str]) -> Self {
        let args = [&[command, "--listen", "127.0.0.1:0"], more].concat();
        let mut process = usher.start(&args);
        // Nobody reads its log, and a full pipe would keep it waiting.
        let mut log = process.stderr.take().unwrap();
        thread::spawn(move || io::copy(&mut log, &mut io::sink()));
        let said = BufReader::new(process.stdout.take().unwrap());
        let mut document = String::new();
        for line in said.lines().map_while(Result::ok) {
            document.push_str(&line);
            if line == "}" {
                break;
            }
        }
        let document: Value = serde_json::from_str(&document).unwrap();
        let address = document["address"].as_str().unwrap();
        let address = address.strip_prefix("http://").unwrap().to_owned();
        Self {
            process,
            address,
            document,
        }
    }

    pub(crate) fn connect(&self) -> TcpStream {
        TcpStream::connect(&self.address).unwrap()
    }

    /// Sends a form and reads the whole answer.
    pub(crate) fn ask(&self, head: &str, body: &str) -> String {
        ask(&self.address, head, body)
    }

    /// Asks it to stop as a service manager does.
    pub(crate) fn terminate(&self) {
        let id = self.process.id().to_string();
        assert!(
            Command::new("kill")
                .args(["-TERM", &id])
                .status()
                .unwrap()
                .success()
        );
    }

    /// Asks it to stop, and waits until it has.
    pub(crate) fn stop(mut self) -> i32 {
        self.terminate();
        self.process.wait().unwrap().code().unwrap()
    }
}

/// Sends a form to whatever listens on `address`, and reads the whole answer.
pub(crate) fn ask(address: &str, head: &str, body: &str) -> String {
    let form = "content-type: application/x-www-form-urlencoded\r\n";
    try_to_ask(address, head, form, body).unwrap()
}

/// Sends a request with these header lines; an error if nobody listens, or the answer breaks off.
pub(crate) fn try_to_ask(address: &str, head: &str, lines: &str, body: &str) -> io::Result<String> {
    let mut stream = TcpStream::connect(address)?;
    let length = body.len();
    let request = format!(
        "{head} HTTP/1.1\r\nhost: {address}\r\norigin: http://{address}\r\nconnection: close\r\n\
         {lines}content-length: {length}\r\n\r\n{body}"
    );
    stream.write_all(request.as_bytes())?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer)
}
