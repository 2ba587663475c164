//! The record of what is ours in an output folder, kept in the folder itself.
//!
//! It is JSON, sorted by route, without times and versions: the same site gives the same bytes.
//!
//! ```json
//! {
//!   "format": 1,
//!   "files": {
//!     "cases/a/index.html": "6437b3ac38465133ffb63b75273a8db5",
//!     "index.html": { "from": "af1349b9f5f9a1a6a0404dea36dcc949", "to": null }
//!   }
//! }
//! ```

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::routes::is_writable;
use super::spool;
use super::target::{Target, WriteError};
use crate::base::store::{Kind, Lasting};
use crate::base::{Diagnostic, Route};

codes! {
    DAMAGED_MANIFEST = "damaged-manifest" Warning {
        "输出文件夹里的清单已损坏，不知道哪些文件是以前生成的。内容相同的文件会重新登记，内容不同的会报错并列出。",
        "The manifest in the output folder is damaged, so it is unknown which files were built before. Equal files are taken up again, others are errors that name them."
    }
    NEWER_MANIFEST = "newer-manifest" Warning {
        "输出文件夹里的清单由更新版本的风采写成，这个版本读不懂。请升级，或换一个输出文件夹。",
        "The manifest in the output folder was written by a newer Fengcai than this one. Upgrade, or use another output folder."
    }
}

/// Its name in the output folder.
pub(super) const NAME: &str = ".fengcai-manifest.json";

const FORMAT: u64 = 1;

/// The files in an output folder that are ours.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// What is known of each.
    pub files: BTreeMap<Route, Record>,
}

/// What is known of a file of ours. Hashes are those of `base::digest`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub enum Record {
    /// It has these bytes.
    Settled(String),
    /// A build was about to change it, so it has either.
    Changing {
        /// The hash before; none when there was no file.
        from: Option<String>,
        /// The hash after; none when it was to be removed.
        to: Option<String>,
    },
}

impl Record {
    /// Whether a file with this hash is as we left it.
    pub(super) fn expects(&self, digest: &str) -> bool {
        match self {
            Record::Settled(known) => known == digest,
            Record::Changing { from, to } => [from, to].into_iter().flatten().any(|known| known == digest),
        }
    }

    /// The hash of the file of ours that was there before any change. While there was one, whatever is
    /// there is ours; else only the very file that was to be written is.
    pub(super) fn before(&self) -> Option<&String> {
        match self {
            Record::Settled(digest) => Some(digest),
            Record::Changing { from, .. } => from.as_ref(),
        }
    }
}

impl Manifest {
    /// The hash of a file that is wholly written.
    pub fn digest(&self, route: &Route) -> Option<&str> {
        match self.files.get(route)? {
            Record::Settled(digest) => Some(digest),
            Record::Changing { .. } => None,
        }
    }

    /// The manifest as it stands in the file.
    pub(super) fn print(&self) -> String {
        #[derive(Serialize)]
        struct Stored<'a> {
            format: u64,
            files: &'a BTreeMap<Route, Record>,
        }
        let stored = Stored { format: FORMAT, files: &self.files };
        let mut text = serde_json::to_string_pretty(&stored).expect("texts and maps of texts are JSON");
        text.push('\n');
        text
    }

    /// Reads what [`Manifest::print`] wrote. A record that cannot be right makes the whole doubtful: a
    /// wrong one would let a build remove what is not its own.
    fn parse(text: &[u8]) -> Result<Manifest, Flaw> {
        let value: Value = serde_json::from_slice(text).map_err(|_| Flaw::Damaged)?;
        match value.get("format").and_then(Value::as_u64) {
            Some(FORMAT) => {}
            Some(format) if format > FORMAT => return Err(Flaw::Newer),
            _ => return Err(Flaw::Damaged),
        }
        let files = value.get("files").and_then(Value::as_object).ok_or(Flaw::Damaged)?;
        let mut manifest = Manifest::default();
        for (route, record) in files {
            let record = Record::deserialize(record).map_err(|_| Flaw::Damaged)?;
            if !is_writable(route) {
                return Err(Flaw::Damaged);
            }
            manifest.files.insert(Route::file(route), record);
        }
        Ok(manifest)
    }

    /// Replaces the manifest on disk. It is what the next build trusts, so it outlasts a power cut.
    pub(super) fn save(&self, target: &Target<'_>) -> Result<(), WriteError> {
        let spooled = spool::path(NAME, None);
        let saved = target
            .store
            .create(&spooled, self.print().as_bytes(), Lasting::Power)
            .and_then(|()| target.store.rename(&spooled, NAME, Lasting::Power));
        saved.map_err(|error| target.failed(NAME, &error))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Flaw {
    Damaged,
    Newer,
}

/// The manifest as it was found.
pub(super) struct Found {
    /// What it says; nothing when there is none or it cannot be read.
    pub(super) manifest: Manifest,
    /// Its bytes.
    pub(super) bytes: Option<Vec<u8>>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

pub(super) fn read(target: &Target<'_>) -> Result<Found, WriteError> {
    let nothing = Found { manifest: Manifest::default(), bytes: None, diagnostics: Vec::new() };
    let kind = target.store.kind(NAME).map_err(|error| target.failed(NAME, &error))?;
    let flaw = match kind {
        None => return Ok(nothing),
        Some(Kind::File) => {
            let bytes = target.store.read(NAME).map_err(|error| target.failed(NAME, &error))?;
            match Manifest::parse(&bytes) {
                Ok(manifest) => return Ok(Found { manifest, bytes: Some(bytes), ..nothing }),
                Err(flaw) => flaw,
            }
        }
        Some(Kind::Folder | Kind::Link | Kind::Other) => Flaw::Damaged,
    };
    Ok(Found { diagnostics: vec![told(target, flaw)], ..nothing })
}

fn told(target: &Target<'_>, flaw: Flaw) -> Diagnostic {
    let name = target.name(NAME);
    match flaw {
        Flaw::Damaged => Diagnostic::nowhere(
            &DAMAGED_MANIFEST,
            words!("清单“{name}”已损坏", "the manifest `{name}` is damaged"),
        )
        .help(words!(
            "内容相同的文件已重新登记；如有多余的旧文件，请自行删除",
            "equal files are taken up again; remove old files that are no longer wanted yourself"
        )),
        Flaw::Newer => Diagnostic::nowhere(
            &NEWER_MANIFEST,
            words!(
                "清单“{name}”由更新版本的风采写成",
                "the manifest `{name}` was written by a newer version of Fengcai"
            ),
        )
        .help(words!("请升级风采，或换一个输出文件夹", "upgrade Fengcai, or use another output folder")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Manifest {
        let hash = |digit: &str| Some(digit.repeat(32));
        let files = [
            ("index.html", Record::Settled("0".repeat(32))),
            ("cases/甲/index.html", Record::Changing { from: hash("1"), to: hash("2") }),
            ("new.html", Record::Changing { from: None, to: hash("3") }),
            ("old.html", Record::Changing { from: hash("4"), to: None }),
        ];
        Manifest { files: files.map(|(route, record)| (Route::file(route), record)).into() }
    }

    #[test]
    fn what_is_printed_is_read() {
        let manifest = sample();
        assert_eq!(Manifest::parse(manifest.print().as_bytes()), Ok(manifest));
        assert_eq!(Manifest::parse(Manifest::default().print().as_bytes()), Ok(Manifest::default()));
    }

    #[test]
    fn the_text_is_sorted_and_ends_its_line() {
        let text = sample().print();
        assert!(
            text.starts_with("{\n  \"format\": 1,\n  \"files\": {\n    \"cases/甲/index.html\": {\n"),
            "{text}"
        );
        assert!(text.ends_with("}\n"));
    }

    #[test]
    fn whatever_is_wrong_is_damage() {
        let whole = sample().print();
        for length in (0..whole.len() - 2).filter(|length| whole.is_char_boundary(*length)) {
            assert_eq!(Manifest::parse(&whole.as_bytes()[..length]), Err(Flaw::Damaged), "{length}");
        }
        for text in [
            "",
            "null",
            "[]",
            "{}",
            r#"{"files": {}}"#,
            r#"{"format": "1", "files": {}}"#,
            r#"{"format": 0, "files": {}}"#,
            r#"{"format": 1}"#,
            r#"{"format": 1, "files": []}"#,
            r#"{"format": 1, "files": {"a": 1}}"#,
            r#"{"format": 1, "files": {"a": {"form": "x"}}}"#,
            r#"{"format": 1, "files": {"../a": "x"}}"#,
            r#"{"format": 1, "files": {"/etc/passwd": "x"}}"#,
            r#"{"format": 1, "files": {"C:\\a": "x"}}"#,
            r#"{"format": 1, "files": {".fengcai-manifest.json": "x"}}"#,
            "<<<<<<< HEAD\n{}",
            "\u{feff}{\"format\": 1, \"files\": {}}",
        ] {
            assert_eq!(Manifest::parse(text.as_bytes()), Err(Flaw::Damaged), "{text}");
        }
        let deep = "[".repeat(100_000);
        assert_eq!(Manifest::parse(deep.as_bytes()), Err(Flaw::Damaged));
    }

    #[test]
    fn a_later_format_is_newer_whatever_it_holds() {
        assert_eq!(Manifest::parse(br#"{"format": 2, "pages": []}"#), Err(Flaw::Newer));
    }

    #[test]
    fn only_a_settled_file_has_a_digest() {
        let manifest = sample();
        assert_eq!(manifest.digest(&Route::file("index.html")), Some("0".repeat(32).as_str()));
        assert_eq!(manifest.digest(&Route::file("new.html")), None);
        assert_eq!(manifest.digest(&Route::file("none.html")), None);
    }
}
