/// What stands between the entries of a list.
pub(crate) const BETWEEN: [char; 5] = ['\n', '\r', '\t', ';', ','];

/// The names and addresses in a pasted list: one a line, cell, comma or semicolon. Of
/// `Ida Marsh <ida@northlight.example>`, as mail programs write it, the address.
pub(crate) fn names_in(text: &str) -> Vec<String> {
    text.split(BETWEEN)
        .map(|entry| {
            match entry
                .split_once('<')
                .and_then(|(_, rest)| rest.split_once('>'))
            {
                Some((address, _)) => address,
                None => entry,
            }
        })
        .map(|entry| entry.trim().trim_matches(['"', '\'']).trim())
        .filter(|entry| !entry.is_empty())
        .map(ToOwned::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::names_in;

    #[test]
    fn any_separator_and_the_form_of_mail_programs_are_read() {
        let text =
            "a@x.example, b@x.example;\"Cem\" <c@x.example>\r\n\n 'd@x.example'\te@x.example";
        let names = names_in(text);
        let expected = ["a", "b", "c", "d", "e"].map(|name| format!("{name}@x.example"));
        assert_eq!(names, expected);
    }
}
