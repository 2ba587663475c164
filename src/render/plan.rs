//! The plan: every route and the job that makes it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use crate::base::route::{Viewpoint, unmark};
use crate::base::{Diagnostic, Diagnostics, FilePath, Outcome, Route, Words};
use crate::model::{FrameworkId, Site, TextFacts};

use super::collision::{self, Taken};
use super::outputs::{Here, OUTPUTS, Output, Seen};
use super::printing::Lines;
use super::{Job, Key, Rendered, World, calls, emblem, featured, feeds, menu};

codes! {
    ADDRESS_UNKNOWN = "unknown-theme-page" Warning {
        "模板里 url() 的地址在这个网站上没有页面。",
        "The address of a `url()` in a template has no page on this site."
    }
}

/// Every route of a site and the job that makes it. It can be kept, and its jobs can be run in any
/// order, on any thread, any number of times.
#[derive(Clone, Debug)]
pub struct Plan {
    world: Arc<World>,
    jobs: Arc<BTreeMap<Route, Job>>,
}

/// The jobs of the last plan, so that a plan with the same is not put in order again. A plan does not depend
/// on it.
#[derive(Debug, Default)]
pub struct Memory(Mutex<Option<Assigned>>);

/// What outputs claimed, and the jobs in the order of their routes.
#[derive(Debug)]
struct Assigned {
    claims: Vec<(Route, Job)>,
    jobs: Arc<BTreeMap<Route, Job>>,
}

/// Plans every output of a world; leaves its jobs in `memory` for the next plan.
pub fn plan(world: Arc<World>, memory: &Memory) -> Outcome<Plan> {
    let mut diagnostics = Diagnostics::default();
    let jobs = memory.jobs(&world, &mut diagnostics);
    menu::check(&world, &mut diagnostics);
    emblem::check(&world, &mut diagnostics);
    featured::check(&world, &mut diagnostics);
    feeds::check(&world, &mut diagnostics);
    diagnostics.extend(calls::check(&world));
    check_addresses(&world, &jobs, &mut diagnostics);
    diagnostics.with(Plan { world, jobs })
}

impl Memory {
    fn jobs(&self, world: &World, diagnostics: &mut Diagnostics) -> Arc<BTreeMap<Route, Job>> {
        let of_kind = |output: &'static Output| {
            let job = |(route, key)| (route, Job { kind: output.name, key });
            (output.plan)(world).into_iter().map(job)
        };
        // They come in the order of `OUTPUTS`, whichever was planned first: the first claim to a route has it.
        let claims: Vec<(Route, Job)> = OUTPUTS.par_iter().flat_map_iter(of_kind).collect();
        let last = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(last) = last().as_ref().filter(|last| last.claims == claims) {
            return last.jobs.clone();
        }
        let jobs = Arc::new(assigned(world, &claims, diagnostics));
        // A claim that another stands in the way of is to be told each time.
        *last() = (jobs.len() == claims.len()).then(|| Assigned { claims, jobs: jobs.clone() });
        jobs
    }
}

/// Gives every route to the first job that claims it.
fn assigned(world: &World, claims: &[(Route, Job)], diagnostics: &mut Diagnostics) -> BTreeMap<Route, Job> {
    // A map made of all at once is several times faster than one that grows. Where no claim is refused no two are to
    // one route, and the map is that of all.
    let (refused, all) = rayon::join(|| refused(claims), || claims.iter().cloned().collect());
    if refused.is_empty() {
        return all;
    }
    let won = claims.iter().enumerate().filter(|(place, _)| !refused.contains_key(place));
    let jobs: BTreeMap<Route, Job> = won.map(|(_, claim)| claim.clone()).collect();
    for (place, holder) in refused {
        let (route, job) = &claims[place];
        diagnostics.push(collision::told(world, (holder, &jobs[holder]), (route, job)));
    }
    jobs
}

/// The claims to routes that are taken, by their places, with the routes that stand in their way.
fn refused(claims: &[(Route, Job)]) -> BTreeMap<usize, &Route> {
    let mut taken = Taken::with_room(claims.len());
    let claims = claims.iter().enumerate();
    claims.filter_map(|(place, (route, _))| Some((place, taken.take(route).err()?))).collect()
}

/// Reports addresses in templates that no job makes. A template may guard them, so they are no errors.
fn check_addresses(world: &World, jobs: &BTreeMap<Route, Job>, diagnostics: &mut Diagnostics) {
    for (route, place) in world.theme.addresses() {
        if !jobs.contains_key(&route) {
            diagnostics.push(
                Diagnostic::new(
                    &ADDRESS_UNKNOWN,
                    place,
                    words!("这个网站没有 {route}", "this site has no {route}"),
                )
                .help(words!(
                    "改正地址，或用 get(path=…) 取得页面",
                    "correct the address, or ask for the page with `get(path=…)`"
                )),
            );
        }
    }
}

impl Plan {
    /// All that its jobs may look at.
    pub fn world(&self) -> &Arc<World> {
        &self.world
    }

    /// Every route, in order.
    pub fn routes(&self) -> impl Iterator<Item = &Route> {
        self.jobs.keys()
    }

    /// Every route with its job, in order.
    pub fn jobs(&self) -> &BTreeMap<Route, Job> {
        &self.jobs
    }

    /// The job that makes a route.
    pub fn job(&self, route: &Route) -> Option<&Job> {
        self.jobs.get(route)
    }

    /// The file behind a route: the text that its page prints, else the source of what its job makes; none
    /// for what is gathered from the whole site.
    pub fn source(&self, route: &Route) -> Option<FilePath> {
        let text = self.world.relations.links.text_at(route);
        text.map(|text| text.text.path.clone()).or_else(|| file_of(&self.world, &self.job(route)?.key))
    }

    /// Runs the job of a route; a route that is not planned gives an empty file.
    pub fn run(&self, route: &Route) -> Rendered {
        self.run_with(route, Lines::Hidden)
    }

    /// The same for a preview, in which blocks may say where they stand in their source.
    pub fn run_with(&self, route: &Route, lines: Lines) -> Rendered {
        let planned = self.jobs.get(route);
        let output = planned.and_then(|job| OUTPUTS.iter().find(|output| output.name == job.kind));
        match (planned, output) {
            (Some(job), Some(output)) => {
                let here = Here { world: &self.world, route, lines };
                let rendered =
                    (output.render)(&job.key, &here).unwrap_or_else(|problem| Rendered::failed(*problem));
                seen(output, &here, rendered)
            }
            _ => Rendered::default(),
        }
    }
}

/// Replaces the marks of addresses: the last step of every job.
fn seen(output: &Output, here: &Here<'_>, rendered: Rendered) -> Rendered {
    let config = &here.world.config;
    let base = config.base_url.as_deref().unwrap_or("/");
    let viewpoint = match output.seen {
        Seen::Bytes => return rendered,
        Seen::Page => Viewpoint::Page(here.route),
        Seen::Outside => Viewpoint::Outside(base),
        Seen::Host => Viewpoint::Host(path_of(base)),
    };
    Rendered { bytes: unmark(rendered.bytes, viewpoint, config.urls), ..rendered }
}

/// The path of an absolute address that ends in `/`: `https://a.cn/x/` → `/x/`.
fn path_of(base: &str) -> &str {
    let after = base.find("://").map_or(0, |at| at + 3);
    base[after..].find('/').map_or("/", |at| &base[after + at..])
}

/// The source file of what a job makes.
pub(super) fn file_of(world: &World, key: &Key) -> Option<FilePath> {
    let site = &world.site;
    let of_text = |text: &Arc<TextFacts>| text.path.clone();
    match key {
        Key::Case(id) => Some(of_text(&site[*id].text)),
        Key::Page(id) => Some(of_text(&site[*id].text)),
        Key::Framework(id, _) => of_framework(site, *id),
        Key::Dimension(id, _) => of_framework(site, id.framework),
        Key::Institution(id, _) => site[*id].text.as_ref().map(of_text),
        Key::Column(id, _) | Key::Feed(id) => site[*id].text.as_ref().map(of_text),
        Key::File(path) => Some(path.clone()),
        Key::Redirect(index) => Some(world.relations.redirects.get(*index as usize)?.file.clone()),
        Key::Site | Key::List(_) | Key::Facet(_) | Key::Term(..) | Key::Year(..) => None,
    }
}

/// The file of a framework, or of the case that wrote it.
fn of_framework(site: &Site, id: FrameworkId) -> Option<FilePath> {
    let framework = &site[id];
    let text = framework.text.as_ref().or_else(|| Some(&site[framework.owner?].text));
    text.map(|text| text.path.clone())
}

/// Problems that only rendering shows, told once for each place in a template with the number of pages
/// that it spoils; all others as they are, each once.
pub fn gather<'a>(rendered: impl IntoIterator<Item = (&'a Route, &'a [Diagnostic])>) -> Vec<Diagnostic> {
    let mut order: Vec<(Diagnostic, usize)> = Vec::new();
    let mut known: BTreeMap<(String, String), usize> = BTreeMap::new();
    for (_, diagnostics) in rendered {
        for diagnostic in diagnostics {
            // What has no place is known by its words alone.
            let Diagnostic { code, place, message, .. } = diagnostic;
            let spot = place.as_ref().map_or_else(|| message.en.clone(), |place| format!("{place:?}"));
            let key = (code.to_string(), spot);
            match known.get(&key) {
                Some(index) => order[*index].1 += 1,
                None => {
                    known.insert(key, order.len());
                    order.push((diagnostic.clone(), 1));
                }
            }
        }
    }
    order.into_iter().map(|(diagnostic, pages)| counted(diagnostic, pages)).collect()
}

fn counted(diagnostic: Diagnostic, pages: usize) -> Diagnostic {
    if pages < 2 {
        return diagnostic;
    }
    let Words { zh, en } = diagnostic.help.clone().unwrap_or_else(|| Words::new("", ""));
    let more = pages - 1;
    diagnostic.help(Words::new(
        format!("{zh}；同样的问题还影响另外 {more} 个页面").trim_start_matches('；').to_owned(),
        format!("{en}; {more} more pages have the same problem").trim_start_matches("; ").to_owned(),
    ))
}
