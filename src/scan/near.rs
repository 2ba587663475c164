//! Names that miss by a little: each is reported with its cure, so that no text is left out unseen.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::base::{Diagnostic, Diagnostics, FilePath, Place, parallel};

use super::classify::{CONTENT, Texts, collection, folders_above, is_collection};
use super::{Source, SourceKind};

codes! {
    MISNAMED_TEXT = "misnamed-text" Warning {
        "文件名差一点，所以没有当作文章读：应以 .md 结尾。Windows 常隐藏真正的扩展名，请先打开“显示文件扩展名”。",
        "A name that misses by a little, so that the file is not read as a text: it should end in .md."
    }
    MISNAMED_INDEX = "misnamed-index" Warning {
        "首页文件的名字或位置不对：栏目用 _index.md，案例的文件夹用 index.md。",
        "An index file with the wrong name or place: a column has _index.md, the folder of a case index.md."
    }
    MISNAMED_FOLDER = "misnamed-folder" Warning {
        "文件夹的名字差一点，里面的文章只当作普通页面：案例放在 content/cases，框架放在 content/frameworks，单位放在 content/institutions。",
        "A folder that misses by a little, so that its texts are plain pages: cases belong into content/cases, frameworks into content/frameworks, institutions into content/institutions."
    }
    MISSING_INDEX = "missing-index" Hint {
        "案例的文件夹里没有 index.md。",
        "The folder of a case without index.md."
    }
    COPIED_TEXT = "copied-text" Warning {
        "看上去是另一篇文章的副本，会作为单独的一篇发布。",
        "A file that looks like a copy of another text; it is published as a text of its own."
    }
}

/// Endings of Markdown files that other programs use.
const OTHER_MARKDOWN: &[&str] = &["markdown", "mdown", "mkd", "mkdn", "mdwn", "mdtxt", "mdx", "rmd"];
/// Endings of texts that can be imported.
const FOREIGN: &[&str] = &["doc", "docx", "wps", "rtf", "odt", "htm", "html", "mht"];
/// What systems call a text file that nobody has named yet.
const FRESH: &[&str] =
    &["新建 文本文档", "新建文本文档", "新建文本文件", "无标题", "未命名", "new text document", "untitled"];
/// Folders that people make for cases, frameworks and institutions.
const FOLDERS: &[(&str, &[&str])] = &[
    ("cases", &["案例", "支部案例", "典型案例", "case", "anli"]),
    ("frameworks", &["框架", "标准", "framework", "standards"]),
    ("institutions", &["单位", "学校", "院校", "institution"]),
];
/// What editors, file managers and net disks add to the name of a copy.
const COPY_MARKS: &[&str] = &[
    " - 副本",
    "-副本",
    "_副本",
    " 副本",
    " - copy",
    " copy",
    "冲突副本",
    "冲突文件",
    "conflicted copy",
    "sync-conflict",
];

/// Reports names that miss by a little.
pub(super) fn check(texts: &Texts<'_>, sources: &[Source], companions: &[FilePath]) -> Diagnostics {
    let mut found = Diagnostics::default();
    for companion in companions {
        if let Some(problem) = companion_problem(companion, texts) {
            found.push(problem);
        }
    }
    let stems: BTreeSet<(&str, String)> =
        sources.iter().map(|source| (source.path.stem(), folder_of(&source.path))).collect();
    let problem = |source: &Source| {
        let copied = || Some(copied(&source.path, &copied_from(&source.path, &stems)?));
        index_problem(source, texts).or_else(copied)
    };
    found.extend(parallel::each(sources).filter_map(problem).collect::<Vec<_>>());
    check_folders(texts, sources, companions, &mut found);
    found
}

fn folder_of(path: &FilePath) -> String {
    path.parent().as_str().to_owned()
}

/// What is wrong with the name of a file that is not read as a text.
fn companion_problem(path: &FilePath, texts: &Texts<'_>) -> Option<Diagnostic> {
    let place = || Place::file(path);
    let name = path.name();
    if let Some(better) = better_name(path) {
        return Some(
            Diagnostic::new(
                &MISNAMED_TEXT,
                place(),
                words!("“{name}”没有当作文章读", "`{name}` is not read as a text"),
            )
            .help(words!("请改名为“{better}”", "rename it to `{better}`")),
        );
    }
    if texts.in_bundle(path) {
        return None;
    }
    let extension = path.extension();
    let stem = path.stem();
    if extension == "txt" && is_fresh(stem) {
        let message = words!("“{name}”没有当作文章读", "`{name}` is not read as a text");
        let help = words!(
            "请按标题改名，以 .md 结尾，如“风能学院支部.md”；看不到 .txt 时，先打开“显示文件扩展名”",
            "give it the name of its title, ending in .md, such as `wind-branch.md`; let the system show extensions first"
        );
        return Some(Diagnostic::new(&MISNAMED_TEXT, place(), message).help(help));
    }
    let folder = folder_of(path);
    let collection = collection(&folder)?;
    if collection == SourceKind::Framework && matches!(extension.as_str(), "yaml" | "yml" | "json") {
        return Some(
            Diagnostic::new(
                &MISNAMED_TEXT,
                place(),
                words!("“{name}”没有当作框架读", "`{name}` is not read as a framework"),
            )
            .help(words!(
                "框架写在“{stem}.md”里：内容放在文件开头的两行 --- 之间",
                "a framework is a file `{stem}.md`: put the entries between two lines `---` at its beginning"
            )),
        );
    }
    None
}

/// Whether a file is of a kind that holds texts, and lies where texts do: a text that was not saved as
/// Markdown, unless another text names it as an attachment.
pub(super) fn is_foreign(path: &FilePath, texts: &Texts<'_>) -> bool {
    let extension = path.extension();
    let is_text = FOREIGN.contains(&extension.as_str()) || extension == "txt" && !is_fresh(path.stem());
    is_text && collection(&folder_of(path)).is_some() && !texts.in_bundle(path) && better_name(path).is_none()
}

/// Whether a file still has the name that the system gave it, with or without a number.
fn is_fresh(stem: &str) -> bool {
    let is_number = |char: char| char.is_ascii_digit() || matches!(char, ' ' | '(' | ')' | '（' | '）' | '-');
    let bare = stem.trim_end_matches(is_number).to_lowercase();
    FRESH.contains(&bare.as_str())
}

/// The name under which a file would be read as Markdown, for names that miss by a little:
/// `案例.md.txt`, `案例.markdown`, `案例。md`, `案例．md`, `案例.md ` with a space at its end.
fn better_name(path: &FilePath) -> Option<String> {
    let name = path.name().trim();
    let lower = name.to_lowercase();
    for ending in [".md.txt", ".md.doc", ".md.docx", ".md.html"] {
        if lower.ends_with(ending) {
            return name.get(..name.len() - ending.len()).map(|stem| format!("{stem}.md"));
        }
    }
    for ending in ["。md", "．md", "，md", ",md", ".ｍｄ", "．ｍｄ"] {
        if lower.ends_with(ending) {
            return name.get(..name.len() - ending.len()).map(|stem| format!("{stem}.md"));
        }
    }
    let extension = path.extension();
    if OTHER_MARKDOWN.contains(&extension.trim()) || (extension != "md" && extension.trim() == "md") {
        return Some(format!("{}.md", path.stem()));
    }
    None
}

/// What is wrong with an index file: its name or its place.
fn index_problem(source: &Source, texts: &Texts<'_>) -> Option<Diagnostic> {
    let path = &source.path;
    let folder = folder_of(path);
    let name = path.name();
    let report = |message| Some(Diagnostic::new(&MISNAMED_INDEX, Place::file(path), message));
    if texts.stands_for_column(path) {
        return Some(
            report(words!("“{name}”当作栏目首页读", "`{name}` is read as the page of the column"))?
                .help(words!("请改名为“_index.md”", "rename it to `_index.md`")),
        );
    }
    let stem = path.stem();
    let letters: String = stem.chars().filter(|char| char.is_alphanumeric()).collect();
    let exact = matches!(stem.to_ascii_lowercase().as_str(), "index" | "_index");
    if letters.eq_ignore_ascii_case("index") && !exact {
        return Some(
            report(words!("“{name}”不是首页文件的名字", "`{name}` is not the name of an index file"))?.help(
                words!(
                    "栏目首页名为“_index.md”，案例文件夹中的正文名为“index.md”",
                    "the page of a column is `_index.md`, the text in the folder of a case `index.md`"
                ),
            ),
        );
    }
    let is_lone_column = source.kind == SourceKind::Column
        && collection(&folder).is_some()
        && !is_collection(&folder)
        && !texts.any_text_below(&folder);
    if is_lone_column {
        return Some(
            report(words!(
                "文件夹“{folder}”里只有“{name}”，没有文章",
                "the folder `{folder}` holds `{name}` only and no text"
            ))?
            .help(words!(
                "如果这就是正文，请改名为“index.md”",
                "if this is the text itself, rename it to `index.md`"
            )),
        );
    }
    let others = texts.inside(&folder).len();
    if collection(&folder).is_some() && stem.eq_ignore_ascii_case("index") && others > 2 {
        return Some(
            report(words!(
                "“{folder}”中有 index.md，所以同一文件夹里的其余文章只当作普通页面",
                "`{folder}` has an index.md, so the other texts in it are plain pages"
            ))?
            .help(words!(
                "如果它们各是一篇，请把 index.md 改名为“_index.md”",
                "if each of them stands for itself, rename index.md to `_index.md`"
            )),
        );
    }
    None
}

/// The stem of the file that this one seems to be a copy of. `案例 (1).md` and `案例2.md` may well be
/// names that a person chose; with a number in brackets the original must lie beside it.
fn copied_from(path: &FilePath, stems: &BTreeSet<(&str, String)>) -> Option<String> {
    let stem = path.stem();
    let lower = stem.to_lowercase();
    for mark in COPY_MARKS {
        if let Some(at) = lower.find(mark)
            && let Some(original) = stem.get(..at)
            && !original.is_empty()
        {
            return Some(original.trim_end_matches(['(', '（', ' ', '-', '.', '~']).to_owned());
        }
    }
    let (original, number) = stem.trim_end_matches([')', '）']).rsplit_once(['(', '（'])?;
    let original = original.trim_end();
    let is_number = !number.is_empty() && number.chars().all(|char| char.is_ascii_digit());
    (is_number && stem.ends_with([')', '）']) && stems.contains(&(original, folder_of(path))))
        .then(|| original.to_owned())
}

fn copied(path: &FilePath, original: &str) -> Diagnostic {
    let name = path.name();
    Diagnostic::new(
        &COPIED_TEXT,
        Place::file(path),
        words!("“{name}”看上去是“{original}.md”的副本", "`{name}` looks like a copy of `{original}.md`"),
    )
    .help(words!(
        "若是副本，请移出 content；若是另一篇，请改名",
        "move it out of content if it is one, or rename it if it is a text of its own"
    ))
}

/// Reports folders that miss by a little, each once.
fn check_folders(texts: &Texts<'_>, sources: &[Source], companions: &[FilePath], found: &mut Diagnostics) {
    let mut told: BTreeSet<String> = BTreeSet::new();
    for source in sources {
        let Some(first) = source.path.below(CONTENT).and_then(|below| below.split_once('/')) else {
            continue;
        };
        let folder = first.0;
        if let Some(right) = right_folder(folder)
            && told.insert(folder.to_owned())
        {
            let message = words!(
                "“content/{folder}”中的文章只当作普通页面",
                "the texts in `content/{folder}` are plain pages"
            );
            let help = words!("请把文件夹改名为“{right}”", "rename the folder to `{right}`");
            found.push(Diagnostic::new(&MISNAMED_FOLDER, Place::file(&source.path), message).help(help));
        }
    }
    for companion in companions {
        let folder = folder_of(companion);
        if !told.contains(&folder) && lacks_index(&folder, companion, texts) {
            found.push(missing_index(&folder, companion, texts));
            told.insert(folder);
        }
    }
}

fn right_folder(folder: &str) -> Option<&'static str> {
    let lower = folder.trim().to_lowercase();
    FOLDERS
        .iter()
        .find(|(right, near)| *right != folder && (*right == lower || near.contains(&lower.as_str())))
        .map(|(right, _)| *right)
}

/// Whether a folder below `content/cases` looks like the folder of a case, but its text has another
/// name or is missing. Pictures beside several texts, or in a folder of pictures next to texts, are
/// shared by them.
fn lacks_index(folder: &str, companion: &FilePath, texts: &Texts<'_>) -> bool {
    if collection(folder) != Some(SourceKind::Case) || is_collection(folder) || texts.in_bundle(companion) {
        return false;
    }
    match texts.inside(folder) {
        [] => {
            let beside = folders_above(companion).nth(1).map_or(&[] as &[&FilePath], |up| texts.inside(up));
            let holds_words = companion.extension() == "txt" || FOREIGN.contains(&&*companion.extension());
            !texts.any_text_below(folder) && (holds_words || beside.is_empty())
        }
        [only] => !only.stem().eq_ignore_ascii_case("_index"),
        _ => false,
    }
}

fn missing_index(folder: &str, companion: &FilePath, texts: &Texts<'_>) -> Diagnostic {
    let message =
        words!("案例的文件夹“{folder}”里没有 index.md", "the folder of a case `{folder}` has no index.md");
    let help = match texts.inside(folder) {
        [only] => {
            let name = only.name();
            words!(
                "若“{name}”是这个文件夹的正文，请改名为“index.md”",
                "if `{name}` is the text of this folder, rename it to `index.md`"
            )
        }
        _ => words!(
            "请把正文存为“{folder}/index.md”；不是案例的文件请移到 static",
            "save the text as `{folder}/index.md`, or move what belongs to no case to static"
        ),
    };
    Diagnostic::new(&MISSING_INDEX, Place::file(companion), message).help(help)
}
