//! Files that go with a message: a picture is drawn, told to Discord with what it shows, and left out where it may not be sent.

use std::sync::Arc;

use serde_json::{Value, json};
use serenity::all::Permissions;
use tracing::warn;

use super::rest::{File, RestError};
use crate::picture::Picture;
use crate::picture::gallery::Gallery;

/// The file of a picture; none where it cannot be drawn, since the answer says it all without. Takes the processor.
pub fn drawn(picture: Option<Picture>, gallery: &Arc<Gallery>) -> Vec<File> {
    let Some(Picture { name, alt, svg }) = picture else { return Vec::new() };
    match gallery.png(&svg) {
        Ok(bytes) => vec![File { name, bytes: bytes.to_vec(), description: alt }],
        Err(error) => {
            warn!(%error, "a picture was left out");
            Vec::new()
        }
    }
}

/// Whether files may be sent where an interaction came from; where Discord does not tell, it is tried.
pub fn may_attach(permissions: Option<Permissions>) -> bool {
    permissions.is_none_or(|own| own.contains(Permissions::ATTACH_FILES))
}

/// A message's `attachments`: each file by the number of its part, with what it shows (*Uploading Files*).
pub fn attachments(files: &[File]) -> Value {
    let attached = files.iter().enumerate().map(|(at, file)| {
        let mut told = json!({ "id": at, "filename": file.name });
        if !file.description.is_empty() {
            told["description"] = json!(file.description);
        }
        told
    });
    attached.collect()
}

/// Whether a message with files may have been refused for them: no right to attach any, or too large for the place.
pub fn may_be_for_files(error: &RestError) -> bool {
    matches!(error, RestError::Refused { status: 400 | 403 | 413, .. }) && !error.is_answered_already()
}
