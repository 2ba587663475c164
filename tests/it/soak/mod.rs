//! A preview that is edited for hours stays what it was: what it shows last is right, and no memory, file,
//! thread or watch is kept of what went before.
//!
//! A short run is part of every test. The long one makes 10,000 edits and takes some minutes:
//! `cargo test --test it -- --ignored --nocapture soak`.

#[path = "../../../benches/corpus/mod.rs"]
#[allow(dead_code, reason = "the benchmarks use the rest")]
mod corpus;
mod holdings;
mod visitors;
mod writer;

use std::path::Path;
use std::time::Instant;

use crate::cli::serve::{Server, body, status};
use crate::cli::transcript::{Site, run};
use crate::sites::below;
use corpus::Dice;
use holdings::Holdings;
use visitors::Visitors;
use writer::Writer;

/// Edits that come at once, at most.
const BURST: usize = 8;

/// How much more memory may be held after all edits than after the first tenth, in MiB. What was freed is not
/// all given back, and it lies scattered; a plan of this site takes some 3 MiB and a page 30 KiB, so that a
/// plan kept in a hundred, or a page kept in each tenth edit, is more.
const SLACK: usize = 24;

#[test]
fn a_preview_shows_what_was_written_last_and_keeps_nothing_open() {
    let (site, server) = start();
    let start = Holdings::alone(&server);
    work(&site, &server, 120, 7);
    if let Some(start) = start {
        let is_as_before = |now: &Holdings| now.files == start.files && now.watches == start.watches;
        Holdings::until(&server, &format!("{start:?}"), is_as_before);
    }
    assert_right(&site, &server);
}

#[test]
#[ignore = "takes some minutes"]
fn soak_of_ten_thousand_edits() {
    let (site, server) = start();
    let begun = Instant::now();
    work(&site, &server, 1_000, 1);
    let is_quiet = |now: &Holdings| now.threads <= Holdings::least_threads() && now.connections == 0;
    let warm = Holdings::until(&server, "no thread but the least", is_quiet);
    let mut last = warm.clone();
    for part in 1..=9 {
        eprintln!("{} edits in {} s: {last:?}", part * 1_000, begun.elapsed().as_secs());
        work(&site, &server, 1_000, 1 + part);
        last = Holdings::until(&server, "no thread but the least", is_quiet);
    }
    eprintln!("10000 edits in {} s: {last:?}", begun.elapsed().as_secs());
    assert_right(&site, &server);
    let (Some(warm), Some(last)) = (warm, last) else { return };
    assert_eq!((last.files, last.watches, last.threads), (warm.files, warm.watches, warm.threads));
    assert!(last.memory <= warm.memory + SLACK * 1024, "{warm:?} became {last:?}");
}

/// A running preview of a site with some cases.
fn start() -> (Site, Server) {
    let site = Site::new(&[]);
    corpus::write_site(site.path(), writer::CASES, "sujian").unwrap();
    for case in 0..writer::CASES {
        site.write(&writer::file(case), &writer::text(case, ""));
    }
    site.write(writer::TEMPLATE.0, writer::TEMPLATE.1);
    let server = Server::start(&site, &["--port", "0"]);
    assert_eq!(status(&server.get("/")), "200");
    (site, server)
}

/// Edits the site while visitors come and go; leaves the files as they were in the beginning, but for a word in
/// each case, and nobody there.
fn work(site: &Site, server: &Server, edits: usize, seed: usize) {
    let mut dice = Dice(seed as u64);
    let mut visitors = Visitors::of(server);
    let mut writer = Writer::new(site, seed);
    let mut done = 0;
    while done < edits {
        let burst = 1 + dice.below(BURST);
        (0..burst).for_each(|_| writer.edit(&mut dice));
        done += burst;
        visitors.stroll(&mut dice);
        if let Some((path, sign)) = writer.latest() {
            server.until(&path, |page| page.contains(&sign));
        }
    }
    writer.tidy();
    for case in 0..writer::CASES {
        let (path, sign) = writer.shown(case);
        server.until(&path, |page| page.contains(&sign));
    }
}

/// What is served is what a build writes.
fn assert_right(site: &Site, server: &Server) {
    let built = run(site.fengcai().args(["build", "--output"]).arg(site.path().join("built")));
    assert_eq!(built.code, 0, "{}", built.err);
    let root = site.path().join("built");
    let files = below(&root);
    assert!(files.len() > 100, "{} files", files.len());
    for file in files {
        let name = file.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
        if !is_own(&name) {
            let written = std::fs::read(&file).unwrap();
            assert_eq!(plain(server, &name), String::from_utf8_lossy(&written), "{name}");
        }
    }
    std::fs::remove_dir_all(&root).unwrap();
}

/// What a build notes for itself.
fn is_own(name: &str) -> bool {
    Path::new(name).file_name().is_some_and(|name| name.to_str().unwrap().starts_with('.'))
}

fn plain(server: &Server, name: &str) -> String {
    let host = &server.address;
    let path = fengcai::base::route::encode(name);
    let asked =
        format!("GET /{path} HTTP/1.1\r\nHost: {host}\r\nFengcai-Plain: 1\r\nConnection: close\r\n\r\n");
    body(&server.raw(&asked)).to_owned()
}
