//! Commands as a shell wants them typed.

use std::path::Path;

/// A family of shells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shell {
    /// `sh` and its children.
    Posix,
    /// `cmd` and PowerShell, as far as they agree.
    Windows,
}

impl Shell {
    /// The shell that users of this system type into.
    pub(super) fn of_system() -> Shell {
        if cfg!(windows) { Shell::Windows } else { Shell::Posix }
    }

    /// A word in quotes, if it needs them.
    pub(super) fn quoted(self, word: &str) -> String {
        let is_plain =
            |char: char| char.is_alphanumeric() || matches!(char, '.' | '_' | '-' | '/' | '+' | '@');
        let is_quiet = match self {
            Shell::Posix => word.chars().all(is_plain),
            Shell::Windows => word.chars().all(|char| is_plain(char) || matches!(char, '\\' | ':')),
        };
        match self {
            _ if is_quiet && !word.is_empty() => word.to_owned(),
            Shell::Posix => format!("'{}'", word.replace('\'', r"'\''")),
            Shell::Windows => format!("\"{word}\""),
        }
    }

    /// The command that enters a folder. On Windows `cd` does not leave the drive in `cmd`; `pushd` does,
    /// there and in PowerShell.
    pub(super) fn entering(self, folder: &Path) -> String {
        let shown = folder.display().to_string();
        let name = if shown.starts_with('-') { format!("./{shown}") } else { shown };
        let verb = match self {
            Shell::Windows if folder.has_root() || name.contains(':') => "pushd",
            Shell::Posix | Shell::Windows => "cd",
        };
        format!("{verb} {}", self.quoted(&name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_where_a_shell_would_take_them_apart() {
        for (word, posix, windows) in [
            ("demo", "demo", "demo"),
            ("支部风采", "支部风采", "支部风采"),
            ("my site", "'my site'", "\"my site\""),
            ("it's", r"'it'\''s'", "\"it's\""),
            ("$HOME", "'$HOME'", "\"$HOME\""),
            ("~x", "'~x'", "\"~x\""),
            (r"a\b", r"'a\b'", r"a\b"),
            ("", "''", "\"\""),
        ] {
            assert_eq!(Shell::Posix.quoted(word), posix);
            assert_eq!(Shell::Windows.quoted(word), windows);
        }
    }

    #[test]
    fn a_folder_is_entered() {
        assert_eq!(Shell::Posix.entering(Path::new("demo")), "cd demo");
        assert_eq!(Shell::Posix.entering(Path::new("-x y")), "cd './-x y'");
        assert_eq!(Shell::Windows.entering(Path::new("我的 网站")), "cd \"我的 网站\"");
        assert_eq!(Shell::Windows.entering(Path::new(r"D:\党建 网站")), "pushd \"D:\\党建 网站\"");
    }
}
