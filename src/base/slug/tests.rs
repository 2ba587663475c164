use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;

fn pinyin() -> &'static Slugger {
    static SLUGGER: LazyLock<Slugger> = LazyLock::new(|| Slugger::new(SlugStyle::Pinyin, &BTreeMap::new()));
    &SLUGGER
}

fn han() -> &'static Slugger {
    static SLUGGER: LazyLock<Slugger> = LazyLock::new(|| Slugger::new(SlugStyle::Han, &BTreeMap::new()));
    &SLUGGER
}

#[test]
fn slugs_are_pinyin_words_joined_by_hyphens() {
    let slugger = pinyin();
    for (text, slug) in [
        ("1+X证书", "1-x-zheng-shu"),
        ("重庆银行", "chong-qing-yin-hang"),
        ("对标“七个有力”，赋能党建", "dui-biao-qi-ge-you-li-fu-neng-dang-jian"),
        ("Party Building", "party-building"),
        ("  a__b--c  ", "a-b-c"),
        ("ＰＰＴ制作", "ppt-zhi-zuo"),
        ("COVID-19防控", "covid-19-fang-kong"),
        ("A4纸", "a4-zhi"),
        ("Café “L’été”", "cafe-lete"),
        ("it's", "its"),
        ("Straße Ærø", "strasse-aero"),
        ("二〇二三年", "er-ling-er-san-nian"),
        ("①实施", "1-shi-shi"),
        ("½", "1-2"),
        ("女性绿色战略", "nv-xing-lv-se-zhan-lue"),
        ("重慶大學", "chong-qing-da-xue"),
        ("..hidden.", "hidden"),
        ("a\u{200b}b", "ab"),
        ("2.0 版", "2-0-ban"),
    ] {
        assert_eq!(slugger.slug(text), slug, "{text}");
    }
}

#[test]
fn a_site_has_its_own_readings() {
    let readings = BTreeMap::from([("朝阳".to_owned(), "zhaoyang".to_owned())]);
    let slugger = Slugger::new(SlugStyle::Pinyin, &readings);
    assert_eq!(slugger.slug("朝阳产业"), "zhaoyang-chan-ye");
}

#[test]
fn han_stays_where_the_site_wants_it() {
    let slugger = han();
    for (text, slug) in [
        ("1+X证书", "1-x证书"),
        ("对标“七个有力”，赋能 党建", "对标-七个有力-赋能-党建"),
        ("PPT制作", "ppt制作"),
        ("が党", "党"),
        ("Café", "cafe"),
        ("\u{2F00}\u{F9D1}", "一六"),
    ] {
        assert_eq!(slugger.slug(text), slug, "{text}");
    }
    let long = slugger.slug(&"党".repeat(120));
    assert!(long.len() <= LONGEST && long.starts_with(&"党".repeat(23)), "{long}");
}

#[test]
fn nothing_comes_out_empty() {
    let slugger = pinyin();
    for text in ["", "★", "？", "。。", "Привет", "\u{10FFFF}"] {
        let slug = slugger.slug(text);
        assert_eq!(slug.len(), 8, "{text}: {slug}");
        assert_eq!(slug, slugger.slug(text));
    }
    assert_ne!(slugger.slug("★"), slugger.slug("☆"));
    assert_eq!(slugger.slug("\u{C5}★").len(), 1);
}

#[test]
fn the_form_of_a_name_on_disk_does_not_matter() {
    let slugger = pinyin();
    assert_eq!(slugger.slug("e\u{301}"), slugger.slug("é"));
    assert_eq!(slugger.slug("й"), slugger.slug("и\u{306}"));
}

#[test]
fn long_titles_are_cut_between_words_and_stay_apart() {
    let slugger = pinyin();
    let title = "坚持党建引领践行实践育人推进党支部建设再上新台阶记工程实践训练中心电子教学部党支部";
    let (one, two) = (slugger.slug(&format!("{title}甲")), slugger.slug(&format!("{title}乙")));
    assert_ne!(one, two);
    for slug in [&one, &two] {
        assert!(slug.len() <= LONGEST, "{slug}");
        assert!(slug.starts_with("jian-chi-dang-jian-yin-ling-jian-xing-shi-jian-yu-ren-"), "{slug}");
        let words: Vec<&str> = slug.split('-').collect();
        let (hash, words) = words.split_last().unwrap();
        assert_eq!(hash.len(), 8);
        assert!(
            "jian chi dang yin ling xing shi yu ren tui jin zhi bu she zai shang xin tai jie"
                .contains(words[words.len() - 1])
        );
    }
    assert_eq!(slugger.slug(&"a".repeat(80)).len(), 80);
    assert_eq!(slugger.slug(&"a".repeat(81)).len(), 80);
    assert_eq!(slugger.slug(&"党".repeat(120)), slugger.slug(&"党".repeat(120)));
}

#[test]
fn long_texts_take_linear_time() {
    let own = BTreeMap::from([("党".repeat(50), "x".to_owned()), ("党".to_owned(), "dang".to_owned())]);
    let slugger = Slugger::new(SlugStyle::Pinyin, &own);
    for piece in ["党", "重庆", "a", "-", "é", "★", "."] {
        assert!(is_clean(&slugger.slug(&piece.repeat(20_000))));
        assert!(slugger.file_name(&piece.repeat(20_000)).len() <= LONGEST);
    }
}

#[test]
fn devices_of_windows_are_no_names() {
    let slugger = pinyin();
    for name in ["con", "CON", "Prn", "aux", "nul", "com1", "LPT9", "com0", "ＣＯＮ", "com¹", "-con-"] {
        let slug = slugger.slug(name);
        assert!(!is_device(&slug) && slug.contains('-'), "{name}: {slug}");
    }
    for name in ["cone", "com10", "com", "lpt", "auxiliary", "con-1"] {
        assert_eq!(slugger.slug(name), name);
    }
    assert!(slugger.file_name("con.png").starts_with("con-"));
    assert!(slugger.file_name("NUL.tar.gz").starts_with("nul-tar"));
}

#[test]
fn terms_that_meet_get_tones() {
    let slugger = pinyin();
    assert_eq!(
        slugger.term_slugs(&["实践", "时间", "事件", "党建"]),
        ["shi2-jian4", "shi2-jian1", "shi4-jian4", "dang-jian"]
    );
    assert_eq!(slugger.term_slugs(&["实践"]), ["shi-jian"]);
}

#[test]
fn terms_that_still_meet_get_a_hash() {
    let slugger = pinyin();
    let slugs = slugger.term_slugs(&["PPT", "ppt", "★"]);
    assert!(
        slugs[0].starts_with("ppt-") && slugs[1].starts_with("ppt-") && slugs[0] != slugs[1],
        "{slugs:?}"
    );
    // A third term may bear the very name that a tone would give.
    let slugs = slugger.term_slugs(&["实践", "时间", "shi2 jian4"]);
    assert_eq!(slugs[1], "shi2-jian1");
    assert_eq!(slugs.iter().collect::<std::collections::BTreeSet<_>>().len(), 3, "{slugs:?}");
    let slugs = han().term_slugs(&["党建", "党建 ", "党-建"]);
    assert_eq!(slugs[2], "党-建");
    assert_ne!(slugs[0], slugs[1]);
}

#[test]
fn the_same_term_twice_has_one_slug() {
    assert_eq!(pinyin().term_slugs(&["党建", "党建"]), ["dang-jian", "dang-jian"]);
    assert_eq!(pinyin().term_slugs(&[]), Vec::<String>::new());
}

#[test]
fn files_keep_their_extension() {
    let slugger = pinyin();
    for (name, published) in [
        ("支部 活动 (1).PNG", "zhi-bu-huo-dong-1.png"),
        ("03175090b5a6d63373698246b68aff6.png", "03175090b5a6d63373698246b68aff6.png"),
        ("a.tar.gz", "a-tar.gz"),
        ("台账.PDF ", "tai-zhang.pdf"),
        ("README", "readme"),
        (".htaccess", "htaccess"),
        ("支部.照片", "zhi-bu-zhao-pian"),
        ("a.", "a"),
        ("ａ．ＪＰＧ", "a.jpg"),
        ("v1.0 说明", "v1-0-shuo-ming"),
    ] {
        assert_eq!(slugger.file_name(name), published, "{name}");
    }
    assert_eq!(slugger.file_name("？.png").len(), "12345678.png".len());
    let long = slugger.file_name(&format!("{}.jpeg", "党".repeat(100)));
    assert!(long.len() <= LONGEST && long.ends_with(".jpeg"), "{long}");
    assert_eq!(han().file_name("支部 活动.PNG"), "支部-活动.png");
}

#[test]
fn files_that_meet_are_kept_apart() {
    let names = pinyin().file_names(&["实践.jpg", "时间.jpg", "时间.png"]);
    assert_eq!(names, ["shi2-jian4.jpg", "shi2-jian1.jpg", "shi-jian.png"]);
}

#[test]
fn styles_are_configured_by_name() {
    assert_eq!(serde_json::from_str::<SlugStyle>("\"han\"").unwrap(), SlugStyle::Han);
    assert_eq!(serde_json::to_string(&SlugStyle::Pinyin).unwrap(), "\"pinyin\"");
}

fn is_clean(slug: &str) -> bool {
    let words = slug.split('-').all(|word| {
        !word.is_empty()
            && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || is_ideograph(c))
    });
    words && slug.len() <= LONGEST && !is_device(slug)
}

fn name() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "实践", "时间", "事件", "shi", "SHI", "2", "jian", "1", "-", " ", "党", "的", "con", ".", "é",
        "e\u{301}", "长", "行",
    ]);
    prop_oneof![
        prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat()),
        "[党建实践时间]{1,60}",
        any::<String>(),
    ]
}

proptest! {
    #[test]
    fn slugs_are_always_clean(text in name()) {
        let slug = pinyin().slug(&text);
        prop_assert!(is_clean(&slug) && slug.is_ascii(), "{}", slug);
        let slug = han().slug(&text);
        prop_assert!(is_clean(&slug), "{}", slug);
    }

    #[test]
    fn files_are_always_clean(text in name(), extension in "(\\.[a-zA-Z0-9]{1,16}|\\.|)") {
        for slugger in [pinyin(), han()] {
            let published = slugger.file_name(&format!("{text}{extension}"));
            let (stem, extension) = split_extension(&published);
            prop_assert!(is_clean(stem) && published.len() <= LONGEST, "{}", published);
            prop_assert!(extension.is_empty() || !published.ends_with('.'));
        }
    }

    #[test]
    fn terms_are_distinct_and_know_no_order(mut names in prop::collection::vec(name(), 0..12)) {
        let slugger = pinyin();
        let slugs = slugger.term_slugs(&names.iter().map(String::as_str).collect::<Vec<_>>());
        let by_name: BTreeMap<String, String> = names.iter().cloned().zip(slugs.iter().cloned()).collect();
        let distinct: std::collections::BTreeSet<&String> = slugs.iter().collect();
        prop_assert_eq!(distinct.len(), by_name.len());
        prop_assert!(slugs.iter().all(|slug| is_clean(slug) && slug.is_ascii()));
        names.reverse();
        names.extend(names.first().cloned());
        let again = slugger.term_slugs(&names.iter().map(String::as_str).collect::<Vec<_>>());
        for (name, slug) in names.iter().zip(&again) {
            prop_assert_eq!(&by_name[name], slug);
        }
    }
}
