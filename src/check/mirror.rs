//! A theme that shows what it is given: each of its templates prints its variables as JSON. The
//! reference of templates is learnt from it, so it says what templates get, not what somebody wrote
//! down.

use std::sync::Arc;

use serde_json::Value;

use crate::base::files::{Files, Layered, MemoryFiles};
use crate::pipeline;
use crate::render::{self, Here, Lines, OUTPUTS, Plan, Reference};

use super::specimen::{self, Extent};

/// Name of the theme.
const MIRROR: &str = "mirror";

/// What the home page asks, beside showing its variables: one question for each shape of an answer.
const QUESTIONS: &str = r#"{
    "cases": cases(), "cases_grouped": cases(group_by="framework"), "get": get(path="cases/quan/index.md"),
    "image": image(path="cases/quan/fengmian.png"), "today": today()
}"#;

/// What templates are given: the fields of every view, and the answers of functions.
pub fn reference() -> Reference {
    let mut reference = Reference::default();
    for extent in Extent::ALL {
        let themes: Arc<dyn Files> = Arc::new(Layered::new(vec![theme(extent), pipeline::embedded()]));
        let plan = specimen::plan(extent.site(MIRROR, themes)).value;
        for shown in reflections(&plan) {
            if let Some(template) = shown["template"].as_str() {
                reference.learn(template, &shown["given"]);
            }
            for (function, answer) in shown["answers"].as_object().into_iter().flatten() {
                reference.learn_answer(function, answer);
            }
        }
    }
    reference.concluded()
}

/// The theme's files. Only the full specimen has what the questions ask for.
fn theme(extent: Extent) -> Arc<dyn Files> {
    let mut files = MemoryFiles::new().with("themes/mirror/theme.yaml", "api: 1\nextends: sujian\n");
    for name in render::templates() {
        let answers = if *name == "home.html" && extent == Extent::Full { QUESTIONS } else { "{}" };
        let text = format!(
            "{{{{ {{\"template\": {name:?}, \"given\": __tera_context, \"answers\": {answers} }} | json }}}}"
        );
        files.insert(&format!("themes/mirror/templates/{name}"), text);
    }
    Arc::new(files)
}

/// What each template showed. Addresses stay under the mark, by which they are known.
fn reflections(plan: &Plan) -> Vec<Value> {
    let rendered = plan.jobs().iter().filter_map(|(route, job)| {
        let output = OUTPUTS.iter().find(|output| output.name == job.kind)?;
        (output.render)(&job.key, &Here { world: plan.world(), route, lines: Lines::Hidden }).ok()
    });
    rendered.filter_map(|rendered| serde_json::from_slice(&rendered.bytes).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::reference::{Fields, Kind, Presence};
    use crate::render::{ROOTS, View};

    /// Add what a new field shows to `src/check/specimen/full/`, or name it there where it comes from.
    #[test]
    fn the_specimen_has_something_in_every_field() {
        assert_eq!(reference().unseen(), [""; 0], "add it to src/check/specimen/full");
    }

    #[test]
    fn the_mirror_is_sound() {
        for extent in Extent::ALL {
            let themes: Arc<dyn Files> = Arc::new(Layered::new(vec![theme(extent), pipeline::embedded()]));
            assert_eq!(specimen::plan(extent.site(MIRROR, themes)).diagnostics, [], "{extent:?}");
        }
    }

    #[test]
    fn every_template_is_known() {
        let known = reference();
        let names: Vec<&str> = known.templates.keys().map(String::as_str).collect();
        assert_eq!(names, render::templates());
        for fields in known.templates.values() {
            for root in ["site", "page", "build"] {
                assert!(matches!(fields[root].kind, Kind::Record(_)), "{root}");
            }
        }
    }

    /// Every value with fields, and where it stands.
    fn records<'k>(at: &str, kind: &'k Kind, found: &mut Vec<(String, &'k Fields)>) {
        match kind {
            Kind::List(item) => records(&format!("{at}[]"), item, found),
            Kind::Record(fields) => {
                found.push((at.to_owned(), fields));
                for (name, field) in fields {
                    records(&format!("{at}.{name}"), &field.kind, found);
                }
            }
            _ => {}
        }
    }

    #[test]
    fn every_variable_of_a_template_is_told_in_words() {
        let known = reference();
        for template in OUTPUTS.iter().filter_map(|output| output.template) {
            let mut given = known.templates[template.name].clone();
            for (root, view) in ROOTS {
                let root = given.remove(*root).unwrap();
                assert!(matches!(root.kind, Kind::Record(fields) if view.is(&fields)), "{}", view.name);
            }
            assert!(template.view.is(&given), "{}: {given:?}", template.name);
        }
        assert_eq!(OUTPUTS.iter().filter(|output| output.template.is_some()).count(), known.templates.len());
    }

    #[test]
    fn every_value_is_one_view_and_every_view_is_a_value() {
        let known = reference();
        let mut found = Vec::new();
        for (name, field) in known.templates.values().flatten() {
            records(name, &field.kind, &mut found);
        }
        for (name, kind) in &known.functions {
            records(&format!("{name}()"), kind, &mut found);
        }
        let views: Vec<View> = render::views().chain(ROOTS.iter().map(|(_, view)| *view)).collect();
        for (at, fields) in &found {
            let names: Vec<&str> =
                views.iter().filter(|view| view.is(fields)).map(|view| view.name).collect();
            assert_eq!(names.len(), 1, "{at}: {names:?} {:?}", fields.keys());
            let told = views.iter().filter(|view| view.is(fields)).flat_map(View::fields);
            for field in told.filter(|told| told.presence == Presence::Always) {
                assert_eq!(fields[field.name].presence, Presence::Always, "{at}.{}", field.name);
            }
        }
        let idle = views.iter().filter(|view| !found.iter().any(|(_, fields)| view.is(fields)));
        assert_eq!(
            idle.map(|view| view.name).collect::<Vec<_>>(),
            [""; 0],
            "add it to src/check/specimen/full"
        );
    }

    #[test]
    fn the_specimens_are_sound() {
        for extent in Extent::ALL {
            let planned = specimen::plan(extent.site("sujian", pipeline::embedded()));
            assert_eq!(planned.diagnostics, [], "{extent:?}");
        }
    }
}
