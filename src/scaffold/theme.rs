//! What a site makes its own of a theme: parts copied to where they override it, and a new theme that
//! extends another.

use std::sync::Arc;

use crate::base::files::{Files, Layered, MemoryFiles};
use crate::base::portable::is_device;
use crate::base::slug::{SlugStyle, Slugger};
use crate::base::store::Store;
use crate::base::{Diagnostic, FilePath, Lang, Severity};
use crate::config::Config;
use crate::render::Theme;
use crate::render::theme::part::Part;
use crate::yaml;

use super::addition::{TAKEN_NAME, taken};
use super::name::UNUSABLE_NAME;
use super::texts::scalar;

codes! {
    PART_UNKNOWN = "unknown-theme-part" Error {
        "主题里没有叫这个名称的模板、组件或文件。",
        "A theme has no template, component or file of that name."
    }
}

/// A file to be written.
struct New {
    path: FilePath,
    bytes: Vec<u8>,
}

/// Where a theme is changed: the site's files over those that the program carries, the door to write
/// through, and the language of what is written for people.
#[derive(Clone, Copy)]
pub struct Workshop<'a> {
    /// All files that the site has.
    pub files: &'a Arc<dyn Files>,
    /// Where is written.
    pub store: &'a dyn Store,
    /// The configuration.
    pub config: &'a Config,
    /// The language of comments.
    pub lang: Lang,
}

/// Copies parts of the theme in use to where the site overrides them, or all of it into `themes/` when
/// none is named. Nothing is written when one of the files is there already.
pub fn eject(workshop: &Workshop<'_>, parts: &[String]) -> Result<Vec<FilePath>, Vec<Diagnostic>> {
    if parts.is_empty() {
        return write(workshop.store, whole(workshop)?);
    }
    let theme = Theme::load(workshop.files, workshop.config).value;
    let (mut found, mut problems) = (Vec::new(), Vec::new());
    for called in parts {
        match theme.part(called) {
            Some(part) => match copy(workshop, part) {
                Ok(new) => found.push(new),
                Err(problem) => problems.push(*problem),
            },
            None => problems.push(unknown(&theme, called)),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    found.sort_by(|one, other| one.path.cmp(&other.path));
    found.dedup_by(|one, other| one.path == other.path);
    write(workshop.store, found)
}

/// A theme that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTheme {
    /// What `site.yaml` calls it: the name of its folder.
    pub name: String,
    /// What was written.
    pub files: Vec<FilePath>,
}

/// Makes a theme that extends the one in use, with a style sheet of its own. A title in Chinese stays its
/// title, and its folder is named in pinyin. The theme is loaded first, and one that does not load is not
/// written.
pub fn new_theme(workshop: &Workshop<'_>, title: &str) -> Result<NewTheme, Vec<Diagnostic>> {
    let name = &folder_name(workshop, title).map_err(|problem| vec![*problem])?;
    let news = child(workshop, name, title);
    let memory: MemoryFiles = news.iter().map(|new| (new.path.as_str(), &new.bytes)).collect();
    let trial = Layered::new(vec![workshop.files.clone(), Arc::new(memory)]);
    let config = Config { theme: name.to_owned(), ..workshop.config.clone() };
    let folder = FilePath::new(&format!("themes/{name}"));
    let standing = taken(workshop.store, &folder).or_else(|| carried(workshop.files, &folder, name));
    if let Some(standing) = standing {
        return Err(vec![standing]);
    }
    let mut problems = Theme::load(&trial, &config).diagnostics;
    problems.retain(|problem| problem.severity == Severity::Error);
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(NewTheme { name: name.clone(), files: write(workshop.store, news)? })
}

/// A theme of the program that has the name already.
fn carried(files: &Arc<dyn Files>, folder: &FilePath, name: &str) -> Option<Diagnostic> {
    let is_free = files.list(folder.as_str()).files.is_empty();
    let message = words!("“{name}”是程序自带的主题", "`{name}` is a theme of the program");
    let help = words!("换一个名称", "choose another name");
    (!is_free).then(|| Diagnostic::nowhere(&TAKEN_NAME, message).help(help))
}

fn write(store: &dyn Store, news: Vec<New>) -> Result<Vec<FilePath>, Vec<Diagnostic>> {
    let standing: Vec<Diagnostic> = news.iter().filter_map(|new| taken(store, &new.path)).collect();
    if !standing.is_empty() {
        return Err(standing);
    }
    let mut written = Vec::new();
    for New { path, bytes } in news {
        super::create(store, &path, &bytes).map_err(|problem| vec![*problem])?;
        written.push(path);
    }
    Ok(written)
}

/// All files of the theme in use.
fn whole(workshop: &Workshop<'_>) -> Result<Vec<New>, Vec<Diagnostic>> {
    let folder = format!("themes/{}", workshop.config.theme);
    let listed = workshop.files.list(&folder).files.into_iter();
    let read = listed.map(|path| match workshop.files.read(&path) {
        Ok(bytes) => Ok(New { bytes: bytes.to_vec(), path }),
        Err(error) => Err(vec![error.diagnostic(&path)]),
    });
    read.collect()
}

/// The copy of a part, where it overrides the theme.
fn copy(workshop: &Workshop<'_>, part: Part) -> Result<New, Box<Diagnostic>> {
    let lang = workshop.lang;
    Ok(match part {
        Part::Template { full_name, name, text, block } => New {
            path: FilePath::new(&format!("templates/{name}")),
            bytes: (of_template(&full_name, block.as_deref(), lang) + &text).into_bytes(),
        },
        Part::Component { template, name, text } => New {
            path: FilePath::new(&format!("templates/components/{name}.html")),
            bytes: format!("{}{text}\n", of_component(&template, &name, lang)).into_bytes(),
        },
        Part::Asset { path, file } => {
            let bytes = workshop.files.read(&file).map_err(|error| Box::new(error.diagnostic(&file)))?;
            New { path: FilePath::new(&format!("templates/assets/{path}")), bytes: bytes.to_vec() }
        }
    })
}

/// What stands above the copy of a template. A template that has blocks can be extended instead.
fn of_template(full_name: &str, block: Option<&str>, lang: Lang) -> String {
    let head = words!(
        "{full_name} 的副本：网站用它代替主题的模板，程序升级时它不会跟着变。删去它就恢复原样。",
        "A copy of {full_name}, used in its stead; it stays as it is when the program is updated. Delete it to go back."
    );
    let Some(block) = block else { return format!("{{#- {} -#}}\n", head.in_lang(lang)) };
    let instead = words!(
        "只想改一块，可以把全文换成下面这样；super() 是主题原来的内容：",
        "To change one block only, replace all of it by this; `super()` is what the theme has there:"
    );
    let (head, instead) = (head.in_lang(lang), instead.in_lang(lang));
    format!(
        "{{#-\n  {head}\n  {instead}\n\n  {{% extends \"{full_name}\" %}}\n  {{% block {block} %}}{{{{ super() }}}}{{% endblock {block} %}}\n-#}}\n"
    )
}

fn of_component(template: &str, name: &str, lang: Lang) -> String {
    let head = words!(
        "{template} 里组件 {name} 的副本：网站用它代替主题的组件。参数要保持原样。删去它就恢复原样。",
        "A copy of the component {name} of {template}, used in its stead. Keep its arguments. Delete it to go back."
    );
    format!("{{#- {} -#}}\n", head.in_lang(lang))
}

fn unknown(theme: &Theme, called: &str) -> Diagnostic {
    let name = theme.name();
    let message = words!(
        "主题“{name}”没有叫“{called}”的模板、组件或文件",
        "the theme `{name}` has no template, component or file `{called}`"
    );
    let names = theme.part_names();
    let help = match yaml::nearest(called, names.iter().map(String::as_str)) {
        Some(near) => words!("是不是“{near}”？", "did you mean `{near}`?"),
        None => {
            let list = names.join(", ");
            words!("可以写：{list}", "there are: {list}")
        }
    };
    Diagnostic::nowhere(&PART_UNKNOWN, message).help(help)
}

/// The folder of a theme with this title. Its name stands in addresses and in the names of templates, so
/// it is small letters, digits and hyphens.
fn folder_name(workshop: &Workshop<'_>, title: &str) -> Result<String, Box<Diagnostic>> {
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !title.is_empty() && title.chars().all(is_plain) && !is_device(title) {
        return Ok(title.to_owned());
    }
    let name = Slugger::new(SlugStyle::Pinyin, &workshop.config.pinyin).slug(title);
    // A way of folders is no title, and what has no letter would be named by chance.
    let is_title = |c: char| c.is_alphanumeric() || " -_·（）《》“”".contains(c);
    if title.chars().all(is_title) && title.chars().any(char::is_alphanumeric) && !is_device(title) {
        return Ok(name);
    }
    let message = words!("“{title}”不能用作主题的名称", "`{title}` cannot be the name of a theme");
    let help = match title.chars().any(char::is_alphanumeric) {
        true => words!("可以用 {name}", "`{name}` can be one"),
        false => words!(
            "用汉字、字母、数字和连字符，如 wo-de-zhuti",
            "use letters, digits and hyphens, as in `my-theme`"
        ),
    };
    Err(Box::new(Diagnostic::nowhere(&UNUSABLE_NAME, message).help(help)))
}

/// The files of a theme that extends the one in use.
fn child(workshop: &Workshop<'_>, name: &str, title: &str) -> Vec<New> {
    let parent = &workshop.config.theme;
    let new = |path: &str, text: String| New {
        path: FilePath::new(&format!("themes/{name}/{path}")),
        bytes: text.into_bytes(),
    };
    vec![
        new("theme.yaml", manifest(parent, title, workshop.lang)),
        new(&format!("assets/{name}.css"), style(workshop.lang)),
        new("templates/base.html", base(parent, name, workshop.lang)),
    ]
}

fn manifest(parent: &str, title: &str, lang: Lang) -> String {
    let written = scalar(title);
    let words = words!(
        "# 主题“{title}”：继承 {parent}，这里只写与它不同的地方。\napi: 1\ntitle: {written}\nextends: {parent}\n\n# 让 site.yaml 的 theme: 可以设置的项，模板里写 {{{{ site.settings.slogan }}}}：\n# settings:\n#   slogan:\n#     title: 页眉的一句话\n#     type: text\n#     default: 干在实处\n",
        "# The theme `{title}` extends {parent}; here stands only what differs.\napi: 1\ntitle: {written}\nextends: {parent}\n\n# What `theme:` of site.yaml may set; templates write {{{{ site.settings.slogan }}}}:\n# settings:\n#   slogan:\n#     title: a line in the header\n#     type: text\n#     default: Deeds first\n"
    );
    words.in_lang(lang).to_owned()
}

fn style(lang: Lang) -> String {
    let words = words!(
        "/* 写在这里的样式排在上级主题的样式之后，所以优先。 */\n",
        "/* Rules written here come after those of the theme that is extended, and win. */\n"
    );
    words.in_lang(lang).to_owned()
}

fn base(parent: &str, name: &str, lang: Lang) -> String {
    let head = words!(
        "按全名继承上级主题的模板，只改写一块；super() 是上级原来的内容。别的模板也可以这样改：fengcai theme eject case.html",
        "Extends the template of the theme above by its full name and changes one block; `super()` is what stands there. Others are changed alike: fengcai theme eject case.html"
    );
    format!(
        "{{#- {} -#}}\n{{% extends \"{parent}/base.html\" %}}\n{{% block head %}}{{{{ super() }}}}\n<link rel=\"stylesheet\" href=\"{{{{ asset(path=\"{name}.css\") }}}}\">{{% endblock head %}}\n",
        head.in_lang(lang)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::store::{Case, MemoryStore};
    use crate::{config, pipeline};

    fn eject_in(store: &MemoryStore, site: &MemoryFiles, parts: &[&str]) -> Result<Vec<String>, Vec<String>> {
        let files = pipeline::site_files(Arc::new(site.clone()));
        let config = config::load(&files).value;
        let workshop = Workshop { files: &files, store, config: &config, lang: Lang::Zh };
        let parts: Vec<String> = parts.iter().map(|part| (*part).to_owned()).collect();
        told(eject(&workshop, &parts))
    }

    fn told(result: Result<Vec<FilePath>, Vec<Diagnostic>>) -> Result<Vec<String>, Vec<String>> {
        result
            .map(|paths| paths.iter().map(|path| path.as_str().to_owned()).collect())
            .map_err(|problems| problems.iter().map(|problem| problem.code.to_string()).collect())
    }

    /// The site with what was written.
    fn after(store: &MemoryStore, site: &MemoryFiles, paths: &[String]) -> MemoryFiles {
        let read = |site: MemoryFiles, path: &String| site.with(path, store.read(path).unwrap());
        paths.iter().fold(site.clone(), read)
    }

    fn site() -> MemoryFiles {
        MemoryFiles::new()
            .with("site.yaml", "title: 甲\ntheme: sujian\n")
            .with("content/cases/a.md", "---\ntitle: 乙\n---\n\n正文。\n")
    }

    fn faults(site: MemoryFiles) -> Vec<String> {
        let files = pipeline::site_files(Arc::new(site));
        let config = config::load(&files).value;
        Theme::load(&files, &config).diagnostics.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn parts_are_copied_to_where_they_override() {
        let store = MemoryStore::new(Case::Sensitive);
        let written = eject_in(&store, &site(), &["case", "card", "style.css", "redirect.html"]).unwrap();
        assert_eq!(
            written,
            [
                "templates/assets/style.css",
                "templates/case.html",
                "templates/components/card.html",
                "templates/redirect.html"
            ]
        );
        let text = |path: &str| String::from_utf8(store.read(path).unwrap()).unwrap();
        assert!(text("templates/case.html").contains("{% extends \"sujian/case.html\" %}"));
        assert!(!text("templates/redirect.html").contains("super()"));
        let card = text("templates/components/card.html");
        assert_eq!(
            (card.matches("{%- component").count(), card.matches("endcomponent card").count()),
            (1, 1)
        );
        assert_eq!(faults(after(&store, &site(), &written)), [""; 0]);
    }

    #[test]
    fn every_part_of_a_carried_theme_can_be_copied() {
        let files = pipeline::site_files(Arc::new(site()));
        let config = config::load(&files).value;
        let names = Theme::load(&files, &config).value.part_names();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        assert!(names.len() > 20, "{names:?}");
        for name in names {
            let store = MemoryStore::new(Case::Sensitive);
            let written = eject_in(&store, &site(), &[name]).unwrap();
            assert_eq!(faults(after(&store, &site(), &written)), [""; 0], "{name}");
        }
    }

    #[test]
    fn nothing_is_overwritten() {
        let store = MemoryStore::new(Case::Sensitive);
        eject_in(&store, &site(), &["case.html"]).unwrap();
        assert_eq!(
            eject_in(&store, &site(), &["page.html", "case.html"]),
            Err(vec!["taken-name".to_owned()])
        );
        assert!(store.read("templates/page.html").is_err());
    }

    #[test]
    fn what_the_theme_does_not_have_is_told() {
        let store = MemoryStore::new(Case::Sensitive);
        let problems = eject_in(&store, &site(), &["cse.html", "case.html"]);
        assert_eq!(problems, Err(vec!["unknown-theme-part".to_owned()]));
        assert!(store.read("templates/case.html").is_err());
    }

    #[test]
    fn a_whole_theme_is_copied() {
        let store = MemoryStore::new(Case::Sensitive);
        let written = eject_in(&store, &site(), &[]).unwrap();
        assert!(written.contains(&"themes/sujian/theme.yaml".to_owned()));
        assert_eq!(faults(after(&store, &site(), &written)), [""; 0]);
        assert!(eject_in(&store, &site(), &[]).is_err());
    }

    #[test]
    fn a_new_theme_loads_and_so_does_one_upon_it() {
        let mut site = site();
        for (name, parent) in [("first", "sujian"), ("second", "first")] {
            let store = MemoryStore::new(Case::Sensitive);
            let files = pipeline::site_files(Arc::new(site.clone()));
            let config = config::load(&files).value;
            assert_eq!(config.theme, parent);
            let workshop = Workshop { files: &files, store: &store, config: &config, lang: Lang::En };
            let written = told(new_theme(&workshop, name).map(|made| made.files)).unwrap();
            assert_eq!(written.len(), 3);
            site = after(&store, &site, &written).with("site.yaml", format!("title: 甲\ntheme: {name}\n"));
            assert_eq!(faults(site.clone()), [""; 0], "{name}");
        }
    }

    /// The name of the theme that is made under a title, and its manifest; else the cure.
    fn made(title: &str) -> Result<(String, String), String> {
        let (store, files) = (MemoryStore::new(Case::Sensitive), pipeline::site_files(Arc::new(site())));
        let config = config::load(&files).value;
        let workshop = Workshop { files: &files, store: &store, config: &config, lang: Lang::Zh };
        match new_theme(&workshop, title) {
            Ok(NewTheme { name, files }) => {
                let manifest = store.read(files[0].as_str()).unwrap();
                Ok((name, String::from_utf8(manifest).unwrap()))
            }
            Err(problems) => Err(problems[0].help.as_ref().unwrap().zh.clone()),
        }
    }

    #[test]
    fn a_title_gives_a_theme_its_name() {
        for (title, name) in [("my-theme", "my-theme"), ("学校", "xue-xiao"), ("My Theme", "my-theme")] {
            let (made, manifest) = made(title).unwrap();
            assert_eq!(made, name);
            assert!(manifest.contains(&format!("\ntitle: {title}\n")), "{manifest}");
        }
        assert!(made("true").unwrap().1.contains("\ntitle: \"true\"\n"));
    }

    #[test]
    fn what_cannot_be_a_theme_is_told_with_what_can() {
        for (title, cure) in [
            ("", "用汉字、字母、数字和连字符，如 wo-de-zhuti"),
            ("..", "用汉字、字母、数字和连字符，如 wo-de-zhuti"),
            ("主题/学校", "可以用 zhu-ti-xue-xiao"),
            ("con", "可以用 con-5011fd09"),
            ("学校\n", "可以用 xue-xiao"),
            ("hongqi", "换一个名称"),
        ] {
            assert_eq!(made(title).unwrap_err(), cure, "{title}");
        }
    }
}
