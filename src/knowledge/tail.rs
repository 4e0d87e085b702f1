//! The lines of a file from its end, so that what is asked of the last ones does not cost the length of the file.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

/// Bytes read at once, at least.
const PIECE: u64 = 64 * 1024;

/// The whole lines of a file, the last one first. What stands after the last line break is left out.
pub struct Backwards {
    file: File,
    /// Bytes of the file before what is in the buffer.
    start: u64,
    buffer: Vec<u8>,
    is_done: bool,
    whole: u64,
}

impl Backwards {
    /// Begins at the end of a file.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn new(mut file: File) -> io::Result<Self> {
        let start = file.seek(SeekFrom::End(0))?;
        let mut own = Self { file, start, buffer: Vec::new(), is_done: false, whole: 0 };
        loop {
            if let Some(at) = own.buffer.iter().rposition(|byte| *byte == b'\n') {
                own.buffer.truncate(at);
                own.whole = own.start + length(at)? + 1;
                return Ok(own);
            }
            if own.start == 0 {
                own.is_done = true;
                return Ok(own);
            }
            own.read_more()?;
        }
    }

    /// Bytes up to the end of the last whole line.
    #[must_use]
    pub fn whole(&self) -> u64 {
        self.whole
    }

    /// Where the line that was given last begins.
    ///
    /// # Errors
    /// Never on a machine whose addresses fit into 64 bits.
    pub fn line_start(&self) -> io::Result<u64> {
        if self.is_done { Ok(0) } else { Ok(self.start + length(self.buffer.len())? + 1) }
    }

    fn read_more(&mut self) -> io::Result<()> {
        let piece = PIECE.max(length(self.buffer.len())?).min(self.start);
        self.start -= piece;
        self.file.seek(SeekFrom::Start(self.start))?;
        let mut bytes = vec![0; usize::try_from(piece).map_err(io::Error::other)?];
        self.file.read_exact(&mut bytes)?;
        bytes.append(&mut self.buffer);
        self.buffer = bytes;
        Ok(())
    }

    fn line(&mut self) -> io::Result<Vec<u8>> {
        loop {
            if let Some(at) = self.buffer.iter().rposition(|byte| *byte == b'\n') {
                let line = self.buffer.split_off(at + 1);
                self.buffer.truncate(at);
                return Ok(line);
            }
            if self.start == 0 {
                self.is_done = true;
                return Ok(std::mem::take(&mut self.buffer));
            }
            self.read_more()?;
        }
    }
}

impl Iterator for Backwards {
    type Item = io::Result<Vec<u8>>;

    fn next(&mut self) -> Option<Self::Item> {
        (!self.is_done).then(|| self.line().inspect_err(|_| self.is_done = true))
    }
}

fn length(bytes: usize) -> io::Result<u64> {
    u64::try_from(bytes).map_err(io::Error::other)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn lines(text: &[u8]) -> (Vec<String>, u64) {
        let mut file = tempfile::tempfile().expect("a file");
        file.write_all(text).expect("written");
        let backwards = Backwards::new(file).expect("readable");
        let whole = backwards.whole();
        let lines = backwards.map(|line| String::from_utf8(line.expect("readable")).expect("text"));
        (lines.collect(), whole)
    }

    #[test]
    fn lines_come_from_the_end_and_a_torn_one_not_at_all() {
        assert_eq!(lines(b""), (vec![], 0));
        assert_eq!(lines(b"torn"), (vec![], 0));
        assert_eq!(lines(b"one\n"), (vec!["one".to_owned()], 4));
        assert_eq!(lines(b"one\ntwo\ntorn"), (vec!["two".to_owned(), "one".to_owned()], 8));
    }

    #[test]
    fn lines_longer_than_a_piece_are_whole() {
        let long: Vec<String> = (1..6_usize).map(|n| n.to_string().repeat(n * 50_000)).collect();
        let text = long.iter().fold(String::new(), |text, line| text + line + "\n");
        let (found, whole) = lines(text.as_bytes());
        assert!(found.iter().eq(long.iter().rev()));
        assert_eq!(whole, text.len() as u64);
    }
}
