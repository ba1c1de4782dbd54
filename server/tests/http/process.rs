//! The running program: it starts, works beside others, and stops well.

use crate::{IDA, usher::Usher};
use serde_json::Value;
use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    process::{Child, Command},
};

/// A running `usher serve`, and where it listens.
struct Server {
    process: Child,
    address: String,
}

impl Server {
    fn start(usher: &Usher) -> Self {
        let mut process = usher.start(&["serve", "--listen", "127.0.0.1:0"]);
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
        Self { process, address }
    }

    fn connect(&self) -> TcpStream {
        TcpStream::connect(&self.address).unwrap()
    }

    /// Sends a request and reads the whole answer.
    fn ask(&self, head: &str, body: &str) -> String {
        let mut stream = self.connect();
        let address = &self.address;
        let length = body.len();
        let request = format!(
            "{head} HTTP/1.1\r\nhost: {address}\r\norigin: http://{address}\r\nconnection: close\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {length}\r\n\r\n{body}"
        );
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    /// Asks it to stop as a service manager does.
    fn stop(mut self) -> i32 {
        let id = self.process.id().to_string();
        assert!(
            Command::new("kill")
                .args(["-TERM", &id])
                .status()
                .unwrap()
                .success()
        );
        self.process.wait().unwrap().code().unwrap()
    }
}

#[test]
fn it_stops_well_and_leaves_one_file() {
    let usher = Usher::demo();
    let server = Server::start(&usher);
    assert!(server.ask("GET /readyz", "").starts_with("HTTP/1.1 200"));
    assert_eq!(server.stop(), 0);
    assert!(!usher.path("usher.db-wal").exists());
}

#[test]
fn requests_under_way_are_finished_before_it_stops() {
    let usher = Usher::demo();
    let server = Server::start(&usher);
    let mut stream = server.connect();
    let body = "username=x&password=y";
    let head = format!(
        "POST /session HTTP/1.1\r\nhost: {0}\r\norigin: http://{0}\r\ncontent-length: {1}\r\n\
         content-type: application/x-www-form-urlencoded\r\n\r\n",
        server.address,
        body.len()
    );
    stream.write_all(head.as_bytes()).unwrap();
    // Once another request is answered, this one has begun.
    server.ask("GET /healthz", "");
    let id = server.process.id().to_string();
    assert!(
        Command::new("kill")
            .args(["-TERM", &id])
            .status()
            .unwrap()
            .success()
    );
    stream.write_all(body.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    let mut process = server.process;
    assert_eq!(process.wait().unwrap().code(), Some(0));
}

#[test]
fn the_command_line_works_beside_a_running_server() {
    let usher = Usher::demo();
    let server = Server::start(&usher);
    let before = usher.seats("ENTERPRISEPACK");
    usher.done(&[
        "assign",
        "--product",
        "ENTERPRISEPACK",
        "--user",
        "elif@northlight.example",
    ]);
    assert_eq!(usher.seats("ENTERPRISEPACK")[1], before[1] + 1);
    assert!(server.ask("GET /readyz", "").starts_with("HTTP/1.1 200"));
    assert_eq!(server.stop(), 0);
    assert_eq!(usher.seats("ENTERPRISEPACK")[1], before[1] + 1);
}

#[test]
fn an_address_in_use_is_told_with_status_4() {
    let usher = Usher::demo();
    let server = Server::start(&usher);
    let ran = usher.run(&["serve", "--listen", &server.address]);
    assert_eq!(ran.status, 4, "{ran:?}");
    assert!(ran.stderr.contains("--listen"), "{ran:?}");
    assert_eq!(server.stop(), 0);
}

#[test]
fn a_wrong_password_costs_as_much_as_an_unknown_user() {
    let usher = Usher::demo();
    let server = Server::start(&usher);
    let wrong = server.ask("POST /session", &format!("username={IDA}&password=wrong"));
    let unknown = server.ask("POST /session", "username=nobody&password=wrong");
    let status = |answer: &str| answer.lines().next().unwrap().to_owned();
    assert_eq!(status(&wrong), status(&unknown));
    assert_eq!(server.stop(), 0);
}
