//! Who did something, where it was no person.

use super::Text;

/// What the ledger calls time doing its work.
const CLOCK: Text = Text("Usher (clock)");
/// What the ledger calls whoever operates this Usher.
const OPERATOR: Text = Text("Operator (command line)");

/// Who did it, as the ledger has it: a person's own name, or what stands for none, in the reader's language.
pub fn actor(name: &str) -> String {
    let known = [CLOCK, OPERATOR].into_iter().find(|one| one.0 == name);
    known.map_or_else(|| name.to_owned(), Text::to_owned)
}

#[cfg(test)]
mod tests {
    use super::{CLOCK, OPERATOR};
    use domain::Actor;

    #[test]
    fn whoever_is_no_person_is_known_by_the_name_in_the_ledger() {
        assert_eq!(&*Actor::clock().name, CLOCK.0);
        assert_eq!(&*Actor::operator().name, OPERATOR.0);
    }
}
