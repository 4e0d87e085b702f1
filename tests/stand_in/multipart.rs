//! Payloads that come with files, following *Uploading Files*: `multipart/form-data` with the JSON as one of its parts.

use axum::http::{HeaderMap, header};
use serde_json::{Value, json};

/// The first bytes of every PNG.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// The JSON of a call; each uploaded file is added to it under `uploaded`: its `name`, the `part` it came in, its `bytes`
/// counted, its `text`, and `size` (width and height in pixels) where it is a PNG.
pub fn read(headers: &HeaderMap, body: &[u8]) -> Value {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let Some(boundary) = kind.strip_prefix("multipart/form-data; boundary=") else {
        return serde_json::from_slice(body).unwrap_or_default();
    };
    let mut sent = Value::Null;
    let mut uploaded = Vec::new();
    for part in split(body, format!("--{}", boundary.trim_matches('"')).as_bytes()) {
        let Some(at) = find(part, b"\r\n\r\n") else { continue };
        let head = String::from_utf8_lossy(&part[..at]);
        let content = &part[at + 4..];
        let content = content.strip_suffix(b"\r\n").unwrap_or(content);
        let value = |key: &str| {
            let (_, rest) = head.split_once(&format!("; {key}=\""))?;
            rest.split_once('"').map(|(value, _)| value.to_owned())
        };
        let name = value("name").unwrap_or_default();
        if name == "payload_json" {
            sent = serde_json::from_slice(content).unwrap_or_default();
        } else if let Some(file) = value("filename") {
            let text = String::from_utf8_lossy(content);
            let told = json!({ "name": file, "part": name, "bytes": content.len(), "text": text, "size": size(content) });
            uploaded.push(told);
        }
    }
    if sent.is_object() && !uploaded.is_empty() {
        sent["uploaded"] = json!(uploaded);
    }
    sent
}

/// Width and height of a PNG, as its first chunk tells them.
pub fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let header = bytes.strip_prefix(PNG)?.get(8..16)?;
    let number = |at: usize| header.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes);
    Some((number(0)?, number(4)?))
}

fn find(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len()).position(|window| window == part)
}

fn split<'a>(mut bytes: &'a [u8], mark: &[u8]) -> Vec<&'a [u8]> {
    let mut parts = Vec::new();
    while let Some(at) = find(bytes, mark) {
        parts.push(&bytes[..at]);
        bytes = &bytes[at + mark.len()..];
    }
    parts.push(bytes);
    parts
}
