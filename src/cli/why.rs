//! `fengcai why FILE|ROUTE`: where a page comes from, what made it, what it links and what links to it,
//! or why a file is not published.

use std::path::Path;
use std::sync::Arc;

use unicode_width::UnicodeWidthStr;

use crate::base::files::Files;
use crate::base::fold::fold;
use crate::base::{Diagnostic, FilePath, Lang, Outcome, Route, Severity, Spot, Words};
use crate::model::{CaseId, Drafts, Future, Inherited, LeftOut};
use crate::parse;
use crate::pipeline::{self, BuildOptions, Faults};
use crate::relate::links::reason_words;
use crate::relate::{Linkable, Redirect, Target};
use crate::render::{Key, OUTPUTS, Plan, World};
use crate::serve;

use super::args::Global;
use super::console::Console;
use super::failure::{Exit, Failure};
use super::help::both;
use super::site::{self, ViewArgs};
use super::summary::left_out;

#[derive(Debug, clap::Args)]
pub(super) struct WhyArgs {
    #[arg(
        value_name = both!("文件或网址", "FILE|ROUTE"),
        help = both!(
            "源文件（content/cases/a.md）、页面（cases/a/）或完整网址",
            "a source file (content/cases/a.md), a page (cases/a/) or its whole address"
        )
    )]
    what: String,
    #[command(flatten)]
    view: ViewArgs,
}

impl WhyArgs {
    pub(super) fn run(self, global: &Global, console: &mut Console) -> Result<Exit, Failure> {
        site::require(&global.root)?;
        let files = site::files(&global.root);
        let Outcome { value: plan, diagnostics } =
            pipeline::plan(files.clone(), &self.view.options(Faults::LeaveOut));
        let Some(subject) = Subject::find(&plan, &self.what, &global.root) else {
            return Err(unknown(&self.everything(files), &self.what));
        };
        let source = subject.source(&plan);
        let own: Vec<Diagnostic> = diagnostics
            .into_iter()
            .filter(|found| found.place.as_ref().map(|place| &place.file) == source.as_ref())
            .collect();
        let faulty = own.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
        console.answer(&subject.sheet(&plan).text(console.lang))?;
        console.report(pipeline::locate(&*files, own))?;
        Ok(if faulty { Exit::Faults } else { Exit::Good })
    }
}

impl WhyArgs {
    /// The site with all that is not published yet: whoever asks for a draft or a faulty text by its title
    /// means one that is there.
    fn everything(&self, files: Arc<dyn Files>) -> Plan {
        let shown = self.view.options(Faults::Refuse);
        let options = BuildOptions { drafts: Drafts::Shown, future: Future::Shown, ..shown };
        pipeline::plan(files, &options).value
    }
}

/// What is asked about.
#[derive(Debug, PartialEq, Eq)]
enum Subject {
    /// An output file.
    Output(Route),
    /// A file that is no output of its own.
    File(FilePath),
}

impl Subject {
    /// Finds what was typed: a file below the site's root or the working folder, else a page.
    fn find(plan: &Plan, typed: &str, root: &Path) -> Option<Subject> {
        let world = plan.world();
        let paths = paths(typed, root);
        let output =
            paths.iter().find_map(|path| output_of(world, path)).filter(|route| plan.job(route).is_some());
        let file = || paths.iter().find(|path| exists(world, path)).cloned();
        output
            .map(Subject::Output)
            .or_else(|| file().map(Subject::File))
            .or_else(|| route(plan, typed).map(Subject::Output))
    }

    /// The file behind it, if it is one.
    fn source(&self, plan: &Plan) -> Option<FilePath> {
        match self {
            Subject::Output(route) => match &plan.job(route)?.key {
                Key::File(path) => Some(path.clone()),
                Key::Redirect(_) => Some(redirect(plan, route)?.file.clone()),
                Key::Dimension(id, _) => {
                    plan.world().site[id.framework].text.as_ref().map(|text| text.path.clone())
                }
                _ => text_of(plan, route).map(|text| text.text.path.clone()),
            },
            Subject::File(path) => Some(path.clone()),
        }
    }

    fn sheet(&self, plan: &Plan) -> Sheet {
        match self {
            Subject::Output(route) => output_sheet(plan, route),
            Subject::File(path) => file_sheet(plan.world(), path),
        }
    }
}

/// The paths that may be meant: from the site's root, and from where the user stands.
fn paths(typed: &str, root: &Path) -> Vec<FilePath> {
    let clean = |path: &str| FilePath::new("x").resolve(&path.replace('\\', "/"));
    let absolute =
        |path: &Path| std::path::absolute(path).ok().and_then(|path| clean(&path.to_string_lossy()));
    let standing = absolute(Path::new(typed)).zip(absolute(root));
    let below = standing.and_then(|(path, root)| path.below(root.as_str()).map(FilePath::new));
    clean(typed).into_iter().chain(below).collect()
}

/// The output that a file becomes.
fn output_of(world: &World, path: &FilePath) -> Option<Route> {
    let text = world.relations.links.text(path).map(|text| text.route.clone());
    let asset = || world.relations.assets.get(path).map(|asset| asset.route.clone());
    let copied = || match world.inventory.statics.contains(path) {
        true => path.below("static").map(Route::file),
        false => None,
    };
    text.or_else(asset).or_else(copied)
}

fn exists(world: &World, path: &FilePath) -> bool {
    let inventory = &world.inventory;
    left_out(world).iter().any(|left| left.path == *path)
        || [&inventory.companions, &inventory.data, &inventory.templates, &inventory.themes]
            .into_iter()
            .any(|files| files.contains(path))
        || path.as_str() == "site.yaml"
}

/// The route that an address names: a route, a folder, or a whole address of the published site.
fn route(plan: &Plan, typed: &str) -> Option<Route> {
    let address = typed.split(['#', '?']).next().unwrap_or(typed);
    let path = match address.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("/", |slash| &rest[slash..]),
        None => address,
    };
    let base = serve::base_path(plan.world().config.base_url.as_deref());
    let below = path.strip_prefix(&base).unwrap_or(path).trim_start_matches('/');
    let decoded = percent_encoding::percent_decode_str(below).decode_utf8().ok()?;
    let known = |route: Route| plan.job(&route).is_some().then_some(route);
    let file = (!decoded.is_empty() && !decoded.ends_with('/')).then(|| Route::file(&decoded));
    file.and_then(known).or_else(|| known(Route::folder(&decoded)))
}

fn unknown(plan: &Plan, typed: &str) -> Failure {
    let message = words!("既没有文件也没有页面叫“{typed}”", "there is neither a file nor a page `{typed}`");
    let names = alike(plan, typed);
    if names.is_empty() {
        return Failure::new(message).help(words!(
            "写源文件（如 content/cases/a.md）或页面的网址（如 cases/a/）",
            "write a source file such as content/cases/a.md, or the address of a page such as cases/a/"
        ));
    }
    Failure::new(message).help(Words::new(
        format!("名称相近的有：{}", names.join("、")),
        format!("names like it: {}", names.join(", ")),
    ))
}

/// The files and routes, three at most, whose path or title is close to what was typed; a title that is it
/// or holds it, be it one character, or a part of a path that does, is close as well.
fn alike<'a>(plan: &'a Plan, typed: &str) -> Vec<&'a str> {
    let links = &plan.world().relations.links;
    let typed = typed.trim_matches('/');
    let key = fold(typed);
    let slip = |known: &str| {
        let distance = strsim::osa_distance(typed, known);
        (distance <= known.chars().count() / 4).then_some(distance)
    };
    // A title of one character stands in many words, and each is one slip away from all others.
    let is_long = |text: &str| text.chars().count() > 1;
    let titled = |title: &str| {
        let title = fold(title);
        let is_held = || !key.is_empty() && title.contains(&key);
        let is_near = || key.contains(&title) || strsim::osa_distance(&title, &key) < 2;
        match title == key {
            true => Some(0),
            false => (is_held() || is_long(&title) && is_long(&key) && is_near()).then_some(1),
        }
    };
    let texts = links.texts().map(|text| {
        let path = text.text.path.as_str();
        let named = || titled(text.title).or_else(|| path.contains(typed).then_some(2));
        (slip(path).or_else(named), path)
    });
    let drafts = plan.world().site.left_out.iter().map(|left| {
        let path = left.path.as_str();
        (slip(path).or_else(|| path.contains(typed).then_some(2)), path)
    });
    let routes = plan.routes().map(|route| (slip(route.as_str()), route.as_str()));
    let mut alike: Vec<(usize, &str)> =
        texts.chain(drafts).chain(routes).filter_map(|(distance, known)| Some((distance?, known))).collect();
    alike.sort_unstable();
    alike.into_iter().take(3).map(|(_, known)| known).collect()
}

/// The text that an output prints.
fn text_of<'a>(plan: &'a Plan, route: &Route) -> Option<Linkable<'a>> {
    plan.world().relations.links.text_at(route)
}

/// The cases that an output draws together.
fn gathered(world: &World, key: &Key) -> Vec<CaseId> {
    let relations = &world.relations;
    let mut cases: Vec<CaseId> = match key {
        Key::Framework(id, _) => {
            let matrix = relations.matrices.get(id.index());
            matrix.into_iter().flat_map(|matrix| &matrix.rows).map(|row| row.case).collect()
        }
        Key::Dimension(id, _) => {
            relations.evidence_below(&world.site, *id).iter().map(|evidence| evidence.case).collect()
        }
        Key::Term(kind, index, _) => {
            let facet = relations.facets.iter().find(|facet| facet.kind == *kind);
            let term = facet.and_then(|facet| facet.terms.get(*index as usize));
            term.map(|term| term.cases.clone()).unwrap_or_default()
        }
        Key::Site | Key::List(_) | Key::Case(_) | Key::Institution(..) | Key::Page(_) => Vec::new(),
        Key::Column(id, _) => world.site[*id].cases.clone(),
        Key::Feed(_) | Key::Facet(_) | Key::Year(..) | Key::File(_) | Key::Redirect(_) => Vec::new(),
    };
    cases.dedup();
    cases
}

fn output_sheet(plan: &Plan, route: &Route) -> Sheet {
    let world = plan.world();
    let mut sheet = Sheet::default();
    sheet.row(words!("页面", "output"), same(route));
    let Some(job) = plan.job(route) else { return sheet };
    let source = Subject::Output(route.clone()).source(plan);
    sheet.row(
        words!("来源", "source"),
        match &source {
            Some(path) => same(path),
            None => words!("由全站内容汇总而成", "gathered from the whole site"),
        },
    );
    if let Some(text) = text_of(plan, route) {
        sheet.row(words!("标题", "title"), same(text.title));
    }
    sheet.row(words!("种类", "kind"), kind(job.kind));
    if let Some(redirect) = redirect(plan, route) {
        sheet.row(words!("转到", "leads to"), same(&redirect.to));
    }
    for default in source.iter().flat_map(|source| defaults(world, source)) {
        sheet.row(words!("沿用默认", "default"), default);
    }
    for case in gathered(world, &job.key) {
        let case = &world.site[case];
        sheet.row(words!("汇集", "gathers"), told(&case.text.path, &case.title));
    }
    for link in text_of(plan, route).iter().flat_map(|text| outgoing(world, &text.text.path)) {
        sheet.row(words!("链出", "links to"), link);
    }
    for (path, title) in incoming(world, route, source.as_ref()) {
        sheet.row(words!("链入", "linked from"), told(&path, &title));
    }
    sheet
}

/// What an output is, and the template that makes it.
fn kind(name: &'static str) -> Words {
    let output = OUTPUTS.iter().find(|output| output.name == name);
    match output.and_then(|output| output.template) {
        Some(template) => Words::new(
            format!("{}（{}）", template.view.zh, template.name),
            format!("{} ({})", template.view.en, template.name),
        ),
        None => same(name),
    }
}

/// The old address that an output answers.
fn redirect<'a>(plan: &'a Plan, route: &Route) -> Option<&'a Redirect> {
    let Key::Redirect(index) = plan.job(route)?.key else { return None };
    plan.world().relations.redirects.get(index as usize)
}

fn file_sheet(world: &World, path: &FilePath) -> Sheet {
    let mut sheet = Sheet::default();
    sheet.row(words!("文件", "file"), same(path));
    match left_out(world).into_iter().find(|left| left.path == *path) {
        Some(LeftOut { reason, .. }) => sheet.row(words!("不发布", "not published"), reason_words(&reason)),
        None => sheet.row(
            words!("用途", "use"),
            words!("供各页使用，本身不是页面", "pages are made with it; it is none itself"),
        ),
    }
    for default in defaults(world, path) {
        sheet.row(words!("沿用默认", "default"), default);
    }
    sheet
}

/// What a text took over from the columns above it, and where it was typed.
fn defaults(world: &World, path: &FilePath) -> Vec<Words> {
    let inherited = world.site.inheritance.of(path).iter();
    inherited
        .map(|Inherited { key, file, path, .. }| {
            let text = parse::text(&*world.files, file);
            let at = text.and_then(|text| parse::locate(file, &text, &Spot::Key(path.clone())));
            match at {
                Some(at) => same(format!("{key} ← {file}:{}", at.line)),
                None => same(format!("{key} ← {file}")),
            }
        })
        .collect()
}

/// Where the links and pictures of a text lead, each once.
fn outgoing(world: &World, path: &FilePath) -> Vec<Words> {
    let mut lines: Vec<Words> = Vec::new();
    for dest in destinations(world, path) {
        let line = match world.relations.links.find(path, dest) {
            Ok(Target::Page { route, .. } | Target::Static(route)) => same(format!("{dest} → {route}")),
            Ok(Target::Companion(file)) => same(format!("{dest} → {file}")),
            Ok(Target::Here(_)) => continue,
            Ok(Target::Outside(address)) => same(address),
            Err(_) => words!("{dest} → 找不到", "{dest} → nowhere"),
        };
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines
}

fn destinations<'a>(world: &'a World, path: &FilePath) -> impl Iterator<Item = &'a str> {
    let outline = world.relations.links.text(path).map(|linkable| &linkable.text.outline);
    outline.into_iter().flat_map(|outline| {
        let links = outline.links.iter().map(|link| link.dest.as_str());
        links.chain(outline.pictures.iter().map(|picture| picture.dest.as_str()))
    })
}

/// The texts that name an output: path and title.
fn incoming(world: &World, route: &Route, source: Option<&FilePath>) -> Vec<(FilePath, String)> {
    let links = &world.relations.links;
    if let Some(backlinks) = world.relations.backlinks.get(route) {
        let text = |path: &FilePath| Some((path.clone(), links.text(path)?.title.to_string()));
        return backlinks.iter().filter_map(text).collect();
    }
    let names = |text: &Linkable<'_>| {
        destinations(world, &text.text.path).any(|dest| match links.find(&text.text.path, dest) {
            Ok(Target::Companion(file)) => Some(&file) == source,
            Ok(Target::Static(to)) => to == *route,
            Ok(Target::Page { .. } | Target::Here(_) | Target::Outside(_)) | Err(_) => false,
        })
    };
    let mut naming: Vec<_> =
        links.texts().filter(names).map(|text| (text.text.path.clone(), text.title.to_string())).collect();
    naming.sort();
    naming
}

fn told(path: &FilePath, title: &str) -> Words {
    words!("{path}（{title}）", "{path} ({title})")
}

/// The same in both languages.
fn same(text: impl ToString) -> Words {
    Words::new(text.to_string(), text.to_string())
}

/// Facts under titles.
#[derive(Default)]
struct Sheet(Vec<(Words, Words)>);

impl Sheet {
    fn row(&mut self, title: Words, fact: Words) {
        self.0.push((title, fact));
    }

    /// The facts, aligned; a title stands before the first of its facts only.
    fn text(&self, lang: Lang) -> String {
        let widest = self.0.iter().map(|(title, _)| title.in_lang(lang).width()).max().unwrap_or(0);
        let mut text = String::new();
        let mut above = None;
        for (title, fact) in &self.0 {
            let shown = if above == Some(title) { "" } else { title.in_lang(lang) };
            let gap = " ".repeat(widest - shown.width());
            text.push_str(&format!("{shown}{gap}  {}\n", fact.in_lang(lang)));
            above = Some(title);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_aligned_under_their_titles() {
        let mut sheet = Sheet::default();
        sheet.row(words!("页面", "output"), same("a/index.html"));
        sheet.row(words!("不发布", "linked from"), same("甲"));
        sheet.row(words!("不发布", "linked from"), same("乙"));
        assert_eq!(sheet.text(Lang::Zh), "页面    a/index.html\n不发布  甲\n        乙\n");
        assert_eq!(sheet.text(Lang::En), "output       a/index.html\nlinked from  甲\n             乙\n");
    }

    #[test]
    fn a_path_is_read_from_the_root_and_from_the_working_folder() {
        let typed = |typed: &str, root: &str| {
            paths(typed, Path::new(root)).iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(typed("./content/a.md", "."), ["content/a.md", "content/a.md"]);
        assert_eq!(typed("site/content/a.md", "site"), ["site/content/a.md", "content/a.md"]);
        assert_eq!(typed("content\\a.md", "elsewhere"), ["content/a.md"]);
        assert_eq!(typed("../../../../../../../../../../../../x", "."), Vec::<String>::new());
    }
}
