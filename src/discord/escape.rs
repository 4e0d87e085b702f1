//! Texts made safe and short enough for Discord.

/// Cuts a text at a word so that it has at most `limit` characters, with an ellipsis where something is left out.
#[must_use]
pub fn fit(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let head: String = text.chars().take(limit.saturating_sub(1)).collect();
    // A cut within a word goes back to the word before, unless that would lose half of the text.
    let at_word = head
        .rfind(char::is_whitespace)
        .filter(|at| *at > head.len() / 2)
        .map_or(head.as_str(), |at| &head[..at]);
    // An escape may not lose what it escapes.
    format!("{}…", at_word.trim_end().trim_end_matches('\\'))
}

/// A text in which Discord finds no formatting, no mention, no link in disguise.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut line_start = true;
    for c in text.chars() {
        let marks = matches!(c, '\\' | '*' | '_' | '~' | '`' | '|' | '[' | ']' | '<' | '>' | '@');
        // Headings, lists and small print are made at the beginning of a line alone.
        let begins = line_start && matches!(c, '#' | '-' | '+');
        // An address that somebody typed is told, but leads nowhere.
        let links = c == ':' && ends_with_scheme(&escaped) || c == '.' && ends_with(&escaped, "discord");
        if marks || begins || links {
            escaped.push('\\');
        }
        escaped.push(c);
        line_start = c == '\n' || line_start && c.is_whitespace();
    }
    escaped
}

/// Whether a text ends as an address begins.
fn ends_with_scheme(text: &str) -> bool {
    ["http", "https", "discord", "steam", "mailto"].iter().any(|scheme| ends_with(text, scheme))
}

fn ends_with(text: &str, end: &str) -> bool {
    let at = text.len().checked_sub(end.len());
    at.and_then(|at| text.get(at..)).is_some_and(|own| own.eq_ignore_ascii_case(end))
}

/// A link with a text. The address has been checked to be http(s); brackets in it would end the link early.
#[must_use]
pub fn link(text: &str, url: &str) -> String {
    let url = url.replace('(', "%28").replace(')', "%29");
    format!("[{}]({url})", escape(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn cuts_at_a_word_and_says_so() {
        assert_eq!(fit("one two three", 20), "one two three");
        assert_eq!(fit("one two three", 10), "one two…");
    }

    #[test]
    fn leaves_nothing_to_format() {
        assert_eq!(
            escape("**@everyone** [x](http://evil) <@1>"),
            "\\*\\*\\@everyone\\*\\* \\[x\\](http\\://evil) \\<\\@1\\>"
        );
        assert_eq!(escape("# not a heading"), "\\# not a heading");
    }

    proptest! {
        #[test]
        fn always_fits(text in "\\PC{0,200}", limit in 1_usize..100) {
            prop_assert!(fit(&text, limit).chars().count() <= limit.max(1));
        }
    }

    #[test]
    fn a_typed_address_leads_nowhere() {
        assert_eq!(escape("see HTTPS://evil.example"), "see HTTPS\\://evil.example");
        assert_eq!(escape("discord.gg/x"), "discord\\.gg/x");
        assert_eq!(escape("at 9:30"), "at 9:30");
    }
}
