use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;

fn read_with(overrides: &[(&str, &str)], text: &str) -> String {
    let overrides =
        overrides.iter().map(|(word, reading)| ((*word).to_owned(), (*reading).to_owned())).collect();
    let read = Readings::new(&overrides).read(text);
    let pieces = read.iter().map(|piece| match piece {
        Read::Syllables(syllables) => {
            syllables.iter().map(|syllable| syllable.toned.as_str()).collect::<Vec<_>>().join(" ")
        }
        Read::Other(char) => char.to_string(),
    });
    pieces.collect::<Vec<_>>().join(" ")
}

fn plain(text: &str) -> String {
    read_with(&[], text).replace(|char: char| char.is_ascii_digit(), "")
}

#[test]
fn words_overrule_characters() {
    for (text, reading) in [
        ("重庆银行", "chong qing yin hang"),
        ("长江大学", "chang jiang da xue"),
        ("校长与成长", "xiao zhang yu cheng zhang"),
        ("厦门大厦", "xia men da sha"),
        ("音乐与快乐", "yin yue yu kuai le"),
        ("六安六盘水", "lu an liu pan shui"),
        ("蚌埠东阿铅山番禺", "beng bu dong e yan shan pan yu"),
        ("朝阳朝气", "chao yang zhao qi"),
        ("都江堰人人都是先锋", "du jiang yan ren ren dou shi xian feng"),
        ("调研与协调强调", "diao yan yu xie tiao qiang diao"),
        ("西藏宝藏收藏", "xi zang bao zang shou cang"),
        ("供给侧给力", "gong ji ce gei li"),
        ("率先提高效率", "shuai xian ti gao xiao lv"),
        ("参差不齐参加人参", "cen ci bu qi can jia ren shen"),
        ("会计大会", "kuai ji da hui"),
        ("单县单位", "shan xian dan wei"),
        ("校对学校", "jiao dui xue xiao"),
        ("传记宣传", "zhuan ji xuan chuan"),
        ("三重一大与双重管理", "san zhong yi da yu shuang chong guan li"),
        ("战略绿色女性", "zhan lue lv se nv xing"),
        ("重走长征路", "chong zou chang zheng lu"),
        ("项目的目的", "xiang mu de mu di"),
        ("教书育人", "jiao shu yu ren"),
    ] {
        assert_eq!(plain(text), reading, "{text}");
    }
}

#[test]
fn words_are_not_found_across_the_borders_of_others() {
    for (text, reading) in [
        ("进行家访与家长会", "jin xing jia fang yu jia zhang hui"),
        ("支部长期坚持", "zhi bu chang qi jian chi"),
        ("学校对口支援", "xue xiao dui kou zhi yuan"),
        ("学会计算", "xue hui ji suan"),
        ("党支部长效机制", "dang zhi bu chang xiao ji zhi"),
        ("建立传帮带机制", "jian li chuan bang dai ji zhi"),
        ("党建行动", "dang jian xing dong"),
        ("注重建设", "zhu zhong jian she"),
        ("来自省直机关", "lai zi sheng zhi ji guan"),
        ("为了解决困难", "wei le jie jue kun nan"),
        ("带着力量", "dai zhe li liang"),
        ("工人参与", "gong ren can yu"),
        ("高校验收", "gao xiao yan shou"),
        ("十分行之有效", "shi fen xing zhi you xiao"),
    ] {
        assert_eq!(plain(text), reading, "{text}");
    }
}

#[test]
fn traditional_characters_are_read_by_the_same_words() {
    for (text, reading) in [
        ("重慶銀行", "chong qing yin hang"),
        ("長江與校長", "chang jiang yu xiao zhang"),
        ("黨建三創新經驗交流", "dang jian san chuang xin jing yan jiao liu"),
        ("音樂會計調查", "yin yue kuai ji diao cha"),
        ("廈門", "xia men"),
        ("著手瞭解", "zhuo shou liao jie"),
    ] {
        assert_eq!(plain(text), reading, "{text}");
    }
}

#[test]
fn a_site_overrules_the_table() {
    assert_eq!(read_with(&[("朝阳", "zhao1 yang2")], "朝阳产业"), "zhao1 yang2 chan3 ye4");
    assert_eq!(read_with(&[("重庆", "Chongqing")], "重庆大学"), "chongqing da4 xue2");
    assert_eq!(read_with(&[("重慶", "chongqing")], "重庆大学"), "chongqing da4 xue2");
    assert_eq!(read_with(&[("曾", "zeng")], "曾老师"), "zeng lao3 shi1");
    // The site's word wins although it cuts a longer one of the table.
    assert_eq!(read_with(&[("长治", "CHANGZHI")], "长治久安"), "changzhi jiu3 an1");
    assert_eq!(read_with(&[("大", "tai"), ("大学", "daxue")], "大学大"), "daxue tai");
    assert_eq!(read_with(&[("空", ""), ("", "x"), ("白", "—")], "空白"), "kong1 bai2");
}

#[test]
fn a_site_may_name_latin_words() {
    let words = [("C++", "cpp"), ("AI", "ai"), ("1+X", "one plus x")];
    assert_eq!(read_with(&words, "c++课程"), "cpp ke4 cheng2");
    assert_eq!(read_with(&words, "1+X证书"), "one plus x zheng4 shu1");
    assert_eq!(read_with(&words, "FAIR ai"), "F A I R   ai");
}

#[test]
fn readings_are_read_in_every_spelling() {
    let plain = |typed| {
        reading(typed)
            .map(|read| read.iter().map(|s| format!("{}/{}", s.plain, s.toned)).collect::<Vec<_>>().join(" "))
    };
    assert_eq!(plain("chóng qìng").as_deref(), Some("chong/chong qing/qing"));
    assert_eq!(plain("chong2-qing4").as_deref(), Some("chong/chong2 qing/qing4"));
    assert_eq!(plain("Xi'an").as_deref(), Some("xi/xi an/an"));
    assert_eq!(plain("lǜ nǚ lüè").as_deref(), Some("lv/lv nv/nv lue/lue"));
    assert_eq!(plain("ｘｉａ").as_deref(), Some("xia/xia"));
    assert_eq!(plain("2").as_deref(), Some("2/2"));
    assert_eq!(plain(" — "), None);
    assert_eq!(plain("重"), None);
}

#[test]
fn the_table_is_sound() {
    let readings = Readings::new(&BTreeMap::new());
    let entries: Vec<Vec<&str>> = lines(PHRASES)
        .flat_map(|line| line.split(';'))
        .map(|entry| entry.split_whitespace().collect())
        .filter(|entry: &Vec<&str>| !entry.is_empty())
        .collect();
    assert!(entries.len() > 900, "{}", entries.len());
    let mut seen = BTreeSet::new();
    for entry in &entries {
        let [word, syllables @ ..] = entry.as_slice() else { panic!("empty entry") };
        assert!(seen.insert(*word), "{word} stands twice");
        assert!(syllables.is_empty() || syllables.len() == word.chars().count(), "{entry:?}");
        for syllable in syllables {
            let letters = syllable.trim_end_matches(['1', '2', '3', '4']);
            assert!(letters.chars().all(|char| char.is_ascii_lowercase() || char == 'ü'), "{entry:?}");
            assert!(syllable.len() - letters.len() <= 1 && !letters.is_empty(), "{entry:?}");
        }
        assert!(word.chars().all(|char| readings.key(char) == char), "{word} is not simplified");
    }
    for pair in lines(TRADITIONAL).flat_map(str::split_whitespace) {
        assert_eq!(pair.chars().count(), 2, "{pair}");
        assert!(!readings.simplified.contains_key(&pair.chars().nth(1).unwrap()), "{pair}");
    }
}

proptest! {
    #[test]
    fn syllables_are_ascii(text in any::<String>()) {
        static READINGS: LazyLock<Readings> = LazyLock::new(|| Readings::new(&BTreeMap::new()));
        for piece in READINGS.read(&text) {
            if let Read::Syllables(syllables) = piece {
                for Syllable { plain, toned } in syllables {
                    prop_assert!(!plain.is_empty() && plain.bytes().all(|byte| byte.is_ascii_lowercase()), "{}", plain);
                    prop_assert!(toned.starts_with(&plain) && toned.len() <= plain.len() + 1);
                }
            }
        }
    }
}

/// Every character that the dictionary reads gives ASCII letters.
#[test]
fn every_reading_is_ascii() {
    let readings = Readings::new(&BTreeMap::new());
    let read = |char| match readings.character(char) {
        Read::Syllables(syllables) => {
            syllables.iter().all(|s| s.plain.bytes().all(|b| b.is_ascii_lowercase()))
        }
        Read::Other(_) => true,
    };
    let unclean: String = ('\u{2E80}'..='\u{323AF}').filter(|char| !read(*char)).collect();
    assert_eq!(unclean, "");
}
