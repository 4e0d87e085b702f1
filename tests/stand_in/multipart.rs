//! Payloads that come with files, following *Uploading Files*: `multipart/form-data` with the JSON as one of its parts.

use axum::http::{HeaderMap, header};
use serde_json::{Value, json};

/// The JSON of a call; each uploaded file is added to it under `uploaded`, as `{ "name", "text" }`.
pub fn read(headers: &HeaderMap, body: &[u8]) -> Value {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let Some(boundary) = kind.strip_prefix("multipart/form-data; boundary=") else {
        return serde_json::from_slice(body).unwrap_or_default();
    };
    let text = String::from_utf8_lossy(body);
    let mut sent = Value::Null;
    let mut uploaded = Vec::new();
    for part in text.split(&format!("--{}", boundary.trim_matches('"'))) {
        let Some((head, content)) = part.split_once("\r\n\r\n") else { continue };
        let content = content.strip_suffix("\r\n").unwrap_or(content);
        let value = |key: &str| {
            let (_, rest) = head.split_once(&format!("; {key}=\""))?;
            rest.split_once('"').map(|(value, _)| value.to_owned())
        };
        if value("name").as_deref() == Some("payload_json") {
            sent = serde_json::from_str(content).unwrap_or_default();
        } else if let Some(name) = value("filename") {
            uploaded.push(json!({ "name": name, "text": content }));
        }
    }
    if sent.is_object() && !uploaded.is_empty() {
        sent["uploaded"] = json!(uploaded);
    }
    sent
}
