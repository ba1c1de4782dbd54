//! Statements that are put together from parts.

use super::{Bind, Query, Value, query};
use std::fmt::{Display, Write};

/// A statement on its way: parts of its text, and values at their places.
pub(crate) struct QueryBuilder {
    text: String,
    values: Vec<Value>,
}

impl QueryBuilder {
    /// Begins with `text`.
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            values: Vec::new(),
        }
    }

    /// Adds to the text: never what somebody typed.
    pub(crate) fn push(&mut self, text: impl Display) -> &mut Self {
        // Writing to a String can't fail.
        let _ = write!(self.text, "{text}");
        self
    }

    /// Adds the place of a value, and the value.
    pub(crate) fn push_bind(&mut self, value: impl Bind) -> &mut Self {
        self.values.push(value.value());
        let _ = write!(self.text, "?{}", self.values.len());
        self
    }

    /// The statement.
    pub(crate) fn build(self) -> Query {
        query(self.text).bind_all(self.values)
    }
}
