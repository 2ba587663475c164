//! Where a text was edited.

use std::sync::Arc;

use super::shown::Good;

/// The file and the line, from 1, of the first difference, when one text differs; several at once are no
/// edit of a writer.
pub(super) fn place(before: &Good, after: &Good) -> Option<String> {
    let mut changed = after.iter().filter_map(|(path, now)| {
        before.get(path).filter(|old| !Arc::ptr_eq(old, now) && *old != now).map(|old| (path, old, now))
    });
    let (path, old, now) = changed.next()?;
    if changed.next().is_some() {
        return None;
    }
    let same = old.iter().zip(now.iter()).take_while(|(old, now)| old == now).count();
    let line = 1 + now[..same].iter().filter(|byte| **byte == b'\n').count();
    Some(format!("{path}:{line}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(all: &[(&str, &str)]) -> Good {
        all.iter().map(|(path, text)| ((*path).into(), text.as_bytes().into())).collect()
    }

    #[test]
    fn one_edited_text_has_a_place() {
        let before = texts(&[("a.md", "甲\n乙\n丙\n"), ("b.md", "x")]);
        let placed = |after: &[(&str, &str)]| place(&before, &texts(after));
        assert_eq!(placed(&[("a.md", "甲\n乙丁\n丙\n"), ("b.md", "x")]).as_deref(), Some("a.md:2"));
        assert_eq!(placed(&[("a.md", "甲\n"), ("b.md", "x")]).as_deref(), Some("a.md:2"));
        assert_eq!(placed(&[("a.md", "甲\n乙\n丙\n"), ("b.md", "x"), ("c.md", "new")]), None);
        assert_eq!(placed(&[("a.md", "x"), ("b.md", "y")]), None);
    }
}
