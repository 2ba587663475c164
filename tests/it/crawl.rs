//! Every link of the built site leads somewhere: on a server that knows no folder index, below a
//! sub-path, and by double-click from a folder with an awkward name.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use scraper::{Html, Selector};
use url::Url;

use crate::project::built_site;
use crate::sites::below;

/// The site as some host shows it: addresses to files.
pub(crate) struct Host {
    /// The address of the site's root, ending in `/`.
    pub(crate) root: Url,
    /// Every output file by its whole address.
    files: BTreeMap<String, PathBuf>,
}

impl Host {
    /// A server that answers exact paths only, with the site below `root`.
    pub(crate) fn server(folder: &Path, root: &str) -> Host {
        let root = Url::parse(root).unwrap();
        let files = below(folder)
            .into_iter()
            .map(|file| {
                let relative = file.strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
                (address(&root, &relative), file)
            })
            .collect();
        Host { root, files }
    }

    /// Double-click: addresses are those of the disk.
    fn disk(folder: &Path) -> Host {
        let root = Url::from_directory_path(folder).unwrap();
        let files = below(folder)
            .into_iter()
            .map(|file| (Url::from_file_path(&file).unwrap().to_string(), file))
            .collect();
        Host { root, files }
    }

    /// The file that stands at an address.
    pub(crate) fn get(&self, address: &Url) -> Option<&PathBuf> {
        let mut exact = address.clone();
        exact.set_fragment(None);
        exact.set_query(None);
        self.files.get(exact.as_str())
    }
}

fn address(root: &Url, relative: &str) -> String {
    let mut url = root.clone();
    let mut segments = url.path_segments_mut().unwrap();
    segments.pop_if_empty().extend(relative.split('/'));
    drop(segments);
    url.to_string()
}

/// Every address that a page names, with the attribute it stands in.
fn addresses(page: &Html) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for attribute in ["href", "src", "poster", "data", "action", "srcset", "content"] {
        let selector = Selector::parse(&format!("[{attribute}]")).unwrap();
        for element in page.select(&selector) {
            let value = element.value().attr(attribute).unwrap();
            match attribute {
                "srcset" => found.extend(
                    value
                        .split(',')
                        .filter_map(|part| part.split_whitespace().next())
                        .map(|address| (attribute.to_owned(), address.to_owned())),
                ),
                // Of all `content` attributes only that of a refresh names an address.
                "content" => {
                    if let Some((_, address)) = value.split_once("url=") {
                        found.push((attribute.to_owned(), address.to_owned()));
                    }
                }
                _ => found.push((attribute.to_owned(), value.to_owned())),
            }
        }
    }
    found
}

fn ids(page: &Html) -> BTreeSet<String> {
    let selector = Selector::parse("[id], a[name]").unwrap();
    page.select(&selector)
        .flat_map(|element| [element.value().attr("id"), element.value().attr("name")])
        .flatten()
        .map(str::to_owned)
        .collect()
}

fn css_addresses(css: &str) -> Vec<String> {
    css.split("url(")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
        .map(|address| address.trim_matches(['"', '\'', ' ']).to_owned())
        .filter(|address| !address.starts_with("data:"))
        .collect()
}

/// Follows every address of every file; says how many were followed.
fn crawl(host: &Host) -> (usize, Vec<String>) {
    let mut pages: BTreeMap<&str, Html> = BTreeMap::new();
    for (address, file) in &host.files {
        if address.ends_with(".html") {
            pages.insert(address, Html::parse_document(&std::fs::read_to_string(file).unwrap()));
        }
    }
    let ids: BTreeMap<&str, BTreeSet<String>> = pages.iter().map(|(at, page)| (*at, ids(page))).collect();
    let mut followed = 0;
    let mut dead = Vec::new();
    for (from, page) in &pages {
        let base = Url::parse(from).unwrap();
        for (attribute, typed) in addresses(page) {
            let Ok(target) = base.join(&typed) else {
                dead.push(format!("{from}: {attribute} `{typed}` is no address"));
                continue;
            };
            let here = target.scheme() == host.root.scheme()
                && target.host() == host.root.host()
                && target.port() == host.root.port();
            if !here {
                assert!(["http", "https", "mailto", "tel"].contains(&target.scheme()), "{from}: {typed}");
                continue;
            }
            followed += 1;
            match host.get(&target) {
                None => dead.push(format!("{from}: {attribute} `{typed}`")),
                Some(_) => {
                    let mut place = target.clone();
                    place.set_fragment(None);
                    let id = target.fragment().map(|id| {
                        percent_encoding::percent_decode_str(id).decode_utf8().unwrap().into_owned()
                    });
                    if let (Some(id), Some(known)) = (id, ids.get(place.as_str()))
                        && !id.is_empty()
                        && !known.contains(&id)
                    {
                        dead.push(format!("{from}: no place `{typed}`"));
                    }
                }
            }
        }
    }
    for (address, file) in host.files.iter().filter(|(address, _)| address.ends_with(".css")) {
        for typed in css_addresses(&std::fs::read_to_string(file).unwrap()) {
            followed += 1;
            if host.get(&Url::parse(address).unwrap().join(&typed).unwrap()).is_none() {
                dead.push(format!("{address}: `{typed}`"));
            }
        }
    }
    (followed, dead)
}

#[test]
fn every_link_leads_somewhere_below_a_sub_path() {
    let site = built_site();
    let (followed, dead) = crawl(&Host::server(site.output(), "http://host.example/some/path/"));
    assert!(followed > 1000, "only {followed} links were followed");
    assert!(dead.is_empty(), "{} dead links:\n{}", dead.len(), dead.join("\n"));
}

#[test]
fn every_link_leads_somewhere_by_double_click() {
    let site = built_site();
    let folder = tempfile::tempdir().unwrap();
    let awkward = folder.path().join("风采 展示#1%20");
    copy_tree(site.output(), &awkward);
    let (followed, dead) = crawl(&Host::disk(&awkward));
    assert!(followed > 1000, "only {followed} links were followed");
    assert!(dead.is_empty(), "{} dead links:\n{}", dead.len(), dead.join("\n"));
}

fn copy_tree(from: &Path, to: &Path) {
    for file in below(from) {
        let target = to.join(file.strip_prefix(from).unwrap());
        std::fs::create_dir_all(target.parent().unwrap()).unwrap();
        std::fs::copy(&file, &target).unwrap();
    }
}

#[test]
fn the_crawl_can_fail() {
    let folder = tempfile::tempdir().unwrap();
    let page = r##"<a href="b.html">b</a><a href="#no">no</a><a href="a.html#yes">yes</a><p id="yes">"##;
    std::fs::write(folder.path().join("a.html"), page).unwrap();
    let (followed, dead) = crawl(&Host::server(folder.path(), "http://host.example/x/"));
    assert_eq!(followed, 3);
    assert_eq!(dead.len(), 2, "{dead:?}");
}
