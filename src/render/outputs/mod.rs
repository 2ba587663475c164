//! The registry of job kinds. A kind is one file and one line here.

mod atom;
mod case;
mod cases;
mod column;
mod copied;
mod dimension;
mod entries;
mod facet;
mod framework;
mod frameworks;
mod home;
mod honours;
mod institution;
mod institutions;
mod lost;
mod page;
mod redirect;
mod robots;
mod rss;
mod sitemap;
mod term;
mod timeline;
mod year;

use std::sync::Arc;

use serde::Serialize;

use crate::base::{Diagnostic, Route};
use crate::model::{Column, TextFacts};

use super::described::{Described, View};
use super::printing::{self, Lines};
use super::theme::Shared;
use super::view::{Link, OutlineItem, PageView, Roots, outline_view, roots};
use super::{Key, Rendered, World};

/// A kind of output: what it plans and how one of it is made.
pub struct Output {
    /// Its name, for messages and records.
    pub name: &'static str,
    /// From where the addresses in it are seen.
    pub seen: Seen,
    /// Whether the sitemap names it.
    pub listed: Listed,
    /// The template that makes it; none for what is no page.
    pub template: Option<Template>,
    /// Every route of this kind, before any job runs.
    pub plan: fn(&World) -> Vec<(Route, Key)>,
    /// Makes one; addresses in it are under the mark.
    pub render: fn(&Key, &Here<'_>) -> Result<Rendered, Box<Diagnostic>>,
}

/// A template that makes pages.
#[derive(Clone, Copy, Debug)]
pub struct Template {
    /// Its name.
    pub name: &'static str,
    /// What it is given beside what every template is given ([`ROOTS`](super::ROOTS)), and in words what it makes.
    pub view: View,
}

impl Template {
    const fn of<V: Described>(name: &'static str) -> Template {
        Template { name, view: V::VIEW }
    }
}

/// From where the addresses in an output are seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// From its own place: relative addresses.
    Page,
    /// From another site: absolute addresses.
    Outside,
    /// From any place of the host: the path of `base_url`.
    Host,
    /// It holds no addresses of ours and may be no text at all.
    Bytes,
}

/// Whether the sitemap names an output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listed {
    /// It does.
    Yes,
    /// It does not.
    No,
}

/// Where a job runs.
pub struct Here<'a> {
    /// All that it may look at.
    pub world: &'a Arc<World>,
    /// The output file.
    pub route: &'a Route,
    /// Whether blocks of texts say where they stand in their source.
    pub lines: Lines,
}

/// Every kind of output.
pub const OUTPUTS: &[Output] = &[
    home::OUTPUT,
    cases::OUTPUT,
    case::OUTPUT,
    frameworks::OUTPUT,
    framework::OUTPUT,
    dimension::OUTPUT,
    institutions::OUTPUT,
    institution::OUTPUT,
    honours::OUTPUT,
    year::OUTPUT,
    facet::OUTPUT,
    term::OUTPUT,
    timeline::OUTPUT,
    column::OUTPUT,
    page::OUTPUT,
    lost::OUTPUT,
    redirect::OUTPUT,
    atom::OUTPUT,
    rss::OUTPUT,
    sitemap::OUTPUT,
    robots::OUTPUT,
    copied::ASSET,
    copied::STATIC,
    copied::SHEET,
    copied::THEME,
];

/// Views of some outputs alone.
pub(super) const VIEWS: &[View] = &[
    TextView::VIEW,
    home::Counts::VIEW,
    institution::InstitutionView::VIEW,
    timeline::YearView::VIEW,
    column::ColumnView::VIEW,
];

/// Rows on one page of a table. Tables are read across, so they are split later than lists of cards.
const TABLE_ROWS: usize = 200;

impl Here<'_> {
    /// Makes a page with a template.
    fn page<V: Described + Serialize>(&self, template: &Template, page: PageView, view: &V) -> Rendered {
        let roots: Roots = roots(self.world, self.route, page);
        let rendering = self.world.theme.render(template.name, (&roots, view), self.world.clone());
        match rendering.page {
            Ok(bytes) => Rendered { bytes, diagnostics: Vec::new(), answers: rendering.answers },
            Err(fault) => Rendered {
                bytes: Vec::new(),
                diagnostics: vec![fault.diagnose(self.route)],
                answers: rendering.answers,
            },
        }
    }

    /// Prints the text of this page; the title is the only heading above it.
    fn text(&self, facts: &TextFacts) -> Result<TextView, Box<Diagnostic>> {
        let outline = &facts.outline;
        Ok(TextView {
            body: printing::body(facts, self, &|_| Vec::new())?,
            outline: outline_view(outline, |_| Vec::new()),
            words: outline.words(),
            minutes: outline.reading_minutes(),
        })
    }

    /// The text of a list's column, shown on the first page of the list.
    fn column_text(&self, column: Option<&Column>, number: u32) -> Result<Option<TextView>, Box<Diagnostic>> {
        let facts = column.and_then(|column| column.text.as_ref()).filter(|_| number == 1);
        facts.map(|facts| self.text(facts)).transpose()
    }
}

view! {
    /// The text of a column or page, printed.
    #[derive(Debug, Serialize)]
    struct TextView = "text" { "正文", "a text" }
    body: Shared => { "正文的 HTML，照原样打印", "its HTML, which is printed as it stands" };
    outline: Vec<OutlineItem> => { "目录", "its table of contents" };
    words: u32 => { "字数", "its words" };
    minutes: u32 => { "阅读要几分钟", "minutes of reading" };
}

/// What search engines and messengers show of a list.
fn column_summary(column: Option<&Column>) -> String {
    let summary = |column: &Column| {
        column.summary.clone().or_else(|| column.text.as_ref().map(|text| text.outline.summary.clone()))
    };
    column.and_then(summary).unwrap_or_default()
}

/// A link to a built-in list, for the way back.
fn link_to(world: &World, place: super::places::Place) -> Link {
    Link::to(&place.title(world), &place.route(world))
}
