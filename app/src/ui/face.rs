use leptos::prelude::*;

/// A person's initials in a circle. The name stands beside it, so assistive technology skips it.
#[component]
pub fn Face(
    /// Whose.
    #[prop(into)]
    name: String,
) -> impl IntoView {
    view! { <span class="face" aria-hidden="true">{initials(&name)}</span> }
}

/// A person in a list: face, name, and a quiet second line.
#[component]
pub fn Person(
    /// The name.
    #[prop(into)]
    name: String,
    /// The second line.
    #[prop(into)]
    detail: String,
) -> impl IntoView {
    view! {
        <span class="person">
            <Face name=name.clone() />
            <span>
                <strong>{name}</strong>
                <span class="quiet">{detail}</span>
            </span>
        </span>
    }
}

/// The first letters of the first and the last word, without what stands in brackets behind the name: an organization.
fn initials(name: &str) -> String {
    let own = name
        .strip_suffix(')')
        .and_then(|name| name.split_once(" ("));
    let mut words = own
        .map_or(name, |(own, _)| own)
        .split_whitespace()
        .filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    let first = words.next();
    let last = words.next_back();
    first
        .into_iter()
        .chain(last)
        .flat_map(char::to_uppercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_are_of_the_first_and_the_last_word() {
        assert_eq!(initials("Ida Marsh"), "IM");
        assert_eq!(initials("Ana María de la Cruz"), "AC");
        assert_eq!(initials("élodie"), "É");
        assert_eq!(initials("(Room) 12"), "R1");
        assert_eq!(initials("Ida Marsh (Northlight Labs)"), "IM");
        assert_eq!(initials("Ida Marsh (Labs (North))"), "IM");
        assert_eq!(initials(""), "");
    }
}
