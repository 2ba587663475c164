//! Footnotes: numbered by their first reference in the whole body, printed after what refers to them.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::markdown::reading::{Kind, Token};

/// The footnotes of a body.
pub(super) struct Notes {
    /// By number, from 1.
    notes: Vec<Note>,
    numbers: BTreeMap<String, usize>,
    /// Numbers of notes that were referred to and not printed yet.
    waiting: BTreeSet<usize>,
    /// Numbers of notes that were printed.
    printed: BTreeSet<usize>,
}

struct Note {
    /// The tokens between the start and the end of its definition.
    tokens: Range<usize>,
    /// References that were printed.
    references: usize,
}

/// A reference to a footnote, for its link.
pub(super) struct Reference {
    /// The number of the note.
    pub(super) number: usize,
    /// Which reference to it this is, from 1.
    pub(super) count: usize,
}

impl Notes {
    /// Numbers the notes: first those that the text refers to, then those that notes refer to. Of two
    /// definitions of a label the first holds.
    pub(super) fn of(tokens: &[Token<'_>]) -> Notes {
        let mut notes = Notes {
            notes: Vec::new(),
            numbers: BTreeMap::new(),
            waiting: BTreeSet::new(),
            printed: BTreeSet::new(),
        };
        let (definitions, inside) = definitions(tokens);
        if definitions.is_empty() {
            return notes;
        }
        let mut queue = VecDeque::new();
        let mut place = 0;
        for skip in inside {
            notes.number(tokens, place..skip.start, &definitions, &mut queue);
            place = place.max(skip.end);
        }
        notes.number(tokens, place..tokens.len(), &definitions, &mut queue);
        while let Some(inside) = queue.pop_front() {
            notes.number(tokens, inside, &definitions, &mut queue);
        }
        notes
    }

    fn number(
        &mut self,
        tokens: &[Token<'_>],
        range: Range<usize>,
        definitions: &BTreeMap<String, Range<usize>>,
        queue: &mut VecDeque<Range<usize>>,
    ) {
        for token in tokens.get(range).unwrap_or_default() {
            let Kind::Event(Event::FootnoteReference(label)) = &token.kind else { continue };
            let label = label.to_lowercase();
            let Some(inside) = definitions.get(&label) else { continue };
            if self.numbers.contains_key(&label) {
                continue;
            }
            self.notes.push(Note { tokens: inside.clone(), references: 0 });
            self.numbers.insert(label, self.notes.len());
            queue.push_back(inside.clone());
        }
    }

    /// Counts a reference that is being printed.
    pub(super) fn refer(&mut self, label: &str) -> Option<Reference> {
        let number = *self.numbers.get(&label.to_lowercase())?;
        let note = &mut self.notes[number - 1];
        note.references += 1;
        if !self.printed.contains(&number) {
            self.waiting.insert(number);
        }
        Some(Reference { number, count: note.references })
    }

    /// The next note to print, with its tokens.
    pub(super) fn next(&mut self) -> Option<(usize, Range<usize>)> {
        let number = self.waiting.pop_first()?;
        self.printed.insert(number);
        Some((number, self.notes[number - 1].tokens.clone()))
    }

    /// How often a note was referred to in what was printed.
    pub(super) fn references(&self, number: usize) -> usize {
        self.notes[number - 1].references
    }
}

/// The tokens inside each definition, by label in lower case, and those of all definitions in order.
fn definitions(tokens: &[Token<'_>]) -> (BTreeMap<String, Range<usize>>, Vec<Range<usize>>) {
    let mut found = BTreeMap::new();
    let mut all = Vec::new();
    let mut open: Vec<(String, usize)> = Vec::new();
    for (place, token) in tokens.iter().enumerate() {
        match &token.kind {
            Kind::Event(Event::Start(Tag::FootnoteDefinition(label))) => {
                open.push((label.to_lowercase(), place + 1));
            }
            Kind::Event(Event::End(TagEnd::FootnoteDefinition)) => {
                if let Some((label, start)) = open.pop() {
                    found.entry(label).or_insert(start..place);
                    if open.is_empty() {
                        all.push(start..place);
                    }
                }
            }
            _ => {}
        }
    }
    (found, all)
}
