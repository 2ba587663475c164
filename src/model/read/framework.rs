//! Frameworks: those of files, and those that a case names or writes itself.

use crate::base::fold::fold;
use crate::base::{NodePath, Outcome};
use crate::model::keys::{case, dimension, framework, taken_up};
use crate::model::{FrameworkKind, Mapping};
use crate::parse::Document;
use crate::yaml::fields::typed::UNKNOWN_VALUE;
use crate::yaml::{Entry, Fields, Key, Map, Node, Placed, ScalarKind, Table};

use super::count::Listed;
use super::tree;
use super::values::{declared, flag, listed_names, names_of, parted_at_colon, value, values};

/// A file of `content/frameworks/` as its front matter tells.
#[derive(Clone, Debug)]
pub(in crate::model) struct FrameworkText {
    pub(in crate::model) title: Option<String>,
    pub(in crate::model) aliases: Vec<String>,
    pub(in crate::model) kind: FrameworkKind,
    pub(in crate::model) issuer: Option<String>,
    pub(in crate::model) document: Option<String>,
    pub(in crate::model) version: Option<String>,
    pub(in crate::model) dimensions: DimensionList,
    pub(in crate::model) summary: Option<String>,
    pub(in crate::model) redirects: Vec<Placed<String>>,
    pub(in crate::model) draft: bool,
    pub(in crate::model) slug: Option<Placed<String>>,
    pub(in crate::model) extra: Map,
}

/// A list of dimensions and what is declared about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::model) struct DimensionList {
    pub(in crate::model) items: Vec<DimensionText>,
    /// How many are declared, and where that is said.
    pub(in crate::model) declared: Option<Placed<u32>>,
    /// Whether the list is known to be incomplete.
    pub(in crate::model) partial: bool,
}

/// A dimension as its front matter tells, with those below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::model) struct DimensionText {
    pub(in crate::model) id: Option<Placed<String>>,
    pub(in crate::model) name: String,
    pub(in crate::model) aliases: Vec<String>,
    pub(in crate::model) serves: Option<String>,
    pub(in crate::model) note: Option<String>,
    pub(in crate::model) below: DimensionList,
    pub(in crate::model) extra: Map,
    pub(in crate::model) place: NodePath,
}

/// A framework as a case names it.
#[derive(Clone, Debug)]
pub(in crate::model) struct TakenUpText {
    pub(in crate::model) name: Placed<String>,
    pub(in crate::model) mapping: Mapping,
    pub(in crate::model) aliases: Vec<String>,
    /// Its dimensions, for a house framework of this case alone.
    pub(in crate::model) dimensions: DimensionList,
    pub(in crate::model) extra: Map,
}

/// What a framework may be, under all its names.
const KINDS: &[(&[&str], FrameworkKind)] = &[
    (&["official", "官方", "上级制定", "上级", "正式"], FrameworkKind::Official),
    (&["house", "自创", "本单位自创", "本单位", "校本"], FrameworkKind::House),
];

/// How a case may say whether its sections are tied to a framework.
const MAPPINGS: &[(&[&str], Mapping)] = &[
    (&["stated", "已说明", "说明", "已对应"], Mapping::Stated),
    (&["unstated", "未说明", "不说明", "未对应", "无"], Mapping::Unstated),
];

/// Reads a file of `content/frameworks/`.
pub(in crate::model) fn read_framework(document: &Document) -> Outcome<FrameworkText> {
    let mut fields =
        Fields::new(&document.path, &document.front.map, NodePath::default(), &framework::FRAMEWORK);
    let has_document = fields.has(&framework::DOCUMENT);
    let default = if has_document { FrameworkKind::Official } else { FrameworkKind::House };
    let text = FrameworkText {
        title: value(fields.text(&framework::TITLE)),
        aliases: values(fields.names(&framework::ALIASES)),
        kind: fields.one_of(&framework::KIND, KINDS).map_or(default, |kind| kind.value),
        issuer: value(fields.text(&framework::ISSUER)),
        document: value(fields.text(&framework::DOCUMENT)),
        version: value(fields.text(&framework::VERSION)),
        dimensions: DimensionList {
            items: dimensions(&mut fields, &framework::DIMENSIONS),
            declared: declared(&mut fields, &framework::DECLARED),
            partial: flag(&mut fields, &framework::PARTIAL),
        },
        summary: value(fields.text(&framework::SUMMARY)),
        redirects: fields.names(&framework::REDIRECTS),
        draft: flag(&mut fields, &framework::DRAFT),
        slug: fields.text(&framework::SLUG),
        extra: Map::default(),
    };
    check_list(&mut fields, text.title.as_deref().unwrap_or_default(), &text.dimensions);
    fields.finish().map(|extra| FrameworkText { extra, ..text })
}

/// Reads the frameworks that a case names.
pub(super) fn taken_up(fields: &mut Fields<'_>) -> Vec<TakenUpText> {
    let mut taken = Vec::new();
    for node in fields.items(&case::FRAMEWORKS) {
        match node.value {
            Node::Map(map) if is_by_table(map, &taken_up::TAKEN_UP) => {
                let map = Fields::new(fields.file(), map, node.path, &taken_up::TAKEN_UP);
                taken.extend(taken_up_map(fields, map));
            }
            Node::Map(map) => {
                for (index, entry) in map.entries.iter().enumerate() {
                    taken.push(taken_up_keyed(fields, entry, node.path.child(index)));
                }
            }
            Node::Scalar(_) | Node::List(_) => {
                if let Some(DimensionText { name, below: dimensions, place, .. }) = with_parts(&node) {
                    let name = Placed { value: name, path: place };
                    taken.push(TakenUpText { dimensions, ..named(name) });
                    continue;
                }
                taken.extend(names_of(fields, &node, &case::FRAMEWORKS).into_iter().map(named));
            }
        }
    }
    taken
}

/// `五型一化: [学习型, 服务型]`, a name with its dimensions; `六强: {mapping: unstated}`, a name with all that
/// the table says; `六强: 未说明`, a name with its mapping.
fn taken_up_keyed<'a>(fields: &mut Fields<'a>, entry: &'a Entry, path: NodePath) -> TakenUpText {
    let name = Placed { value: entry.key.trim().to_owned(), path: path.clone() };
    match &entry.value {
        Node::Map(map) if taken_up_alone(map) => {
            let inner = Fields::new(fields.file(), map, path, &taken_up::TAKEN_UP);
            return taken_up_fields(fields, inner, name);
        }
        Node::Scalar(scalar) if scalar.kind != ScalarKind::Null => {
            let mapping = mapping_in_words(fields, &scalar.text, &path);
            return TakenUpText { mapping, ..named(name) };
        }
        Node::Scalar(_) | Node::List(_) | Node::Map(_) => {}
    }
    let below = keyed(fields, entry, path.clone());
    let name = Placed { value: below.name, path };
    TakenUpText { aliases: below.aliases, dimensions: below.below, extra: below.extra, ..named(name) }
}

fn named(name: Placed<String>) -> TakenUpText {
    TakenUpText {
        name,
        mapping: Mapping::Stated,
        aliases: Vec::new(),
        dimensions: DimensionList::default(),
        extra: Map::default(),
    }
}

/// Whether a map below the name of a framework is by the table, and tells no name of its own.
fn taken_up_alone(map: &Map) -> bool {
    let is_name = |entry: &Entry| {
        taken_up::TAKEN_UP.find(&entry.key).is_some_and(|key| std::ptr::eq(key, &taken_up::NAME))
    };
    is_by_table(map, &taken_up::TAKEN_UP) && !map.entries.iter().any(is_name)
}

/// The mapping that stands alone behind the name of a framework.
fn mapping_in_words(fields: &mut Fields<'_>, typed: &str, path: &NodePath) -> Mapping {
    let typed = typed.trim();
    let known = MAPPINGS.iter().find(|(names, _)| names.iter().any(|name| fold(name) == fold(typed)));
    if let Some((_, mapping)) = known {
        return *mapping;
    }
    let message =
        words!("“{typed}”不是对应关系", "`{typed}` does not say how sections and dimensions correspond");
    let help = words!(
        "写“未说明”，或写出维度的列表：[维度一, 维度二]；没有就只写框架的名称",
        "write `unstated`, or a list of dimensions: [one, another]; or the name of the framework alone"
    );
    fields.report(&UNKNOWN_VALUE, path, message, Some(help));
    Mapping::Stated
}

fn taken_up_map<'a>(fields: &mut Fields<'a>, mut map: Fields<'a>) -> Option<TakenUpText> {
    match map.required_text(&taken_up::NAME) {
        Some(name) => Some(taken_up_fields(fields, map, name)),
        None => {
            fields.take(map.finish());
            None
        }
    }
}

fn taken_up_fields<'a>(fields: &mut Fields<'a>, mut map: Fields<'a>, name: Placed<String>) -> TakenUpText {
    let mapping = map.one_of(&taken_up::MAPPING, MAPPINGS).map_or(Mapping::Stated, |mapping| mapping.value);
    let aliases = values(map.names(&taken_up::ALIASES));
    let dimensions = DimensionList {
        items: dimensions(&mut map, &taken_up::DIMENSIONS),
        declared: declared(&mut map, &taken_up::DECLARED),
        partial: flag(&mut map, &taken_up::PARTIAL),
    };
    // Without a list the count is that of a framework known elsewhere.
    if !dimensions.items.is_empty() {
        check_list(&mut map, &name.value, &dimensions);
    }
    let extra = fields.take(map.finish());
    TakenUpText { name, mapping, aliases, dimensions, extra }
}

/// Whether a map has at least one key of a table; else its keys are names.
pub(super) fn is_by_table(map: &Map, table: &'static Table) -> bool {
    map.entries.is_empty() || map.entries.iter().any(|entry| table.find(&entry.key).is_some())
}

/// Reads a list of dimensions: names, maps by the table, and `三维度: [学, 讲, 干]`, a name with what
/// lies below it.
fn dimensions(fields: &mut Fields<'_>, key: &'static Key) -> Vec<DimensionText> {
    fields.node(key).map(|node| dimensions_of(fields, &node, key)).unwrap_or_default()
}

fn dimensions_of<'a>(
    fields: &mut Fields<'a>,
    list: &Placed<&'a Node>,
    key: &'static Key,
) -> Vec<DimensionText> {
    let mut read = Vec::new();
    for node in list.items() {
        match node.value {
            Node::Map(map) if is_by_table(map, &dimension::DIMENSION) => {
                let inner = Fields::new(fields.file(), map, node.path, &dimension::DIMENSION);
                read.extend(dimension_map(fields, inner));
            }
            Node::Map(map) => {
                for (index, entry) in map.entries.iter().enumerate() {
                    read.push(keyed(fields, entry, node.path.child(index)));
                }
            }
            Node::Scalar(_) | Node::List(_) => {
                if let Some(dimension) = with_parts(&node).or_else(|| with_note(&node)) {
                    read.push(dimension);
                    continue;
                }
                read.extend(names_of(fields, &node, key).into_iter().map(bare));
            }
        }
    }
    read
}

fn bare(name: Placed<String>) -> DimensionText {
    DimensionText {
        id: None,
        name: name.value,
        aliases: Vec::new(),
        serves: None,
        note: None,
        below: DimensionList::default(),
        extra: Map::default(),
        place: name.path,
    }
}

/// `三维度：学、讲、干` on one line: a name with what lies below it.
fn with_parts(node: &Placed<&Node>) -> Option<DimensionText> {
    let (name, rest) = parted_at_colon(node.value)?;
    let parts = listed_names(rest)?;
    let placed = |name: &str| Placed { value: name.to_owned(), path: node.path.clone() };
    let items = parts.into_iter().map(|part| bare(placed(part))).collect();
    Some(DimensionText { below: DimensionList { items, ..DimensionList::default() }, ..bare(placed(name)) })
}

/// `作风强：立场坚定，执行有力` on one line: a name with a note.
fn with_note(node: &Placed<&Node>) -> Option<DimensionText> {
    let (name, note) = parted_at_colon(node.value)?;
    let name = Placed { value: name.to_owned(), path: node.path.clone() };
    Some(DimensionText { note: Some(note.to_owned()), ..bare(name) })
}

/// A name and what was typed after it: a list of what lies below it, a map by the table without the
/// name, or a note.
fn keyed<'a>(fields: &mut Fields<'a>, entry: &'a Entry, path: NodePath) -> DimensionText {
    let name = Placed { value: entry.key.trim().to_owned(), path: path.clone() };
    let value = Placed { value: &entry.value, path };
    match &entry.value {
        Node::Scalar(scalar) if scalar.kind == ScalarKind::Null => bare(name),
        Node::Scalar(scalar) => DimensionText { note: Some(scalar.text.trim().to_owned()), ..bare(name) },
        Node::Map(map) if is_by_table(map, &dimension::DIMENSION) => {
            let mut inner = Fields::new(fields.file(), map, value.path, &dimension::DIMENSION);
            // A name inside is the name; then what stands before the colon is another one.
            match inner.text(&dimension::NAME) {
                Some(inside) => {
                    let mut read = dimension_fields(fields, inner, inside);
                    read.aliases.push(name.value);
                    read
                }
                None => dimension_fields(fields, inner, name),
            }
        }
        Node::List(_) | Node::Map(_) => {
            let items = dimensions_of(fields, &value, &dimension::DIMENSIONS);
            DimensionText { below: DimensionList { items, ..DimensionList::default() }, ..bare(name) }
        }
    }
}

fn dimension_map<'a>(fields: &mut Fields<'a>, mut map: Fields<'a>) -> Option<DimensionText> {
    match map.required_text(&dimension::NAME) {
        Some(name) => Some(dimension_fields(fields, map, name)),
        None => {
            fields.take(map.finish());
            None
        }
    }
}

fn dimension_fields<'a>(fields: &mut Fields<'a>, mut map: Fields<'a>, name: Placed<String>) -> DimensionText {
    let read = DimensionText {
        id: map.text(&dimension::ID),
        aliases: values(map.names(&dimension::ALIASES)),
        serves: value(map.text(&dimension::SERVES)),
        note: value(map.text(&dimension::NOTE)),
        below: DimensionList {
            items: dimensions(&mut map, &dimension::DIMENSIONS),
            declared: declared(&mut map, &dimension::DECLARED),
            partial: flag(&mut map, &dimension::PARTIAL),
        },
        ..bare(name)
    };
    check_count(&mut map, &read.name, &read.below);
    DimensionText { extra: fields.take(map.finish()), ..read }
}

/// Checks all that a whole list of dimensions can have wrong.
fn check_list(fields: &mut Fields<'_>, name: &str, list: &DimensionList) {
    check_count(fields, name, list);
    let diagnostics = tree::check(fields.file(), list);
    fields.take(Outcome { value: (), diagnostics });
}

fn check_count(fields: &mut Fields<'_>, name: &str, list: &DimensionList) {
    let listed = Listed { name, count: list.items.len(), partial: Some(list.partial) };
    listed.check(fields, list.declared.as_ref());
}

/// All dimensions of a tree in reading order, parents before their children.
pub(in crate::model) fn in_order(roots: &[DimensionText]) -> Vec<&DimensionText> {
    let mut open: Vec<&DimensionText> = roots.iter().rev().collect();
    let mut all = Vec::new();
    while let Some(text) = open.pop() {
        all.push(text);
        open.extend(text.below.items.iter().rev());
    }
    all
}
