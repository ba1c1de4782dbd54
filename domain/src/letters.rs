//! Letters that can't be seen, or that turn text around: with them, two names look the same and aren't.

/// Has it no place in any text of one line: control characters, those that turn the direction of text around, and those
/// that can't be seen and join or shape nothing? What joins and shapes letters (as in Persian, Hindi and emoji) may stand in
/// names.
pub fn misleading(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{00AD}'
                | '\u{115F}'..='\u{1160}'
                | '\u{180E}'
                | '\u{200B}'
                | '\u{202A}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{3164}'
                | '\u{FEFF}'
                | '\u{FFA0}'
                | '\u{FFF0}'..='\u{FFFB}'
                | '\u{1BCA0}'..='\u{1BCA3}'
                | '\u{1D173}'..='\u{1D17A}'
                | '\u{E0000}'..='\u{E007F}'
        )
}

/// Can't it be seen, so that it has no place in an address? All of Unicode's Default_Ignorable_Code_Point
/// (<https://www.unicode.org/Public/UCD/latest/ucd/DerivedCoreProperties.txt>) and of its general category Cf (format), and
/// the blank of Braille.
pub fn invisible(letter: char) -> bool {
    misleading(letter)
        || matches!(
            letter,
            '\u{034F}'
                | '\u{0600}'..='\u{0605}'
                | '\u{061C}'
                | '\u{06DD}'
                | '\u{070F}'
                | '\u{0890}'..='\u{0891}'
                | '\u{08E2}'
                | '\u{17B4}'..='\u{17B5}'
                | '\u{180B}'..='\u{180F}'
                | '\u{200C}'..='\u{200F}'
                | '\u{2800}'
                | '\u{FE00}'..='\u{FE0F}'
                | '\u{110BD}'
                | '\u{110CD}'
                | '\u{13430}'..='\u{1343F}'
                | '\u{E0080}'..='\u{E0FFF}'
        )
}
