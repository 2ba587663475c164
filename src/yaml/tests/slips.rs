//! What writers really type: read as meant, or reported at its place, or both.

use super::*;
use crate::base::{Diagnostic, Location};
use crate::yaml::locate;

/// Checks a source: its values, and its reports as `code line:column text`. Every source is checked
/// with both line ends, and with all of its lines standing earlier in the file as a comment and as a
/// text, so that a place found by searching would be the wrong one.
#[track_caller]
fn check(source: &str, values: &str, reports: &[&str]) {
    let expected: Vec<String> = reports.iter().map(|report| (*report).to_owned()).collect();
    assert_eq!(read(source, 0), (values.to_owned(), expected.clone()), "{source}");
    let crlf = source.replace('\n', "\r\n");
    assert_eq!(read(&crlf, 0), (values.to_owned(), expected.clone()), "with CRLF: {source}");
    let mut earlier = String::from("earlier: |\n");
    for line in source.lines() {
        earlier.push_str(&format!("  {line}\n"));
    }
    for line in source.lines() {
        earlier.push_str(&format!("# {line}\n"));
    }
    let lines = earlier.lines().count() as u32;
    let (text, found) = read(&format!("{earlier}{source}"), lines);
    let text = text.split_once("|#|").map_or("", |(_, text)| text).to_owned();
    assert_eq!((text, found), (values.to_owned(), expected), "later in the file: {source}");
}

fn read(source: &str, shift: u32) -> (String, Vec<String>) {
    let outcome = parse(source);
    let mut map = outcome.value;
    let mut values = String::new();
    if shift > 0 && !map.entries.is_empty() {
        map.entries.remove(0);
        values.push_str("|#|");
    }
    values.push_str(&compact_map(&map));
    (values, outcome.diagnostics.iter().map(|diagnostic| told(source, diagnostic, shift)).collect())
}

fn told(source: &str, diagnostic: &Diagnostic, shift: u32) -> String {
    let spot = &diagnostic.place.as_ref().unwrap().spot;
    let range = locate(source, spot).expect("a place");
    let location = Location::of_range(source, range.clone());
    let shown: String =
        location.text.chars().skip(location.column as usize - 1).take(location.width as usize).collect();
    format!("{} {}:{} {shown}", diagnostic.code, location.line - shift, location.column)
}

#[test]
fn y1_masks() {
    check("institution: *大学*学院\n", "institution=*大学*学院", &["unquoted-mask 1:14 *大学*学院"]);
    check(
        "a: 1\n单位: **交通职业技术学院\n",
        "a=1|单位=**交通职业技术学院",
        &["unquoted-mask 2:5 **交通职业技术学院"],
    );
    check(
        "a: {name: *大学*学院, masked: true}\n",
        "a={name=*大学*学院|masked=true}",
        &["unquoted-mask 1:11 *大学*学院"],
    );
    check("a: [*校, 乙]\n", "a=[*校|乙]", &["unquoted-mask 1:5 *校"]);
    check("a:\n  - *某校\n  - 乙\n", "a=[*某校|乙]", &["unquoted-mask 2:5 *某校"]);
    check("a:\n  *某校\n", "a=*某校", &["unquoted-mask 2:3 *某校"]);
    check("a: *abc\n", "a=*abc", &["unquoted-mask 1:4 *abc"]);
    check("a: 某*校\nb: 20*年\n", "a=某*校|b=20*年", &[]);
    check("a: '*校'\n", "a=*校", &[]);
    check("a: *某校: 甲 # 注\n", "a=*某校: 甲", &["unquoted-mask 1:4 *某校: 甲"]);
}

#[test]
fn y2_y3_colons_without_space() {
    check("标题:对标\n单位:甲\n", "标题=对标|单位=甲", &[]);
    check("标题:对标\n单位: 甲\n", "标题=对标|单位=甲", &[]);
    check("标题: 对标\n单位:甲\n", "标题=对标|单位=甲", &[]);
    check("title:对标\ndate:2023\n", "title=对标|date=2023", &[]);
    check("标题：对标\n单位： 甲\n", "标题=对标|单位=甲", &[]);
    check("标题：党建: 三创新\n", "标题=党建: 三创新", &["unquoted-colon 1:6 :"]);
    check("标题: 党建：三创新\n", "标题=党建：三创新", &[]);
    check("标题:\"对标\"\n标签:[甲, 乙]\n", "标题=对标|标签=[甲|乙]", &[]);
    check("\"标题\":对标\n'单位'：甲\n", "标题=对标|单位=甲", &[]);
    check("branch:\n  name:教工党支部\n  kind:branch\n", "branch={name=教工党支部|kind=branch}", &[]);
    check("branch:\n  name:教工党支部\n", "branch={name=教工党支部}", &[]);
    check(
        "署名:\n  文案:张三\n  美编:李四\n",
        "署名={文案=张三|美编=李四}",
        &["loose-colon 2:5 :", "loose-colon 3:5 :"],
    );
    check("a:\n  - name:样板支部\n    level: 省级\n", "a=[{name=样板支部|level=省级}]", &[]);
    check("a:\n  - 名称:样板支部\n    级别:省级\n", "a=[{名称=样板支部|级别=省级}]", &[]);
    check("figures:\n  - 累计培训:500人次\n  - 论文：3篇\n", "figures=[累计培训:500人次|论文：3篇]", &[]);
    check("branch: {name:教工党支部, kind：branch}\n", "branch={name=教工党支部|kind=branch}", &[]);
    check("source: {url:https://a.cn/b, date:2023}\n", "source={url=https://a.cn/b|date=2023}", &[]);
    check("链接:https://a.cn\n", "链接=https://a.cn", &[]);
    check("主张:对标\n", "主张=对标", &["loose-colon 1:3 :"]);
    check("a:\n  - 三维度：\n    - 学\n    - 讲\n  - 人\n", "a=[{三维度=[学|讲]}|人]", &[]);
    check(
        "a:\n  - 三维度：\n      - 学\n  - 三保障 ：\n      人: 1\n",
        "a=[{三维度=[学]}|{三保障={人=1}}]",
        &[],
    );
    check("a:\n  - 主持：\n  - 三维度：\nb: 1\n", "a=[主持：|三维度：]|b=1", &[]);
    check("主张：\n  - 甲\n", "主张=[甲]", &[]);
    check("a: 1\nhttps://a.cn/b\n", "a=1", &["line-without-key 2:1 https://a.cn/b"]);
    check("a: 1\n12:30 开会\n", "a=1", &["line-without-key 2:1 12:30 开会"]);
    check("a: 12:30\nb: https://a.cn\n", "a=12:30|b=https://a.cn", &[]);
}

#[test]
fn colons_of_other_kinds() {
    check("标题∶对标\n单位﹕甲\n", "标题=对标|单位=甲", &[]);
    check("标题：：对标\n单位:: 甲\n日期：:2023\n", "标题=对标|单位=甲|日期=2023", &[]);
    check("标题 :对标\n单位 ： 甲\n", "标题=对标|单位=甲", &[]);
    check("标题:党建: 三创新\n", "标题=党建: 三创新", &["unquoted-colon 1:6 :"]);
    check("og:title: 甲\n", "og:title=甲", &[]);
    check("a::b: 甲\n", "a::b=甲", &[]);
    check("title = 甲\nb: 1\n", "b=1", &["line-without-key 1:1 title = 甲"]);
    check("**标题**: 甲\n", "**标题**=甲", &["unquoted-sign 1:1 **标题**"]);
    check("a: \"甲\",\nb: [乙]，\nc: 1\n", "a=甲|b=[乙]|c=1", &["stray-comma 1:7 ,", "stray-comma 2:7 ，"]);
}

#[test]
fn parts_without_indentation() {
    check("branch:\nname: 甲\nkind: 乙\n", "branch=|name=甲|kind=乙", &["unindented-entry 2:1 name"]);
    check("branch:\ntitle: 甲\n", "branch=|title=甲", &[]);
    check(
        "a:\n  - name: 甲\n  level: 乙\n  - name: 丙\nb: 1\n",
        "a=[{name=甲|level=乙}|{name=丙}]|b=1",
        &["uneven-indentation 3:3 l"],
    );
}

#[test]
fn y4_wide_commas_in_braces() {
    check("a: {name: 竞赛， level: 国家级}\n", "a={name=竞赛|level=国家级}", &[]);
    check("a: {name: 竞赛，level: 国家级，year: 2021}\n", "a={name=竞赛|level=国家级|year=2021}", &[]);
    check(
        "a: {名称：竞赛，级别：国家级；年份:2021、数量: 1}\n",
        "a={名称=竞赛|级别=国家级|年份=2021|数量=1}",
        &[],
    );
    check("a: {name: 竞赛，一等奖, level: 国家级}\n", "a={name=竞赛，一等奖|level=国家级}", &[]);
    check("a: [{name: 甲}，{name: 乙}]\n", "a=[{name=甲}|{name=乙}]", &[]);
    check("a: [\"甲\"，\"乙\"、'丙']\n", "a=[甲|乙|丙]", &[]);
    check("a: ｛name: 教工党支部，kind: branch｝\n", "a={name=教工党支部|kind=branch}", &[]);
    check("a: {name: 甲, kind: 乙｝\n", "a={name=甲|kind=乙}", &[]);
    check("a: {name: \"甲\"，kind: 乙}\n", "a={name=甲|kind=乙}", &[]);
    check("a: {name: 竞赛 level: 国家级}\n", "a={name=竞赛 level: 国家级}", &["unquoted-colon 1:19 :"]);
    check(
        "a: {label: 培训, value: 1,000, unit: 人次}\n",
        "a={label=培训|value=1|000=|unit=人次}",
        &["entry-without-value 1:25 000"],
    );
    check("a: {甲, 乙}\n", "a={甲=|乙=}", &["entry-without-value 1:5 甲", "entry-without-value 1:8 乙"]);
}

#[test]
fn y5_wide_commas_in_lists_stay_for_the_reader_of_names() {
    check("a: [七个有力，六强]\nb: 【七个有力】\n", "a=[七个有力，六强]|b=【七个有力】", &[]);
    check("a: [七个有力，六强】\n", "a=[七个有力，六强]", &[]);
    check("a: [七个有力, 六强］\nb: 1\n", "a=[七个有力|六强]|b=1", &[]);
}

#[test]
fn y6_colons_and_quotes_in_titles() {
    check("title: 党建: 三创新\n", "title=党建: 三创新", &["unquoted-colon 1:10 :"]);
    check("title: 党建:\n", "title=党建:", &["unquoted-colon 1:10 :"]);
    check("title: \"四三\"工程\n", "title=\"四三\"工程", &["text-after-quote 1:8 \"四三\"工程"]);
    check("title: '90后'党员 # 注\n", "title='90后'党员", &["text-after-quote 1:8 '90后'党员"]);
    check("title: \"四三\"工程: 一\n", "title=\"四三\"工程: 一", &["text-after-quote 1:8 \"四三\"工程: 一"]);
    check("title: [党建] 三创新\n", "title=[党建] 三创新", &["text-after-quote 1:8 [党建] 三创新"]);
    check("a:\n  - \"四三\"工程\n  - 乙\n", "a=[\"四三\"工程|乙]", &["text-after-quote 2:5 \"四三\"工程"]);
    check("a: [\"四三\"工程, 六强]\n", "a=[\"四三\"工程|六强]", &["text-after-quote 1:5 \"四三\"工程"]);
    check(
        "a: {name: \"四三\"工程, b: 1}\n",
        "a={name=\"四三\"工程|b=1}",
        &["text-after-quote 1:11 \"四三\"工程"],
    );
    check("\"四三\"工程: 一\n", "\"四三\"工程=一", &["text-after-quote 1:1 \"四三\"工程"]);
    check("title: “四三”工程\n", "title=“四三”工程", &[]);
    check("title: \"四三\" # 注\n", "title=四三", &[]);
    check("title: 党建：三创新 # 注\n", "title=党建：三创新", &[]);
}

#[test]
fn the_quoted_form_can_be_copied() {
    for (source, help) in [
        ("title: 党建: 三创新\n", "quote it: '党建: 三创新'"),
        ("title: \"四三\"工程\n", "quote it: '\"四三\"工程'"),
        ("title: '90后'党员\n", "quote it: \"'90后'党员\""),
        ("title: *大学\n", "quote it: '*大学'"),
        ("title: 党建:\n  三创新\n", "quote it: '党建: 三创新'"),
        ("a: \"C:\\new\"\n", "use single quotes: 'C:\\new'"),
    ] {
        let outcome = parse(source);
        assert_eq!(outcome.diagnostics[0].help.as_ref().unwrap().en, help);
    }
}

#[test]
fn y7_swallowed_text() {
    check("title: 三创新 #经验\n", "title=三创新", &["swallowed-text 1:12 #经验"]);
    check("title: 三创新  #经验 二\n", "title=三创新", &["swallowed-text 1:13 #经验 二"]);
    check("color: #b00\n", "color=", &["swallowed-text 1:8 #b00"]);
    check("tags: #党建 #经验\n", "tags=", &["swallowed-text 1:7 #党建 #经验"]);
    check("tags:\n  - #党建\n", "tags=[]", &["swallowed-text 2:5 #党建"]);
    check(
        "tags: [#党建, #经验]\n",
        "tags=[#党建|#经验]",
        &["unquoted-sign 1:8 #党建", "unquoted-sign 1:13 #经验"],
    );
    check("title: 三创新 # 经验\n", "title=三创新", &[]);
    check("title: 三创新 ## 经验\n", "title=三创新", &[]);
    check(
        "date: 2023-10-20 #发布日\ndraft: 是 #草稿\nwords: 2500 #字\n",
        "date=2023-10-20|draft=是|words=2500",
        &[],
    );
    check("title: \"三创新\"  #经验\nb: [甲]  #注\n", "title=三创新|b=[甲]", &[]);
    check("title: 三创新#经验\nb: C# 与 F#\n", "title=三创新#经验|b=C# 与 F#", &[]);
    check("#注释\n  #注释\na: 1\n", "a=1", &[]);
    check("a: # 注释\n  b: 1\n", "a={b=1}", &[]);
    check("a: [甲, # 一\n  乙] # 二\n", "a=[甲|乙]", &[]);
    check("a: 甲\n  乙 #经验\n", "a=甲 乙", &["lines-without-dash 1:4 甲", "swallowed-text 2:5 #经验"]);
}

#[test]
fn y8_spaces_of_other_kinds() {
    check("标题:　对标\n单位:\u{a0}甲\n", "标题=对标|单位=甲", &[]);
    check("标题　: 对标\n单位\u{a0}：\u{3000}甲\n", "标题=对标|单位=甲", &[]);
    check("标题: 对标　\n单位: 甲\u{200b}\n", "标题=对标|单位=甲", &[]);
    check("标题:\u{200b}对标\n", "标题=对标", &[]);
    check("\u{feff}标题: 对标\n\u{200b}单位: 甲\n", "标题=对标|单位=甲", &[]);
    check("a: [甲,　乙　, \u{a0}丙]\n", "a=[甲|乙|丙]", &[]);
    check("a: {　b:　甲　}\n", "a={b=甲}", &[]);
    check("a:\n  -　甲\n  -\u{200b}乙\n", "a=[甲|乙]", &[]);
    check("a: \"甲　\"　\nb: 1\n", "a=甲　|b=1", &[]);
    check("a: 甲　乙\n", "a=甲　乙", &[]);
    check("a: 1\n　\n\u{a0}\nb: 2\n", "a=1|b=2", &[]);
    check("a:　\n  - 甲\n", "a=[甲]", &[]);
}

#[test]
fn y9_indentation() {
    check("a:\n　- 甲\n　- 乙\n", "a=[甲|乙]", &[]);
    check("a:\n　- 甲\n  - 乙\n", "a=[甲|乙]", &[]);
    check("a:\n\u{a0}\u{a0}b: 1\n  c: 2\n", "a={b=1|c=2}", &[]);
    check(
        "a:\n\t- 甲\n\t- 乙\nb: 1\n",
        "a=[甲|乙]|b=1",
        &["tab-indentation 2:1 \t", "tab-indentation 3:1 \t"],
    );
    check("a:\n\tb: 1\n", "a={b=1}", &["tab-indentation 2:1 \t"]);
    check("a: 1\n\t\n\t# 注\nb: 2\n", "a=1|b=2", &[]);
    check("a:\n  b: 1\n   c: 2\n", "a={b=1|c=2}", &["uneven-indentation 3:4 c"]);
    check("a:\n  b: 1\n c: 2\n", "a={b=1|c=2}", &["uneven-indentation 3:2 c"]);
    assert_eq!(read(" a: 1\nb: 2\n", 0), ("a=1|b=2".to_owned(), vec!["uneven-indentation 2:1 b".to_owned()]));
    check("a: 1\n  b: 2\nc: 3\n", "a=1|b=2|c=3", &["uneven-indentation 2:3 b"]);
    check("a:\n  - 甲\n    - 乙\n", "a=[甲|乙]", &["uneven-indentation 3:5 -"]);
    check("a: 甲\n  - 乙\nb: 1\n", "a=甲|b=1", &["line-without-key 2:3 - 乙"]);
    check("a:\n  - 甲\n    b: 1\nc: 1\n", "a=[甲]|c=1", &["line-without-key 3:5 b: 1"]);
    check("a:\n- 甲\n- 乙\nb: 1\n", "a=[甲|乙]|b=1", &[]);
    check("a:\n  - - 甲\n    - 乙\n  - - 丙\n", "a=[[甲|乙]|[丙]]", &[]);
    check("a:\n  - b: 1\n    c:\n    - 2\n  - d\n", "a=[{b=1|c=[2]}|d]", &[]);
}

#[test]
fn y10_bullets() {
    check("a:\n  -七个有力\n  -六强\n", "a=[七个有力|六强]", &[]);
    check("a:\n-七个有力\n-六强\nb: 1\n", "a=[七个有力|六强]|b=1", &[]);
    check("a:\n  - 七个有力\n  -六强\n", "a=[七个有力|六强]", &[]);
    check("a:\n  －七个有力\n  —六强\n  – 五好\n", "a=[七个有力|六强|五好]", &[]);
    check("a:\n  • 七个有力\n  ·六强\n  * 五好\n", "a=[七个有力|六强|五好]", &[]);
    check("a:\n  -name: 甲\n   level: 乙\n", "a=[{name=甲|level=乙}]", &[]);
    check("a:\n  -name: 甲\n    level: 乙\n  -name: 丙\n", "a=[{name=甲|level=乙}|{name=丙}]", &[]);
    check("a:\n-name: 甲\n level: 乙\nb: 1\n", "a=[{name=甲|level=乙}]|b=1", &[]);
    check("a:\n  -5\n", "a=-5", &[]);
    check("a:\n  -5\n  -6\n", "a=[5|6]", &[]);
    check("a:\n  -2021年 三等奖\n", "a=[2021年 三等奖]", &[]);
    check("a: -七个有力\n", "a=-七个有力", &[]);
    check("a:\n  ——副标题\n", "a=——副标题", &[]);
    check("a:\n  甲\n  乙\n  丙\nb: 1\n", "a=甲 乙 丙|b=1", &["lines-without-dash 2:3 甲"]);
}

#[test]
fn y12_doubles() {
    check("title: a\ntitle: b\n", "title=a|title=b", &["duplicate-key 2:1 title"]);
}

#[test]
fn signs_of_yaml_as_text() {
    for sign in [
        "@工会",
        "%五十",
        "`甲`",
        "!重要",
        "&重点",
        "|党建|",
        ">重点",
        ",甲",
        "]甲",
        "}甲",
        "? 甲",
        "&a 甲",
        "!重要 通知",
        "> 引文",
    ] {
        let column = sign.chars().count();
        check(
            &format!("title: {sign}\nb: 1\n"),
            &format!("title={sign}|b=1"),
            &[&format!("unquoted-sign 1:8 {sign}")],
        );
        assert!(column > 0);
    }
    check("a: - 甲\nb: 1\n", "a=- 甲|b=1", &["list-beside-key 1:4 - 甲"]);
    check(
        "a: [@甲, !乙, &丙, %丁, ?戊]\n",
        "a=[@甲|!乙|&丙|%丁|?戊]",
        &[
            "unquoted-sign 1:5 @甲",
            "unquoted-sign 1:9 !乙",
            "unquoted-sign 1:13 &丙",
            "unquoted-sign 1:17 %丁",
            "unquoted-sign 1:21 ?戊",
        ],
    );
    check("@a: 甲\n*b*: 乙\n", "@a=甲|*b*=乙", &["unquoted-sign 1:1 @a", "unquoted-sign 2:1 *b*"]);
    check(
        "a: =甲\nb: ~甲\nc: ^甲\nd: R&D\ne: -甲\nf: :甲\ng: ?甲\n",
        "a==甲|b=~甲|c=^甲|d=R&D|e=-甲|f=:甲|g=?甲",
        &[],
    );
    check("a: &x 甲\nb: *x\nc: [*x, 乙]\nd: *x # 注\n", "a=甲|b=甲|c=[甲|乙]|d=甲", &[]);
    check("a: !!str 12\nb: !!int '12'\n", "a=12|b=12", &[]);
}

#[test]
fn quotes() {
    check("a: \"甲\nb: \"乙\"\n", "a=甲|b=乙", &["unclosed-quote 1:4 \""]);
    check("a: '甲\nb: 1\nc: '乙'\n", "a=甲|b=1|c=乙", &["unclosed-quote 1:4 '"]);
    check("a: \"甲”\nb: 1\n", "a=甲|b=1", &["mixed-quotes 1:6 ”"]);
    check("a: '甲’\nb: 1\n", "a=甲|b=1", &["mixed-quotes 1:6 ’"]);
    check("a: \"他说“好”\nb: 1\n", "a=他说“好”|b=1", &["unclosed-quote 1:4 \""]);
    check("a: [\"甲”, 乙]\n", "a=[甲|乙]", &["mixed-quotes 1:7 ”"]);
    check("a: \"甲\n  乙\nb: 1\n", "a=甲 乙|b=1", &["unclosed-quote 1:4 \""]);
    check("a: \"第一段，\n  第二段\"\nb: 1\n", "a=第一段，第二段|b=1", &[]);
    check("a: \"one\n  two\"\nb: 'one\n\n  two'\n", "a=one two|b=one\ntwo", &[]);
    check("a: \"第一段\n第二段\"\nb: 1\n", "a=第一段第二段|b=1", &[]);
    check("a: 'it''s'\nb: \"他说\\\"好\\\"\"\n", "a=it's|b=他说\"好\"", &[]);
    check("a:\n  b: \"甲\n  c: 乙\nd: 1\n", "a={b=甲|c=乙}|d=1", &["unclosed-quote 2:6 \""]);
    check("a: {b: \"甲, c: 1}\nd: 1\n", "a=|d=1", &["unclosed-quote 1:8 \""]);
}

#[test]
fn backslashes() {
    check("a: \"C:\\new\\table.txt\"\n", "a=C:\\new\\table.txt", &["backslash-in-quotes 1:7 \\"]);
    check("a: \"图片\\new.png\"\n", "a=图片\\new.png", &["backslash-in-quotes 1:7 \\"]);
    check("a: \"甲\\支部\"\n", "a=甲\\支部", &["backslash-in-quotes 1:6 \\"]);
    check("a: \"\\x1\"\n", "a=\\x1", &["backslash-in-quotes 1:5 \\"]);
    check("a: \"\\ud800\"\n", "a=\\ud800", &["backslash-in-quotes 1:5 \\"]);
    check("a: \"C:\\\\new\"\n", "a=C:\\new", &[]);
    check("a: \"一\\n二\\t\\u4e09\"\n", "a=一\n二\t三", &[]);
    check("a: 'C:\\new'\nb: C:\\new\n", "a=C:\\new|b=C:\\new", &[]);
}

#[test]
fn brackets() {
    check("title: [未完\nb: 1\n", "title=|b=1", &["unclosed-bracket 1:8 ["]);
    check("a: {b: 1\nc: 2\n", "a=|c=2", &["unclosed-bracket 1:4 {"]);
    check("a: [\n  {b: 1},\n  {b: 2}\nc: 2\n", "a=|c=2", &["unclosed-bracket 1:4 ["]);
    check("a: [甲, {b: 1]\nc: 2\n", "a=|c=2", &["unclosed-bracket 1:4 ["]);
    check("a: [甲, 乙}\nc: 2\n", "a=[甲|乙]|c=2", &["unclosed-bracket 1:9 }"]);
    check("a: [\n  甲,\n  乙\n]\nb: {\n  c: 1,\n  d: 2,\n}\n", "a=[甲|乙]|b={c=1|d=2}", &[]);
    check("menu: [\n{name: 甲},\n{name: 乙}]\nb: 1\n", "menu=[{name=甲}|{name=乙}]|b=1", &[]);
    check("a: {\nb: 1,\nc: 2\n}\nd: 1\n", "a={b=1|c=2}|d=1", &[]);
    check(
        "title: {{ page.title }}\nb: 1\n",
        "title={{ page.title }}|b=1",
        &["unquoted-sign 1:8 {{ page.title }}"],
    );
    check("[甲]: 1\nb: 1\n", "b=1", &["complex-key 1:1 [甲]: 1"]);
    check("a: [党建: 三创新, 乙]\n", "a=[{党建=三创新}|乙]", &[]);
    check("a: {b:1, c:[1], \"d\":2}\n", "a={b=1|c=[1]|d=2}", &[]);
    check("a: {b:}\n", "a={b=}", &[]);
    check("a: [甲\n\tb]\n", "a=[甲 b]", &[]);
    check("a: []\nb: {}\nc: [甲,]\n", "a=[]|b={}|c=[甲]", &[]);
}

#[test]
fn lines_that_belong_to_nothing() {
    check("a: 1\n七个有力\nb: 2\n", "a=1|b=2", &["line-without-key 2:1 七个有力"]);
    check("七个有力\nb: 2\n", "b=2", &["line-without-key 1:1 七个有力"]);
    check("a: \"甲\"\n  乙\nb: 2\n", "a=甲|b=2", &["line-without-key 2:3 乙"]);
    check(
        "// 注释\na: 1\n<!-- 注释 -->\n",
        "a=1",
        &["line-without-key 1:1 // 注释", "line-without-key 3:1 <!-- 注释 -->"],
    );
    check("? a\n: b\nc: 1\n", "c=1", &["complex-key 1:1 ? a", "line-without-key 2:1 : b"]);
    check("a: 1\n---\nb: 2\n", "a=1|b=2", &["more-documents 2:1 ---"]);
    check("a: 1\n...\nb: 2\n", "a=1|b=2", &["more-documents 2:1 ..."]);
    check("a: 1\n...\n", "a=1", &[]);
    check("a: ...\nb: ---\nc:\n  - ...\n", "a=...|b=---|c=[...]", &[]);
    assert_eq!(read("%YAML 1.2\n---\na: 1\n", 0), ("a=1".to_owned(), vec![]));
    check("a: &x {b: 1}\nc:\n  <<: *x\n  d: 2\n", "a={b=1}|c={<<={b=1}|d=2}", &["merge-key 3:3 <<"]);
}

#[test]
fn texts_over_several_lines() {
    check(
        "a: 坚持党建引领，服务师生，\n  推动事业发展。\nb: 1\n",
        "a=坚持党建引领，服务师生，推动事业发展。|b=1",
        &[],
    );
    check("a: one\n  two\nb: 1\n", "a=one two|b=1", &[]);
    check("a:\n  坚持党建引领，\n  服务师生。\n", "a=坚持党建引领，服务师生。", &[]);
    check("a: 第一段，很长。\n\n  第二段。\nb: 1\n", "a=第一段，很长。\n第二段。|b=1", &[]);
    check("a: 坚持引领，\n  说明:如下\n", "a=坚持引领，说明:如下", &[]);
}

#[test]
fn blocks_of_text() {
    check("a: |\n  第一行: 甲 #一\n   二\n\n  \"三\nb: 1\n", "a=第一行: 甲 #一\n 二\n\n\"三\n|b=1", &[]);
    check("a: |-\n  甲\n  乙\nb: >-\n  甲\n  乙\n  one\n  two\n", "a=甲\n乙|b=甲乙 one two", &[]);
    check("a: >\n  甲\n\n  乙\n   丙\n", "a=甲\n乙\n 丙\n", &[]);
    check("a: |2-\n    甲\n  乙\n", "a=  甲\n乙", &[]);
    check("a: | # 注\n  甲\n", "a=甲\n", &[]);
    check("a: |　\n  甲\n", "a=甲\n", &[]);
    check("a: |\n    甲\n  乙\nb: 1\n", "a=  甲\n乙\n|b=1", &[]);
    check("a: |\n甲，\n乙\nb: 1\n", "a=甲，\n乙\n|b=1", &["unindented-text 2:1 甲，"]);
    check("a: |\n　　甲\n\n　　乙\nb: 1\n", "a=　　甲\n\n　　乙\n|b=1", &["unindented-text 2:3 甲"]);
    check("a: |\n  甲\n乙\nb: 1\n", "a=甲\n乙\n|b=1", &["unindented-text 3:1 乙"]);
    check("a: |\n\t甲\nb: 1\n", "a=\t甲\n|b=1", &["unindented-text 2:2 甲"]);
    check("a: |\n      \n  甲\nb: 1\n", "a=\n甲\n|b=1", &[]);
    check("a: |\nb: 1\n", "a=|b=1", &[]);
    check("a:\n  - |\n    甲\n  - 乙\n", "a=[甲\n|乙]", &[]);
    check("a:\n  b: |\n    甲\n  c: 乙\n", "a={b=甲\n|c=乙}", &[]);
    check("a: |\n  甲\n# 注\nb: 1\n", "a=甲\n|b=1", &[]);
    check("a: >\n甲，\n乙。\nb: 1\n", "a=甲，乙。\n|b=1", &["unindented-text 2:1 甲，"]);
}

#[test]
fn what_is_too_deep_is_refused() {
    for text in [
        format!("a: {}\n", "[".repeat(60_000)),
        format!("a: {}\n", "{a: ".repeat(10_000)),
        format!("a:\n  {}\n", "- ".repeat(30_000)),
        (0..300).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect(),
    ] {
        let outcome = parse(&text);
        assert_eq!(outcome.diagnostics.len(), 1);
        assert_eq!(outcome.diagnostics[0].code, "deep-yaml");
    }
    let deep: String = (0..60).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    assert!(parse(&deep).diagnostics.is_empty());
}

#[test]
fn numbers_and_marks_of_lists() {
    check("a:\n  1. 甲\n  2. 乙\n", "a=[甲|乙]", &[]);
    check("a:\n  （1）甲\n  （2）乙\nb: 1\n", "a=[甲|乙]|b=1", &[]);
    check("a:\n  ① 甲\n  ② 乙\n", "a=[甲|乙]", &[]);
    check("a:\n  一、甲\n  二、乙\n", "a=[甲|乙]", &[]);
    check("a:\n  - 甲\n  2. 乙\n", "a=[甲|乙]", &[]);
    check("a:\n  ➢ 甲\n  \u{f06c} 乙\n", "a=[甲|乙]", &[]);
    check("a:\n  1.5万元\n", "a=1.5万元", &[]);
    check("a:\n  一、只有一条\n", "a=一、只有一条", &[]);
    check("1. 标题: 甲\n2. 日期: 乙\n", "1. 标题=甲|2. 日期=乙", &[]);
}

#[test]
fn commas_behind_values() {
    check("a: 甲,\nb: 乙；\nc: 1\n", "a=甲|b=乙|c=1", &["stray-comma 1:5 ,", "stray-comma 2:5 ；"]);
    check("a: 甲，\n乙\nb: 1\n", "a=甲，|b=1", &["line-without-key 2:1 乙"]);
    check("a: 甲，\n  乙\n", "a=甲，乙", &[]);
    check("a: ，\nb: 1\n", "a=，|b=1", &[]);
    check("a: 甲&rdquo;\nb: 1\n", "a=甲&rdquo;|b=1", &[]);
    check("a: [甲，乙，]\nb: {c: 甲，}\n", "a=[甲，乙]|b={c=甲}", &[]);
}

#[test]
fn quotes_of_two_kinds() {
    check("a: “甲\"\nb: 1\n", "a=甲|b=1", &["mixed-quotes 1:6 \""]);
    check("a: ‘it's'\nb: 1\n", "a=‘it's'|b=1", &[]);
    check("a: “甲”\nb: “甲”和\"乙\"\n", "a=“甲”|b=“甲”和\"乙\"", &[]);
}

#[test]
fn hashes_inside_brackets() {
    check("a: [甲, 乙 #丙]\nb: 1\n", "a=[甲|乙 #丙]|b=1", &["unquoted-sign 1:10 #"]);
    check("a: {b: 乙 #丙, c: 1}\n", "a={b=乙 #丙|c=1}", &["unquoted-sign 1:10 #"]);
    check("a: [甲, # 注\n  乙]\n", "a=[甲|乙]", &[]);
}

#[test]
fn names_in_brackets_and_lines_without_a_colon() {
    check(
        "【日期】：1\n**日期**：2\n",
        "【日期】=1|**日期**=2",
        &["unquoted-sign 2:1 **日期**", "duplicate-key 2:1 **日期**"],
    );
    for line in ["日期；1", "日期 1", "日期\t1", "date=1", "学院＝1"] {
        let (read, found) = read(&format!("a: 1\n{line}\n"), 0);
        assert_eq!(read, "a=1", "{line}");
        assert_eq!(found, [format!("line-without-key 2:1 {line}")], "{line}");
    }
    let outcome = parse("a: 1\n日期；2\n");
    assert_eq!(outcome.diagnostics[0].help.as_ref().unwrap().zh, "写成 日期: 2");
    let outcome = parse("a: 竞赛 level: 国家级\n");
    assert!(outcome.diagnostics[0].help.as_ref().unwrap().zh.starts_with("如果“level”是另一项"));
    let outcome = parse("- a: 1\n- b: 2\n");
    assert!(outcome.diagnostics[0].help.as_ref().unwrap().zh.contains("“- ”"));
}

#[test]
fn blocks_of_text_with_other_signs() {
    check("a: ｜\n  甲\n  乙\nb: 1\n", "a=甲\n乙\n|b=1", &[]);
    check("a: ｜\nb: 1\n", "a=｜|b=1", &[]);
    check("a: | 甲\nb: 1\n", "a=| 甲|b=1", &["unquoted-sign 1:4 | 甲"]);
    let outcome = parse("a: | 甲\n");
    assert!(outcome.diagnostics[0].help.as_ref().unwrap().zh.contains("写成 '甲'"));
    check("a: -\nb: 1\n", "a=-|b=1", &[]);
    check("a:\n  - b: 1\n\tc: 2\n", "a=[{b=1|c=2}]", &["tab-indentation 3:1 \t"]);
}
