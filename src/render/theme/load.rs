//! Puts a theme together: its own files, those of the themes it extends, and the site's overrides.
//!
//! The layers are, from the top: the site's `templates/` (which may hold `assets/` and `i18n/` too),
//! the theme, the theme it extends, and so on. A template is known by its full name
//! (`sujian/case.html`; the site's own have no prefix) and found by its short name in the topmost
//! layer that has it. A theme's full names also reach what it inherits: `hongqi/case.html` is
//! `sujian/case.html` where hongqi has none of its own.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::files::Files;
use crate::base::{Diagnostic, Diagnostics, FilePath, Lang, Outcome, Place, digest};
use crate::config::{Config, keys};
use crate::render::site_file;
use crate::yaml::{self, Map};

use super::assets::{self, Found, absolute};
use super::fault::{self, Fault, Sources, TEMPLATE_REFERENCE};
use super::functions::{self, no_address, no_phrase};
use super::manifest::{self, Manifest};
use super::phrases::{Phrase, Phrases};
use super::shortcodes::Shortcodes;
use super::source::{Call, Source};
use super::{HEADING_MARKS, Shared, TEMPLATES, Theme, filters, read_text, settings};

codes! {
    PHRASE_UNKNOWN = "unknown-phrase" Error {
        "模板用到的词条在主题的 i18n/ 里没有，或少给了它要的参数。",
        "A template says a phrase that the theme's `i18n/` does not have, or does not give it a value that it needs."
    }
    PHRASE_SIMILAR = "similar-phrase" Warning {
        "网站的 templates/i18n/ 里有一个词条，主题没有，模板也不用，却与主题的某个词条相近，可能是笔误。",
        "A phrase of the site's `templates/i18n/` is in no theme and said by no template, but close to one of the theme's; perhaps a slip."
    }
    TEMPLATE_MISSING = "missing-template" Error {
        "主题缺少一个必需的模板。继承一个完整的主题，或补上它。",
        "A theme lacks a template that is needed. Extend a complete theme, or add it."
    }
    ADDRESS_UNUSABLE = "unusable-theme-address" Error {
        "模板里 url() 的地址要以 / 开头，从网站根目录写起。",
        "The address of `url()` in a template begins with / and is written from the root of the site."
    }
    THEME_FILE_UNUSED = "unused-theme-file" Hint {
        "templates/ 里的这个文件不是模板，不会被用到。",
        "This file in `templates/` is no template and is not used."
    }
}

/// One layer of a theme, from the top.
struct Layer {
    /// Prefix of its templates' names: `sujian/`; empty for the site's own.
    prefix: String,
    templates: String,
    assets: String,
    phrases: String,
}

impl Layer {
    fn site() -> Layer {
        Layer {
            prefix: String::new(),
            templates: "templates".to_owned(),
            assets: "templates/assets".to_owned(),
            phrases: "templates/i18n".to_owned(),
        }
    }

    fn theme(name: &str) -> Layer {
        Layer {
            prefix: format!("{name}/"),
            templates: format!("themes/{name}/templates"),
            assets: format!("themes/{name}/assets"),
            phrases: format!("themes/{name}/i18n"),
        }
    }
}

/// Loads the theme that the configuration names.
pub(super) fn load(files: &dyn Files, config: &Config) -> Outcome<Theme> {
    let mut diagnostics = Diagnostics::default();
    let asked_by = site_file::place(files, |fields| Some(fields.node(&keys::site::THEME)?.path));
    let chain = manifest::chain(files, &config.theme, asked_by, &mut diagnostics);
    let layers: Vec<Layer> = std::iter::once(Layer::site())
        .chain(chain.iter().map(|manifest| Layer::theme(&manifest.name)))
        .collect();
    let mut loader = Loader { files, diagnostics, hashed: Vec::new() };
    let sources = loader.sources(&layers);
    let phrases = Arc::new(loader.phrases(&layers, config.lang));
    let found = loader.assets(&layers);
    let assets = assets::publish(&found, &mut loader.diagnostics);
    let addresses: functions::AssetAddresses =
        assets.iter().map(|(path, asset)| (path.clone(), asset.route.marked())).collect();
    let addresses = Arc::new(addresses);
    let is_whole = manifest::is_whole(&chain);
    for source in sources.values().filter(|_| is_whole) {
        loader.check(source, &phrases, &addresses);
    }
    loader.misspelt_phrases(&sources, &phrases);
    let settings = settings::in_force(files, &chain, &config.theme_settings, &mut loader.diagnostics);
    let mut engine = new_engine(&chain);
    functions::register(&mut engine, &phrases, &addresses);
    filters::register(&mut engine, config.lang);
    // What a theme lacks cannot be told while one that it extends is missing, which was reported.
    let broken = match chain.first().filter(|_| is_whole) {
        Some(nearest) => {
            loader.needed_phrases(&phrases, nearest);
            loader.compile(&mut engine, &sources, &chain, nearest).err()
        }
        None => loader.diagnostics.first_error().cloned().map(Box::new),
    };
    let theme = Theme {
        name: config.theme.clone(),
        chain: chain.iter().map(|manifest| manifest.name.clone()).collect(),
        fingerprint: loader.fingerprint(&settings, config.lang),
        widths: chain
            .iter()
            .map(|manifest| &manifest.widths)
            .find(|widths| !widths.is_empty())
            .cloned()
            .unwrap_or_default(),
        shortcodes: Shortcodes::of(&engine, &sources, &mut loader.diagnostics),
        engine,
        sources,
        phrases,
        assets,
        settings,
        broken: broken.map(|cause| Box::new(Fault::of_all(&cause))),
    };
    loader.diagnostics.with(theme)
}

fn new_engine(chain: &[Manifest]) -> tera::Tera {
    let mut engine = tera::Tera::new();
    let prefixes: Vec<String> = chain.iter().map(|manifest| format!("{}/", manifest.name)).collect();
    engine.set_fallback_prefixes(prefixes).expect("prefixes are set before any template is added");
    engine
}

/// The template of a full name: the theme's own, else that of the nearest theme that it extends.
/// `chain` names the themes from the top.
pub(super) fn by_full_name<'a>(sources: &'a Sources, chain: &[&str], name: &str) -> Option<&'a Source> {
    let (theme, below) = name.split_once('/')?;
    let from = chain.iter().position(|known| *known == theme)?;
    chain[from..].iter().find_map(|theme| sources.get(&format!("{theme}/{below}")))
}

/// Templates that are asked for by the name of a theme that only inherits them, each with a text that
/// leads to where it is. Whoever changes a block need not know which theme of the chain has the template.
fn inherited(sources: &Sources, chain: &[Manifest]) -> BTreeMap<String, String> {
    let chain: Vec<&str> = chain.iter().map(|manifest| manifest.name.as_str()).collect();
    let asked = sources.values().flat_map(|source| source.facts.extends.iter().chain(&source.facts.includes));
    asked
        .filter(|name| !sources.contains_key(&name.text))
        .filter_map(|name| {
            let found = by_full_name(sources, &chain, &name.text)?;
            Some((name.text.clone(), format!("{{% extends \"{}\" %}}", found.name)))
        })
        .collect()
}

struct Loader<'a> {
    files: &'a dyn Files,
    diagnostics: Diagnostics,
    /// Path and hash of each file that the theme is made of.
    hashed: Vec<(FilePath, String)>,
}

impl Loader<'_> {
    /// The files below a folder, by path below it.
    fn list(&self, folder: &str) -> Vec<(String, FilePath)> {
        self.files
            .list(folder)
            .files
            .into_iter()
            .filter_map(|path| Some((path.below(folder)?.to_owned(), path)))
            .filter(|(below, _)| !below.split('/').any(|name| name.starts_with('.') || name.ends_with('~')))
            .collect()
    }

    fn text(&mut self, path: &FilePath) -> Option<String> {
        match read_text(self.files, path, &mut self.diagnostics) {
            Ok(text) => {
                self.hashed.push((path.clone(), digest::digest(text.as_bytes())));
                Some(text)
            }
            Err(error) => {
                self.diagnostics.push(error.diagnostic(path));
                None
            }
        }
    }

    fn sources(&mut self, layers: &[Layer]) -> Sources {
        let mut sources = Sources::new();
        for layer in layers.iter().rev() {
            for (below, path) in self.list(&layer.templates) {
                let other =
                    layer.prefix.is_empty() && (below.starts_with("assets/") || below.starts_with("i18n/"));
                if other {
                    continue;
                }
                if !matches!(path.extension().as_str(), "html" | "xml" | "txt") {
                    self.diagnostics.push(unused(&path));
                    continue;
                }
                let Some(text) = self.text(&path) else { continue };
                let name = format!("{}{below}", layer.prefix);
                if let Some(known) = sources.get(&name) {
                    let theirs = &known.path;
                    self.diagnostics.push(
                        Diagnostic::new(
                            &TEMPLATE_REFERENCE,
                            Place::file(&path),
                            words!("它和 {theirs} 同名", "it has the same name as {theirs}"),
                        )
                        .help(words!(
                            "直接放在 templates/ 下就能替换主题的模板",
                            "to override a template of the theme, put it into `templates/` itself"
                        )),
                    );
                    continue;
                }
                sources.insert(name.clone(), Source::new(name, path, text));
            }
        }
        sources
    }

    fn phrases(&mut self, layers: &[Layer], lang: Lang) -> Phrases {
        let mut phrases = Phrases::default();
        let name = match lang {
            Lang::Zh => "zh.yaml",
            Lang::En => "en.yaml",
        };
        for layer in layers.iter().rev() {
            let listed = self.list(&layer.phrases);
            let Some((_, path)) = listed.into_iter().find(|(below, _)| below == name) else { continue };
            let Some(text) = self.text(&path) else { continue };
            let map: Map = self.diagnostics.take(yaml::parse(&path, &text, 0));
            phrases.read(&path, &map, &mut self.diagnostics);
        }
        phrases
    }

    fn assets(&mut self, layers: &[Layer]) -> BTreeMap<String, Found> {
        let mut found = BTreeMap::new();
        for layer in layers.iter().rev() {
            for (below, file) in self.list(&layer.assets) {
                match self.files.read(&file) {
                    Ok(bytes) => {
                        self.hashed.push((file.clone(), digest::digest(&bytes)));
                        found.insert(below, Found { file, bytes });
                    }
                    Err(error) => self.diagnostics.push(error.diagnostic(&file)),
                }
            }
        }
        found
    }

    /// Checks what can be known of a template without running it.
    fn check(&mut self, source: &Source, phrases: &Phrases, addresses: &functions::AssetAddresses) {
        for name in &source.facts.absolutes {
            let written = &name.text;
            self.diagnostics.push(absolute(source.place(&name.range), written).help(words!(
                "页面写 {{{{ url(path=\"{written}\") }}}}，主题的文件写 {{{{ asset(path=\"…\") }}}}",
                "write `{{{{ url(path=\"{written}\") }}}}` for a page, `{{{{ asset(path=\"…\") }}}}` for a file of the theme"
            )));
        }
        for call in &source.facts.calls {
            match call.function.text.as_str() {
                "t" => self.check_phrase(source, call, phrases),
                "asset" => {
                    let Some(path) = call.literal("path") else { continue };
                    if !addresses.contains_key(&path.text) {
                        let known = addresses.keys().map(String::as_str);
                        self.diagnostics.push(assets::unknown(source.place(&path.range), &path.text, known));
                    }
                }
                "url" => {
                    let Some(path) = call.literal("path") else { continue };
                    if functions::address(&path.text).is_none() {
                        self.diagnostics.push(unusable(source.place(&path.range), &path.text));
                    }
                }
                _ => {}
            }
        }
    }

    /// Reports phrases of the site that override none of the theme's by a slip of their key.
    fn misspelt_phrases(&mut self, sources: &Sources, phrases: &Phrases) {
        let folder = Layer::site().phrases;
        let is_own = |phrase: &Phrase| phrase.place().file.below(&folder).is_some();
        let said: BTreeSet<&str> = sources
            .values()
            .flat_map(|source| &source.facts.calls)
            .filter_map(|call| Some(call.literal("key")?.text.as_str()))
            .collect();
        let others: Vec<&str> =
            phrases.iter().filter(|(_, phrase)| !is_own(phrase)).map(|(key, _)| key).collect();
        for (key, phrase) in phrases.iter().filter(|(key, phrase)| is_own(phrase) && !said.contains(key)) {
            if super::PHRASES.contains(&key) {
                continue;
            }
            let Some(near) = yaml::nearest(key, others.iter().copied()) else { continue };
            let message = words!(
                "主题没有词条“{key}”，它不会用到",
                "no theme has the phrase `{key}`, and nothing says it"
            );
            let help = words!("是不是“{near}”？", "did you mean `{near}`?");
            self.diagnostics
                .push(Diagnostic::new(&PHRASE_SIMILAR, phrase.place().clone(), message).help(help));
        }
    }

    fn check_phrase(&mut self, source: &Source, call: &Call, phrases: &Phrases) {
        let Some(key) = call.literal("key") else { return };
        let place = source.place(&key.range);
        let Some(phrase) = phrases.get(&key.text) else {
            let diagnostic = Diagnostic::new(&PHRASE_UNKNOWN, place, no_phrase(&key.text));
            let help = nearest_phrase(phrases, &key.text).unwrap_or_else(|| {
                words!(
                    "在主题的 i18n/ 或网站的 templates/i18n/ 里补上",
                    "add it to the theme's `i18n/` or the site's `templates/i18n/`"
                )
            });
            self.diagnostics.push(diagnostic.help(help));
            return;
        };
        for slot in phrase.slots() {
            if !call.arguments.iter().any(|(name, _)| name == slot) {
                let key = &key.text;
                let message =
                    words!("词条“{key}”要有参数“{slot}”", "the phrase `{key}` needs the argument `{slot}`");
                let help = words!("写成 t(key=\"{key}\", {slot}=…)", "write `t(key=\"{key}\", {slot}=…)`");
                self.diagnostics.push(Diagnostic::new(&PHRASE_UNKNOWN, place.clone(), message).help(help));
            }
        }
    }

    /// Checks that the phrases are there which the program itself says.
    fn needed_phrases(&mut self, phrases: &Phrases, manifest: &Manifest) {
        let missing: Vec<&str> =
            super::PHRASES.iter().copied().filter(|key| phrases.get(key).is_none()).collect();
        if missing.is_empty() {
            return;
        }
        let (zh, en) = (missing.join("、"), missing.join(", "));
        self.diagnostics.push(
            Diagnostic::new(
                &PHRASE_UNKNOWN,
                Place::file(&manifest.path),
                words!("主题缺少词条：{zh}", "the theme lacks the phrases {en}"),
            )
            .help(words!(
                "写上 extends: sujian，或在主题的 i18n/ 里补上",
                "write `extends: sujian`, or add them to the theme's `i18n/`"
            )),
        );
    }

    /// Gives the templates to the engine: all at once, and if it refuses, one by one to learn of every
    /// syntax error. Where there is none, it told every reference that leads nowhere.
    ///
    /// # Errors
    /// The first of the problems that keep all of them out of the engine.
    fn compile(
        &mut self,
        engine: &mut tera::Tera,
        sources: &Sources,
        chain: &[Manifest],
        manifest: &Manifest,
    ) -> Result<(), Box<Diagnostic>> {
        let parsed = |source: &Source| {
            let parsed = tera::Tera::new().add_raw_template(&source.name, &source.text);
            parsed.err().and_then(|error| fault::syntax(source, &error))
        };
        let inherited = inherited(sources, chain);
        let own = sources.values().map(|source| (source.name.as_str(), source.text.as_str()));
        let texts = own.chain(inherited.iter().map(|(name, text)| (name.as_str(), text.as_str())));
        if let Err(error) = engine.add_raw_templates(texts) {
            self.refuse(sources.values().filter_map(parsed).collect())?;
            self.refuse(fault::references(sources, &error))?;
        }
        self.needed_templates(engine, manifest);
        Ok(())
    }

    /// Reports problems, and gives the first of them back.
    fn refuse(&mut self, problems: Vec<Diagnostic>) -> Result<(), Box<Diagnostic>> {
        let first = problems.first().cloned();
        self.diagnostics.extend(problems);
        first.map_or(Ok(()), |first| Err(Box::new(first)))
    }

    /// Checks that the templates and components are there which the program itself asks for.
    fn needed_templates(&mut self, engine: &tera::Tera, manifest: &Manifest) {
        let missing: Vec<&str> =
            TEMPLATES.iter().copied().filter(|name| !engine.contains_template(name)).collect();
        let (zh, en) = (missing.join("、"), missing.join(", "));
        let templates =
            (!missing.is_empty()).then(|| words!("主题缺少模板：{zh}", "the theme lacks the templates {en}"));
        let marks = (!engine.contains_component(HEADING_MARKS)).then(|| {
            words!("主题缺少组件 {HEADING_MARKS}", "the theme lacks the component `{HEADING_MARKS}`")
        });
        for message in templates.into_iter().chain(marks) {
            self.diagnostics.push(
                Diagnostic::new(&TEMPLATE_MISSING, Place::file(&manifest.path), message)
                    .help(words!("写上 extends: sujian，或自己补上", "write `extends: sujian`, or add it")),
            );
        }
    }

    /// One hash of all that the theme is made of.
    fn fingerprint(&self, settings: &Shared, lang: Lang) -> String {
        let mut parts: Vec<String> =
            self.hashed.iter().map(|(path, hash)| format!("{path} {hash}")).collect();
        parts.sort();
        parts.push(settings.digest());
        parts.push(lang.tag().to_owned());
        digest::digest(parts.join("\n").as_bytes())
    }
}

/// An address that does not begin at the root, with the same that does.
fn unusable(place: Place, path: &str) -> Diagnostic {
    let whole = format!("/{}", path.trim_start_matches(['.', '/']));
    let problem = Diagnostic::new(&ADDRESS_UNUSABLE, place, no_address(path));
    if functions::address(&whole).is_none() {
        return problem;
    }
    problem.help(words!("写成 url(path=\"{whole}\")", "write `url(path=\"{whole}\")`"))
}

fn unused(path: &FilePath) -> Diagnostic {
    Diagnostic::new(&THEME_FILE_UNUSED, Place::file(path), words!("{path} 不是模板", "{path} is no template"))
        .help(words!(
            "模板以 .html、.xml 或 .txt 结尾；样式和图片放在 assets/ 里",
            "templates end in .html, .xml or .txt; style sheets and pictures go into `assets/`"
        ))
}

fn nearest_phrase(phrases: &Phrases, key: &str) -> Option<crate::base::Words> {
    let nearest = yaml::nearest(key, phrases.keys())?;
    Some(words!("是不是“{nearest}”？", "did you mean `{nearest}`?"))
}
