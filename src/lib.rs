//! Fengcai (风采) turns a folder of Markdown case studies with YAML front matter into a showcase of
//! exemplary branches: a static site that any host can serve, that a reviewer can walk criterion by
//! criterion, and that its writers preview while they edit.
//!
//! Two promises stand above all others:
//!
//! - **Nothing is silent.** Whatever a writer typed is on a page, in the model, or in a diagnostic at
//!   its place.
//! - **One output, every host.** The same bytes work on any server, below any path, and by
//!   double-click.
//!
//! # Stages
//!
//! Data flows one way, down this list. A floor imports only floors that stand above it; a test holds
//! the table of who may import whom.
//!
//! | floor | what it does | hands on |
//! |---|---|---|
//! | [`base`] | diagnostics and places; the doors to the disk, [`Files`](base::files::Files) for reading and [`Store`](base::store::Store) for writing; routes, slugs, dates, numerals, encodings | |
//! | [`yaml`] | values that lose nothing; keys in two languages; "did you mean" | [`Node`](yaml::Node) |
//! | [`config`] | reads `site.yaml` and the vocabulary, validates, gives defaults | [`Config`](config::Config) |
//! | [`markdown`] | the outline of a text, and its printing; the rules of Chinese text | [`Outline`](markdown::Outline), HTML |
//! | [`scan`] | what exists, and as what | [`Inventory`](scan::Inventory) |
//! | [`parse`] | one file → one document, nothing of its neighbours | [`Document`](parse::Document) |
//! | [`model`] | documents → typed cases, frameworks, pages, with ids and final routes | [`Site`](model::Site) |
//! | [`relate`] | all that needs two pages: evidence, matrices, links, facets, honours | [`Relations`](relate::Relations) |
//! | [`render`] | the theme, typed views, and `OUTPUTS`, the registry of job kinds | [`Plan`](render::Plan) |
//! | [`write`](mod@write) | runs a plan in parallel through a store; manifest and journal | what was written |
//!
//! [`pipeline::plan`] names every stage once. The verbs stand around it, each ignorant of the others:
//! [`scaffold`] writes the first words of a site and of each text in it, [`serve`] shows a plan in a
//! browser; `cli` has one file for each. Be one case and walk: the disk door lists you and `parse` decodes you and
//! splits you into front matter and outline; `model` makes you a `Case` with an id and a route;
//! `relate` ties your sections to dimensions, your links to routes, you to your neighbours; `render`
//! plans your page and your share of lists and feeds; `write` or `serve` runs a job, and only then your
//! body becomes HTML. You are never sent back up.
//!
//! [`check`] tries a theme: it draws a specimen that has something in every field of every view, and
//! compares the templates with [`Reference`](render::Reference), what templates are given, which is
//! learnt from the views themselves.
//!
//! # A plan is a map from route to job, and a job is data
//!
//! A [`Job`](render::Job) is a kind, one line in `OUTPUTS`, and a small key: a case's id, a term and a
//! page number. It can be hashed, recorded, timed and explained, and it outlives a request. Every route
//! is known before any job runs, and no route depends on the bytes that a job makes. Cases, texts, theme
//! and relations of one plan live in one [`World`](render::World) behind an `Arc`.
//!
//! Bodies are not kept as HTML: parsing gives the outline, and one call prints a body or one section of
//! it as seen from a given page, another takes the beginnings of its sections. A build, which prints them all,
//! keeps what was read of them until then ([`parse::Bodies`]), as far as there is room; a preview reads again
//! what it is asked for.
//!
//! A preview plans the whole site anew after every save. What is made is kept between
//! plans by what it was made from. Of single files ([`base::Memo`]): a document by its bytes, what a case says by
//! its front matter, the case by that and by all that it may be tied to ([`model::Readings`]), its practices by
//! what it says and its outline. Of the site: the configuration, the inventory and the theme by what was seen
//! when they were made ([`base::files::Looked`]), what is gathered over all cases by what these say, where
//! addresses lead by all names and anchors ([`relate::Memory`]), the order of jobs by the jobs
//! ([`render::Memory`]). So an edit
//! of words makes one document, and an edit of front matter what follows from it. There is no graph of
//! dependencies, and a plan is the same with and without that memory; [`pipeline::Memory`] holds it all. The
//! pages that were asked for last are kept for as long as their plan.
//!
//! Internal addresses travel under a mark ([`base::route::MARK`]) that the last step of a job replaces
//! by the way from its own route.
//!
//! # Invariants
//!
//! Each is a test.
//!
//! - No floor but `cli` prints or exits; none but the doors of `base` touches the disk; the clock is read
//!   by `cli` and `serve` only.
//! - Parsing never sees a template; templates never see the disk. A `Document` depends only on path and
//!   bytes, markup options and the version of the parser.
//! - No half-filled struct: each stage has its own types.
//! - A problem is data: [`Diagnostic`](base::Diagnostic), its Chinese and English words side by side,
//!   beside the check that speaks them. All problems of a run are reported.
//! - An error known in the plan writes nothing and keeps the old output.
//! - The same input gives the same bytes, on any machine, with any number of threads, in any locale and
//!   time zone. Building twice writes nothing.
//! - A build writes the output folder and `.fengcai/`, nothing else. Others' files are never touched.
//! - A list of 10,000 cases is shared, never copied into a page's context.
//!
//! # Glossary
//!
//! A *case* (案例) is the unit of publication. A *framework* (标准) is a tree of *dimensions* (维度). A
//! *practice* (做法) is what a branch does; the *section* that tells of it, a heading and its text, is
//! *evidence* (佐证) for dimensions. A *figure* (数据) is a number with a unit; what is seen is a
//! *picture*. An *honour* (荣誉) has a *level* (级别), which orders, and a *grade* (等次). A *column* (栏目)
//! is a folder with `_index.md`; its *defaults* (下级默认) are handed down to what stands below it. A
//! *facet* is a way of sorting cases, its values are *terms*. A *mask* (隐名) hides a name on purpose.
//! A *route* is the path of an output file. A *spelling* of these words other than here is a fault.

#[macro_use]
pub mod base;
#[macro_use]
pub mod yaml;

pub mod check;
pub mod cli;
pub mod config;
pub mod markdown;
pub mod model;
pub mod parse;
pub mod pipeline;
pub mod relate;
pub mod render;
pub mod scaffold;
pub mod scan;
pub mod serve;
pub mod write;
