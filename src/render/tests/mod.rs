//! Tests of the whole floor on a site made by hand.

mod feeds;
pub(in crate::render) mod fixture;
mod links;
mod pages;
mod planning;
mod queries;
