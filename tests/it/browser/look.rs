//! How pages look: nothing sticks out on narrow screens, and all text can be read, light and dark.

use std::path::{Path, PathBuf};

use url::Url;

use super::specimen::{specimen, themes};
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

/// Keeps pictures of what a tab shows, on a desk and on a telephone, where `FENGCAI_PICTURES` asks.
fn keep_pictures(tab: &mut Tab, name: &str) {
    let Some(folder) = std::env::var_os("FENGCAI_PICTURES").map(PathBuf::from) else { return };
    std::fs::create_dir_all(&folder).unwrap();
    for width in [1280, 390] {
        tab.resize(width);
        std::fs::write(folder.join(format!("{name}-{width}.png")), tab.picture()).unwrap();
    }
}

#[test]
fn no_page_scrolls_sideways_and_menus_can_be_tapped() {
    let Some(mut browser) = Browser::start() else { return };
    let mut tab = browser.tab();
    let mut faults = Vec::new();
    for theme in themes() {
        for (page, file) in specimen(&theme).pages() {
            tab.open(&address(&file));
            for width in NARROW {
                tab.resize(*width);
                let found = [measure(&mut tab, "sideways"), measure(&mut tab, "small")].concat();
                faults.extend(found.iter().map(|fault| format!("{theme}, {page}, {width} px: {fault}")));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_text_can_be_read_light_and_dark() {
    let Some(mut browser) = Browser::start() else { return };
    let mut tab = browser.tab();
    let mut faults = Vec::new();
    for theme in themes() {
        for (page, file) in specimen(&theme).pages() {
            tab.open(&address(&file));
            for scheme in [Scheme::Light, Scheme::Dark] {
                tab.prefer(scheme);
                let found = measure(&mut tab, "pale");
                faults.extend(found.iter().map(|fault| format!("{theme}, {page}, {scheme:?}: {fault}")));
                keep_pictures(&mut tab, &format!("{theme}-{page}-{scheme:?}").to_lowercase());
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
