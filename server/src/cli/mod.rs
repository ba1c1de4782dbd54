//! The `usher` command line. Scripts rely on it: one file a command, each a thin use of the store.
//!
//! Exit status: 0 done, 1 fault, 2 usage, 3 refused, 4 busy or unavailable.

mod assign;
mod backup;
mod buy;
mod catalog;
mod copy;
mod demo;
mod desk;
mod failure;
mod manage_users;
mod order;
mod organization;
mod out;
mod place;
mod preview;
mod products;
mod remedy;
mod replace;
mod seed;
mod serve;
mod services;
mod subscriptions;
mod unassign;
mod users;
mod verify;
mod whom;

use crate::{config::Common, traces::Traces};
use clap::{Parser, Subcommand};
use desk::Desk;
use failure::Failure;
use out::Out;
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    process::ExitCode,
};
use tracing_subscriber::{EnvFilter, Layer, layer::SubscriberExt, util::SubscriberInitExt};

/// A license admin center: assigns software seats to users, and never gives one seat to two people.
#[derive(Parser)]
#[command(
    name = "usher",
    version,
    propagate_version = true,
    after_help = "Every setting is a flag or an environment variable. Exit status: 0 done, 1 fault, 2 usage, 3 refused, \
                  4 busy or unavailable."
)]
struct Cli {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the pages
    Serve(serve::Serve),
    /// Serve the demo organization
    Demo(demo::Demo),
    /// The catalog of products and services
    #[command(subcommand)]
    Catalog(catalog::Catalog),
    /// List the products owned, with their seats
    Products(products::Products),
    /// List the subscriptions behind them, one a row
    Subscriptions(subscriptions::Subscriptions),
    /// List users, import and change them
    Users(users::Users),
    /// Buy seats of a product
    Buy(buy::Buy),
    /// Assign a product to users
    Assign(assign::Assign),
    /// Take a product back from users
    Unassign(unassign::Unassign),
    /// Swap a product for another, in one step
    Replace(replace::Replace),
    /// Turn a product's services on and off for users
    Services(services::Services),
    /// Show what `assign` with the same flags would do
    Preview(preview::Preview),
    /// The organizations of this installation
    #[command(subcommand)]
    Organization(organization::Organization),
    /// Fill an empty organization with made-up people, to try things at size
    Seed(seed::Seed),
    /// Copy the database to a file, beside running servers
    Backup(backup::Backup),
    /// Copy the whole installation to another database
    Copy(copy::Copy),
    /// Recount the seats and walk the ledger's chain of hashes
    Verify(verify::Verify),
}

impl Command {
    fn serves(&self) -> bool {
        matches!(self, Self::Serve(_) | Self::Demo(_))
    }

    async fn run(self, common: &Common, out: &Out) -> Result<(), Failure> {
        match self {
            Self::Serve(serve) => serve.run(common, out).await,
            Self::Demo(demo) => demo.run(common, out).await,
            Self::Organization(command) => command.run(common, out).await,
            Self::Backup(backup) => backup.run(common, out).await,
            Self::Copy(copy) => copy.run(out).await,
            Self::Verify(verify) => verify.run(common, out).await,
            at_the_desk => {
                let desk = Desk::open(common, out).await?;
                let done = at_the_desk.run_at(&desk).await;
                desk.close().await;
                done
            }
        }
    }

    async fn run_at(self, desk: &Desk<'_>) -> Result<(), Failure> {
        match self {
            Self::Catalog(command) => command.run(desk).await,
            Self::Products(command) => command.run(desk).await,
            Self::Subscriptions(command) => command.run(desk).await,
            Self::Users(command) => command.run(desk).await,
            Self::Buy(command) => command.run(desk).await,
            Self::Assign(command) => command.run(desk).await,
            Self::Unassign(command) => command.run(desk).await,
            Self::Replace(command) => command.run(desk).await,
            Self::Services(command) => command.run(desk).await,
            Self::Preview(command) => command.run(desk).await,
            Self::Seed(command) => command.run(desk).await,
            Self::Serve(_)
            | Self::Demo(_)
            | Self::Organization(_)
            | Self::Backup(_)
            | Self::Copy(_)
            | Self::Verify(_) => Ok(()),
        }
    }
}

/// Reads the command line and does what it says.
pub fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return misread(&error),
    };
    let out = Out::new(cli.common.json);
    let traces = match cli.common.traces.as_deref().map(Traces::to).transpose() {
        Ok(traces) => traces,
        Err(error) => {
            let text = format!(
                "Traces can't be sent there: {error}. Write it like http://localhost:4318."
            );
            return out.fail(&Failure::Usage(text));
        }
    };
    log(&cli.common.log, traces.as_ref());
    let mut threads = if cli.command.serves() {
        tokio::runtime::Builder::new_multi_thread()
    } else {
        tokio::runtime::Builder::new_current_thread()
    };
    let done = match threads.enable_all().build() {
        Ok(runtime) => {
            let work = || runtime.block_on(cli.command.run(&cli.common, &out));
            // The panic has said on stderr what it is; the exit status and the document are the contract's.
            catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
                Err(Failure::Fault(
                    "Something went wrong inside Usher. Please report it.".into(),
                ))
            })
        }
        Err(error) => Err(Failure::Fault(format!(
            "Threads can't be started: {error}."
        ))),
    };
    if let Some(traces) = traces {
        traces.end();
    }
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => out.fail(&failure),
    }
}

/// Help and version are no errors; the rest is of usage.
fn misread(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        return match error.print() {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::FAILURE,
        };
    }
    let json = std::env::args_os().any(|argument| argument == "--json");
    let text = error.render().to_string();
    let text = text.trim().strip_prefix("error: ").unwrap_or(text.trim());
    Out::new(json).fail(&Failure::Usage(text.to_owned()))
}

fn log(filter: &str, traces: Option<&Traces>) {
    let filter = EnvFilter::builder().parse_lossy(filter);
    let lines = tracing_subscriber::fmt::layer()
        .with_writer(std::io::stderr)
        .with_ansi(std::io::IsTerminal::is_terminal(&std::io::stderr()))
        .with_filter(filter);
    tracing_subscriber::registry()
        .with(lines)
        .with(traces.map(Traces::layer))
        .init();
}
