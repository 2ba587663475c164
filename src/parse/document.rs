//! A file, understood on its own.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::base::{Diagnostic, FilePath, Span};
use crate::markdown::Outline;
use crate::scan::SourceKind;
use crate::yaml::Map;

/// A source file, understood on its own. It depends only on the file's path and bytes, the markup
/// options and the version of this parser; so it can be kept and stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The file.
    pub path: FilePath,
    /// What its place says it is.
    pub kind: SourceKind,
    /// Hash of its bytes, in hexadecimal.
    pub digest: Arc<str>,
    /// The front matter.
    pub front: Front,
    /// The body: all after the front matter.
    pub body: Span,
    /// The facts of the body.
    pub outline: Arc<Outline>,
    /// What is wrong with the file on its own.
    pub diagnostics: Vec<Diagnostic>,
}

/// The front matter of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Front {
    /// Its entries; empty when there is none or it cannot be read.
    pub map: Arc<Map>,
    /// The YAML between the fences, when there is any.
    pub span: Option<Span>,
}
