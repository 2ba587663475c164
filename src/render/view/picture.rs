//! Pictures and attachments.

use serde::Serialize;

use crate::base::{FilePath, Route};
use crate::render::World;

view! {
    /// A picture that is published.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
    pub(in crate::render) struct PictureView = "picture" { "图片", "a picture" }
    pub(in crate::render) url: String => { "网址", "its address" };
    pub(in crate::render) width: Option<u32> => { "宽，像素", "its width in pixels" };
    pub(in crate::render) height: Option<u32> => { "高，像素", "its height in pixels" };
}

view! {
    /// A file to be downloaded.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
    pub(in crate::render) struct AttachmentView = "attachment" { "附件", "a file to be downloaded" }
    name: String => { "文件名", "its name" };
    url: String => { "网址", "its address" };
    extension: String => { "扩展名，如 `pdf`", "the ending of its name" };
}

/// The picture of a file, when it is published.
pub(in crate::render) fn picture_view(world: &World, path: &FilePath) -> Option<PictureView> {
    let asset = world.relations.assets.get(path)?;
    let (width, height) = asset.size.unzip();
    Some(PictureView { url: asset.route.marked(), width, height })
}

/// The attachment of a file, when it is published.
pub(in crate::render) fn attachment_view(world: &World, path: &FilePath) -> Option<AttachmentView> {
    let asset = world.relations.assets.get(path)?;
    Some(AttachmentView {
        name: path.name().to_owned(),
        url: asset.route.marked(),
        extension: path.extension(),
    })
}

/// A picture of `static/`; its size is not known.
pub(in crate::render) fn static_picture(route: &Route) -> PictureView {
    PictureView { url: route.marked(), width: None, height: None }
}

/// A file of `static/`.
pub(in crate::render) fn static_attachment(route: &Route) -> AttachmentView {
    let path = FilePath::new(route.as_str());
    AttachmentView { name: path.name().to_owned(), url: route.marked(), extension: path.extension() }
}
