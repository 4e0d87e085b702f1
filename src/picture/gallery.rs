//! The pictures drawn lately, by what they show: an answer asked for again is not drawn again.

use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, PoisonError};

use lru::LruCache;
use xxhash_rust::xxh3::xxh3_128;

use super::draw::{DrawError, png};

/// Pictures kept: those of all parties and lists; of some 60 kB each, 4 MB in all.
const KEPT: NonZeroUsize = NonZeroUsize::new(64).unwrap();

/// Draws pictures and keeps the latest. The key is the picture's own text, so that none outlives a change of the facts.
#[derive(Debug)]
pub struct Gallery {
    drawn: Mutex<LruCache<u128, Arc<[u8]>>>,
}

impl Default for Gallery {
    fn default() -> Self {
        Self { drawn: Mutex::new(LruCache::new(KEPT)) }
    }
}

impl Gallery {
    /// The PNG of an SVG. Takes the processor where it was not drawn lately.
    ///
    /// # Errors
    /// When it cannot be drawn.
    pub fn png(&self, svg: &str) -> Result<Arc<[u8]>, DrawError> {
        let key = xxh3_128(svg.as_bytes());
        let kept = self.drawn.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        if let Some(kept) = kept {
            return Ok(kept);
        }
        // Not under the lock: two that want the same at once both draw it, and nobody waits.
        let bytes: Arc<[u8]> = png(svg)?.into();
        self.drawn.lock().unwrap_or_else(PoisonError::into_inner).put(key, Arc::clone(&bytes));
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(side: usize) -> String {
        format!(r#"<svg xmlns="http://www.w3.org/2000/svg" width="{side}" height="{side}"/>"#)
    }

    #[test]
    fn what_was_drawn_is_kept_and_the_oldest_goes() {
        let gallery = Gallery::default();
        let first = gallery.png(&square(1)).expect("a square can be drawn");
        let again = gallery.png(&square(1)).expect("a square can be drawn");
        assert!(Arc::ptr_eq(&first, &again));
        for side in 2..=KEPT.get() + 1 {
            gallery.png(&square(side)).expect("a square can be drawn");
        }
        assert_eq!(gallery.drawn.lock().expect("nobody panicked").len(), KEPT.get());
        let anew = gallery.png(&square(1)).expect("a square can be drawn");
        assert!(!Arc::ptr_eq(&first, &anew) && first == anew);
    }
}
