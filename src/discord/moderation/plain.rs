//! Texts as people type them, and values as one line of TOML.

use unicode_normalization::UnicodeNormalization;

/// Whether a text has nothing in it that can be seen.
#[must_use]
pub fn is_blank(text: &str) -> bool {
    let invisible = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
                | '\u{180b}'..='\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
                | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}')
    };
    text.nfkc().all(invisible)
}

/// A value in one line of TOML, whatever it was written like.
#[must_use]
pub fn one_line(value: &toml::Value) -> String {
    match value {
        // JSON's escapes are among those of TOML's basic strings, and leave no line break.
        toml::Value::String(text) => serde_json::Value::from(text.as_str()).to_string(),
        toml::Value::Array(items) => {
            format!("[{}]", items.iter().map(one_line).collect::<Vec<_>>().join(", "))
        }
        toml::Value::Table(entries) => {
            let entry = |(key, value): (&String, &toml::Value)| {
                let is_bare =
                    !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b));
                let key =
                    if is_bare { key.clone() } else { serde_json::Value::from(key.as_str()).to_string() };
                format!("{key} = {}", one_line(value))
            };
            format!("{{ {} }}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
        plain => plain.to_string(),
    }
}

/// A text as TOML writes it.
pub fn quoted(text: &str) -> String {
    toml_edit::value(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_blank() {
        for blank in ["", " \n\t", "\u{200b}", "\u{3164}\u{2800}", "\u{a0}"] {
            assert!(is_blank(blank), "{blank:?}");
        }
        assert!(!is_blank(" a "));
    }

    #[test]
    fn a_line_is_read_back_as_the_value_it_was() {
        let text = "value = { money = 2, \"a b\" = [\"x\\ny\", 2024-03-01], deep = { yes = true } }";
        let table: toml::Table = text.parse().expect("TOML");
        let line = one_line(&table["value"]);
        assert!(!line.contains('\n'), "{line}");
        let again: toml::Table = format!("value = {line}").parse().expect("TOML");
        assert_eq!(again, table);
    }
}
