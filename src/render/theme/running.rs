//! The job that runs on this thread. Functions of the engine know nothing but their arguments, and
//! inside a component not even the page; so the job they run for is one scoped thread-local.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::Words;

use super::Shared;
use super::query::{Oracle, Query};

thread_local! {
    static RUNNING: RefCell<Option<Running>> = const { RefCell::new(None) };
}

/// A job under way.
struct Running {
    oracle: Arc<dyn Oracle>,
    asked: BTreeMap<Query, String>,
    complaint: Option<Words>,
}

/// What is known once a job has run.
#[derive(Debug, Default)]
pub(super) struct Ran {
    /// Hashes of the answers that it was given.
    pub(super) asked: BTreeMap<Query, String>,
    /// What one of our own functions had to say when it failed last.
    pub(super) complaint: Option<Words>,
}

/// Puts the outer job back when the inner one ends, however it ends.
struct Scope(Option<Running>);

impl Drop for Scope {
    fn drop(&mut self) {
        RUNNING.set(self.0.take());
    }
}

/// Runs `job` with `oracle` to ask.
pub(super) fn run<T>(oracle: Arc<dyn Oracle>, job: impl FnOnce() -> T) -> (T, Ran) {
    let running = Running { oracle, asked: BTreeMap::new(), complaint: None };
    let scope = Scope(RUNNING.replace(Some(running)));
    let value = job();
    let ran = RUNNING
        .take()
        .map_or_else(Ran::default, |running| Ran { asked: running.asked, complaint: running.complaint });
    drop(scope);
    (value, ran)
}

/// Asks the oracle of the running job.
pub(super) fn ask(query: Query) -> Result<Shared, Words> {
    // The oracle is asked outside of the borrow: answering may print a text, which may run a component.
    let Some(oracle) = RUNNING.with_borrow(|running| running.as_ref().map(|running| running.oracle.clone()))
    else {
        return Err(words!("模板之外不能查询", "queries are answered inside of a job only"));
    };
    let reply = oracle.ask(&query)?;
    RUNNING.with_borrow_mut(|running| {
        if let Some(running) = running {
            running.asked.insert(query, reply.digest.clone());
        }
    });
    Ok(reply.value.clone())
}

/// Keeps what a function has to say in both languages; the engine carries one text only.
pub(super) fn complain(words: &Words) {
    RUNNING.with_borrow_mut(|running| {
        if let Some(running) = running {
            running.complaint = Some(words.clone());
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::theme::Reply;

    struct Fixed(&'static str);

    impl Oracle for Fixed {
        fn ask(&self, _: &Query) -> Result<Arc<Reply>, Words> {
            Ok(Arc::new(Reply::new(Shared::of(self.0))))
        }
    }

    #[test]
    fn jobs_nest_and_end() {
        assert!(ask(Query::Today).is_err());
        let ((), ran) = run(Arc::new(Fixed("outer")), || {
            let (inner, _) = run(Arc::new(Fixed("inner")), || ask(Query::Today).unwrap());
            assert_eq!(inner, Shared::of("inner"));
            assert_eq!(ask(Query::Today).unwrap(), Shared::of("outer"));
        });
        assert_eq!(ran.asked.len(), 1);
        assert!(ask(Query::Today).is_err());
    }

    #[test]
    fn a_job_that_panics_leaves_nothing_behind() {
        let caught = std::panic::catch_unwind(|| run(Arc::new(Fixed("x")), || panic!("on purpose")));
        assert!(caught.is_err());
        assert!(ask(Query::Today).is_err());
    }
}
