//! Where a text was edited.

use crate::base::files::Edited;

/// The file and the line, from 1, of the first difference, when one text differs; several at once are no
/// edit of a writer.
pub(super) fn place(edited: &[Edited]) -> Option<String> {
    let [Edited { path, before, now }] = edited else { return None };
    let same = before.iter().zip(now.iter()).take_while(|(before, now)| before == now).count();
    let line = 1 + now[..same].iter().filter(|byte| **byte == b'\n').count();
    Some(format!("{path}:{line}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_edited_text_has_a_place() {
        let edited = |path: &str, now: &str| Edited {
            path: path.into(),
            before: "甲\n乙\n丙\n".as_bytes().into(),
            now: now.as_bytes().into(),
        };
        assert_eq!(place(&[edited("a.md", "甲\n乙丁\n丙\n")]).as_deref(), Some("a.md:2"));
        assert_eq!(place(&[edited("a.md", "甲\n")]).as_deref(), Some("a.md:2"));
        assert_eq!(place(&[]), None);
        assert_eq!(place(&[edited("a.md", "x"), edited("b.md", "y")]), None);
    }
}
