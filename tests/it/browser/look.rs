//! How pages look: nothing sticks out on narrow screens, and all text can be read, light and dark.

use std::path::{Path, PathBuf};

use url::Url;

use super::specimen::{kinds, specimen};
use super::{Browser, Scheme, Tab};

/// Measures of a shown page.
const MEASURES: &str = include_str!("measure.js");

/// Narrow screens in CSS pixels: a common telephone, and the least that WCAG asks for.
const NARROW: &[u32] = &[390, 320];

/// Faults that a measure finds on the page that is shown.
fn measure(tab: &mut Tab, name: &str) -> Vec<String> {
    tab.ask(&format!("(() => {{ {MEASURES}\n return {name}(); }})()"))
}

/// The address of a page on the disk.
fn address(file: &Path) -> String {
    Url::from_file_path(file).unwrap().to_string()
}

/// Keeps a picture of what a tab shows where `FENGCAI_PICTURES` asks for it.
fn keep_picture(tab: &mut Tab, name: &str) {
    if let Some(folder) = std::env::var_os("FENGCAI_PICTURES").map(PathBuf::from) {
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(format!("{name}.png")), tab.picture()).unwrap();
    }
}

#[test]
fn no_page_scrolls_sideways_and_menus_can_be_tapped() {
    let Some(mut browser) = Browser::start() else { return };
    let mut tab = browser.tab();
    let mut faults = Vec::new();
    for (kind, file) in kinds() {
        tab.open(&address(&file));
        for width in NARROW {
            tab.resize(*width);
            let found = [measure(&mut tab, "sideways"), measure(&mut tab, "small")].concat();
            faults.extend(found.into_iter().map(|fault| format!("{kind} at {width}: {fault}")));
        }
    }
    let hard = specimen().join("notes/hard/index.html");
    for width in NARROW {
        tab.resize(*width);
        tab.open(&address(&hard));
        let found = measure(&mut tab, "sideways");
        faults.extend(found.into_iter().map(|fault| format!("hard page at {width}: {fault}")));
        keep_picture(&mut tab, &format!("hard-{width}"));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_text_can_be_read_light_and_dark() {
    let Some(mut browser) = Browser::start() else { return };
    let mut tab = browser.tab();
    let mut faults = Vec::new();
    for (kind, file) in kinds() {
        tab.open(&address(&file));
        for scheme in [Scheme::Light, Scheme::Dark] {
            tab.prefer(scheme);
            let found = measure(&mut tab, "pale");
            faults.extend(found.into_iter().map(|fault| format!("{kind}, {scheme:?}: {fault}")));
            for width in [1280, 390] {
                tab.resize(width);
                keep_picture(&mut tab, &format!("{kind}-{width}-{scheme:?}").to_lowercase());
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_measures_can_fail() {
    let Some(mut browser) = Browser::start() else { return };
    let mut tab = browser.tab();
    tab.resize(390);
    tab.open("data:text/html,<body style='margin:0;background:white'><header><nav><a>x</a></nav></header>");
    assert_eq!(measure(&mut tab, "sideways"), Vec::<String>::new());
    assert_eq!(measure(&mut tab, "pale"), Vec::<String>::new());
    assert_eq!(measure(&mut tab, "small").len(), 1);
    tab.ask::<()>("void (document.body.innerHTML = '<p style=\"width:500px;color:rgb(0 0 0 / 40%)\">x')");
    assert_eq!(measure(&mut tab, "sideways"), ["110px too wide: p"]);
    let pale = measure(&mut tab, "pale");
    assert!(pale.len() == 1 && pale[0].ends_with("p: x"), "{pale:?}");
}
