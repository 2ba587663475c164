//! A folder in memory that is written into.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use unicode_normalization::UnicodeNormalization;

use super::{Claim, Entry, Kind, Lasting, Store};

/// A folder in memory: previews that write nothing, and tests.
#[derive(Debug, Default)]
pub struct MemoryStore {
    case: Case,
    nodes: Mutex<BTreeMap<String, Node>>,
    is_claimed: Arc<AtomicBool>,
}

/// Whether a disk tells names apart by case and normal form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Case {
    /// As Linux does.
    #[default]
    Sensitive,
    /// As Windows and macOS do not.
    Forgetful,
}

#[derive(Clone, Debug)]
struct Node {
    /// The path in the spelling in which it was made.
    path: String,
    body: Body,
}

#[derive(Clone, Debug)]
enum Body {
    File(Vec<u8>),
    Folder,
    Link,
}

impl MemoryStore {
    /// An empty folder.
    pub fn new(case: Case) -> MemoryStore {
        MemoryStore { case, ..MemoryStore::default() }
    }

    /// The same with a file, as if somebody else had put it there.
    #[must_use]
    pub fn with(self, path: &str, bytes: impl AsRef<[u8]>) -> MemoryStore {
        self.put(path, Some(bytes.as_ref()));
        self
    }

    /// Puts a file where somebody else might, or a symbolic link (no bytes). Where a folder stands, or a
    /// file stands for a folder, nothing happens.
    pub fn put(&self, path: &str, bytes: Option<&[u8]>) {
        let mut nodes = self.nodes();
        if self.check(&nodes, path).is_err() {
            return;
        }
        let Ok(path) = self.spell(&mut nodes, path) else { return };
        let body = bytes.map_or(Body::Link, |bytes| Body::File(bytes.to_vec()));
        let node = nodes.entry(self.key(&path)).or_insert_with(|| Node { path, body: body.clone() });
        if !matches!(node.body, Body::Folder) {
            node.body = body;
        }
    }

    /// All files, in the spelling of the disk.
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let file = |node: &Node| match &node.body {
            Body::File(bytes) => Some((node.path.clone(), bytes.clone())),
            Body::Folder | Body::Link => None,
        };
        self.nodes().values().filter_map(file).collect()
    }

    /// All folders but the outermost, in the spelling of the disk.
    pub fn folders(&self) -> Vec<String> {
        let is_folder = |node: &&Node| matches!(node.body, Body::Folder);
        self.nodes().values().filter(is_folder).map(|node| node.path.clone()).collect()
    }

    fn nodes(&self) -> MutexGuard<'_, BTreeMap<String, Node>> {
        self.nodes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn key(&self, path: &str) -> String {
        match self.case {
            Case::Sensitive => path.to_owned(),
            Case::Forgetful => path.nfc().collect::<String>().to_lowercase(),
        }
    }

    /// The path with its folders as they are spelled already; missing ones are made.
    fn spell(&self, nodes: &mut BTreeMap<String, Node>, path: &str) -> io::Result<String> {
        if path.is_empty() || path.split('/').any(|name| matches!(name, "" | "." | "..")) {
            return Err(ErrorKind::InvalidFilename.into());
        }
        let Some((folder, name)) = path.rsplit_once('/') else { return Ok(path.to_owned()) };
        let folder = self.spell(nodes, folder)?;
        let node = nodes
            .entry(self.key(&folder))
            .or_insert_with(|| Node { path: folder.clone(), body: Body::Folder });
        match node.body {
            Body::Folder => Ok(format!("{}/{name}", node.path)),
            Body::File(_) | Body::Link => Err(ErrorKind::NotADirectory.into()),
        }
    }

    /// Whether a folder above the path is none.
    fn check(&self, nodes: &BTreeMap<String, Node>, path: &str) -> io::Result<()> {
        let above = path.match_indices('/').filter_map(|(at, _)| nodes.get(&self.key(&path[..at])));
        match above.map(|node| &node.body).find(|body| !matches!(body, Body::Folder)) {
            Some(_) => Err(ErrorKind::NotADirectory.into()),
            None => Ok(()),
        }
    }
}

impl Store for MemoryStore {
    fn claim(&self) -> io::Result<Option<Claim>> {
        struct Held(Arc<AtomicBool>);
        impl Drop for Held {
            fn drop(&mut self) {
                self.0.store(false, Ordering::Release);
            }
        }
        let was_claimed = self.is_claimed.swap(true, Ordering::AcqRel);
        Ok((!was_claimed).then(|| Box::new(Held(self.is_claimed.clone())) as Claim))
    }

    fn list(&self, folder: &str) -> io::Result<Vec<Entry>> {
        let nodes = self.nodes();
        self.check(&nodes, &format!("{folder}/"))?;
        let start = if folder.is_empty() { String::new() } else { format!("{}/", self.key(folder)) };
        let below = nodes.range(start.clone()..).take_while(|(key, _)| key.starts_with(&start));
        let mut entries: Vec<Entry> = below
            .filter(|(key, _)| !key[start.len()..].contains('/'))
            .map(|(_, node)| Entry {
                name: node.path.rsplit('/').next().unwrap_or_default().to_owned(),
                kind: kind(&node.body),
            })
            .collect();
        entries.sort();
        Ok(entries)
    }

    fn kind(&self, path: &str) -> io::Result<Option<Kind>> {
        let nodes = self.nodes();
        self.check(&nodes, path)?;
        Ok(nodes.get(&self.key(path)).map(|node| kind(&node.body)))
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        let nodes = self.nodes();
        self.check(&nodes, path)?;
        match nodes.get(&self.key(path)).map(|node| &node.body) {
            Some(Body::File(bytes)) => Ok(bytes.clone()),
            Some(Body::Folder) => Err(ErrorKind::IsADirectory.into()),
            Some(Body::Link) => Err(ErrorKind::InvalidInput.into()),
            None => Err(ErrorKind::NotFound.into()),
        }
    }

    fn create(&self, path: &str, bytes: &[u8], _lasting: Lasting) -> io::Result<()> {
        let mut nodes = self.nodes();
        let path = self.spell(&mut nodes, path)?;
        let key = self.key(&path);
        if nodes.contains_key(&key) {
            return Err(ErrorKind::AlreadyExists.into());
        }
        nodes.insert(key, Node { path, body: Body::File(bytes.to_vec()) });
        Ok(())
    }

    fn rename(&self, from: &str, to: &str, _lasting: Lasting) -> io::Result<()> {
        let mut nodes = self.nodes();
        self.check(&nodes, from)?;
        let from = self.key(from);
        match nodes.get(&from).map(|node| &node.body) {
            None => return Err(ErrorKind::NotFound.into()),
            Some(Body::Folder) => return Err(ErrorKind::IsADirectory.into()),
            Some(Body::File(_) | Body::Link) => {}
        }
        let path = self.spell(&mut nodes, to)?;
        let to = self.key(&path);
        if nodes.get(&to).is_some_and(|node| matches!(node.body, Body::Folder)) {
            return Err(ErrorKind::IsADirectory.into());
        }
        if let Some(node) = nodes.remove(&from) {
            nodes.insert(to, Node { path, body: node.body });
        }
        Ok(())
    }

    fn rename_folder(&self, from: &str, to: &str) -> io::Result<()> {
        let mut nodes = self.nodes();
        self.check(&nodes, from)?;
        let folder = match nodes.get(&self.key(from)) {
            None => return Err(ErrorKind::NotFound.into()),
            Some(Node { path, body: Body::Folder }) => path.clone(),
            Some(Node { body: Body::File(_) | Body::Link, .. }) => {
                return Err(ErrorKind::NotADirectory.into());
            }
        };
        let path = self.spell(&mut nodes, to)?;
        if nodes.contains_key(&self.key(&path)) {
            return Err(ErrorKind::AlreadyExists.into());
        }
        let (this, within) = (self.key(from), format!("{}/", self.key(from)));
        let moved: Vec<Node> = nodes
            .extract_if(.., |key, _| *key == this || key.starts_with(&within))
            .map(|(_, node)| node)
            .collect();
        for node in moved {
            let path = format!("{path}{}", &node.path[folder.len()..]);
            nodes.insert(self.key(&path), Node { path, body: node.body });
        }
        Ok(())
    }

    fn remove(&self, path: &str) -> io::Result<()> {
        let mut nodes = self.nodes();
        self.check(&nodes, path)?;
        let key = self.key(path);
        match nodes.get(&key).map(|node| &node.body) {
            None => Err(ErrorKind::NotFound.into()),
            Some(Body::Folder) => Err(ErrorKind::IsADirectory.into()),
            Some(Body::File(_) | Body::Link) => {
                nodes.remove(&key);
                Ok(())
            }
        }
    }

    fn remove_folder(&self, folder: &str) -> io::Result<()> {
        let mut nodes = self.nodes();
        self.check(&nodes, folder)?;
        let key = self.key(folder);
        match nodes.get(&key).map(|node| &node.body) {
            None => return Err(ErrorKind::NotFound.into()),
            Some(Body::File(_) | Body::Link) => return Err(ErrorKind::NotADirectory.into()),
            Some(Body::Folder) => {}
        }
        let start = format!("{key}/");
        if nodes.range(start.clone()..).next().is_some_and(|(key, _)| key.starts_with(&start)) {
            return Err(ErrorKind::DirectoryNotEmpty.into());
        }
        nodes.remove(&key);
        Ok(())
    }
}

fn kind(body: &Body) -> Kind {
    match body {
        Body::File(_) => Kind::File,
        Body::Folder => Kind::Folder,
        Body::Link => Kind::Link,
    }
}
