use super::{assert_clean, assert_found};

#[test]
fn what_cleaning_removes_is_told() {
    assert_found("甲<script>x</script>\n", &[("removed-html", "<script>")]);
    assert_found(
        "<div onclick=\"x\" align=\"center\" style=\"color:red\">\n\n甲<iframe src=\"x\"></iframe>\n\n</div>\n",
        &[
            ("removed-html", "onclick=\"x\""),
            ("removed-html", "style=\"color:red\""),
            ("removed-html", "<iframe src=\"x\">"),
        ],
    );
    assert_found(
        "<a href=\"javascript:x\">甲</a> <img src='data:text/html,x'>\n",
        &[("removed-html", "href=\"javascript:x\""), ("removed-html", "src='data:text/html,x'")],
    );
    assert_found("甲<form>乙</form>丙<form>丁</form>\n", &[("removed-html", "<form>")]);
    assert_clean(
        "<u>甲</u><font color=\"red\">乙</font><br>\n\n<p style=\"text-align:center\">丙</p>\n\n<a id=\"x\"></a>\n",
    );
    assert_clean("```html\n<script>x</script>\n```\n\n`<script>`\n");
}

#[test]
fn places_hold_inside_quotes() {
    assert_found("> <div>\n> <form\n> x>\n> </div>\n", &[("removed-html", "<form\n> x>")]);
}

#[test]
fn comments_hide_text() {
    assert_found("甲\n\n<!-- 乙\n\n丙\n", &[("unclosed-comment", "<!--")]);
    assert_found(
        "<!-- 这一段写好了以后再发布出去吧。 -->\n",
        &[("hidden-comment", "<!-- 这一段写好了以后再发布出去吧。 -->")],
    );
    assert_clean("<!-- more -->\n\n甲<!-- TODO -->乙\n");
}

#[test]
fn markdown_inside_html_is_told() {
    assert_found("<div>\n**甲**\n</div>\n", &[("markdown-in-html", "**")]);
    assert_found("<div>\n![甲](a.png)\n</div>\n", &[("markdown-in-html", "](")]);
    assert_found("<div>\n# 甲\n</div>\n", &[("markdown-in-html", "#")]);
    assert_clean("<div>\n\n**甲**\n\n</div>\n\n<pre>\n**甲**\n</pre>\n");
}

#[test]
fn nesting_ends() {
    let deep = format!("{}甲\n", "<b>".repeat(201));
    assert_found(&deep, &[("deep-html", "<b>")]);
    let deep = format!("{}甲<b>乙\n", "> ".repeat(200));
    assert_found(&deep, &[("deep-html", "<b>")]);
    assert_clean(&format!("{}甲{}\n", "<b>".repeat(199), "</b>".repeat(199)));
}
