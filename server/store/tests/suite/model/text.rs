//! Words, and the order of names.

use super::User;
use domain::{Page, ProfileField, UserId};
use store::Error;

/// Letters that are found by others, as far as the model's names have them.
const PLAIN: [(&str, &str); 14] = [
    ("ó", "o"),
    ("ź", "z"),
    ("ł", "l"),
    ("ë", "e"),
    ("é", "e"),
    ("ö", "o"),
    ("ü", "u"),
    ("ç", "c"),
    ("ż", "z"),
    ("ø", "o"),
    ("ß", "ss"),
    ("œ", "oe"),
    ("’", ""),
    ("'", ""),
];

/// What separates words in a line that somebody typed, and in a name.
const SEPARATORS: [char; 11] = [' ', ',', ';', '(', ')', '"', '<', '>', '/', '\\', '\t'];

/// What joins the parts of a name or an address.
const JOINTS: [char; 9] = ['.', '_', '-', '+', '#', '!', '~', '\'', '’'];

/// Lower case, without accents and apostrophes, with single blanks.
pub fn fold(text: &str) -> String {
    let mut folded = text.to_lowercase();
    for (letter, plain) in PLAIN {
        folded = folded.replace(letter, plain);
    }
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words in what somebody typed.
pub fn typed(text: &str) -> Vec<String> {
    let folded = fold(text);
    let words = folded.split(SEPARATORS).filter(|word| !word.is_empty());
    words.take(8).map(str::to_owned).collect()
}

/// All words by whose beginnings somebody is found: of the names, username and mail whole, and the parts of what stands
/// before their `@`.
pub fn words(user: &User) -> Vec<String> {
    use ProfileField::{FirstName, LastName, Mail, Name, Username};
    let mut words = Vec::new();
    for field in [Name, FirstName, LastName] {
        for word in user.text(field).split_whitespace() {
            words.extend(fold(word).split(SEPARATORS).map(str::to_owned));
            words.extend(word.split(JOINTS).map(fold));
        }
    }
    for field in [Username, Mail] {
        let address = fold(user.text(field));
        let local = address.split('@').next().unwrap_or_default();
        words.extend(local.split(JOINTS).map(str::to_owned));
        words.push(address);
    }
    words
}

/// Is somebody found by what is typed? Everybody is, by nothing.
pub fn matches(user: &User, search: &str) -> bool {
    let words = words(user);
    let found = |typed: &String| words.iter().any(|word| word.starts_with(typed));
    typed(search).iter().all(found)
}

/// What makes a username unique.
pub fn username_key(username: &str) -> String {
    username.trim().to_lowercase()
}

/// By what users are sorted.
pub fn by_name(id: UserId, user: &User) -> (String, UserId) {
    (fold(&user.name()), id)
}

/// Where a page begins: after whoever has this key.
pub fn cursor(key: &str, user: UserId) -> String {
    let digits = key.bytes().map(|byte| format!("{byte:02x}"));
    format!("{}{}", user.0.simple(), digits.collect::<String>())
}

/// Whose key and id a cursor has.
fn read_cursor(cursor: &str) -> Option<(String, UserId)> {
    let (user, digits) = cursor.split_at_checked(32)?;
    let bytes =
        (0..digits.len() / 2).map(|at| u8::from_str_radix(&digits[2 * at..2 * at + 2], 16).ok());
    let key = String::from_utf8(bytes.collect::<Option<_>>()?).ok()?;
    Some((key, user.parse().ok()?))
}

/// The page of `rows` that begins after a cursor, from A or from Z.
pub fn page<T>(
    mut rows: Vec<((String, UserId), T)>,
    after: Option<&str>,
    descending: bool,
    size: usize,
) -> Result<Page<T>, Error> {
    let read = |after| read_cursor(after).ok_or(Error::Input("".into()));
    let after = after.map(read).transpose()?;
    rows.sort_by(|one, other| one.0.cmp(&other.0));
    if descending {
        rows.reverse();
    }
    rows.retain(|(key, _)| {
        after.as_ref().is_none_or(|after| match descending {
            true => key < after,
            false => key > after,
        })
    });
    let more = rows.len() > size;
    rows.truncate(size);
    let last = rows.last().filter(|_| more);
    Ok(Page {
        next: last.map(|((key, user), _)| cursor(key, *user)),
        rows: rows.into_iter().map(|(_, row)| row).collect(),
    })
}
