//! Where in `site.yaml` something stands. The configuration keeps no places; a message that needs one
//! reads the file again.

use crate::base::files::Files;
use crate::base::{FilePath, NodePath, Place, encoding};
use crate::config::keys;
use crate::config::load::SITE_FILE;
use crate::yaml::{self, Fields};

/// The place of a value of `site.yaml`, else the file as a whole.
pub(super) fn place(files: &dyn Files, find: impl FnOnce(&Fields<'_>) -> Option<NodePath>) -> Place {
    let file = FilePath::new(SITE_FILE);
    found(files, &file, find).map_or_else(|| Place::file(&file), |path| Place::value(&file, &path))
}

/// The place of the key before a value, else the file as a whole.
pub(super) fn key_place(files: &dyn Files, find: impl FnOnce(&Fields<'_>) -> Option<NodePath>) -> Place {
    let file = FilePath::new(SITE_FILE);
    found(files, &file, find).map_or_else(|| Place::file(&file), |path| Place::key(&file, &path))
}

fn found(
    files: &dyn Files,
    file: &FilePath,
    find: impl FnOnce(&Fields<'_>) -> Option<NodePath>,
) -> Option<NodePath> {
    let text = encoding::decode(file, &files.read(file).ok()?).value.text;
    let map = yaml::parse(file, &text, 0).value;
    find(&Fields::new(file, &map, NodePath::default(), &keys::site::SITE))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::files::MemoryFiles;

    #[test]
    fn a_value_is_found_by_any_of_its_names() {
        let theme = |fields: &Fields<'_>| Some(fields.node(&keys::site::THEME)?.path);
        let file = FilePath::new("site.yaml");
        let files = MemoryFiles::new().with("site.yaml", "标题: 甲\n主题: 乙\n");
        assert_eq!(place(&files, theme), Place::value(&file, &NodePath(vec![1])));
        assert_eq!(key_place(&files, theme), Place::key(&file, &NodePath(vec![1])));
        assert_eq!(place(&MemoryFiles::new(), theme), Place::file(&file));
    }
}
