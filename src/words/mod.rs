//! The words of answers that both doors say alike, in one place: messages by id in a file a language (`en.ftl`), and here what
//! is put into them. What only one door says stands with it.

mod bundle;
mod decline;
pub mod findings;
mod heading;
mod label;
mod name;
mod page;
mod picture;
mod sums;
mod voice;

pub use bundle::Words;
pub(crate) use bundle::text;
pub use page::{AFTER_DAY, BETWEEN, before_sums, party_at, publisher, source_brief};
pub use sums::years;
pub use voice::{Speech, Voice};

/// Said once where there is no sentence encoder.
#[must_use]
pub fn no_encoder(folder: &std::path::Path) -> String {
    format!(
        "No sentence encoder in {}: questions are answered from their words alone. ENCODER_PATH names its folder, MEANING=off \
         leaves it out.",
        folder.display()
    )
}

/// The first letter large.
#[must_use]
pub fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
