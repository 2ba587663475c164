use super::{assert_clean, assert_found};

#[test]
fn masks_that_pair_are_told() {
    for (text, place) in [
        ("20*年，*学院获奖。\n", "*年，*"),
        ("*大学和*大学\n", "*大学和*"),
        ("湖南*大学与湖北*大学\n", "*大学与湖北*"),
        ("湖南*学院获奖。湖北*大学\n", "*学院获奖。湖北*"),
        ("第*批和第*批\n", "*批和第*"),
        ("20**年至20**年\n", "**年至20**"),
        ("**学院，**系部\n", "**学院，**"),
    ] {
        assert_found(text, &[("paired-mask", place)]);
    }
    assert_found("前\n\n20*年\n至20*年\n", &[("paired-mask", "*")]);
}

#[test]
fn emphasis_of_words_is_emphasis() {
    assert_clean("坚持*学院党委*领导，**学院**党委，**党建**党史，*重点*大学，**2021年，支部成立。**后\n");
    assert_clean("20\\*年，\\*学院，一个*学院，_大学_大学\n\n**大学、学院与党委：**说明\n");
    assert_clean("**党建引领，服务群众。**党建是根本。\n\n**学院搭台、支部唱戏！**学院每年一次。\n");
}

#[test]
fn a_single_tilde_is_told() {
    assert_found("甲，~乙~。\n", &[("single-tilde", "~乙~")]);
    assert_clean("2020~2025年，~~删去~~，（~3000人，~5000人）\n");
}
