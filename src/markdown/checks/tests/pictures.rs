use super::{assert_clean, assert_found, found_with};
use crate::config::Markup;

#[test]
fn a_picture_says_what_it_shows() {
    assert_found("![](甲.png)\n\n![](乙.png)\n", &[("undescribed-picture", "![](甲.png)")]);
    let told = &found_with("![](甲.png)\n\n![](乙.png)\n", &Markup::default())[0];
    assert!(told.message.zh.ends_with("（全文共 2 处）"), "{}", told.message.zh);
    assert_eq!(told.help.as_ref().unwrap().zh, "写成 `![图上是什么](甲.png)`");
    assert_clean("![讲课](甲.png)\n\n![](乙.png \"每月一次的党课\")\n");
}
