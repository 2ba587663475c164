//! The program as users run it: what each verb says where, in which language, with which exit code.

mod add;
mod build;
mod new;
mod render;
pub(crate) mod serve;
mod theme;
pub(crate) mod transcript;
mod usage;
mod why;
