//! Settings: each a flag and an environment variable.

use clap::Args;
use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    path::PathBuf,
};
use tracing_subscriber::filter::Directive;

/// The database that commands use unless told otherwise.
pub const DATABASE: &str = "sqlite:usher.db";
/// The one that `usher demo` uses, so that nobody's organization gets the demo's people.
pub const DEMO_DATABASE: &str = "sqlite:data/demo.db";

/// What the first organization is called, until somebody names it.
pub const ORGANIZATION: &str = "My organization";

/// What every command takes.
#[derive(Args, Clone, Debug)]
pub struct Common {
    /// Where the database is: sqlite:FILE, or postgres://USER@HOST/DATABASE for several servers on one database. Created
    /// (the file, or the tables) and brought up to date if needed [default: sqlite:usher.db, for the demo
    /// sqlite:data/demo.db]
    #[arg(
        long,
        env = "USHER_DATABASE",
        global = true,
        value_name = "URL",
        hide_env_values = true
    )]
    pub database: Option<String>,
    /// Which organization, by its number or name; needed where there are several, but for backup and verify. The first is
    /// made under this name [default: My organization]
    #[arg(long, env = "USHER_ORGANIZATION", global = true, value_name = "NAME")]
    pub organization: Option<String>,
    /// Print one JSON document to stdout, also for errors
    #[arg(long, global = true)]
    pub json: bool,
    /// What to log to stderr: error, warn, info, debug or trace, also by module (usher=debug,sqlx=warn)
    #[arg(
        long,
        env = "USHER_LOG",
        global = true,
        value_name = "FILTER",
        default_value = "warn,usher=info",
        value_parser = filter
    )]
    pub log: String,
    /// The OpenTelemetry collector to send traces to, by OTLP over HTTP, such as http://localhost:4318: one beside Usher,
    /// which may pass them on by https. Without one, none are made
    #[arg(
        long,
        env = "USHER_TRACES",
        global = true,
        value_name = "URL",
        value_parser = collector
    )]
    pub traces: Option<String>,
}

/// What `usher serve` and `usher demo` take.
#[derive(Args, Clone, Debug)]
pub struct Settings {
    /// The address to listen on; port 0 takes a free one
    #[arg(
        long,
        env = "USHER_LISTEN",
        value_name = "ADDRESS:PORT",
        default_value = "127.0.0.1:3000",
        value_parser = listening
    )]
    pub listen: String,
    /// The address to answer GET /metrics on, for whoever watches over the server: nobody signs in there, so that no
    /// browser may reach it. Without one, nothing is told
    #[arg(long, env = "USHER_METRICS", value_name = "ADDRESS:PORT", value_parser = listening)]
    pub metrics: Option<String>,
    /// Browsers reach Usher by https (something in front of it ends TLS): cookies are for https only, and browsers
    /// are told to stay with https
    #[arg(long, env = "USHER_HTTPS")]
    pub https: bool,
    /// Where browsers reach Usher, such as https://usher.example: for links in mails and on other devices [default: as
    /// the browser that asks names it]
    #[arg(long, env = "USHER_PUBLIC_URL", value_name = "URL", value_parser = address)]
    pub public_url: Option<String>,
    /// Where somebody who got a license begins: the quick-start message and its QR code lead there [default: /start of
    /// this server]
    #[arg(long, env = "USHER_START_URL", value_name = "URL", value_parser = address)]
    pub start_url: Option<String>,
    /// The server that sends mails, such as smtps://USER:PASSWORD@mail.example. Without one, links are there to copy
    #[arg(
        long,
        env = "USHER_SMTP_URL",
        value_name = "URL",
        hide_env_values = true
    )]
    pub smtp_url: Option<String>,
    /// Who mails come from, such as Usher <usher@northlight.example>
    #[arg(long, env = "USHER_SMTP_FROM", value_name = "ADDRESS")]
    pub smtp_from: Option<String>,
    /// A proxy in front of Usher names the browser's address last in X-Forwarded-For: sign-ins are limited by that one.
    /// Without a proxy, anybody could put anything there
    #[arg(long, env = "USHER_PROXIED")]
    pub proxied: bool,
    /// The folder with what the browser downloads [default: beside the program, or target/site]
    #[arg(long, env = "USHER_SITE", value_name = "FOLDER")]
    pub site: Option<PathBuf>,
    /// Requests that are answered at the same time; one more is told to come back later
    #[arg(
        long,
        env = "USHER_MOST_REQUESTS",
        value_name = "N",
        default_value_t = 512
    )]
    pub most_requests: usize,
    /// Seconds after which a request is given up
    #[arg(
        long,
        env = "USHER_TIMEOUT",
        value_name = "SECONDS",
        default_value_t = 60
    )]
    pub timeout: u64,
    /// Seconds for which all is still served after SIGTERM, while /readyz says 503 already: as long as a load balancer
    /// takes to notice. A second SIGTERM cuts them short
    #[arg(long, env = "USHER_DRAIN", value_name = "SECONDS", default_value_t = 0)]
    pub drain: u64,
}

/// What to log. A part that nobody can read would be left out, and missed when it is needed.
fn filter(text: &str) -> Result<String, String> {
    let parts = text.split(',').map(str::trim);
    let parts: Vec<_> = parts.filter(|part| !part.is_empty()).collect();
    match parts.iter().find(|part| part.parse::<Directive>().is_err()) {
        None => Ok(parts.join(",")),
        Some(part) => Err(format!(
            "{part:?} doesn't say what to log. Write a level (off, error, warn, info, debug, trace), or a module and its \
             level, such as usher=debug."
        )),
    }
}

/// Where to listen: an address, or the name of a host, which is looked up when it comes to that; and a port.
fn listening(text: &str) -> Result<String, String> {
    let text = text.trim();
    let parts = text.rsplit_once(':');
    let whole = || parts.is_some_and(|(host, port)| is_host(host) && port.parse::<u16>().is_ok());
    match text.parse::<SocketAddr>().is_ok() || whole() {
        true => Ok(text.to_owned()),
        false => Err(
            "Write an address and a port of 65535 at most, such as 127.0.0.1:3000, [::1]:3000 or localhost:3000.".into(),
        ),
    }
}

/// Can it be a host's name? Four numbers are an address or nothing.
fn is_host(host: &str) -> bool {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if host.split('.').count() == 4 && host.split('.').all(is_number) {
        return host.parse::<Ipv4Addr>().is_ok();
    }
    let in_names = |letter: char| letter.is_alphanumeric() || "-._".contains(letter);
    host.parse::<IpAddr>().is_ok() || !host.is_empty() && host.chars().all(in_names)
}

/// A collector's address. What sends the traces knows no TLS, and would lose them without a word.
fn collector(text: &str) -> Result<String, String> {
    let text = text.trim();
    let secure = "https://";
    match text.get(..secure.len()) {
        Some(scheme) if scheme.eq_ignore_ascii_case(secure) => Err(
            "Traces are sent without TLS. Run a collector beside Usher, such as http://localhost:4318, and let that \
             one pass them on by https."
                .into(),
        ),
        _ => Ok(text.to_owned()),
    }
}

/// An address of the web, without a slash at its end.
fn address(text: &str) -> Result<String, String> {
    let trimmed = text.trim().trim_end_matches('/');
    let rest = ["https://", "http://"]
        .iter()
        .find_map(|scheme| trimmed.strip_prefix(scheme));
    let whole = rest
        .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_graphic()));
    match whole {
        true => Ok(trimmed.to_owned()),
        false => Err("Write it as https://usher.example.".into()),
    }
}

impl Settings {
    /// The scheme that browsers use.
    pub fn scheme(&self) -> &'static str {
        if self.https { "https" } else { "http" }
    }
}

#[cfg(test)]
mod tests {
    use super::{address, collector, filter, listening};

    #[test]
    fn an_address_has_a_scheme_and_no_slash_at_its_end() {
        assert_eq!(
            address(" https://usher.example/ "),
            Ok("https://usher.example".into())
        );
        for wrong in [
            "usher.example",
            "ftp://usher.example",
            "https://",
            "https://a b",
        ] {
            assert!(address(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn an_address_to_listen_on_has_a_host_and_a_port() {
        for right in [
            "127.0.0.1:3000",
            "0.0.0.0:0",
            "[::1]:3000",
            "localhost:3000",
            "db-1.usher.example:65535",
            " 127.0.0.1:3000 ",
        ] {
            assert_eq!(listening(right), Ok(right.trim().into()));
        }
        for wrong in [
            "",
            "foo",
            "3000",
            ":3000",
            "127.0.0.1",
            "127.0.0.1:",
            "127.0.0.1:99999",
            "127.0.0.256:3000",
            "[::1:3000",
            "[::1]",
            "local host:3000",
            "http://localhost:3000",
        ] {
            let why = listening(wrong).unwrap_err();
            assert!(why.contains("such as 127.0.0.1:3000"), "{wrong}: {why}");
        }
    }

    #[test]
    fn what_to_log_is_understood_or_the_part_that_is_not_is_named() {
        for (written, read) in [
            ("warn,usher=info", "warn,usher=info"),
            (" debug , sqlx=warn,", "debug,sqlx=warn"),
            ("off", "off"),
            ("", ""),
        ] {
            assert_eq!(filter(written), Ok(read.into()));
        }
        let why = filter("warn,x=y=z,usher=info").unwrap_err();
        assert!(why.contains("\"x=y=z\""), "{why}");
        let why = filter("usher=loud").unwrap_err();
        assert!(why.contains("\"usher=loud\""), "{why}");
    }

    #[test]
    fn a_collector_is_reached_without_tls_or_not_at_all() {
        assert_eq!(
            collector(" http://localhost:4318 "),
            Ok("http://localhost:4318".into())
        );
        for wrong in ["https://collector.example", " HTTPS://collector.example"] {
            let why = collector(wrong).unwrap_err();
            assert!(why.contains("http://localhost:4318"), "{why}");
        }
    }
}
