//! The front matter of new texts, in the language of the site. Names of keys and their allowed values come
//! from the tables and the vocabulary; what is still empty carries a comment that says what belongs there.

use jiff::civil;

use crate::base::{Lang, Words};
use crate::config::{Config, Term};
use crate::model::keys::{case, framework, institution, page};
use crate::yaml::{Key, Wants};

/// What every new text needs to know.
pub(super) struct Occasion<'a> {
    pub(super) config: &'a Config,
    pub(super) today: civil::Date,
    pub(super) title: &'a str,
}

impl Occasion<'_> {
    fn in_lang<'w>(&self, words: &'w Words) -> &'w str {
        words.in_lang(self.config.lang)
    }

    /// A key and its value.
    fn entry(&self, key: &Key, value: &str) -> String {
        format!("{}: {value}\n", self.name(key))
    }

    /// A key without a value, and what belongs there.
    fn empty(&self, key: &Key, what: &str) -> String {
        format!("# {what}\n{}:\n", self.name(key))
    }

    /// The title as the name was typed.
    fn title(&self, key: &Key) -> String {
        self.entry(key, &scalar(self.title))
    }

    /// The last entry: what is new is a draft.
    fn draft(&self) -> String {
        let why = words!(
            "写好以后删去下一行，才会发布",
            "remove the next line when the text is ready to be published"
        );
        format!("# {}\n{}\n", self.in_lang(&why), draft_line(self.config.lang))
    }

    fn name(&self, key: &Key) -> &'static str {
        match self.config.lang {
            Lang::Zh => key.zh,
            Lang::En => key.en,
        }
    }

    /// What a key means, from its table.
    fn meaning(&self, key: &Key) -> &'static str {
        match self.config.lang {
            Lang::Zh => key.doc_zh,
            Lang::En => key.doc_en,
        }
    }

    /// Terms as a writer may type them.
    fn terms(&self, terms: &[Term]) -> String {
        let named = |term: &Term| match self.config.lang {
            Lang::Zh => term.zh.clone(),
            Lang::En => term.id.clone(),
        };
        terms.iter().map(named).collect::<Vec<_>>().join(self.in_lang(&words!("、", ", ")))
    }

    fn fenced(&self, entries: &[String]) -> String {
        format!("---\n{}---\n", entries.concat())
    }
}

/// The line that makes a text a draft; its key has one name in all tables.
pub(super) fn draft_line(lang: Lang) -> String {
    let line = Words::new(format!("{}: 是", case::DRAFT.zh), format!("{}: yes", case::DRAFT.en));
    line.in_lang(lang).to_owned()
}

/// A case without its headings. `frameworks` are the names of those it takes up, `known` those of all.
pub(super) fn case(occasion: &Occasion<'_>, frameworks: &[String], known: &[String]) -> String {
    let vocabulary = &occasion.config.vocabulary;
    let (kinds, members) =
        (occasion.terms(&vocabulary.branch_kinds), occasion.terms(&vocabulary.memberships));
    let branch = words!(
        "支部的名称；类别按名称判断：{kinds}",
        "name of the branch; its kind is told by the name: {kinds}"
    );
    let membership = words!("可以写：{members}", "one of: {members}");
    occasion.fenced(&[
        occasion.title(&case::TITLE),
        occasion.entry(&case::DATE, &occasion.today.to_string()),
        occasion.empty(&case::INSTITUTION, occasion.meaning(&case::INSTITUTION)),
        occasion.empty(&case::BRANCH, occasion.in_lang(&branch)),
        occasion.empty(&case::MEMBERSHIP, occasion.in_lang(&membership)),
        taken_up(occasion, frameworks, known),
        further(occasion),
        occasion.draft(),
    ])
}

fn taken_up(occasion: &Occasion<'_>, frameworks: &[String], known: &[String]) -> String {
    if frameworks.is_empty() {
        let listed = known.join(occasion.in_lang(&words!("、", ", ")));
        let what = if known.is_empty() {
            words!(
                "对照的框架，一行一个，写成“  - 名称”",
                "frameworks it is measured against, each on a line `  - name`"
            )
        } else {
            words!(
                "对照的框架，一行一个，写成“  - 名称”。本站有：{listed}",
                "frameworks it is measured against, each on a line `  - name`. This site has: {listed}"
            )
        };
        return occasion.empty(&case::FRAMEWORKS, occasion.in_lang(&what));
    }
    let items: String = frameworks.iter().map(|name| format!("  - {}\n", scalar(name))).collect();
    format!("{}:\n{items}", occasion.name(&case::FRAMEWORKS))
}

/// Keys that many cases need, out of use, each with an item made of the vocabulary.
fn further(occasion: &Occasion<'_>) -> String {
    let vocabulary = &occasion.config.vocabulary;
    let (levels, grades, stages) = (
        occasion.terms(&vocabulary.levels),
        occasion.terms(&vocabulary.grades),
        occasion.terms(&vocabulary.stages),
    );
    let first = |terms: &[Term]| {
        terms.first().map(|term| occasion.terms(std::slice::from_ref(term))).unwrap_or_default()
    };
    let (level, grade, stage) =
        (first(&vocabulary.levels), first(&vocabulary.grades), first(&vocabulary.stages));
    let year = occasion.today.year();
    let lead = words!("下面几项需要时删去行首的 #", "remove the # before what is needed of the following");
    let programme = words!("级别：{levels}；阶段：{stages}", "levels: {levels}; stages: {stages}");
    let programme_line = words!("{level} 项目名称 {stage}", "{level} Name of the programme {stage}");
    let honour = words!("级别同上；等次：{grades}", "levels as above; grades: {grades}");
    let honour_line =
        words!("{year}年 {level} 荣誉名称 {grade} 1项", "{year} {level} Name of the honour {grade}");
    let mut text = format!("# {}\n", occasion.in_lang(&lead));
    for (key, what, line) in [
        (&case::PROGRAMMES, &programme, occasion.in_lang(&programme_line)),
        (&case::HONOURS, &honour, occasion.in_lang(&honour_line)),
    ] {
        text.push_str(&format!("# {}\n#{}:\n#  - {line}\n", occasion.in_lang(what), occasion.name(key)));
    }
    text
}

/// A framework with dimensions to be named.
pub(super) fn framework(occasion: &Occasion<'_>) -> String {
    let dimension = |number: u32| {
        let name = words!("维度{number}", "Dimension {number}");
        format!("  - {}\n", occasion.in_lang(&name))
    };
    let what = words!(
        "维度一行一个；要分层，把一项写成“- 名称: 维度1”，下面缩进写“维度:”和它的列表",
        "a dimension a line; to nest them write `- name: Dimension 1` and below it, indented, `dimensions:` with a list"
    );
    let dimensions = format!(
        "# {}\n{}:\n{}",
        occasion.in_lang(&what),
        occasion.name(&framework::DIMENSIONS),
        (1..=3).map(dimension).collect::<String>()
    );
    let kind = match framework::KIND.wants {
        Wants::Choice([.., last]) => *last,
        _ => "",
    };
    occasion.fenced(&[
        occasion.title(&framework::TITLE),
        format!("# {}\n{}", occasion.meaning(&framework::KIND), occasion.entry(&framework::KIND, kind)),
        format!("# {}\n#{}:\n", occasion.meaning(&framework::ISSUER), occasion.name(&framework::ISSUER)),
        dimensions,
        occasion.draft(),
    ])
}

/// The page of an institution.
pub(super) fn institution(occasion: &Occasion<'_>) -> String {
    occasion.fenced(&[
        format!("# {}\n{}", occasion.meaning(&institution::TITLE), occasion.title(&institution::TITLE)),
        occasion.empty(&institution::ALIASES, occasion.meaning(&institution::ALIASES)),
        occasion.empty(&institution::SUMMARY, occasion.meaning(&institution::SUMMARY)),
        occasion.draft(),
    ])
}

/// A plain page.
pub(super) fn page(occasion: &Occasion<'_>) -> String {
    occasion.fenced(&[
        occasion.title(&page::TITLE),
        occasion.entry(&page::DATE, &occasion.today.to_string()),
        occasion.empty(&page::SUMMARY, occasion.meaning(&page::SUMMARY)),
        occasion.draft(),
    ])
}

/// A text as a value of YAML: plain where nobody can take it for something else, else in double quotes.
pub(super) fn scalar(text: &str) -> String {
    const QUIET: &str = " -_、。·（）《》—";
    // `true`, `null`, `off` and their like are short and ASCII.
    let says_more = !text.is_ascii() || text.len() > "false".len();
    let is_plain = says_more
        && text.starts_with(char::is_alphabetic)
        && !text.ends_with(' ')
        && text.chars().all(|char| char.is_alphanumeric() || QUIET.contains(char));
    if is_plain {
        text.to_owned()
    } else {
        format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
    }
}
