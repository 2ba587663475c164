//! The two streams that the command line writes to, and how it writes to them.

use std::io::{self, Write};

use crate::base::files::cause;
use crate::base::{Lang, Words};
use crate::pipeline::Report;

use super::failure::Failure;
use super::report;

/// Columns of a line when there is no terminal to ask.
const WIDTH: usize = 100;

/// How diagnostics are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Format {
    /// Drawn for people, on standard error.
    #[default]
    Text,
    /// One JSON object a line, on standard output, which then carries nothing else.
    Json,
}

/// How much is told besides diagnostics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Volume {
    /// A summary, a progress bar.
    Normal,
    /// Diagnostics only.
    Quiet,
}

/// The two streams. A reader that goes away (`| head`) is no error: the rest is dropped, the work is
/// done to its end and the exit code stays true.
pub(super) struct Console {
    /// The language of all that is told.
    pub(super) lang: Lang,
    pub(super) format: Format,
    pub(super) volume: Volume,
    out: Tolerant<Box<dyn Write + Send>>,
    err: Tolerant<Box<dyn Write + Send>>,
    width: usize,
}

impl Console {
    /// The streams of the process. Only what is drawn on standard error has colours, and only on a
    /// terminal and without `NO_COLOR`; what is asked for comes out byte by byte.
    pub(super) fn standard(lang: Lang) -> Console {
        let columns = ::console::Term::stderr().size_checked().map(|(_, columns)| usize::from(columns));
        Console {
            lang,
            format: Format::Text,
            volume: Volume::Normal,
            out: Tolerant::new(Box::new(io::BufWriter::new(io::stdout()))),
            err: Tolerant::new(Box::new(anstream::stderr())),
            width: columns.map_or(WIDTH, |columns| columns.max(40)),
        }
    }

    /// Another for the same streams in the same manner, for a thread of its own.
    pub(super) fn another(&self) -> Console {
        Console { format: self.format, volume: self.volume, ..Console::standard(self.lang) }
    }

    /// Writes what the verb was asked for to standard output.
    pub(super) fn print(&mut self, text: &str) -> Result<(), Failure> {
        self.out.write_all(text.as_bytes()).and_then(|()| self.out.flush()).map_err(|error| {
            let why = cause(&error);
            Failure::new(Words::new(
                format!("无法写到标准输出：{}", why.zh),
                format!("cannot write to standard output: {}", why.en),
            ))
        })
    }

    /// Writes a verb's answer for people: to standard output, unless that is kept for diagnostics.
    pub(super) fn answer(&mut self, text: &str) -> Result<(), Failure> {
        match self.format {
            Format::Text => self.print(&visible(text)),
            Format::Json => {
                self.error_text(&visible(text));
                Ok(())
            }
        }
    }

    /// Says a line on standard error, unless only diagnostics are wanted.
    pub(super) fn say(&mut self, words: &Words) {
        if self.volume == Volume::Normal {
            let line = format!("{}\n", visible(words.in_lang(self.lang)));
            self.error_text(&line);
        }
    }

    /// Draws on standard error what only colours can show: nothing where there are none. The text steers
    /// the terminal and so holds nothing of the user's.
    pub(super) fn draw(&mut self, text: &str) {
        let choice = anstream::AutoStream::choice(&io::stderr());
        if self.volume == Volume::Normal && choice != anstream::ColorChoice::Never {
            self.error_text(text);
        }
    }

    /// Tells why a verb could not do its work, in any volume.
    pub(super) fn fail(&mut self, failure: &Failure) {
        let text = visible(&failure.text(self.lang));
        self.error_text(&text);
    }

    /// Tells all problems of a run, which are in order; equal ones once.
    pub(super) fn report(&mut self, mut reports: Vec<Report>) -> Result<(), Failure> {
        reports.dedup();
        match self.format {
            Format::Json => {
                let lines: String = reports.iter().map(|report| report::json(report, self.lang)).collect();
                self.print(&lines)
            }
            Format::Text => {
                for report in &reports {
                    let text = report::draw(report, self.lang, self.width);
                    self.error_text(&text);
                }
                if let Some(counts) = report::counts(&reports) {
                    self.say(&counts);
                }
                Ok(())
            }
        }
    }

    /// When standard error fails there is nowhere left to say so.
    pub(super) fn error_text(&mut self, text: &str) {
        let _ = self.err.write_all(text.as_bytes()).and_then(|()| self.err.flush());
    }
}

/// Text with its control characters made visible, so that the name of a file cannot steer a terminal.
pub(super) fn visible(text: &str) -> String {
    let shown = |char: char| match char {
        '\n' | '\t' => char,
        '\0'..='\u{1F}' => char::from_u32(0x2400 + char as u32).unwrap_or('\u{FFFD}'),
        '\u{7F}' => '\u{2421}',
        '\u{80}'..='\u{9F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => '\u{FFFD}',
        _ => char,
    };
    text.chars().map(shown).collect()
}

/// A stream whose reader may go away: from then on everything is taken and dropped.
struct Tolerant<W> {
    inner: W,
    reader: Reader,
}

#[derive(PartialEq, Eq)]
enum Reader {
    There,
    Gone,
}

impl<W: Write> Tolerant<W> {
    fn new(inner: W) -> Tolerant<W> {
        Tolerant { inner, reader: Reader::There }
    }

    fn attempt<T>(&mut self, gone: T, act: impl FnOnce(&mut W) -> io::Result<T>) -> io::Result<T> {
        if self.reader == Reader::Gone {
            return Ok(gone);
        }
        match act(&mut self.inner) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.reader = Reader::Gone;
                Ok(gone)
            }
            other => other,
        }
    }
}

impl<W: Write> Write for Tolerant<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.attempt(bytes.len(), |inner| inner.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.attempt((), Write::flush)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Failing(io::ErrorKind, usize);

    impl Write for Failing {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            self.1 += 1;
            Err(self.0.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Err(self.0.into())
        }
    }

    #[test]
    fn a_reader_that_went_away_is_asked_once() {
        let mut stream = Tolerant::new(Failing(io::ErrorKind::BrokenPipe, 0));
        stream.write_all(b"abc").unwrap();
        stream.write_all(b"def").unwrap();
        stream.flush().unwrap();
        assert_eq!(stream.inner.1, 1);
    }

    #[test]
    fn other_errors_are_told() {
        let mut stream = Tolerant::new(Failing(io::ErrorKind::StorageFull, 0));
        assert_eq!(stream.write_all(b"abc").unwrap_err().kind(), io::ErrorKind::StorageFull);
    }

    #[test]
    fn control_characters_become_visible() {
        assert_eq!(visible("甲\u{1b}[31m\u{7f}\u{9b}\u{202e}\t乙\n"), "甲␛[31m␡\u{FFFD}\u{FFFD}\t乙\n");
    }
}
