//! Sentences, told in English and in other languages.

use domain::{
    Ambiguous, Edit, Fix, Location, Named, ProductId, say,
    words::{ENGLISH, Language, Part, Sentence},
};
use std::collections::BTreeMap;

fn german() -> Language {
    let texts = [
        ("1,250", "1.250"),
        ("{first} and {last}", "{first} und {last}"),
        ("Germany", "Deutschland"),
        ("1 user gets {what}", "1 Benutzer erhält {what}"),
        ("{n} users get {what}", "{n} Benutzer erhalten {what}"),
        ("it", "es"),
        (
            "buy {n} more seats of {product}",
            "{n} weitere Plätze von {product} kaufen",
        ),
        (
            "set the usage location to {location}",
            "den Nutzungsstandort auf {location} festlegen",
        ),
    ];
    let texts = texts.map(|(english, german)| (english.to_owned(), german.to_owned()));
    Language::new("de", BTreeMap::from(texts))
}

#[test]
fn a_sentence_is_english_and_another_language_tells_it_in_its_own_words() {
    let many = say!(1250_usize => "1 user gets {what}" | "{n} users get {what}", what = "Visio");
    assert_eq!(many.to_string(), "1,250 users get Visio");
    assert_eq!(german().say(&many), "1.250 Benutzer erhalten Visio");
    let one = say!(1_u32 => "1 user gets {what}" | "{n} users get {what}", what = say!("it"));
    assert_eq!(one, "1 user gets it");
    assert_eq!(german().say(&one), "1 Benutzer erhält es");
}

#[test]
fn what_a_language_does_not_know_it_says_in_english() {
    let sentence = say!("Entry {entry} in the ledger.", entry = 1250_usize);
    assert_eq!(german().say(&sentence), "Entry 1.250 in the ledger.");
    assert_eq!(german().text("Nothing changes."), "Nothing changes.");
}

#[test]
fn a_fix_is_told_whole() {
    let product = Named {
        id: ProductId(uuid::Uuid::nil()),
        name: "Visio Plan 2".into(),
    };
    let place = Location::new("DE").unwrap();
    let fix = Fix::new(vec![Edit::BuySeats(product, 3), Edit::SetLocation(place)]);
    assert_eq!(
        fix.title(),
        "Buy 3 more seats of Visio Plan 2 and set the usage location to Germany"
    );
    assert_eq!(
        german().say(&fix.sentence()),
        "3 weitere Plätze von Visio Plan 2 kaufen und den Nutzungsstandort auf Deutschland festlegen"
    );
}

#[test]
fn lists_are_joined_as_the_language_joins_them() {
    let three = say!("{all}", all = Part::all(["A", "B", "C"]));
    assert_eq!(three, "A, B and C");
    assert_eq!(german().say(&three), "A, B und C");
    assert_eq!(german().and(&["A", "B"]), "A und B");
    assert_eq!(say!("{any}", any = Part::any(["A", "B", "C"])), "A, B or C");
    assert_eq!(say!("{none}", none = Part::all([""; 0])), "");
    let clauses = say!("{clauses}.", clauses = Part::clauses(["élan", "b"]));
    assert_eq!(clauses.capitalized(), "Élan; b.");
}

#[test]
fn a_sentence_crosses_the_wire_and_is_told_there() {
    let sent = say!(2_usize => "1 user gets {what}" | "{n} users get {what}", what = "{what}");
    let wire = serde_json::to_string(&sent).unwrap();
    let read: Sentence = serde_json::from_str(&wire).unwrap();
    assert_eq!(read, sent);
    assert_eq!(german().say(&read), "2 Benutzer erhalten {what}");
}

#[test]
fn a_text_from_elsewhere_stays_as_it_is() {
    for text in ["", "a {brace", "{n} {x}y}", "Café"] {
        let sentence = Sentence::from(text.to_owned());
        let told = ENGLISH.say(&sentence);
        assert_eq!(told, text);
    }
}

#[test]
fn of_many_who_share_an_address_the_first_are_named() {
    let shared = |names: &[&str]| Ambiguous {
        address: "team@x.example".into(),
        usernames: names.iter().map(|name| (*name).into()).collect(),
    };
    assert_eq!(
        shared(&["ann", "bob"]).sentence(),
        "Several users have the mail address team@x.example. Use a username: ann or bob."
    );
    assert_eq!(
        shared(&["ann", "bob", "cem", "dora", "emil", "fay", "gus"]).sentence(),
        "Several users have the mail address team@x.example. Use a username: ann, bob, cem, dora, emil and 2 more."
    );
}
