//! The running program: it starts, works beside others, and stops well.

use crate::{
    IDA,
    usher::{
        Usher,
        server::{Server, ask},
    },
};
use std::{
    io::{Read, Write},
    process::Command,
};

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
         content-type: application/x-www-form-urlencoded\r\nexpect: 100-continue\r\n\r\n",
        server.address,
        body.len()
    );
    stream.write_all(head.as_bytes()).unwrap();
    // The server says so when it asks for the body: then the request has begun.
    const GO_ON: &[u8] = b"HTTP/1.1 100 Continue\r\n\r\n";
    let mut told = [0; GO_ON.len()];
    stream.read_exact(&mut told).unwrap();
    assert_eq!(told, GO_ON);
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
fn a_server_that_stops_soon_is_not_ready_and_goes_on_until_it_is_asked_again() {
    let usher = Usher::demo();
    let server = Server::start_with(&usher, &["--drain", "3600"]);
    server.terminate();
    while server.ask("GET /readyz", "").starts_with("HTTP/1.1 200") {}
    let page = server.ask("GET /setup", "");
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    assert_eq!(server.stop(), 0);
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

#[test]
fn whoever_watches_over_it_asks_at_an_address_of_its_own() {
    let usher = Usher::demo();
    let server = Server::start_with(&usher, &["--metrics", "127.0.0.1:0"]);
    let watched = server.document["metrics"].as_str().unwrap();
    let (address, path) = watched["http://".len()..].split_once('/').unwrap();
    assert_eq!(path, "metrics");
    server.ask("GET /readyz", "");
    let answer = ask(address, "GET /metrics", "");
    let (head, text) = answer.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 200"), "{head}");
    assert!(head.contains("application/openmetrics-text"), "{head}");
    assert!(text.ends_with("# EOF\n"), "{text}");
    let [owned, assigned, _] = usher.seats("ENTERPRISEPACK");
    for line in [
        format!(
            "usher_seats{{organization_id=\"1\",organization=\"Northlight Labs\",product=\"ENTERPRISEPACK\",\
             kind=\"assignable\"}} {owned}\n"
        ),
        format!(
            "usher_seats{{organization_id=\"1\",organization=\"Northlight Labs\",product=\"ENTERPRISEPACK\",\
             kind=\"assigned\"}} {assigned}\n"
        ),
        "usher_request_seconds_count{method=\"get\",status=\"2xx\"} 1\n".into(),
        "usher_feed_clients 0\n".into(),
    ] {
        assert!(text.contains(&line), "{line} in {text}");
    }
    // Nobody gets there by the address of the pages.
    let pages = server.ask("GET /metrics", "");
    assert!(!pages.contains("usher_seats"), "{pages}");
    assert!(ask(address, "GET /", "").starts_with("HTTP/1.1 404"));
    assert_eq!(server.stop(), 0);
}
