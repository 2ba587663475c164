//! Addresses as people type them.

use std::borrow::Cow;

/// What an address leads to, by its spelling alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressKind {
    /// A path inside the site, relative or from its root.
    Path,
    /// `#id`.
    Fragment,
    /// Another site, over http or https, or `//host`.
    Web,
    /// `mailto:`.
    Mail,
    /// A harmless scheme that is none of these: `tel:`, `weixin:`.
    Other,
    /// A picture inside its own address.
    InlinePicture,
    /// A file of the writer's own computer: `C:\`, `file:`, `\\server`, `localhost`.
    Local,
    /// A scheme that runs or hides something: `javascript:`, `data:`.
    Unsafe,
}

/// Tells what an address leads to.
pub fn kind(address: &str) -> AddressKind {
    // Browsers drop tabs and line ends anywhere in an address, and control characters before it.
    let lead = address.trim_start_matches(|char: char| char.is_control() || char == ' ');
    if lead.starts_with('#') {
        return AddressKind::Fragment;
    }
    if lead.starts_with("\\\\") {
        return AddressKind::Local;
    }
    if lead.starts_with("//") {
        return AddressKind::Web;
    }
    match scheme(lead) {
        None => AddressKind::Path,
        Some((scheme, rest)) => kind_of_scheme(&scheme, rest),
    }
}

fn kind_of_scheme(scheme: &str, rest: &str) -> AddressKind {
    match scheme {
        _ if scheme.len() == 1 => AddressKind::Local,
        "http" | "https" => {
            let host = rest.trim_start_matches(['/', '\\']).split(['/', ':', '?', '#']).next().unwrap_or("");
            match host.to_ascii_lowercase().as_str() {
                "localhost" | "127.0.0.1" | "0.0.0.0" => AddressKind::Local,
                _ => AddressKind::Web,
            }
        }
        "mailto" => AddressKind::Mail,
        "file" | "blob" | "cid" => AddressKind::Local,
        "javascript" | "vbscript" => AddressKind::Unsafe,
        "data" => {
            let is_picture = ["image/png", "image/jpeg", "image/gif", "image/webp"]
                .iter()
                .any(|kind| rest.get(..kind.len()).is_some_and(|start| start.eq_ignore_ascii_case(kind)));
            if is_picture { AddressKind::InlinePicture } else { AddressKind::Unsafe }
        }
        _ => AddressKind::Other,
    }
}

/// The scheme of an address in lower case, and what follows its colon. A scheme is ASCII; `做法:a.md`
/// has none.
fn scheme(address: &str) -> Option<(String, &str)> {
    let mut scheme = String::new();
    for (at, char) in address.char_indices() {
        match char {
            ':' if !scheme.is_empty() => return Some((scheme, &address[at + 1..])),
            'a'..='z' | 'A'..='Z' => scheme.push(char.to_ascii_lowercase()),
            '0'..='9' | '+' | '-' | '.' if !scheme.is_empty() => scheme.push(char),
            '\t' | '\n' | '\r' => {}
            _ => return None,
        }
    }
    None
}

/// The address with `/` where a Windows user typed `\`; a path of that user's own disk stays as it is,
/// to be reported.
pub(super) fn spelled(address: &str) -> Cow<'_, str> {
    if address.contains('\\') && matches!(kind(address), AddressKind::Path) {
        Cow::Owned(address.replace('\\', "/"))
    } else {
        Cow::Borrowed(address)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds() {
        use AddressKind::*;
        for (address, expected) in [
            ("../b.md", Path),
            ("图片/支部 活动.png", Path),
            ("做法:a.md", Path),
            ("/static/a.pdf", Path),
            ("", Path),
            ("#做法", Fragment),
            ("https://a.cn/x", Web),
            ("HTTP://a.cn", Web),
            ("//a.cn/x", Web),
            ("mailto:a@b.cn", Mail),
            ("tel:123", Other),
            ("C:\\图片\\a.png", Local),
            ("D:/a.png", Local),
            ("file:///C:/a.png", Local),
            ("\\\\server\\a.png", Local),
            ("http://localhost:1111/a", Local),
            ("http://127.0.0.1/", Local),
            ("javascript:alert(1)", Unsafe),
            (" Java\nScript:alert(1)", Unsafe),
            ("\u{1}javascript:x", Unsafe),
            ("data:text/html,x", Unsafe),
            ("data:image/svg+xml,x", Unsafe),
            ("data:image/PNG;base64,x", InlinePicture),
        ] {
            assert_eq!(kind(address), expected, "{address:?}");
        }
    }

    #[test]
    fn backslashes_are_slashes_inside_the_site() {
        assert_eq!(spelled("图片\\a.png"), "图片/a.png");
        assert_eq!(spelled("C:\\a.png"), "C:\\a.png");
        assert!(matches!(spelled("a/b.png"), Cow::Borrowed(_)));
    }
}
