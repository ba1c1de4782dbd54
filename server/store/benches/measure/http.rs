//! A client that keeps its one connection open, as a browser does. Loopback only.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

/// One connection, with the cookie of a session if there is one.
pub(crate) struct Client {
    stream: BufReader<TcpStream>,
    address: String,
    cookie: Option<String>,
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// A header's value, by its name in lower case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// The body, of a page that was not compressed.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Client {
    /// Connects, or says that nobody listens yet.
    pub(crate) fn connect(address: &str) -> std::io::Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream: BufReader::new(stream),
            address: address.to_owned(),
            cookie: None,
        })
    }

    /// Sends this cookie from now on.
    pub(crate) fn keep(&mut self, cookie: String) {
        self.cookie = Some(cookie);
    }

    /// What it sends.
    pub(crate) fn cookie(&self) -> &str {
        self.cookie.as_deref().unwrap_or_default()
    }

    /// Reads an answer that goes on, line by line, until `hear` has had enough or the server ends it.
    pub(crate) fn follow(&mut self, path: &str, mut hear: impl FnMut(&str) -> bool) {
        self.send(path, "");
        let mut line = String::new();
        while self.stream.read_line(&mut line).is_ok_and(|read| read > 0) && hear(line.trim_end()) {
            line.clear();
        }
    }

    /// Asks for a page or a file.
    pub(crate) fn get(&mut self, path: &str) -> Answer {
        self.ask(path, "")
    }

    /// The same, compressed as a browser takes it.
    pub(crate) fn get_packed(&mut self, path: &str) -> Answer {
        self.ask(path, "accept-encoding: br\r\n")
    }

    fn ask(&mut self, path: &str, header: &str) -> Answer {
        self.send(path, header);
        self.read_answer()
    }

    fn send(&mut self, path: &str, header: &str) {
        let address = &self.address;
        let mut request = format!("GET {path} HTTP/1.1\r\nhost: {address}\r\n{header}");
        if let Some(cookie) = &self.cookie {
            request += &format!("cookie: {cookie}\r\n");
        }
        request += "\r\n";
        self.stream
            .get_mut()
            .write_all(request.as_bytes())
            .expect("the server listens");
    }

    fn read_answer(&mut self) -> Answer {
        let status_line = self.read_line();
        let status = status_line
            .split(' ')
            .nth(1)
            .and_then(|code| code.parse().ok());
        let mut headers = Vec::new();
        loop {
            let line = self.read_line();
            let Some((name, value)) = line.split_once(':') else {
                break;
            };
            headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
        let mut answer = Answer {
            status: status.expect("a status line"),
            headers,
            body: Vec::new(),
        };
        match answer.header("content-length").map(str::parse::<usize>) {
            Some(length) => answer.body = self.read_exactly(length.expect("a length")),
            None if answer.header("transfer-encoding") == Some("chunked") => loop {
                let size = usize::from_str_radix(&self.read_line(), 16).expect("a chunk's size");
                answer.body.extend(self.read_exactly(size));
                self.read_line();
                if size == 0 {
                    break;
                }
            },
            None => {}
        }
        answer
    }

    fn read_line(&mut self) -> String {
        let mut line = String::new();
        self.stream
            .read_line(&mut line)
            .expect("the server answers");
        line.trim_end().to_owned()
    }

    fn read_exactly(&mut self, length: usize) -> Vec<u8> {
        let mut bytes = vec![0; length];
        self.stream
            .read_exact(&mut bytes)
            .expect("the server answers in full");
        bytes
    }
}
