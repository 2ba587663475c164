//! Problems as data: what a check says, in both languages, at its place.
//!
//! A check declares its codes beside itself with [`codes!`](crate::codes) and speaks with [`words!`](crate::words). Nothing is
//! printed here; `cli/` and `serve/` draw.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Lang, Place};

/// How bad a problem is, by what would become of the words that were typed. The order is from bad to
/// harmless. A site may make any code milder, none graver; so of two that fit the graver is declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// A page would lose words, or say, show or lead to something else than was typed; or what was typed
    /// cannot be understood, or the site cannot be written as a whole. The site is not written.
    Error,
    /// Every word is kept, or is left out by a rule that the message names (a file of another name, HTML
    /// that the site does not allow, an address that nothing uses); but it is read or shown in a way that was
    /// probably not meant, or two readings were possible and one was taken.
    Warning,
    /// Every word is shown as it was typed, and a mark in it does nothing, or the style could be better:
    /// worth a look.
    Hint,
}

/// A sentence in both languages, lower case in English, without a full stop at its end.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Words {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Words {
    /// Pairs two sentences; [`words!`](crate::words) does it with formatting.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Words {
        Words { zh: zh.into(), en: en.into() }
    }

    /// The sentence in one language.
    pub fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// Makes [`Words`] of two format strings over the same values:
/// `words!("没有维度“{name}”", "no dimension `{name}`")`.
#[macro_export]
macro_rules! words {
    ($zh:literal, $en:literal $(, $($rest:tt)*)?) => {
        $crate::base::Words::new(format!($zh $(, $($rest)*)?), format!($en $(, $($rest)*)?))
    };
}

/// A kind of problem, declared once beside the check that finds it.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// The name that users see and configure: a noun phrase, `unknown-dimension`.
    pub name: &'static str,
    /// How bad it is unless `site.yaml` lowers it.
    pub severity: Severity,
    /// What it means and how it is cured, for the manual, in Chinese.
    pub zh: &'static str,
    /// The same in English.
    pub en: &'static str,
}

/// Declares codes as statics and lists them in `CODES`, from which the manual and the tests of
/// completeness are made.
#[macro_export]
macro_rules! codes {
    ($($ident:ident = $name:literal $severity:ident { $zh:literal, $en:literal })*) => {
        $(
            #[doc = $en]
            #[allow(unreachable_pub, reason = "a code is as visible as the module of its check")]
            pub static $ident: $crate::base::Code = $crate::base::Code {
                name: $name,
                severity: $crate::base::Severity::$severity,
                zh: $zh,
                en: $en,
            };
        )*
        /// Every code that this module speaks.
        #[allow(unreachable_pub, reason = "a list is as visible as the module of its checks")]
        pub static CODES: &[&$crate::base::Code] = &[$(&$ident),*];
    };
}

/// One problem at one place.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Name of its [`Code`].
    pub code: Cow<'static, str>,
    /// How bad it is in this site.
    pub severity: Severity,
    /// Where; `None` when it concerns no file.
    pub place: Option<Place>,
    /// What is wrong.
    pub message: Words,
    /// What to do about it.
    pub help: Option<Words>,
    /// The other place of a problem that lies between two, in the same file or another. Whoever finds
    /// the lines tells this one's with the cure.
    pub other: Option<Place>,
}

impl Diagnostic {
    /// A problem of `code` at `place`.
    pub fn new(code: &'static Code, place: Place, message: Words) -> Diagnostic {
        Diagnostic {
            code: code.name.into(),
            severity: code.severity,
            place: Some(place),
            message,
            help: None,
            other: None,
        }
    }

    /// A problem that concerns no file.
    pub fn nowhere(code: &'static Code, message: Words) -> Diagnostic {
        Diagnostic {
            code: code.name.into(),
            severity: code.severity,
            place: None,
            message,
            help: None,
            other: None,
        }
    }

    /// The same with the cure.
    #[must_use]
    pub fn help(self, help: Words) -> Diagnostic {
        Diagnostic { help: Some(help), ..self }
    }

    /// The same as a problem between its place and another.
    #[must_use]
    pub fn with_other(self, other: Place) -> Diagnostic {
        Diagnostic { other: Some(other), ..self }
    }

    /// The same with the cure where there is one.
    #[must_use]
    pub fn maybe_help(self, help: Option<Words>) -> Diagnostic {
        Diagnostic { help: help.or(self.help), ..self }
    }
}

impl fmt::Display for Diagnostic {
    /// One English line, for test failures; users are shown drawn reports.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}[{}]: {} at {:?}", self.severity, self.code, self.message.en, self.place)
    }
}

/// Collects the problems of a stage.
#[derive(Debug, Default)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Adds several.
    pub fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        self.0.extend(diagnostics);
    }

    /// Keeps the problems of an outcome and hands on its value.
    pub fn take<T>(&mut self, outcome: Outcome<T>) -> T {
        self.0.extend(outcome.diagnostics);
        outcome.value
    }

    /// The same of an outcome that others keep.
    pub fn hear<T: Clone>(&mut self, outcome: &Outcome<T>) -> T {
        self.0.extend(outcome.diagnostics.iter().cloned());
        outcome.value.clone()
    }

    /// Takes back what was told under a code at a place, for a check that knows more of it.
    pub fn take_back(&mut self, code: &'static Code, place: &Place) {
        self.0.retain(|told| told.code != code.name || told.place.as_ref() != Some(place));
    }

    /// The first of the errors among them.
    pub fn first_error(&self) -> Option<&Diagnostic> {
        self.0.iter().find(|told| told.severity == Severity::Error)
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The problems in the order in which they were found.
    pub fn into_vec(self) -> Vec<Diagnostic> {
        self.0
    }

    /// Joins a value with the problems found on the way to it.
    pub fn with<T>(self, value: T) -> Outcome<T> {
        Outcome { value, diagnostics: self.0 }
    }
}

/// A value and the problems found on the way to it. No stage stops at its first problem.
#[derive(Clone, Debug)]
pub struct Outcome<T> {
    /// What came out; complete, with what could not be understood left out and reported.
    pub value: T,
    /// The problems.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Outcome<T> {
    /// A value without problems.
    pub fn clean(value: T) -> Outcome<T> {
        Outcome { value, diagnostics: Vec::new() }
    }

    /// The same problems with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Outcome<U> {
        Outcome { value: change(self.value), diagnostics: self.diagnostics }
    }
}
