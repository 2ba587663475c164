//! Keys of the items of a case's lists: programmes, frameworks, practices, figures, honours.

/// Keys of a programme.
pub mod programme {
    keys! {
        pub PROGRAMME = "programme" { "项目", "a programme" }
        NAME = "name" "名称" ["项目名称"]: Text
            => { "项目的名称。", "Its name." } = "样板支部";
        LEVEL = "level" "级别" []: Text
            => { "级别，见词表。", "Its level, as in the vocabulary." } = "省级";
        BATCH = "batch" "批次" []: Text
            => { "第几批。", "Its batch." } = "2";
        STAGE = "stage" "阶段" ["状态", "进度"]: Text
            => { "立项、培育、验收等，见词表。", "Its stage, as in the vocabulary." } = "立项";
        YEAR = "year" "年份" ["年", "时间"]: Years
            => { "年份。", "Its year." } = "2021";
    }
}

/// Keys of a framework as a case names it.
pub mod taken_up {
    use crate::model::keys::dimension;

    keys! {
        pub TAKEN_UP = "framework-of-case" { "案例对照的框架", "a framework of a case" }
        NAME = "name" "名称" ["title", "标题", "框架", "framework"]: Text
            => { "框架的名称。", "Its name." } = "支部四件事";
        MAPPING = "mapping" "对应" ["对应关系"]: Choice(super::MAPPINGS)
            => { "unstated 表示原文没有说明哪一章对应哪个维度：照实说明，不算缺项。", "`unstated` when the source does not say which section answers which dimension: said, never counted as missing." } = "unstated";
        DECLARED = "declared" "项数" ["声明项数", "数目", "count"]: Integer
            => { "自创框架声明的项数。", "How many dimensions a house framework declares." } = "6";
        PARTIAL = "partial" "不完整" ["未列全"]: Flag
            => { "维度没有列全。", "The list is known to be incomplete." } = "否";
        ALIASES = "aliases" "别名" ["alias", "又名"]: Names
            => { "自创框架的其他名称。", "Other names of a house framework." } = "[五型支部]";
        DIMENSIONS = "dimensions" "维度" ["dimension", "方面"]: TextsOrMaps(&dimension::DIMENSION)
            => { "写出维度，就是本案例自创的框架。", "With dimensions it is a house framework of this case alone." } = "[学习型, 服务型]";
    }
}

/// Whether a case ties its sections to a framework.
static MAPPINGS: &[&str] = &["stated", "unstated"];

/// Keys of a practice.
pub mod practice {
    keys! {
        pub PRACTICE = "practice" { "做法", "a practice" }
        NAME = "name" "名称" ["title", "标题", "做法"]: Text
            => { "做法的名称。", "Its name." } = "三亮三比工程";
        DIMENSIONS = "dimensions" "维度" ["dimension", "对应维度"]: Names
            => { "它是哪些维度的佐证。", "The dimensions it is evidence for." } = "[管理党员, 监督党员]";
        SECTION = "section" "章节" ["所在章节", "对应章节", "小节"]: Text
            => { "写它的章节；不写时按名称找。", "The section that tells of it; by default the one of its name." } = "实施“三亮三比”工程";
        ITEMS = "items" "内容" ["item", "分项", "要点"]: Names
            => { "它的各项内容。", "Its parts." } = "[亮身份, 亮职责, 亮承诺]";
        DECLARED = "declared" "项数" ["声明项数", "数目", "count"]: Integer
            => { "声明的项数，与列出的内容核对。", "How many parts it declares." } = "3";
        KIND = "kind" "类别" ["类型", "type"]: Text
            => { "工程、制度、品牌等。", "Its kind: project, system, brand." } = "工程";
    }
}

/// Keys of a figure.
pub mod figure {
    keys! {
        pub FIGURE = "figure" { "数据", "a figure" }
        LABEL = "label" "名称" ["name", "指标", "项目"]: Text
            => { "数的是什么。", "What is counted." } = "国培项目";
        VALUE = "value" "数值" ["数量", "值", "number"]: Text
            => { "数目，可以带“近”“余”“以上”，也可以是范围。", "The number; words such as 近, 余, 以上 and ranges are understood." } = "4";
        UPPER = "upper" "上限" []: Text
            => { "范围的上限。", "The upper end of a range." } = "6";
        UNIT = "unit" "单位" ["量词"]: Text
            => { "单位。", "The unit." } = "项";
        QUALIFIER = "qualifier" "限定" ["程度"]: Text
            => { "有多准，见词表；unquantified 表示没有数目。", "How exact it is, as in the vocabulary; `unquantified` when no number is told." } = "at-least";
        PARTS = "parts" "构成" ["其中", "分项"]: Names
            => { "由哪几个数相加。", "The numbers of which it is the sum." } = "[2, 1, 1]";
        YEAR = "year" "年份" ["年", "时间"]: Years
            => { "年份。", "The year it is of." } = "2021";
        ROLE = "role" "用途" ["性质"]: Choice(super::ROLES)
            => { "result（成果）或 profile（概况）。", "A result, or part of the profile." } = "profile";
        NOTE = "note" "说明" ["备注", "注"]: Text
            => { "编者的说明。", "The editor's word to the reader." } = "含两门校级课程";
    }
}

/// What a figure tells of.
static ROLES: &[&str] = &["result", "profile"];

/// Keys of an honour.
pub mod honour {
    keys! {
        pub HONOUR = "honour" { "荣誉", "an honour" }
        NAME = "name" "名称" ["title", "荣誉", "奖项"]: Text
            => { "荣誉的名称，不含年份、级别、等次和数量。", "Its name without year, level, grade and count." } = "教师教学能力竞赛";
        KIND = "kind" "类别" ["类型", "type"]: Text
            => { "award（奖项）、project（立项）或 person（个人），见词表；三类不相加。", "award, project or person, as in the vocabulary; they are never added up together." } = "award";
        LEVEL = "level" "级别" []: Text
            => { "级别，见词表。", "Its level, as in the vocabulary." } = "国家级";
        GRADE = "grade" "等次" ["等级", "奖次"]: Text
            => { "等次，见词表。", "Its grade, as in the vocabulary." } = "三等奖";
        YEAR = "year" "年份" ["年", "时间", "日期", "date"]: Years
            => { "年份，或起止年份。", "Its year, or the first and the last." } = "[2019, 2021]";
        EDITION = "edition" "届次" ["批次", "届", "batch"]: Text
            => { "第几届或第几批。", "Its edition or batch." } = "第二批";
        COUNT = "count" "数量" ["数目"]: Integer
            => { "数量；没有写明就不写，不当作 1。", "How many; unknown when absent, never 1." } = "1";
        UNIT = "unit" "量词" ["单位"]: Text
            => { "数量的单位。", "The unit of the count." } = "项";
        RECIPIENT = "recipient" "获得者" ["获奖者", "对象"]: Text
            => { "谁获得的，见词表。", "Who received it, as in the vocabulary." } = "支部";
        NOTE = "note" "说明" ["备注", "注"]: Text
            => { "编者的说明。", "The editor's word to the reader." } = "与兄弟单位合作";
    }
}
