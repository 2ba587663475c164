//! Plans every output of the site and renders it: views, theme, and the registry of job kinds.

mod job;

pub use job::{Answer, Job, Key, Planned, Rendered};
