//! What is bound to a statement: numbers, texts and bytes, or none of each.

use std::{borrow::Cow, sync::Arc};
use uuid::Uuid;

/// A value of a statement. Ids are their 16 bytes, and yes and no are 1 and 0, on either engine.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    Int(Option<i64>),
    Text(Option<String>),
    Bytes(Option<Vec<u8>>),
}

/// What can be bound.
pub(crate) trait Bind {
    /// What stands for none of it.
    const NONE: Value;

    /// Itself, as a value.
    fn value(self) -> Value;
}

impl<T: Bind> Bind for Option<T> {
    const NONE: Value = T::NONE;

    fn value(self) -> Value {
        self.map_or(T::NONE, T::value)
    }
}

macro_rules! bound {
    ($kind:ident: $($type:ty => $value:expr),+ $(,)?) => {$(
        impl Bind for $type {
            const NONE: Value = Value::$kind(None);

            fn value(self) -> Value {
                let make: fn(Self) -> _ = $value;
                Value::$kind(Some(make(self)))
            }
        }
    )+};
}

bound!(Int: i64 => |it| it, u32 => i64::from, bool => i64::from);
bound!(Text:
    String => |it| it,
    &String => String::clone,
    &str => str::to_owned,
    Arc<str> => |it| it.as_ref().to_owned(),
    &Arc<str> => |it| it.as_ref().to_owned(),
    Cow<'_, str> => Cow::into_owned,
);
bound!(Bytes:
    Vec<u8> => |it| it,
    &Vec<u8> => Vec::clone,
    &[u8] => <[u8]>::to_vec,
    Uuid => |it| it.into_bytes().to_vec(),
);
