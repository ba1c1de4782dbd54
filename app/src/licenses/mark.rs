use crate::ui::Part;

/// A name with the beginnings of its words marked that the typed words match: letters are compared
/// without case and accents.
pub(crate) fn marked(name: &str, typed: &str) -> Vec<Part> {
    let typed = typed
        .split_whitespace()
        .map(|word| folded(word).collect::<Vec<_>>());
    let typed = typed.collect::<Vec<_>>();
    let mut parts = Vec::new();
    for word in name.split_inclusive(char::is_whitespace) {
        let hit = typed
            .iter()
            .filter_map(|typed| hit(word, typed))
            .max()
            .unwrap_or(0);
        let (matched, rest) = word.split_at(hit);
        push(&mut parts, matched, true);
        push(&mut parts, rest, false);
    }
    parts
}

/// How many bytes at the beginning of `word` are `typed`, if they are.
fn hit(word: &str, typed: &[char]) -> Option<usize> {
    let mut wanted = typed;
    for (at, letter) in word.char_indices() {
        if wanted.is_empty() {
            return Some(at);
        }
        for plain in folded(letter.encode_utf8(&mut [0; 4])) {
            wanted = wanted.strip_prefix(&[plain])?;
            if wanted.is_empty() {
                break;
            }
        }
    }
    wanted.is_empty().then_some(word.len())
}

fn push(parts: &mut Vec<Part>, text: &str, hit: bool) {
    if text.is_empty() {
        return;
    }
    match parts.last_mut() {
        Some(last) if last.hit == hit => last.text.push_str(text),
        _ => parts.push(Part {
            text: text.to_owned(),
            hit,
        }),
    }
}

/// Lower case, and of an accented Latin letter the letter.
pub(crate) fn folded(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars()
        .flat_map(char::to_lowercase)
        .filter_map(|letter| {
            Some(match letter {
                '\u{300}'..='\u{36f}' => return None,
                'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
                'ç' | 'ć' | 'č' => 'c',
                'ď' | 'đ' => 'd',
                'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
                'ğ' => 'g',
                'ì'..='ï' | 'ī' | 'į' | 'ı' => 'i',
                'ł' => 'l',
                'ñ' | 'ń' | 'ň' => 'n',
                'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
                'ř' => 'r',
                'ś' | 'ş' | 'š' | 'ș' => 's',
                'ť' | 'ț' => 't',
                'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
                'ý' | 'ÿ' => 'y',
                'ź' | 'ż' | 'ž' => 'z',
                other => other,
            })
        })
}

#[cfg(test)]
mod tests {
    use super::marked;

    fn shown(name: &str, typed: &str) -> String {
        let mark = |part: crate::ui::Part| {
            if part.hit {
                format!("[{}]", part.text)
            } else {
                part.text
            }
        };
        marked(name, typed).into_iter().map(mark).collect()
    }

    #[test]
    fn the_beginnings_of_words_are_marked() {
        assert_eq!(shown("Maria Santos", "mar"), "[Mar]ia Santos");
        assert_eq!(shown("Ida Marsh", "mar"), "Ida [Mar]sh");
        assert_eq!(shown("Ida Marsh", "m i"), "[I]da [M]arsh");
        assert_eq!(shown("Amara", "mar"), "Amara");
    }

    #[test]
    fn case_and_accents_do_not_matter() {
        assert_eq!(shown("Martín Ortega", "MARTI"), "[Martí]n Ortega");
        assert_eq!(shown("Zoë", "zoe"), "[Zoë]");
        assert_eq!(shown("Zoe", "zoë"), "[Zoe]");
    }
}
