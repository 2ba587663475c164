//! Names that not every system can give to a file: what Windows refuses, so that a folder can be handed on.

use super::Words;

/// Why a name cannot be that of a file everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unportable {
    /// It holds this character, or begins with this space, or ends with this dot or space.
    Character(char),
    /// Windows takes it for one of its devices.
    Device,
}

impl Unportable {
    /// What is wrong with a name, one part of a path, if anything.
    pub fn find(name: &str) -> Option<Unportable> {
        let forbidden =
            |char: char| char.is_control() || matches!(char, '\\' | ':' | '*' | '"' | '<' | '>' | '|' | '?');
        let first = name.chars().find(|char| forbidden(*char));
        let last = || name.chars().next_back().filter(|char| matches!(char, '.' | ' '));
        let space = || name.starts_with(' ').then_some(' ');
        let character = first.or_else(last).or_else(space).map(Unportable::Character);
        character.or_else(|| is_device(name).then_some(Unportable::Device))
    }

    /// The same as a sentence without its full stop.
    pub fn words(self) -> Words {
        match self {
            Unportable::Character(edge @ ('.' | ' ')) => {
                words!("文件名首尾不能有“{edge}”", "no file name may have `{edge}` at that end")
            }
            Unportable::Character(char) => {
                let shown = char.escape_debug();
                words!("文件名不能含有“{shown}”", "no file name may have `{shown}` there")
            }
            Unportable::Device => words!(
                "Windows 不允许这样的文件名（con、aux、com1 等）",
                "Windows keeps this name for a device (con, aux, com1 and the like)"
            ),
        }
    }
}

/// Whether Windows takes a name for one of its devices, in any folder, in any case and whatever its ending.
pub fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_ascii_lowercase();
    match stem.as_str() {
        "con" | "prn" | "aux" | "nul" | "conin$" | "conout$" => true,
        stem => ["com", "lpt"].iter().any(|port| {
            stem.strip_prefix(port).is_some_and(|number| {
                matches!(number, "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³")
            })
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_some_system_refuses_is_found() {
        for (name, trouble) in [
            ("a:b.txt", Unportable::Character(':')),
            ("a?", Unportable::Character('?')),
            ("a.", Unportable::Character('.')),
            ("a ", Unportable::Character(' ')),
            (" a", Unportable::Character(' ')),
            ("CON", Unportable::Device),
            ("aux.tar.gz", Unportable::Device),
            ("Com1 .txt", Unportable::Device),
        ] {
            assert_eq!(Unportable::find(name), Some(trouble), "{name:?}");
        }
        for name in ["a b.txt", "案例：一.md", ".htaccess", "console", "com10.txt", "a..b"] {
            assert_eq!(Unportable::find(name), None, "{name:?}");
        }
    }
}
