//! Pasted lists.

use domain::names_in as read;
use proptest::{prelude::*, sample::select};

#[test]
fn any_separator_and_the_form_of_mail_programs_are_read() {
    let text = "a@x.example, b@x.example;\"Cem\" <c@x.example>\r\n\n 'd@x.example'\te@x.example f@x.example";
    let expected = ["a", "b", "c", "d", "e", "f"].map(|name| format!("{name}@x.example"));
    assert_eq!(read(text), expected);
}

#[test]
fn of_a_name_with_a_comma_the_address_is_read() {
    let list = "\"Holm, Greta\" <greta@x.example>; Demir, Elif <elif@x.example>";
    assert_eq!(read(list), ["greta@x.example", "elif@x.example"]);
    let list =
        "ida@x.example, Holm, Greta, Dr. <greta@x.example>, \"Demir; Elif\" <elif@x.example>";
    assert_eq!(
        read(list),
        ["ida@x.example", "greta@x.example", "elif@x.example"]
    );
    for name in [
        "Greta Holm (greta@home.example)",
        "\"Greta \"\"G\"\" Holm, Dr.\"",
        "\"Greta \\\"G\\\" Holm, Dr.\"",
        "O\"Neil",
        "\"Greta",
    ] {
        let list = format!("{name} <greta@x.example>; elif@x.example");
        assert_eq!(read(&list), ["greta@x.example", "elif@x.example"], "{list}");
    }
}

#[test]
fn what_is_no_address_is_an_entry_as_well() {
    assert_eq!(read("Ida Marsh"), ["Ida Marsh"]);
    assert_eq!(
        read("Ida Marsh; \"Holm, Greta\""),
        ["Ida Marsh", "Holm, Greta"]
    );
    assert_eq!(
        read("ida@x.example and Greta greta@x.example"),
        ["ida@x.example", "and Greta", "greta@x.example"]
    );
    assert_eq!(
        read("Ida <ida@x.example; <>, greta@x.example"),
        ["ida@x.example", "greta@x.example"]
    );
    assert_eq!(
        read("\"a@x.example, b@x.example\""),
        ["a@x.example", "b@x.example"]
    );
    assert!(read(" ;,\t\n\"\" <>").is_empty());
}

#[test]
fn letters_that_nobody_sees_are_no_part_of_an_address() {
    let list = "\u{FEFF}ida@x.example\u{200B};\u{A0}gre\u{AD}ta@x.example";
    assert_eq!(read(list), ["ida@x.example", "greta@x.example"]);
}

fn addresses() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec("[a-z0-9][a-z0-9.'_-]{0,6}@[a-z]{1,6}\\.example", 0..8)
}

/// How mail programs write an address, with these names.
fn written() -> impl Strategy<Value = (usize, &'static str, &'static str)> {
    let name = || select(vec!["Ida", "Holm", "Zoë", "O'Neil", "Dr.", "von der Au"]);
    (0..7_usize, name(), name())
}

fn entry(address: &str, (form, first, last): (usize, &str, &str)) -> String {
    match form {
        0 => address.to_owned(),
        1 => format!("<{address}>"),
        2 => format!("{first} {last} <{address}>"),
        3 => format!("{last}, {first} <{address}>"),
        4 => format!("\"{last}, {first}\" <{address}>"),
        5 => format!("\"{last}; {first} (Sales, Berlin)\" <{address}>"),
        _ => format!("'{first} {last}' <{address}>"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn whatever_stands_between_addresses_they_are_read(
        wanted in addresses(),
        between in prop::collection::vec("[;,\\t\\r\\n ]{1,3}", 8),
    ) {
        let list: String = wanted.iter().zip(&between).flat_map(|(one, after)| [one.as_str(), after]).collect();
        prop_assert_eq!(read(&list), wanted);
    }

    #[test]
    fn however_mail_programs_write_addresses_they_are_read(
        wanted in addresses(),
        ways in prop::collection::vec(written(), 8),
        between in prop::collection::vec(select(vec!["; ", ";", ", ", ",", "\n", "\r\n", "\t", " "]), 8),
    ) {
        let entries = wanted.iter().zip(&ways).zip(&between);
        let list: String = entries.map(|((address, way), after)| entry(address, *way) + after).collect();
        prop_assert_eq!(read(&list), wanted, "{}", list);
    }

    #[test]
    fn of_any_text_no_entry_is_empty_and_an_address_has_no_blanks(text in "[a@x,;<>\"' \\t\\nß]{0,40}") {
        for entry in read(&text) {
            prop_assert!(!entry.trim().is_empty());
            prop_assert!(!entry.contains('@') || !entry.contains(char::is_whitespace), "{:?}", entry);
        }
    }
}
