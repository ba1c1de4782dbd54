//! Home: how things stand, and what needs attention.

mod attention;
mod page;
mod recent;
mod seats;
mod trend;

pub(crate) use page::HomePage;
