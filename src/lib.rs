//! Fengcai (风采) turns a folder of Markdown case studies into a showcase of exemplary branches.

#[macro_use]
pub mod base;
#[macro_use]
pub mod yaml;

pub mod config;
pub mod markdown;
pub mod model;
pub mod parse;
pub mod relate;
pub mod render;
pub mod scan;
pub mod write;
