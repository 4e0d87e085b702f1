//! What a person sees of an answer: its text, whether others see it, and what can be tapped.

use serde_json::Value;

/// Everything a person reads in a message or in the answer to an interaction, in order.
pub fn text(sent: &Value) -> String {
    let message = sent.get("data").unwrap_or(sent);
    let mut texts = vec![&message["content"]];
    for embed in message["embeds"].as_array().into_iter().flatten() {
        texts.extend([&embed["title"], &embed["description"]]);
        let fields = embed["fields"].as_array().into_iter().flatten();
        texts.extend(fields.flat_map(|field| [&field["name"], &field["value"]]));
        texts.push(&embed["footer"]["text"]);
    }
    texts.into_iter().filter_map(Value::as_str).collect::<Vec<_>>().join("\n")
}

/// Whether only the asker sees it.
pub fn is_ephemeral(response: &Value) -> bool {
    response["data"]["flags"].as_u64().unwrap_or_default() & 1 << 6 != 0
}

/// Something that can be tapped.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Tap {
    /// A button.
    Press(String),
    /// A menu and one value of it.
    Choose(String, String),
}

/// Everything that can be tapped in a message or in the answer to an interaction: buttons that are neither disabled
/// nor links, and each choice of each menu.
pub fn taps(sent: &Value) -> Vec<Tap> {
    let message = sent.get("data").unwrap_or(sent);
    let rows = message["components"].as_array().into_iter().flatten();
    let components = rows.filter_map(|row| row["components"].as_array()).flatten();
    let enabled = components.filter(|component| component["disabled"] != true && component["style"] != 5);
    enabled.flat_map(of_component).collect()
}

fn of_component(component: &Value) -> Vec<Tap> {
    let Some(id) = component["custom_id"].as_str() else { return Vec::new() };
    if component["type"] == 2 {
        return vec![Tap::Press(id.to_owned())];
    }
    let options = component["options"].as_array().into_iter().flatten();
    let values = options.filter_map(|option| option["value"].as_str());
    values.map(|value| Tap::Choose(id.to_owned(), value.to_owned())).collect()
}

/// The labels of the choices of an answer to autocomplete, each with its value.
pub fn choices(response: &Value) -> Vec<(String, String)> {
    let choices = response["data"]["choices"].as_array().into_iter().flatten();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    choices.map(|choice| (text(&choice["name"]), text(&choice["value"]))).collect()
}

/// The id of the button with this label, if it can be pressed.
pub fn button(sent: &Value, label: &str) -> Option<String> {
    let wanted = components(sent).find(|component| component["label"] == label)?;
    (wanted["disabled"] != true).then(|| wanted["custom_id"].as_str().map(str::to_owned))?
}

/// The id and the values of the menu with this placeholder.
pub fn menu(sent: &Value, placeholder: &str) -> Option<(String, Vec<String>)> {
    let wanted = components(sent).find(|component| component["placeholder"] == placeholder)?;
    let values = wanted["options"].as_array()?.iter().filter_map(|option| option["value"].as_str());
    Some((wanted["custom_id"].as_str()?.to_owned(), values.map(str::to_owned).collect()))
}

/// The fields of a modal, each with what stands in it.
pub fn fields(modal: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    components(modal).map(|field| (text(&field["custom_id"]), text(&field["value"]))).collect()
}

fn components(sent: &Value) -> impl Iterator<Item = &Value> {
    let message = sent.get("data").unwrap_or(sent);
    let rows = message["components"].as_array().into_iter().flatten();
    rows.filter_map(|row| row["components"].as_array()).flatten()
}
