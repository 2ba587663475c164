//! What stops a verb before there is a site to speak of: wrong usage, a wrong environment.

use std::fmt;

use crate::base::{Lang, Words};

/// How a run of the program ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    /// All is well.
    Good,
    /// The site has errors.
    Faults,
    /// Wrong usage or environment.
    Usage,
}

impl Exit {
    /// The number that the shell sees.
    pub(super) fn code(self) -> u8 {
        match self {
            Exit::Good => 0,
            Exit::Faults => 1,
            Exit::Usage => 2,
        }
    }
}

/// Why a verb could not do its work at all. It is about the command line or the machine, so it has
/// no place in a file; what is wrong in the site is a [`crate::base::Diagnostic`].
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Failure {
    /// What is wrong.
    pub(super) message: Words,
    /// What to do about it.
    pub(super) help: Option<Words>,
}

impl Failure {
    /// A failure without advice.
    pub(super) fn new(message: Words) -> Failure {
        Failure { message, help: None }
    }

    /// The same with advice.
    #[must_use]
    pub(super) fn help(self, help: Words) -> Failure {
        Failure { help: Some(help), ..self }
    }

    /// The text for the terminal, with the end of its last line.
    pub(super) fn text(&self, lang: Lang) -> String {
        let (error, help) = match lang {
            Lang::Zh => ("错误", "帮助"),
            Lang::En => ("error", "help"),
        };
        let mut text = format!("{error}: {}\n", self.message.in_lang(lang));
        if let Some(words) = &self.help {
            text.push_str(&format!("  = {help}: {}\n", words.in_lang(lang)));
        }
        text
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message.en)
    }
}

/// So that a failure can travel through clap as the error of a value.
impl std::error::Error for Failure {}
