//! Follows the files of a site: whatever changes is planned anew, for as long as the preview lives.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use crate::base::files::{Touched, disk};
use crate::base::network;
use crate::pipeline::Report;

use super::answer::Preview;
use super::watch::{Heard, Watch};

/// The least time between two looks where the system tells nothing.
const LOOK: Duration = Duration::from_secs(1);

/// A look may take this part of the time: a slow drive is looked at less often.
const SHARE: u32 = 5;

/// How soon a file that could not be read is tried again.
const AGAIN: Duration = Duration::from_millis(200);

/// How changes are noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// The system tells.
    Events,
    /// Files are read again every second, less often where that is slow.
    Polling(Cause),
}

/// Why files are read again and again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The user wants it so.
    Wanted,
    /// The folder lies on a network drive or a shared one: what others change there is not told.
    Network,
    /// The system refuses to tell.
    Refused,
}

impl Way {
    /// How changes of the folder at `root` are noticed best.
    pub fn fit(root: &Path) -> Way {
        if network::is_network(&disk::without_links(root)) {
            Way::Polling(Cause::Network)
        } else {
            Way::Events
        }
    }
}

/// What whoever runs a preview is told.
pub enum Told {
    /// What was found in the site; told whenever that changes.
    Found(Vec<Report>),
    /// Changes are noticed in another way from now on.
    Way(Way),
}

/// Hears what there is to tell.
pub type Listener = Box<dyn FnMut(Told) + Send>;

/// Follows a site's files until the preview ends.
pub(super) struct Follower {
    preview: Arc<Preview>,
    root: PathBuf,
    listener: Listener,
    found: Vec<Report>,
}

impl Follower {
    /// Follows the site at `root`, a path without links.
    pub(super) fn new(preview: Arc<Preview>, root: PathBuf, listener: Listener) -> Follower {
        let found = preview.reports();
        Follower { preview, root, listener, found }
    }

    /// Follows until `end` is closed, on a thread of its own: to have the system watch, every folder is looked
    /// at, and nobody's first page waits for that. Where the system refuses, polls and says so.
    pub(super) fn follow(mut self, way: Way, end: &Receiver<()>) {
        match way {
            Way::Polling(_) => self.poll(end),
            Way::Events => match Watch::new(self.root.clone()) {
                Ok(watch) => self.listen(watch, end),
                Err(_) => self.refused(end),
            },
        }
    }

    /// The system does not tell, or not any more.
    fn refused(&mut self, end: &Receiver<()>) {
        (self.listener)(Told::Way(Way::Polling(Cause::Refused)));
        self.poll(end);
    }

    fn listen(&mut self, mut watch: Watch, end: &Receiver<()>) {
        // What changed while the site was being planned was not heard of.
        self.update(&Touched::Anything);
        while !is_over(end) {
            self.follow_beside(&mut watch);
            let unreadable = self.preview.unreadable();
            let until = (!unreadable.is_empty()).then(|| Instant::now() + AGAIN);
            match watch.next(until) {
                Heard::Changes(touched) => self.update(&touched.and(unreadable)),
                Heard::Nothing => self.update(&unreadable),
                Heard::Deaf => {
                    drop(watch);
                    return self.refused(end);
                }
            };
        }
    }

    /// Has all watched that the plan was made from, wherever it lies.
    fn follow_beside(&mut self, watch: &mut Watch) {
        loop {
            let unheard = watch.follow_beside(self.preview.beside());
            if unheard.is_empty() || !self.update(&unheard) {
                return;
            }
        }
    }

    /// Plans anew where what was touched differs; tells whether it did.
    fn update(&mut self, touched: &Touched) -> bool {
        if !self.preview.update(touched) {
            return false;
        }
        let found = self.preview.reports();
        if found != self.found {
            self.found.clone_from(&found);
            (self.listener)(Told::Found(found));
        }
        true
    }

    fn poll(&mut self, end: &Receiver<()>) {
        let mut pause = LOOK;
        while end.recv_timeout(pause) == Err(RecvTimeoutError::Timeout) {
            let start = Instant::now();
            self.update(&Touched::Anything);
            pause = LOOK.max(start.elapsed() * SHARE);
        }
    }
}

fn is_over(end: &Receiver<()>) -> bool {
    end.try_recv() == Err(std::sync::mpsc::TryRecvError::Disconnected)
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;
    use crate::base::Lang;
    use crate::serve::testing::OPTIONS;

    #[test]
    fn where_the_system_refuses_to_watch_files_are_looked_at_and_that_is_said() {
        let root = tempfile::tempdir().unwrap();
        let preview = Arc::new(Preview::new(root.path(), OPTIONS, Lang::En));
        let (tell, told) = channel();
        let listener: Listener = Box::new(move |what| {
            if let Told::Way(way) = what {
                tell.send(way).unwrap();
            }
        });
        let follower = Follower::new(preview, root.path().join("not-there"), listener);
        let (end, ended) = channel();
        let following = std::thread::spawn(move || follower.follow(Way::Events, &ended));
        assert_eq!(told.recv().unwrap(), Way::Polling(Cause::Refused));
        drop(end);
        following.join().unwrap();
    }
}
