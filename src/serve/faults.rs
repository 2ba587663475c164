//! The plain page that stands in for a page that cannot be shown.

use crate::base::{Lang, Words};
use crate::pipeline::Report;

/// The page that lists `reports`. It needs no theme, since the theme may be what is broken.
pub(super) fn page(reports: &[Report], lang: Lang) -> Vec<u8> {
    let title = words!("网站有错误", "the site has errors");
    let title = title.in_lang(lang);
    let tag = lang.tag();
    let items: String = reports.iter().map(|report| item(report, lang)).collect();
    let page = format!(
        "<!DOCTYPE html>\n<html lang=\"{tag}\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n\
         <style>body{{max-width:60rem;margin:2rem auto;padding:0 1rem;font-family:sans-serif;line-height:1.6}}\
         pre{{overflow-x:auto;padding:.5rem;border:1px solid}}mark{{padding:0}}</style>\n\
         <h1>{title}</h1>\n<ol>\n{items}</ol>\n</html>\n"
    );
    page.into_bytes()
}

fn item(report: &Report, lang: Lang) -> String {
    let diagnostic = &report.diagnostic;
    let mut item = format!(
        "<li><p><strong>{}</strong> <code>{}</code>",
        escape(diagnostic.message.in_lang(lang)),
        escape(&diagnostic.code)
    );
    if let Some(place) = &diagnostic.place {
        let file = escape(place.file.as_str());
        match &report.location {
            Some(at) => item.push_str(&format!("<br>{file}:{}:{}", at.line, at.column)),
            None => item.push_str(&format!("<br>{file}")),
        }
    }
    if let Some(at) = &report.location {
        item.push_str(&excerpt(&at.text, at.column, at.width));
    }
    if let Some(help) = &diagnostic.help {
        let word: Words = words!("帮助", "help");
        item.push_str(&format!("<p>{}: {}", word.in_lang(lang), escape(help.in_lang(lang))));
    }
    item.push('\n');
    item
}

/// The line with what is meant in a `<mark>`; `column` counts characters from 1.
fn excerpt(text: &str, column: u32, width: u32) -> String {
    let before = column.saturating_sub(1) as usize;
    let part = |skip: usize, take: usize| escape(&text.chars().skip(skip).take(take).collect::<String>());
    let after = before + width as usize;
    format!(
        "<pre>{}<mark>{}</mark>{}</pre>",
        part(0, before),
        part(before, width as usize),
        part(after, usize::MAX)
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Code, Diagnostic, FilePath, Location, Place, Severity};

    static ODD: Code = Code { name: "odd", severity: Severity::Error, zh: "怪", en: "odd" };

    fn report(location: Option<Location>) -> Report {
        let place = Place::file(&FilePath::new("content/<b>.md"));
        let diagnostic = Diagnostic::new(&ODD, place, words!("甲 < 乙 & 丙", "a < b & c"))
            .help(words!("写成 <丁>", "write <d>"));
        Report { diagnostic, location }
    }

    #[test]
    fn what_writers_typed_is_escaped() {
        let location = Location { line: 3, column: 2, width: 3, text: "甲<b>乙".into() };
        let page = String::from_utf8(page(&[report(Some(location))], Lang::Zh)).unwrap();
        assert!(page.contains("<strong>甲 &lt; 乙 &amp; 丙</strong> <code>odd</code>"), "{page}");
        assert!(page.contains("<br>content/&lt;b&gt;.md:3:2<pre>甲<mark>&lt;b&gt;</mark>乙</pre>"), "{page}");
        assert!(page.contains("<p>帮助: 写成 &lt;丁&gt;"), "{page}");
        assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"zh-CN\">"), "{page}");
    }

    #[test]
    fn a_place_without_a_line_and_a_column_past_the_end_are_shown() {
        let page_without = String::from_utf8(page(&[report(None)], Lang::En)).unwrap();
        assert!(page_without.contains("<br>content/&lt;b&gt;.md<p>help: write &lt;d&gt;"), "{page_without}");
        assert_eq!(excerpt("甲", 9, 9), "<pre>甲<mark></mark></pre>");
    }
}
