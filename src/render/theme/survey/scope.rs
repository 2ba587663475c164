//! Variables in force at a place of a template.

use crate::render::reference::{Fields, Kind};

use std::collections::BTreeMap;

/// Variables in force. Loops and components open a frame; what they set is gone when it closes.
#[derive(Debug)]
pub(super) struct Scope {
    frames: Vec<BTreeMap<String, Kind>>,
    /// Variables of the page that a component does not see.
    pub(super) hidden: Vec<String>,
}

impl Scope {
    /// The variables of a page.
    pub(super) fn of(fields: &Fields) -> Scope {
        let frame = fields.iter().map(|(name, field)| (name.clone(), field.kind.clone())).collect();
        Scope { frames: vec![frame], hidden: Vec::new() }
    }

    /// The variables of a component, called where `caller` holds.
    pub(super) fn inside(arguments: BTreeMap<String, Kind>, caller: &Scope) -> Scope {
        let names = caller.names().into_iter().chain(caller.hidden.iter().cloned());
        Scope { hidden: names.collect(), frames: vec![arguments] }
    }

    /// What is known of a variable.
    pub(super) fn get(&self, name: &str) -> Option<&Kind> {
        // The engine itself checks what stands behind `loop`.
        if matches!(name, "loop" | "__tera_context") {
            return Some(&Kind::Any);
        }
        self.frames.iter().rev().find_map(|frame| frame.get(name))
    }

    /// Sets a variable of the innermost frame.
    pub(super) fn set(&mut self, name: &str, kind: Kind) {
        if let Some(frame) = self.frames.last_mut() {
            frame.insert(name.to_owned(), kind);
        }
    }

    /// Sets a variable of the outermost frame.
    pub(super) fn set_global(&mut self, name: &str, kind: Kind) {
        if let Some(frame) = self.frames.first_mut() {
            frame.insert(name.to_owned(), kind);
        }
    }

    /// Opens a frame.
    pub(super) fn open(&mut self) {
        self.frames.push(BTreeMap::new());
    }

    /// Closes the innermost frame, the outermost never.
    pub(super) fn close(&mut self) {
        if self.frames.len() > 1 {
            self.frames.pop();
        }
    }

    /// Every name in force.
    pub(super) fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.frames.iter().flat_map(BTreeMap::keys).cloned().collect();
        names.sort();
        names.dedup();
        names
    }
}
