use super::{assert_clean, assert_found};

#[test]
fn footnotes_are_used_once_and_defined_once() {
    assert_found("甲[^1]\n\n[^1]: 乙\n\n[^2]: 丙\n", &[("unused-footnote", "[^2]:")]);
    assert_found("甲[^1]\n\n[^1]: 乙\n\n[^1]: 丙\n", &[("duplicate-footnote", "[^1]:")]);
    assert_found("甲［^1］\n\n[^1]: 乙\n", &[("unread-footnote", "［^1］")]);
    assert_clean("甲[^1][^注]\n\n[^1]: 乙\n[^注]: 丙\n\n```{提示}\n丁[^1]\n```\n");
}

#[test]
fn definitions_are_used() {
    assert_found("甲\n\n[说明]: 来源于校史\n", &[("unused-definition", "[说明]: 来源于校史")]);
    assert_clean("[甲]，[乙][A b]，![丙][]\n\n[甲]: a.md\n[a B]: b.md\n[丙]: c.png\n[//]: # (备注)\n");
    assert_clean("```{提示}\n[甲]\n```\n\n[甲]: a.md\n");
}

#[test]
fn a_label_is_defined_once() {
    assert_found("[甲][A]\n\n[A]: a.md\n[a]: b.md\n", &[("duplicate-definition", "[a]: b.md")]);
    assert_found(
        "[甲]\n\n[甲]: a.md\n\n> [甲]: b.md\n\n```{提示}\n[甲]: c.md\n```\n",
        &[("duplicate-definition", "[甲]: b.md"), ("duplicate-definition", "[甲]: c.md")],
    );
    assert_clean("[甲]\n\n[甲]: a.md\n\n```\n[甲]: b.md\n```\n\n正文\n[甲]: 续行\n");
    assert_clean("[//]: # (一)\n[//]: # (二)\n");
}

#[test]
fn labels_are_defined() {
    assert_found("[甲][乙]\n", &[("undefined-label", "[甲][乙]")]);
    assert_clean("[1][2]，[甲]，\\[甲][乙]\n");
}
