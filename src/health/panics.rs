//! A panic in the log: where and in which thread. What it says may quote a question or a message, so that is told only to who
//! asks for more than the usual.

use std::panic::PanicHookInfo;

use tracing::{debug, error};

/// From here on, panics are told in the log alone, without their words.
pub fn tell() {
    std::panic::set_hook(Box::new(told));
}

fn told(panic: &PanicHookInfo<'_>) {
    let place = panic.location().map(ToString::to_string).unwrap_or_default();
    let thread = std::thread::current();
    error!(place, thread = thread.name(), "a fault in this program: please report it, with this line");
    debug!(words = panic.payload_as_str(), "what the fault says");
}

#[cfg(test)]
mod tests {
    use std::io::{self, Write};
    use std::sync::{Arc, Mutex};

    use super::*;

    #[derive(Clone, Default)]
    struct Said(Arc<Mutex<Vec<u8>>>);

    impl Write for Said {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().expect("held by nobody who panicked").write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn said(filter: &str) -> String {
        let said = Said::default();
        let writer = said.clone();
        let log = tracing_subscriber::fmt()
            .with_env_filter(tracing_subscriber::EnvFilter::new(filter))
            .with_writer(move || writer.clone())
            .finish();
        let before = std::panic::take_hook();
        tell();
        tracing::subscriber::with_default(log, || {
            let question = "how many tänks";
            // In the middle of a letter.
            let _ = std::panic::catch_unwind(|| question[..11].len());
        });
        std::panic::set_hook(before);
        String::from_utf8(said.0.lock().expect("whole").clone()).expect("text")
    }

    #[test]
    fn a_panic_is_told_with_its_place_and_never_with_a_question() {
        let usual = said(crate::config::DEFAULT_LOG);
        assert!(usual.contains("panics.rs:") && usual.contains("a_panic_is_told"), "{usual}");
        assert!(!usual.contains("tänks"), "{usual}");
        assert!(said("accord=debug").contains("tänks"));
    }
}
