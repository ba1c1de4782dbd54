/// What stands before the person when a key is pressed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scene<'a> {
    /// What stands in the box.
    pub(super) text: &'a str,
    /// Whether the list is to be seen.
    pub(super) listed: bool,
    /// How many options it has.
    pub(super) count: usize,
    /// The option that Enter would pick.
    pub(super) current: Option<usize>,
}

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Nothing of ours: the browser goes on.
    Pass,
    /// Nothing, and the browser doesn't either.
    Swallow,
    /// Shows the list.
    Open,
    /// Marks another option.
    Move(usize),
    /// Picks the marked option.
    Pick(usize),
    /// Takes what stands in the box as a list.
    List,
    /// Hides the list.
    Shut,
    /// Empties the box.
    Clear,
    /// Takes back the last chip.
    TakeBack,
}

/// The combobox's keyboard, as a table.
pub(super) fn step(
    key: &str,
    Scene {
        text,
        listed,
        count,
        current,
    }: Scene<'_>,
) -> Step {
    let last = count.saturating_sub(1);
    match key {
        "ArrowDown" | "ArrowUp" if !listed => Step::Open,
        "ArrowDown" => Step::Move(current.map_or(0, |at| if at == last { 0 } else { at + 1 })),
        "ArrowUp" => Step::Move(current.map_or(last, |at| at.checked_sub(1).unwrap_or(last))),
        "Enter" => match current {
            Some(at) => Step::Pick(at),
            None if super::is_list(text) || text.contains('@') => Step::List,
            // A form must not go because somebody was quicker than the list.
            None => Step::Swallow,
        },
        "Escape" if listed => Step::Shut,
        "Escape" if !text.is_empty() => Step::Clear,
        "Backspace" if text.is_empty() => Step::TakeBack,
        _ => Step::Pass,
    }
}

#[cfg(test)]
mod tests {
    use super::{Scene, Step, step};

    const LISTED: Scene<'_> = Scene {
        text: "mar",
        listed: true,
        count: 3,
        current: Some(2),
    };
    const SHUT: Scene<'_> = Scene {
        listed: false,
        current: None,
        ..LISTED
    };
    const BARE: Scene<'_> = Scene {
        text: "",
        listed: false,
        count: 0,
        current: None,
    };

    #[test]
    fn arrows_go_round() {
        assert_eq!(step("ArrowDown", LISTED), Step::Move(0));
        assert_eq!(step("ArrowUp", LISTED), Step::Move(1));
        assert_eq!(
            step(
                "ArrowUp",
                Scene {
                    current: Some(0),
                    ..LISTED
                }
            ),
            Step::Move(2)
        );
        assert_eq!(step("ArrowDown", SHUT), Step::Open);
    }

    #[test]
    fn enter_picks_only_what_answers_the_text() {
        assert_eq!(step("Enter", LISTED), Step::Pick(2));
        assert_eq!(
            step(
                "Enter",
                Scene {
                    current: None,
                    ..LISTED
                }
            ),
            Step::Swallow
        );
        assert_eq!(step("Enter", BARE), Step::Swallow);
    }

    #[test]
    fn enter_takes_an_address_nobody_suggested_as_a_list() {
        assert_eq!(
            step(
                "Enter",
                Scene {
                    text: "a@x.example",
                    ..SHUT
                }
            ),
            Step::List
        );
    }

    #[test]
    fn escape_shuts_then_clears_then_is_the_panes() {
        assert_eq!(step("Escape", LISTED), Step::Shut);
        assert_eq!(step("Escape", SHUT), Step::Clear);
        assert_eq!(step("Escape", BARE), Step::Pass);
    }

    #[test]
    fn backspace_takes_back_only_from_an_empty_box() {
        assert_eq!(step("Backspace", BARE), Step::TakeBack);
        assert_eq!(step("Backspace", SHUT), Step::Pass);
    }
}
