//! Where the site will be published.

use unicode_normalization::UnicodeNormalization;

use crate::base::route;
use crate::yaml::Fields;

use super::keys::site;

codes! {
    UNUSABLE_ADDRESS = "unusable-base-url" Error {
        "网址应是以 http:// 或 https:// 开头的完整地址，不带 ? 和 #。",
        "The site's address is a whole one beginning with http:// or https://, without ? and #."
    }
    UNUSABLE_LINK = "unusable-editor-link" Warning {
        "打开编辑器的链接里应有 {path}，并以编辑器自己的协议开头，如 vscode://。",
        "The link that opens an editor holds {path} and begins with the editor's own scheme, such as vscode://."
    }
}

/// The site's address, ending in `/`. A host with Han characters stays as it is typed, a path with them
/// is percent-encoded; the name of an index file at the end is dropped.
pub(super) fn base_url(fields: &mut Fields<'_>) -> Option<String> {
    let typed = fields.text(&site::BASE_URL)?;
    // Input methods type `：` and `／` where addresses have `:` and `/`.
    let address: String = typed.value.nfkc().collect();
    if let Some(address) = normalised(&address) {
        return Some(address);
    }
    let address = &typed.value;
    let message = words!("网址“{address}”不能用", "the address `{address}` cannot be used");
    let help = match normalised(&format!("https://{address}")) {
        Some(whole) => words!("写上 https:// 或 http://：{whole}", "begin with https:// or http://: {whole}"),
        None => words!(
            "写完整的地址，不带 ? 和 #，如 https://dangjian.example.edu.cn/fengcai/",
            "write a whole one without ? and #, such as https://example.edu.cn/showcase/"
        ),
    };
    fields.report(&UNUSABLE_ADDRESS, &typed.path, message, Some(help));
    None
}

/// The link that opens an editor. It must name the file, and may be no script.
pub(super) fn editor(fields: &mut Fields<'_>) -> Option<String> {
    let typed = fields.text(&site::EDITOR)?;
    let scheme = typed.value.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    let is_scheme = |scheme: &str| {
        let is_letter = |char: char| char.is_ascii_alphanumeric() || matches!(char, '+' | '-' | '.');
        !scheme.is_empty()
            && scheme.chars().all(is_letter)
            && !matches!(scheme, "javascript" | "data" | "http" | "https")
    };
    if typed.value.contains("{path}") && scheme.is_some_and(|scheme| is_scheme(&scheme)) {
        return Some(typed.value);
    }
    let link = &typed.value;
    let message = words!("链接“{link}”打不开编辑器", "the link `{link}` opens no editor");
    let help = words!(
        "写成 vscode://file/{{path}}:{{line}} 的样子",
        "write it in the manner of vscode://file/{{path}}:{{line}}"
    );
    fields.report(&UNUSABLE_LINK, &typed.path, message, Some(help));
    None
}

/// A whole address in the one form that the site uses; `None` when it is none.
fn normalised(address: &str) -> Option<String> {
    let scheme = ["https://", "http://"]
        .into_iter()
        .find(|scheme| address.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme)))?;
    let rest = &address[scheme.len()..];
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let is_foreign =
        |char: char| char.is_whitespace() || char.is_control() || "?#\\\"<>'`{}|^@".contains(char);
    if !is_host(host) || path.contains(is_foreign) {
        return None;
    }
    let mut segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
    if segments.last().is_some_and(|last| matches!(*last, "index.html" | "index.htm")) {
        segments.pop();
    }
    let mut whole = format!("{scheme}{}/", host.to_lowercase());
    for segment in segments {
        whole.push_str(&encoded(segment));
        whole.push('/');
    }
    Some(whole)
}

/// Whether a text is a host name, perhaps with a port: labels of letters of any script, digits and
/// hyphens.
fn is_host(host: &str) -> bool {
    let (name, port) = host.rsplit_once(':').unwrap_or((host, "80"));
    let is_label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|char| char.is_alphanumeric() || char == '-')
    };
    port.parse::<u16>().is_ok() && name.strip_suffix('.').unwrap_or(name).split('.').all(is_label)
}

/// A segment of a path, percent-encoded where it is not yet.
fn encoded(segment: &str) -> String {
    let parts: Vec<String> = segment.split('%').map(|part| route::encode(part).into_owned()).collect();
    parts.join("%")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_have_one_form() {
        for (typed, whole) in [
            ("https://a.cn", "https://a.cn/"),
            ("HTTP://A.cn//x/", "http://a.cn/x/"),
            ("https://a.cn:8080/x", "https://a.cn:8080/x/"),
            ("https://a.cn/x/index.html", "https://a.cn/x/"),
            ("https://党建.cn/风采", "https://党建.cn/%E9%A3%8E%E9%87%87/"),
            ("https://a.cn/%E9%A3%8E", "https://a.cn/%E9%A3%8E/"),
            ("http://localhost", "http://localhost/"),
            ("http://10.0.0.1/dj", "http://10.0.0.1/dj/"),
        ] {
            assert_eq!(normalised(typed).as_deref(), Some(whole), "{typed}");
        }
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for typed in [
            "",
            "a.cn",
            "https://",
            "https:///x",
            "ftp://a.cn",
            "https://a.cn/?x",
            "https://a.cn/#x",
            "https://a b.cn",
            "https://a..cn",
            "https://-a.cn",
            "https://u@a.cn",
            "https://a.cn:x",
            "https://a.cn:99999",
            "https:/a.cn",
            "//a.cn",
            "file:///C:/x",
        ] {
            assert_eq!(normalised(typed), None, "{typed}");
        }
    }
}
