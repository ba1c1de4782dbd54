//! A collector of traces gets what requests and orders took their time for, and nobody waits for it.

use crate::usher::{
    Usher,
    server::{Server, try_to_ask},
};
use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::mpsc::{Receiver, channel},
    thread,
};

/// A collector, and what it is sent: the first line of each request, and its body (protobuf, in which texts stand as they
/// are).
fn collector() -> (String, Receiver<(String, String)>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let (tell, told) = channel();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            // Told first: whoever sent it may end as soon as it is answered.
            if tell.send(received(&stream)).is_err() {
                return;
            }
            let answer = "HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
            stream.write_all(answer.as_bytes()).unwrap();
        }
    });
    (address, told)
}

fn received(stream: &TcpStream) -> (String, String) {
    let mut reader = BufReader::new(stream);
    let (mut first, mut length) = (String::new(), 0);
    reader.read_line(&mut first).unwrap();
    for line in reader.by_ref().lines().map_while(Result::ok) {
        match line.split_once(':') {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                length = value.trim().parse().unwrap();
            }
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    (first, String::from_utf8_lossy(&body).into_owned())
}

#[test]
fn requests_and_orders_are_traced() {
    let (address, told) = collector();
    let usher = Usher::demo();
    let server = Server::start_with(&usher, &["--traces", &address]);
    let begun = "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\n";
    try_to_ask(&server.address, "GET /sign-in?next=%2Fsecret", begun, "").unwrap();
    assert_eq!(server.stop(), 0);
    usher.done(&[
        "buy",
        "--product",
        "ENTERPRISEPACK",
        "--seats",
        "1",
        "--traces",
        &address,
    ]);
    // Both have ended, and sent all by then.
    let all: Vec<_> = told.try_iter().collect();
    assert!(
        all.iter()
            .all(|(first, _)| first == "POST /v1/traces HTTP/1.1\r\n"),
        "{all:?}"
    );
    let bodies: String = all.iter().map(|(_, body)| body.as_str()).collect();
    for text in ["usher", "request", "/sign-in", "order", "buy_seats", "done"] {
        assert!(bodies.contains(text), "{text}: {bodies}");
    }
    // What its sender began goes on: the trace's id is in it, as bytes.
    let trace = [0x0a_u8, 0xf7, 0x65, 0x19, 0x16];
    let trace = String::from_utf8_lossy(&trace).into_owned();
    assert!(bodies.contains(&trace), "{bodies}");
    // A query may name people.
    assert!(!bodies.contains("secret"), "{bodies}");
}

#[test]
fn a_collector_that_is_gone_costs_nothing_but_the_traces() {
    let usher = Usher::demo();
    let server = Server::start_with(&usher, &["--traces", "http://127.0.0.1:1"]);
    assert!(server.ask("GET /readyz", "").starts_with("HTTP/1.1 200"));
    assert_eq!(server.stop(), 0);
    // By https they would be lost without a word.
    for wrong in ["no address", "https://collector.example"] {
        let wrong = usher.run(&["products", "--traces", wrong]);
        assert_eq!(wrong.status, 2, "{wrong:?}");
        assert!(wrong.stderr.contains("http://localhost:4318"), "{wrong:?}");
    }
}
