//! Pictures and attachments.

use serde::Serialize;

use crate::base::{FilePath, Route};
use crate::render::World;

/// A picture that is published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(in crate::render) struct PictureView {
    /// Its address under the mark.
    pub(in crate::render) url: String,
    /// Pixels.
    pub(in crate::render) width: Option<u32>,
    /// Pixels.
    pub(in crate::render) height: Option<u32>,
}

/// A file to be downloaded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(in crate::render) struct AttachmentView {
    name: String,
    url: String,
    extension: String,
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
