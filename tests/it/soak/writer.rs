//! A writer who edits at random, saving as editors do.

use std::path::PathBuf;

use super::corpus::{self, Dice};
use crate::cli::transcript::Site;

/// Cases of the site.
pub(super) const CASES: usize = 50;

/// A template that the site has of its own, and its text.
pub(super) const TEMPLATE: (&str, &str) =
    ("templates/institution.html", "{% extends \"sujian/institution.html\" %}");

/// Where a case lies.
pub(super) fn file(case: usize) -> String {
    format!("content/cases/case-{case:05}.md")
}

/// Where it lies as a folder, with pictures beside it.
fn folder(case: usize) -> String {
    format!("content/cases/case-{case:05}")
}

/// The text of a case with a word in it that tells its version. It leads to no other, for those may be away.
pub(super) fn text(case: usize, sign: &str) -> String {
    let text = corpus::case(case, CASES).replacen("。\n\n", &format!("。{sign}。\n\n"), 1);
    let (before, rest) = text.split_once("另见[").unwrap();
    format!("{before}{}", rest.split_once("。\n\n").unwrap().1)
}

/// A writer with a site.
pub(super) struct Writer<'a> {
    site: &'a Site,
    /// Tells this writer's words from those of others.
    number: usize,
    edits: usize,
    latest: Option<usize>,
    /// Of each case, the word of its last version without an error; nothing where it was removed.
    signs: Vec<Option<String>>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(site: &'a Site, number: usize) -> Writer<'a> {
        Writer { site, number, edits: 0, latest: None, signs: vec![Some(String::new()); CASES] }
    }

    /// Does something to the files.
    pub(super) fn edit(&mut self, dice: &mut Dice) {
        self.edits += 1;
        let case = dice.below(CASES);
        match dice.below(20) {
            0..=9 => self.change(case, dice),
            10..=12 => self.spoil(case, dice),
            13..=14 => self.take(case),
            15..=16 => self.turn(case),
            17 => self.settle(dice),
            18 => self.dress(dice),
            _ => self.attach(case, dice),
        }
    }

    /// The address of the case that was changed last, and the word that it must show.
    pub(super) fn latest(&mut self) -> Option<(String, String)> {
        let case = self.latest.take()?;
        self.signs[case].is_some().then(|| self.shown(case))
    }

    /// The address of a case and its word.
    pub(super) fn shown(&self, case: usize) -> (String, String) {
        (format!("/cases/case-{case:05}/"), self.signs[case].clone().unwrap_or_default())
    }

    /// Writes every case anew and removes whatever else there is.
    pub(super) fn tidy(&mut self) {
        for case in 0..CASES {
            self.edits += 1;
            let sign = self.sign();
            let _ = std::fs::remove_dir_all(self.place(&folder(case)));
            self.site.write(&file(case), &text(case, &sign));
            self.signs[case] = Some(sign);
        }
        for folder in ["templates/own", "static"] {
            let _ = std::fs::remove_dir_all(self.place(folder));
        }
        self.site.write(TEMPLATE.0, TEMPLATE.1);
        self.site.write("site.yaml", "title: 基准站\ntheme: sujian\n");
    }

    fn sign(&self) -> String {
        format!("第{}位第{}次修改", self.number, self.edits)
    }

    fn place(&self, path: &str) -> PathBuf {
        self.site.path().join(path)
    }

    /// Where a case lies now, or will when it comes back.
    fn lies(&self, case: usize) -> String {
        let inside = format!("{}/index.md", folder(case));
        if self.place(&inside).exists() { inside } else { file(case) }
    }

    fn change(&mut self, case: usize, dice: &mut Dice) {
        let sign = self.sign();
        self.save(&self.lies(case), &text(case, &sign), dice);
        self.signs[case] = Some(sign);
        self.latest = Some(case);
    }

    /// Writes a case with an error; a later change mends it.
    fn spoil(&mut self, case: usize, dice: &mut Dice) {
        let whole = text(case, &self.sign());
        let bad = match dice.below(3) {
            0 => whole.replacen("date: ", "date: 2024-13-", 1),
            1 => whole.replacen("title: ", "title: [", 1),
            _ => whole.replacen("\n---\n", "\n", 1),
        };
        self.save(&self.lies(case), &bad, dice);
        self.latest = None;
    }

    fn take(&mut self, case: usize) {
        let _ = std::fs::remove_dir_all(self.place(&folder(case)));
        let _ = std::fs::remove_file(self.place(&file(case)));
        self.signs[case] = None;
        self.latest = None;
    }

    /// Makes a file a folder, or a folder a file.
    fn turn(&mut self, case: usize) {
        let (file, folder) = (self.place(&file(case)), self.place(&folder(case)));
        if file.exists() {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::rename(&file, folder.join("index.md")).unwrap();
        } else if folder.exists() {
            let _ = std::fs::rename(folder.join("index.md"), &file);
            std::fs::remove_dir_all(&folder).unwrap();
        }
    }

    /// Edits site.yaml; one in three is broken.
    fn settle(&self, dice: &mut Dice) {
        let title = if dice.below(3) == 0 { "[" } else { "基准站" };
        self.save(
            "site.yaml",
            &format!("title: {title}\ntheme: sujian\npage_size: {}\n", 5 + dice.below(9)),
            dice,
        );
    }

    /// Breaks and mends a template, and makes and removes another with its folder. The one that is broken is
    /// always there: of one that never was good no good version can stay.
    fn dress(&self, dice: &mut Dice) {
        match dice.below(4) {
            0 => self.save(TEMPLATE.0, TEMPLATE.1, dice),
            1 => self.save(TEMPLATE.0, "{% if %}", dice),
            2 => self.save("templates/own/more.html", "more", dice),
            _ => drop(std::fs::remove_dir_all(self.place("templates/own"))),
        }
    }

    /// Puts a file beside a case that is a folder, or among those that are copied as they are.
    fn attach(&self, case: usize, dice: &mut Dice) {
        let folder = folder(case);
        let path = if self.place(&folder).exists() {
            format!("{folder}/附件.txt")
        } else {
            "static/附件.txt".to_owned()
        };
        self.save(&path, &self.sign(), dice);
    }

    /// Saves as one editor or another does.
    fn save(&self, path: &str, text: &str, dice: &mut Dice) {
        let place = self.place(path);
        let beside = |ending: &str| PathBuf::from(format!("{}{ending}", place.display()));
        match dice.below(5) {
            // Over the old text, in one go or in two.
            0 => self.site.write(path, text),
            1 => {
                let half = (0..=text.len() / 2).rev().find(|at| text.is_char_boundary(*at)).unwrap();
                self.site.write(path, &text[..half]);
                self.site.write(path, text);
            }
            // Aside, and then in its place.
            2 => {
                self.site.write(&format!("{path}.tmp"), text);
                std::fs::rename(beside(".tmp"), &place).unwrap();
            }
            // With the old text kept for a moment.
            3 => {
                let _ = std::fs::rename(&place, beside("~"));
                self.site.write(path, text);
                let _ = std::fs::remove_file(beside("~"));
            }
            // Anew.
            _ => {
                let _ = std::fs::remove_file(&place);
                self.site.write(path, text);
            }
        }
    }
}
