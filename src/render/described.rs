//! Views in words: what each value is that templates are given, and each of its fields, in both languages.
//!
//! The words stand where a view is declared (`view!`), so that a field without words does not compile.
//! Which field holds what is not written down but learnt ([`Reference`](super::Reference)); a record that
//! was learnt is recognised as a view by the names of its fields.

use super::reference::{Fields, Presence};
use super::{answers, outputs, view};

/// A sort of value that templates are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct View {
    /// Its name, by which the manual refers to it.
    pub name: &'static str,
    /// What it is, in Chinese.
    pub zh: &'static str,
    /// The same in English.
    pub en: &'static str,
    /// Its own fields, in order.
    pub fields: &'static [ViewField],
    /// Views whose fields stand beside its own.
    pub parts: &'static [View],
}

/// A field of a view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ViewField {
    /// Its name in templates.
    pub name: &'static str,
    /// What it holds, in Chinese.
    pub zh: &'static str,
    /// The same in English.
    pub en: &'static str,
    /// Whether it may be empty, which its type says.
    pub presence: Presence,
}

/// What is a view.
pub(super) trait Described {
    /// It in words.
    const VIEW: View;
}

/// Declares a struct that templates are given, with its name and words, and the words of each field. The
/// fields of what stands behind a `+` are shown beside its own.
///
/// ```ignore
/// view! {
///     /// A year of the timeline.
///     #[derive(Debug, Serialize)]
///     pub(super) struct YearView = "timeline-year" { "时间线上的一年", "a year of the timeline" }
///     year: Option<i16> => { "年份", "the year" };
///     + text: TextView;
/// }
/// ```
macro_rules! view {
    (
        $(#[$meta:meta])*
        $vis:vis struct $ident:ident = $name:literal { $zh:literal, $en:literal }
        $($field_vis:vis $field:ident: $type:ty => { $field_zh:literal, $field_en:literal };)*
        $(+ $part:ident: $part_type:ty;)*
    ) => {
        $(#[$meta])*
        $vis struct $ident {
            $(
                #[doc = $field_en]
                $field_vis $field: $type,
            )*
            $(
                #[serde(flatten)]
                $part: $part_type,
            )*
        }

        impl $crate::render::described::Described for $ident {
            const VIEW: $crate::render::described::View = $crate::render::described::View {
                name: $name,
                zh: $zh,
                en: $en,
                fields: &[$($crate::render::described::ViewField {
                    name: stringify!($field),
                    zh: $field_zh,
                    en: $field_en,
                    presence: $crate::render::described::presence_of(stringify!($type)),
                }),*],
                parts: &[$(<$part_type as $crate::render::described::Described>::VIEW),*],
            };
        }
    };
}

/// Whether a field of a type, as it is written, may be empty.
pub(super) const fn presence_of(written: &str) -> Presence {
    match written.as_bytes() {
        [b'O', b'p', b't', b'i', b'o', b'n', ..] => Presence::Sometimes,
        _ => Presence::Always,
    }
}

impl View {
    /// All fields, its own first.
    pub fn fields(&self) -> impl Iterator<Item = &'static ViewField> {
        self.fields.iter().chain(self.parts.iter().flat_map(|part| part.fields))
    }

    /// Whether these are its fields and no others.
    pub fn is(&self, fields: &Fields) -> bool {
        self.fields().count() == fields.len() && self.fields().all(|field| fields.contains_key(field.name))
    }
}

/// Every view that stands in a variable of a template, in another view or in an answer; the variables of a
/// template are the view of an [`Output`](super::Output).
pub fn views() -> impl Iterator<Item = View> {
    [view::VIEWS, outputs::VIEWS, answers::VIEWS].into_iter().flatten().copied()
}
