use super::*;
use crate::config::{Breaks, Dialect};
use crate::markdown::Call;

/// A site for tests: it knows `b.md` and `a.png`, draws `图组`, and marks one heading.
struct Site;

impl Resolve for Site {
    fn link(&self, dest: &str) -> Href {
        match dest {
            "b.md" => Href::Internal("\u{FDD1}/cases/b/index.html".into()),
            "b.md#做法" => Href::Internal("\u{FDD1}/cases/b/index.html#做法".into()),
            _ => Href::of(dest),
        }
    }

    fn picture(&self, dest: &str) -> Source {
        match dest {
            "a.png" | "图/a (1).png" => {
                Source { src: "\u{FDD1}/cases/a.png".into(), width: Some(80), height: Some(60) }
            }
            _ => AsTyped.picture(dest),
        }
    }

    fn call(&self, call: &Call, inner_html: &str) -> Option<String> {
        let arguments: Vec<_> =
            call.arguments.iter().map(|argument| format!("{}={}", argument.name, argument.value)).collect();
        (call.name == "图组")
            .then(|| format!("<x-gallery on {}>{inner_html}</x-gallery>", arguments.join(" ")))
    }

    fn heading(&self, id: &str) -> Option<String> {
        (id == "做法" || id == "重点").then(|| "<x-mark onclick></x-mark>".into())
    }
}

fn print_with(text: &str, markup: &Markup) -> String {
    let body = Span::new(0..text.len());
    html(text, body, markup, &Print::new(body, &Site))
}

fn print(text: &str) -> String {
    print_with(text, &Markup::default())
}

fn print_raw(text: &str, raw_html: RawHtml) -> String {
    print_with(text, &Markup { raw_html, ..Markup::default() })
}

fn part(text: &str, part: &str) -> String {
    let start = text.find(part).unwrap();
    let body = Span::new(0..text.len());
    html(text, Span::new(start..start + part.len()), &Markup::default(), &Print::new(body, &Site))
}

#[test]
fn ordinary_markdown() {
    assert_eq!(
        print("甲*乙*__丙__~~丁~~`戊`\n\n- a\n- b\n\n3. c\n\n> d\n\n---\n"),
        "<p>甲<em>乙</em><strong>丙</strong><del>丁</del><code>戊</code></p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n\
         <ol start=\"3\">\n<li>c</li>\n</ol>\n<blockquote>\n<p>d</p>\n</blockquote>\n<hr>\n"
    );
    assert_eq!(print(""), "");
    assert_eq!(print("甲“乙”……丙--丁...\"戊\""), "<p>甲“乙”……丙--丁...&quot;戊&quot;</p>\n");
}

#[test]
fn tables_scroll_in_a_box() {
    assert_eq!(
        print("| 级别 | 数 |\n|:--:|--:|\n| 省级 | 1 |\n"),
        "<div class=\"table-scroll\" role=\"region\" aria-label=\"表格\" tabindex=\"0\"><table>\
         <thead><tr><th style=\"text-align:center\">级别</th>\
         <th style=\"text-align:right\">数</th></tr></thead><tbody>\n<tr><td style=\"text-align:center\">省级</td>\
         <td style=\"text-align:right\">1</td></tr>\n</tbody></table></div>\n"
    );
}

#[test]
fn tables_are_named_after_the_heading_above() {
    let table = "| 甲 |\n|--|\n| 乙 |\n";
    let boxed = |name: &str| {
        format!("<div class=\"table-scroll\" role=\"region\" aria-label=\"{name}\" tabindex=\"0\"><table>")
    };
    let text = format!("{table}\n## 做法 \"一\"\n\n{table}\n##\n\n{table}\n## 成效\n");
    let html = print(&text);
    assert_eq!(html.matches(&boxed("表格")).count(), 1, "{html}");
    assert_eq!(html.matches(&boxed("做法 &quot;一&quot;")).count(), 2, "{html}");

    let body = Span::new(0..table.len());
    let english = Print { lang: Lang::En, ..Print::new(body, &Site) };
    assert!(super::html(table, body, &Markup::default(), &english).contains(&boxed("table")));
}

#[test]
fn task_lists_and_definition_lists() {
    assert_eq!(
        print("- [x] 甲\n- [ ] 乙\n"),
        "<ul>\n<li class=\"task\"><input type=\"checkbox\" disabled=\"\" checked=\"\"> 甲</li>\n\
         <li class=\"task\"><input type=\"checkbox\" disabled=\"\"> 乙</li>\n</ul>\n"
    );
    assert_eq!(print("甲\n: 乙\n"), "<dl>\n<dt>甲</dt>\n<dd>乙</dd>\n</dl>\n");
}

#[test]
fn headings_carry_ids_classes_and_marks() {
    assert_eq!(
        print("## 一、做法 {维度=甲 .a}\n\n## 做法\n\n### C {#x}\n"),
        "<h2 id=\"做法\" class=\"a\">一、做法<x-mark onclick></x-mark></h2>\n<h2 id=\"做法-2\">做法</h2>\n\
         <h3 id=\"x\">C</h3>\n"
    );
    assert_eq!(print("## 甲 {#a}\n\n## a\n\n## 乙 {#a}\n").matches("id=\"a\"").count(), 1);
}

#[test]
fn run_in_headings_are_anchors() {
    assert_eq!(
        print("**重点。**{维度=甲} 后文\n\n**整段都是粗体**\n"),
        "<p class=\"run-in\" id=\"重点\"><strong>重点。</strong><x-mark onclick></x-mark> 后文</p>\n\
         <p><strong>整段都是粗体</strong></p>\n"
    );
}

#[test]
fn levels_shift_and_ids_take_a_prefix() {
    let text = "# 甲\n\n见[上](#甲)与[^1]\n\n###### 乙\n\n<a id=\"c\" href=\"#甲\">丙</a>\n\n[^1]: 注\n";
    let body = Span::new(0..text.len());
    let print = Print { id_prefix: "p-", top_level: Some(3), lang: Lang::En, ..Print::new(body, &Site) };
    let html = html(text, body, &Markup::default(), &print);
    for expected in [
        "<h3 id=\"p-甲\">甲</h3>",
        "<h4 id=\"p-乙\">",
        "<a href=\"#p-甲\">上</a>",
        "id=\"p-fnref-1\"><a href=\"#p-fn-1\"",
        "<li id=\"p-fn-1\">",
        "href=\"#p-fnref-1\"",
        "back to the text",
        "<a id=\"p-c\" href=\"#p-甲\">",
    ] {
        assert!(html.contains(expected), "{expected} in {html}");
    }
}

#[test]
fn levels_go_down_one_by_one_however_they_are_typed() {
    let levels = |text: &str, top_level: Option<u8>| -> String {
        let body = Span::new(0..text.len());
        let html = html(text, body, &Markup::default(), &Print { top_level, ..Print::new(body, &Site) });
        html.match_indices("<h").map(|(at, _)| &html[at + 2..at + 3]).collect()
    };
    assert_eq!(levels("## 甲\n\n#### 乙\n\n### 丙\n\n###### 丁\n\n# 戊\n", Some(2)), "23342");
    assert_eq!(levels("### 甲\n\n#### 乙\n\n## 丙\n\n### 丁\n", Some(2)), "2323");
    assert_eq!(levels("## 甲\n\n> # 乙\n>\n> ###### 丙\n\n## 丁\n\n### 戊\n", Some(2)), "23423");
    assert_eq!(levels("# 甲\n\n## 乙\n\n### 丙\n", Some(5)), "566");
    assert_eq!(levels("## 甲\n\n#### 乙\n", None), "24");
}

#[test]
fn a_heading_that_shows_nothing_is_left_out() {
    assert_eq!(print("甲\n\n##\n\n乙\n"), "<p>甲</p>\n<p>乙</p>\n");
    assert!(print("## {#a}\n").contains("<h2 id=\"a\">"));
    assert!(print("## ![](a.png)\n").contains("<h2"));
}

#[test]
fn links_go_through_the_resolver() {
    let link = |text: &str| print(text).trim_start_matches("<p>").trim_end_matches("</p>\n").to_owned();
    assert_eq!(link("[甲](b.md \"题\")"), "<a href=\"\u{FDD1}/cases/b/index.html\" title=\"题\">甲</a>");
    assert_eq!(link("[甲](b.md#做法)"), "<a href=\"\u{FDD1}/cases/b/index.html#做法\">甲</a>");
    assert_eq!(
        link("[甲](https://a.cn/图)"),
        "<a class=\"external\" rel=\"noopener\" href=\"https://a.cn/%E5%9B%BE\">甲</a>"
    );
    assert_eq!(link("<a@b.cn>"), "<a href=\"mailto:a@b.cn\">a@b.cn</a>");
    assert_eq!(link("[甲](MAILTO:a@b.cn)"), "<a href=\"mailto:a@b.cn\">甲</a>");
    assert_eq!(link("[甲](#%E4%B9%99)"), "<a href=\"#乙\">甲</a>");
    assert_eq!(
        link("[甲](未知\\图 一.md)"),
        "<a href=\"%E6%9C%AA%E7%9F%A5/%E5%9B%BE%20%E4%B8%80.md\">甲</a>"
    );
    assert_eq!(link("[甲](javascript:alert(1))"), "<a>甲</a>");
    assert_eq!(link("[甲][乙]\n\n[乙]: b.md"), "<a href=\"\u{FDD1}/cases/b/index.html\">甲</a>");
}

#[test]
fn pictures_and_figures() {
    let image = "<img src=\"\u{FDD1}/cases/a.png\" alt=\"合影\" width=\"80\" height=\"60\" loading=\"lazy\">";
    assert_eq!(print("![合影](a.png)"), format!("<figure>{image}</figure>\n"));
    assert_eq!(
        print("![合影](a.png \"2023年\")"),
        format!("<figure>{image}<figcaption>2023年</figcaption></figure>\n")
    );
    assert_eq!(
        print("[![合影](a.png)](b.md)\n![合影](a.png \"题\")\n"),
        format!(
            "<div class=\"pictures\">\n<figure><a href=\"\u{FDD1}/cases/b/index.html\">{image}</a></figure>\n\
             <figure>{image}<figcaption>题</figcaption></figure>\n</div>\n"
        )
    );
    assert_eq!(print("见![合影](a.png)。"), format!("<p>见{image}。</p>\n"));
    assert!(print("![合影](图/a (1).png)").contains("src=\"\u{FDD1}/cases/a.png\""));
    assert!(print("![合*影*`c`](b.png \"甲\\\"乙\") 文").contains("alt=\"合影c\" title=\"甲&quot;乙\""));
    assert!(print("![](javascript:x)").contains("src=\"\""));
}

#[test]
fn footnotes_are_numbered_by_their_first_reference() {
    let text = "甲[^b]乙[^a]丙[^b]\n\n[^a]: 注甲\n[^b]: 注乙[^c]\n[^c]: 注丙\n[^d]: 无人引用\n\n    第二段\n";
    let html = print(text);
    for expected in [
        "甲<sup class=\"footnote\" id=\"fnref-1\"><a href=\"#fn-1\" role=\"doc-noteref\">1</a></sup>乙",
        "id=\"fnref-2\"",
        "id=\"fnref-1-2\"",
        "<li id=\"fn-1\"><p>注乙<sup",
        "<li id=\"fn-2\"><p>注甲 <a href=\"#fnref-2\" class=\"footnote-back\" role=\"doc-backlink\" aria-label=\"回到正文\">↩</a></p></li>",
        "href=\"#fnref-1-2\"",
        "<li id=\"fn-3\"><p>注丙",
    ] {
        assert!(html.contains(expected), "{expected} in {html}");
    }
    assert!(!html.contains("无人引用"));
    assert_eq!(print("甲[^x]"), "<p>甲[^x]</p>\n");
}

#[test]
fn a_section_prints_as_in_the_whole() {
    let text = "# 总\n\n[^z]引[^a]\n\n## 甲\n\n见[此][b]与[^b]。\n\n### 子\n\n- 一\n\n## 甲\n\n后[^b]\n\n[^a]: 注一\n[^b]: 注二\n[^z]: 注零\n\n[b]: b.md\n";
    let whole = print(text);
    let section = part(text, "## 甲\n\n见[此][b]与[^b]。\n\n### 子\n\n- 一\n\n");
    let (printed, notes) = section.split_once("<div class=\"footnotes\"").unwrap();
    assert!(whole.contains(printed), "{printed} in {whole}");
    assert!(printed.contains("id=\"fnref-3\"") && printed.contains("cases/b/index.html"));
    assert!(notes.contains("<li id=\"fn-3\" value=\"3\"><p>注二"), "{notes}");
    assert!(!notes.contains("注一"));
    let second = part(text, "## 甲\n\n后[^b]\n\n");
    assert!(second.starts_with("<h2 id=\"甲-2\">甲</h2>\n<p>后"), "{second}");
    assert!(second.contains("fn-3"));
}

#[test]
fn a_span_that_cuts_a_block_leaves_it_out() {
    assert_eq!(part("> 甲\n>\n> 乙\n\n丙\n", "乙\n"), "<p>乙</p>\n");
    assert_eq!(part("甲乙\n\n丙\n", "乙\n\n丙\n"), "<p>丙</p>\n");
    let text = "甲";
    let body = Span::new(0..99);
    assert_eq!(html(text, Span::new(1..2), &Markup::default(), &Print::new(body, &Site)), "");
    let cut = part("<div>\n<script>x</script>\n</div>\n", "<script>x</script>\n");
    assert!(!cut.contains("script"), "{cut}");
}

#[test]
fn code_is_kept_to_the_letter() {
    assert_eq!(
        print("```rust,ignore x\n##标题\n　　\n**重点。**后文 <b>\n![](a b.png)\n```\n"),
        "<pre><code class=\"language-rust,ignore\">##标题\n　　\n**重点。**后文 &lt;b&gt;\n![](a b.png)\n</code></pre>\n"
    );
    assert_eq!(print("甲`**重点。**后 ![](a b.png)`"), "<p>甲<code>**重点。**后 ![](a b.png)</code></p>\n");
    assert_eq!(
        print("    let a = 1;\n\n    // 乙，丙。\n"),
        "<pre><code>let a = 1;\n\n// 乙，丙。\n</code></pre>\n"
    );
    assert_eq!(print("``` {.python}\nx\n```\n"), "<pre><code class=\"language-python\">x\n</code></pre>\n");
    assert_eq!(
        print("> ```\n> a\n>   b\n> ```\n"),
        "<blockquote>\n<pre><code>a\n  b\n</code></pre>\n</blockquote>\n"
    );
}

#[test]
fn indented_prose_is_a_paragraph() {
    assert_eq!(
        print("甲\n\n    　　2023年，支部*大胆*创新，\n    见[^1]。\n\n\t第二段，同样。\n\n[^1]: 注\n")
            .split("<div class=\"footnotes\"")
            .next()
            .unwrap(),
        "<p>甲</p>\n<p>2023年，支部<em>大胆</em>创新，见<sup class=\"footnote\" id=\"fnref-1\"><a href=\"#fn-1\" \
         role=\"doc-noteref\">1</a></sup>。</p>\n<p>第二段，同样。</p>\n"
    );
    assert_eq!(print("- 甲\n\n      乙，丙。\n"), "<ul>\n<li>\n<p>甲</p>\n<p>乙，丙。</p>\n</li>\n</ul>\n");
}

#[test]
fn indents_and_line_ends_between_han() {
    assert_eq!(print("　　甲乙\n　　丙\n"), "<p>甲乙丙</p>\n");
    assert_eq!(print("&emsp;&emsp;甲\r\n乙\r\n"), "<p>甲乙</p>\n");
    assert_eq!(print("甲**乙**\n**丙**丁"), "<p>甲<strong>乙</strong><strong>丙</strong>丁</p>\n");
    assert_eq!(print("甲“乙”\n“丙”\n。"), "<p>甲“乙”“丙”。</p>\n");
    assert_eq!(print("甲\nA\n乙\n`c`\n丙 \n한\n국"), "<p>甲\nA\n乙\n<code>c</code>\n丙\n한\n국</p>\n");
    assert_eq!(print("said “a”\n“b” x"), "<p>said “a”\n“b” x</p>\n");
    assert_eq!(print("甲  \n乙"), "<p>甲<br>\n乙</p>\n");
    assert_eq!(print("甲\n　　\n乙"), "<p>甲</p>\n<p>乙</p>\n");
    assert_eq!(print("- 　甲\n  乙\n"), "<ul>\n<li>甲乙</li>\n</ul>\n");
    assert_eq!(print("甲\n[乙](b.md)\n![丙](a.png)").matches('\n').count(), 2);
}

#[test]
fn lines_may_be_paragraphs() {
    let lines = |text: &str| print_with(text, &Markup { breaks: Breaks::Paragraph, ..Markup::default() });
    assert_eq!(lines("甲。\n　　乙\n丙\n"), "<p>甲。</p>\n<p>乙</p>\n<p>丙</p>\n");
    assert_eq!(lines("甲*乙\n丙*丁\n"), "<p>甲<em>乙</em></p>\n<p><em>丙</em>丁</p>\n");
    assert_eq!(lines("> 甲\n> 乙\n"), "<blockquote>\n<p>甲乙</p>\n</blockquote>\n");
    assert_eq!(lines("- 甲\n  乙\n"), "<ul>\n<li>甲乙</li>\n</ul>\n");
    assert_eq!(
        lines("[甲\n乙](b.md)\n丙"),
        "<p><a href=\"\u{FDD1}/cases/b/index.html\">甲乙</a></p>\n<p>丙</p>\n"
    );
    assert_eq!(lines("**重点。**后\n**另点。**后\n").matches("class=\"run-in\"").count(), 2);
    assert_eq!(lines("甲  \n乙"), "<p>甲<br>\n乙</p>\n");
    let text = "甲*乙\n丙*丁\n";
    let body = Span::new(0..text.len());
    let markup = Markup { breaks: Breaks::Paragraph, ..Markup::default() };
    let second = Span::new(text.find("丙").unwrap()..text.len());
    assert_eq!(html(text, second, &markup, &Print::new(body, &Site)), "<p><em>丙</em>丁</p>\n");
}

#[test]
fn shortcodes_are_drawn_by_the_theme() {
    assert_eq!(
        print("```{图组 cols=2}\n见[此][b]与*甲*\n\n- 乙\n```\n\n[b]: b.md\n"),
        "<x-gallery on cols=2><p>见<a href=\"\u{FDD1}/cases/b/index.html\">此</a>与<em>甲</em></p>\n<ul>\n<li>乙</li>\n\
         </ul>\n</x-gallery>\n"
    );
    assert_eq!(print("~~~｛无名 甲｝\n乙\n~~~\n"), "<p>乙</p>\n\n");
    assert_eq!(
        print("> ```{图组}\n> 甲[^1]\n> ```\n\n[^1]: 注\n").split("<div class=\"footnotes\"").next().unwrap(),
        "<blockquote>\n<x-gallery on ><p>甲<sup class=\"footnote\" id=\"fnref-1\"><a href=\"#fn-1\" \
         role=\"doc-noteref\">1</a></sup></p>\n</x-gallery>\n</blockquote>\n"
    );
    let nested = "`````{图组}\n````{图组 b}\n```{图组 c}\n甲\n```\n````\n`````\n";
    assert_eq!(print(nested).matches("<x-gallery").count(), 3);
}

#[test]
fn shortcodes_are_code_blocks_to_commonmark() {
    let markup = Markup { dialect: Dialect::CommonMark, ..Markup::default() };
    assert_eq!(
        print_with("```{图组 列=2}\n![](a.png)\n```\n", &markup),
        "<pre><code class=\"language-{图组\">![](a.png)\n</code></pre>\n"
    );
}

#[test]
fn shortcodes_end_somewhere() {
    let mut text = "甲".to_owned();
    for depth in 0..12 {
        let fence = "`".repeat(depth + 3);
        text = format!("{fence}{{图组}}\n{text}\n{fence}");
    }
    let html = print(&text);
    assert_eq!(html.matches("<x-gallery").count(), crate::markdown::reading::DEEPEST_CALL);
    assert!(html.contains("<pre><code class=\"language-{图组}\">"), "{html}");
}

#[test]
fn raw_html_is_cleaned_by_default() {
    let sanitize = |text: &str| print_raw(text, RawHtml::Sanitize);
    assert_eq!(sanitize("甲<b onclick=\"x\">乙</b><script>y</script>\n"), "<p>甲<b>乙</b></p>\n");
    assert_eq!(sanitize("甲<!-- 乙 -->丙\n\n<!-- 丁 -->\n"), "<p>甲丙</p>\n");
    let html = sanitize(
        "<div align=\"center\" style=\"color:red;text-align:center\">\n\n![合影](a.png \"题\")\n\n</div>\n",
    );
    assert_eq!(
        html,
        "<div align=\"center\" style=\"text-align:center\">\n<figure><img src=\"\u{FDD1}/cases/a.png\" alt=\"合影\" \
         width=\"80\" height=\"60\" loading=\"lazy\"><figcaption>题</figcaption></figure>\n</div>\n"
    );
}

#[test]
fn raw_html_addresses_go_through_the_resolver() {
    for raw in [RawHtml::Sanitize, RawHtml::Allow] {
        let html = print_raw(
            "<a href='b.md'>甲</a> <img src=a.png srcset=\"a.png 1x, c,d.png 2x\"> <a href=\"x.md?a&amp;b\">丙</a>\n\n\
             <video poster=\"a.png\" src=\"b.md\"></video>\n",
            raw,
        );
        for expected in [
            "<a href=\"\u{FDD1}/cases/b/index.html\">甲</a>",
            "src=\"\u{FDD1}/cases/a.png\"",
            "srcset=\"\u{FDD1}/cases/a.png 1x, c%2Cd.png 2x\"",
            "href=\"x.md?a&amp;b\"",
            "poster=\"\u{FDD1}/cases/a.png\"",
        ] {
            let expected = expected.replace("%2C", ",");
            assert!(html.contains(&expected), "{expected} in {html}");
        }
    }
}

#[test]
fn cleaning_leaves_all_that_the_printer_writes() {
    let text = "## 做法 {.a}\n\n**重点。**后[^1]\n\n| a |\n|:-:|\n| 1 |\n\n- [x] 甲\n\n3. 乙\n\n[丙](https://a.cn) \
                [丁](b.md) `x`\n\n![戊](a.png \"己\")\n\n```{图组}\n甲\n```\n\n```rust\n<b>\n```\n\n庚\n: 辛\n\n> 壬~~癸~~ \
                <a@b.cn>\n\n[^1]: 注\n";
    let plain = print(text);
    let with_raw = print(&format!("{text}\n\n<u>甲</u>\n"));
    let normal = |html: &str| html.replace("&quot;", "\"");
    let expected = normal(&plain);
    let (body, notes) = expected.split_once("<div class=\"footnotes\"").unwrap();
    let got = normal(&with_raw);
    assert!(got.starts_with(body), "{got}\n\n{body}");
    assert!(got.contains(notes.trim()), "{got}\n\n{notes}");
    assert!(got.contains("<x-mark onclick>"), "what the theme draws is not cleaned");
}

#[test]
fn raw_html_stays_or_shows_as_text_when_asked() {
    assert_eq!(print_raw("甲<b onclick=\"x\">乙", RawHtml::Allow), "<p>甲<b onclick=\"x\">乙</p>\n");
    assert_eq!(print_raw("甲<b>", RawHtml::Escape), "<p>甲&lt;b&gt;</p>\n");
    assert_eq!(
        print_raw("<div>\n甲\n</div>\n", RawHtml::Escape),
        "<p>&lt;div&gt;<br>\n甲<br>\n&lt;/div&gt;</p>\n"
    );
}

#[test]
fn html_nested_too_deep_is_shown_as_text() {
    let deep = format!("{}甲{}\n", "<b>".repeat(300), "</b>".repeat(300));
    let html = print(&deep);
    assert!(html.contains("&lt;b&gt;") && !html.contains("<b>"));
    let unclosed = "<p>甲</p><p>乙<br><img src=x>\n".repeat(300);
    assert!(print(&unclosed).contains("<br>"));
}

#[test]
fn odd_signs_in_the_input_do_no_harm() {
    let text = "\u{FDD2}0\u{FDD2}甲\u{FDD1}/x\u{FDD0}**。**乙\u{FDD3}\n\n## \u{FDD2}9\n";
    assert!(!print(text).is_empty());
}
