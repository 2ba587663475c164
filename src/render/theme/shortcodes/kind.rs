//! What an argument of a shortcode takes, and how its text is read.

use unicode_normalization::UnicodeNormalization;

use crate::base::Words;
use crate::relate::Sought;
use crate::render::theme::Shared;

/// What an argument takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::render) enum Kind {
    /// Any text.
    Text,
    /// Yes or no.
    YesNo,
    /// A whole number between bounds.
    Whole { least: Option<i64>, most: Option<i64> },
    /// A number.
    Number,
    /// One of some words: as writers may type it, and as the component takes it.
    Choice(Vec<(String, String)>),
    /// An address.
    Address(Address),
    /// The name of something that the site knows.
    Known(Known),
}

/// What an address leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::render) enum Address {
    /// Whatever a reader may go to.
    Link,
    /// A case.
    Case,
    /// A file to be offered.
    File,
    /// A picture.
    Picture,
    /// A video.
    Video,
}

/// Things that the site knows by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::render) enum Known {
    /// A level of the vocabulary.
    Level,
    /// A kind of honour.
    HonourKind,
    /// A year, or a first and a last one.
    Years,
    /// A practice of a case.
    Practice,
}

/// What the site gives to a component without a word of the writer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::render) enum Given {
    /// Honours of a case or of all, as far as the other arguments let them through.
    Honours,
}

/// An argument, read as far as its text alone tells.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::render) enum Value {
    /// What the component takes.
    Ready(Shared),
    /// An address, to be followed.
    Address(Address),
    /// A name, to be looked up.
    Known(Known),
}

impl Given {
    pub(super) fn named(name: &str) -> Option<Given> {
        (name == "honours").then_some(Given::Honours)
    }
}

impl Known {
    fn wanted(self) -> Words {
        match self {
            Known::Level => words!("词表里的级别", "a level of the vocabulary"),
            Known::HonourKind => words!("词表里的荣誉类别", "a kind of honour of the vocabulary"),
            Known::Years => words!("年份，或起止年份", "a year, or a first and a last one"),
            Known::Practice => words!("案例里一项做法的名称", "the name of a practice of the case"),
        }
    }
}

impl Address {
    /// What following it must find.
    pub(super) fn sought(self) -> Sought {
        match self {
            Address::Link | Address::Case => Sought::Place,
            Address::Picture => Sought::Picture,
            Address::File | Address::Video => Sought::File,
        }
    }

    /// The endings that its file may have; none when any will do.
    fn endings(self) -> &'static [&'static str] {
        match self {
            Address::Picture => &["png", "jpg", "jpeg", "gif", "webp", "svg", "avif", "bmp"],
            Address::Video => &["mp4", "m4v", "webm", "ogv"],
            Address::Link | Address::Case | Address::File => &[],
        }
    }

    fn takes(self, dest: &str) -> bool {
        let path = dest.split(['?', '#']).next().unwrap_or(dest);
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        self.endings().is_empty() || self.endings().contains(&ending.as_str())
    }
}

impl Kind {
    /// The kind that metadata names.
    pub(super) fn named(name: &str) -> Option<Kind> {
        Some(match name {
            "link" => Kind::Address(Address::Link),
            "case" => Kind::Address(Address::Case),
            "file" => Kind::Address(Address::File),
            "picture" => Kind::Address(Address::Picture),
            "video" => Kind::Address(Address::Video),
            "level" => Kind::Known(Known::Level),
            "honour-kind" => Kind::Known(Known::HonourKind),
            "years" => Kind::Known(Known::Years),
            "practice" => Kind::Known(Known::Practice),
            _ => return None,
        })
    }

    /// What it takes, in words.
    pub(super) fn wanted(&self) -> Words {
        match self {
            Kind::Whole { least: Some(least), most: Some(most) } => {
                words!("从 {least} 到 {most} 的整数", "a whole number from {least} to {most}")
            }
            Kind::Whole { .. } => words!("整数", "a whole number"),
            Kind::Number => words!("数", "a number"),
            Kind::YesNo => words!("“是”或“否”", "yes or no"),
            Kind::Choice(choices) => {
                let shown = |quote: &str, between: &str| {
                    let names = choices.iter().map(|(name, _)| quote.replace('x', name));
                    names.collect::<Vec<_>>().join(between)
                };
                let (zh, en) = (shown("“x”", ""), shown("`x`", ", "));
                words!("{zh}之一", "one of {en}")
            }
            Kind::Address(address) if !address.endings().is_empty() => {
                let (zh, en) = (address.endings().join("、"), address.endings().join(", "));
                words!("后缀为 {zh} 的文件", "a file of type {en}")
            }
            Kind::Address(Address::Case) => words!("案例文件的路径", "the path of a case"),
            Kind::Address(Address::Link) => {
                words!("网址，或本站文件的路径", "an address, or the path of a file of the site")
            }
            Kind::Address(_) => words!("文件的路径", "the path of a file"),
            Kind::Known(known) => known.wanted(),
            Kind::Text => words!("一段文字", "a text"),
        }
    }

    /// A value as a writer types it, from the text that the component takes.
    pub(super) fn typed(&self, text: &str) -> Words {
        let zh = match self {
            Kind::Choice(choices) => {
                choices.iter().find(|(_, value)| value == text).map(|(shown, _)| shown.as_str())
            }
            Kind::YesNo if text == "true" => Some("是"),
            Kind::YesNo => Some("否"),
            _ => None,
        };
        let en = match self {
            Kind::YesNo if text == "true" => "yes",
            Kind::YesNo => "no",
            _ => text,
        };
        Words::new(zh.unwrap_or(text), en)
    }

    /// Reads a text; `None` when it is not what the argument takes.
    pub(super) fn read(&self, text: &str) -> Option<Value> {
        let number: String = text.nfkc().collect();
        Some(match self {
            Kind::Text => Value::Ready(Shared::of(text)),
            Kind::Whole { least, most } => {
                let number: i64 = number.parse().ok()?;
                let fits =
                    least.is_none_or(|least| number >= least) && most.is_none_or(|most| number <= most);
                fits.then(|| Value::Ready(Shared::of(&number)))?
            }
            Kind::Number => match number.parse::<i64>() {
                Ok(number) => Value::Ready(Shared::of(&number)),
                Err(_) => {
                    let number = number.parse::<f64>().ok().filter(|number| number.is_finite())?;
                    Value::Ready(Shared::of(&number))
                }
            },
            Kind::YesNo => match text {
                "true" | "是" | "yes" => Value::Ready(Shared::of(&true)),
                "false" | "否" | "no" => Value::Ready(Shared::of(&false)),
                _ => return None,
            },
            Kind::Choice(choices) => {
                let chosen = choices.iter().find(|(shown, value)| shown == text || value == text)?;
                Value::Ready(Shared::of(&chosen.1))
            }
            Kind::Address(address) => {
                let fits = !text.is_empty() && address.takes(text);
                fits.then_some(Value::Address(*address))?
            }
            Kind::Known(known) => (!text.is_empty()).then_some(Value::Known(*known))?,
        })
    }
}
