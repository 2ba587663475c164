//! Titles: written, else taken from the text.

use crate::base::{Diagnostic, FilePath, Place};
use crate::parse::Document;
use crate::yaml::Placed;

use super::desk::{Desk, is_broken};
use super::names::name_of;

codes! {
    MISSING_TITLE = "missing-title" Error {
        "没有标题。案例、框架和单位必须写 title（标题）。",
        "There is no title. Cases, frameworks and institutions must have one."
    }
}

/// The title of a text that cannot do without; its absence is reported.
pub(super) fn required(desk: &mut Desk<'_>, document: &Document, title: Option<&str>) -> String {
    if let Some(title) = title {
        return on_one_line(title);
    }
    if !is_broken(document) {
        let problem = missing(document);
        desk.found.push(problem);
    }
    optional(document, None)
}

/// The title of a text: written, else its first heading, else the name of its file.
pub(super) fn optional(document: &Document, title: Option<&str>) -> String {
    let heading = || first_heading(document).map(on_one_line);
    title.map(on_one_line).or_else(heading).unwrap_or_else(|| name_of(&document.path).to_owned())
}

fn first_heading(document: &Document) -> Option<&str> {
    let heading = document
        .outline
        .headings
        .iter()
        .find(|heading| heading.kind == crate::markdown::HeadingKind::Heading)?;
    (!heading.text.trim().is_empty()).then_some(heading.text.as_str())
}

fn on_one_line(title: &str) -> String {
    title.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

fn missing(document: &Document) -> Diagnostic {
    let file: &FilePath = &document.path;
    let title = first_heading(document).unwrap_or("……").to_owned();
    let quoted =
        if title.contains([':', '：', '#', '"', '“', '[', '{', '*', '&', '!', '|', '>', '%', '@', '`']) {
            format!("'{}'", title.replace('\'', "''"))
        } else {
            title
        };
    let place = document.front.span.map_or_else(|| Place::file(file), |span| Place::span(file, span));
    let problem = Diagnostic::new(&MISSING_TITLE, place, words!("没有标题", "there is no title"));
    problem.help(if document.front.span.is_some() {
        words!("在文件头加一行“title: {quoted}”", "add a line `title: {quoted}` to the front matter")
    } else {
        words!(
            "在文件最前面加三行：“---”“title: {quoted}”“---”",
            "put three lines at the beginning of the file: `---`, `title: {quoted}`, `---`"
        )
    })
}

/// Whether a title was written, for texts whose title may be taken from elsewhere.
pub(super) fn written(title: &Option<Placed<String>>) -> Option<&str> {
    title.as_ref().map(|title| title.value.as_str())
}
