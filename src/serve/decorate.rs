//! What makes a page live, put on in one place: an element that loads the script of the preview. The lines
//! of blocks are put on by the printer.

use crate::base::digest::digest;

/// Addresses of the preview itself begin with this; no route of a site does.
pub(super) const OWN: &str = "/.fengcai-preview/";

/// Adds to a page what makes it live.
pub(super) fn live(page: Vec<u8>) -> Vec<u8> {
    let version = digest(&page);
    let script = format!("<script data-fengcai-preview=\"{version}\" src=\"{OWN}preview.js\"></script>");
    let end = find_last(&page, b"</body>").unwrap_or(page.len());
    let mut live = Vec::with_capacity(page.len() + script.len());
    live.extend_from_slice(&page[..end]);
    live.extend_from_slice(script.as_bytes());
    live.extend_from_slice(&page[end..]);
    live
}

fn find_last(page: &[u8], text: &[u8]) -> Option<usize> {
    memchr::memmem::rfind(page, text)
}

#[cfg(test)]
mod tests {
    use super::live;

    #[test]
    fn one_element_comes_before_the_end_of_the_body() {
        let page = b"<body><p>\xE7\x94\xB2</body></html>".to_vec();
        let shown = String::from_utf8(live(page)).unwrap();
        assert!(shown.starts_with("<body><p>甲<script data-fengcai-preview=\""), "{shown}");
        assert!(shown.ends_with("></script></body></html>"), "{shown}");
        assert!(live(b"<p>".to_vec()).ends_with(b"</script>"));
    }
}
