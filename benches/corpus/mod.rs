//! A made-up site of any size: the same bytes for the same size, Chinese prose of some nine kilobytes a
//! case, every part of the model in use. The front matter is plainer than that of a full case study: it takes the
//! short way through YAML, which such a one does not.

use std::fmt::Write as _;
use std::path::Path;

/// Words that the prose is made of.
const WORDS: &[&str] = &[
    "支部", "党员", "教师", "学生", "课程", "团队", "实践", "服务", "社区", "企业", "制度", "标准", "活动",
    "平台", "质量", "机制", "专业", "项目", "成果", "培训", "调研", "宣讲", "结对", "志愿", "竞赛", "教材",
    "改革", "创新", "落实", "推进", "完善", "开展", "形成", "带动", "提升", "围绕", "结合", "依托", "坚持",
    "探索",
];

/// Dimensions of the framework that every case takes up, each with the folder of its page.
pub(crate) const DIMENSIONS: [(&str, &str); 7] = [
    ("教育党员", "jiao-yu-dang-yuan"),
    ("管理党员", "guan-li-dang-yuan"),
    ("监督党员", "jian-du-dang-yuan"),
    ("组织师生", "zu-zhi-shi-sheng"),
    ("宣传师生", "xuan-chuan-shi-sheng"),
    ("凝聚师生", "ning-ju-shi-sheng"),
    ("服务师生", "fu-wu-shi-sheng"),
];

/// Random numbers that are the same everywhere (a linear congruence).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// A number below this one.
    pub(crate) fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn word(&mut self) -> &'static str {
        WORDS[self.below(WORDS.len())]
    }

    fn sentence(&mut self) -> String {
        let mut text: String = (0..6 + self.below(8)).map(|_| self.word()).collect();
        if self.below(6) == 0 {
            let _ = write!(text, "**{}{}。**", self.word(), self.word());
        } else {
            text.push('。');
        }
        text
    }
}

/// The text of one case.
pub(crate) fn case(number: usize, count: usize) -> String {
    let mut dice = Dice(number as u64 + 1);
    let mut text = String::with_capacity(10_000);
    let _ = write!(
        text,
        "---\ntitle: 第{number}篇 {}{}的做法\ndate: {}-{:02}-{:02}\ninstitution: 第{}大学\ncollege: 第{}学院\n\
         branch: 教工第{}党支部\nmembership: faculty\nperiod: {{from: {}, to: {}}}\nframeworks: [七个有力]\ntags: [{}, {}]\n\
         figures:\n  - 累计培训 {}人次以上\n  - {{label: 教材, value: {}, unit: 本}}\n\
         honours:\n  - {}年 省级 教学能力竞赛 二等奖 {}项\n---\n\n",
        dice.word(),
        dice.word(),
        2015 + dice.below(10),
        1 + dice.below(12),
        1 + dice.below(28),
        dice.below(40),
        dice.below(200),
        dice.below(9) + 1,
        2015 + dice.below(4),
        2019 + dice.below(4),
        dice.word(),
        dice.word(),
        100 + dice.below(900),
        1 + dice.below(9),
        2016 + dice.below(8),
        1 + dice.below(3),
    );
    for (dimension, _) in DIMENSIONS {
        let _ = write!(text, "### 实施“{}{}”工程 {{维度={dimension}}}\n\n", dice.word(), dice.word());
        for _ in 0..4 {
            for _ in 0..5 {
                text.push_str(&dice.sentence());
            }
            text.push_str("\n\n");
        }
    }
    let other = (number * 7 + 1) % count;
    let _ = write!(text, "另见[第{other}篇](case-{other:05}.md)。\n\n| 年份 | 数量 |\n|---|---|\n");
    for year in 2016..2020 {
        let _ = writeln!(text, "| {year} | {} |", dice.below(100));
    }
    text
}

/// Writes a site of `count` cases below `root`.
pub(crate) fn write_site(root: &Path, count: usize, theme: &str) -> std::io::Result<()> {
    std::fs::create_dir_all(root.join("content/cases"))?;
    std::fs::create_dir_all(root.join("content/frameworks"))?;
    std::fs::write(
        root.join("site.yaml"),
        format!("title: 基准站\nbase_url: https://bench.example/\ntheme: {theme}\n"),
    )?;
    std::fs::write(
        root.join("content/frameworks/qi-ge-youli.md"),
        format!(
            "---\ntitle: 七个有力\ndeclared: 7\ndimensions: [{}]\n---\n\n说明。\n",
            DIMENSIONS.map(|(name, _)| name).join(", ")
        ),
    )?;
    for number in 0..count {
        std::fs::write(root.join(format!("content/cases/case-{number:05}.md")), case(number, count))?;
    }
    Ok(())
}
