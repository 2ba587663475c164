//! What a build did, in a few lines.

use std::time::Duration;

use crate::base::Words;
use crate::model::{LeftOut, Reason};
use crate::relate::links::reason_words;
use crate::render::{Plan, World};
use crate::scan::Inventory;
use crate::write::Written;

/// The summary of a build.
pub(super) fn lines(plan: &Plan, written: &Written, time: Duration) -> Vec<Words> {
    let world = plan.world();
    let mut lines = vec![done(plan, written, time)];
    if !written.failed.is_empty() {
        let count = written.failed.len();
        lines.push(words!("{count} 个页面有错，未更新：", "pages with errors, kept as they were, {count}:"));
        lines.extend(written.failed.iter().map(|route| words!("  {route}", "  {route}")));
    }
    let left = left_out(world);
    if !left.is_empty() {
        let count = left.len();
        lines.push(words!("未发布 {count} 个文件：", "left out, {count}:"));
        lines.extend(left.iter().map(|left| listed(left.path.as_str(), &reason_words(&left.reason))));
    }
    if world.config.base_url.is_none() {
        lines.push(words!(
            "site.yaml 里没有网址（base_url），所以没有订阅源、站点地图和规范链接",
            "site.yaml has no base_url, so there are no feeds, sitemap and canonical links"
        ));
    }
    lines
}

fn done(plan: &Plan, written: &Written, time: Duration) -> Words {
    let cases = plan.world().site.cases.len();
    let pages = plan.routes().filter(|route| route.as_str().ends_with(".html")).count();
    let seconds = time.as_secs_f64();
    let Written { written, kept, removed, .. } = written;
    let (written, kept, removed) = (written.len(), kept.len(), removed.len());
    words!(
        "{cases} 篇案例，{pages} 个页面，用时 {seconds:.2} 秒；文件：写入 {written}，保留 {kept}，删除 {removed}",
        "{cases} cases, {pages} pages in {seconds:.2} s; files: written {written}, kept {kept}, removed {removed}"
    )
}

/// Every file that exists and is not published, by path, with the reason.
pub(super) fn left_out(world: &World) -> Vec<LeftOut> {
    let Inventory { ignored, .. } = &*world.inventory;
    let ignored = ignored.iter().map(|ignored| LeftOut {
        path: ignored.path.clone(),
        reason: Reason::Ignored(ignored.reason.clone()),
    });
    let unreferenced = world
        .relations
        .unreferenced
        .iter()
        .map(|path| LeftOut { path: path.clone(), reason: Reason::Unreferenced });
    let mut left: Vec<LeftOut> =
        world.site.left_out.iter().cloned().chain(unreferenced).chain(ignored).collect();
    left.sort_by(|a, b| a.path.cmp(&b.path));
    left.dedup_by(|a, b| a.path == b.path);
    left
}

fn listed(name: &str, reason: &Words) -> Words {
    Words::new(format!("  {name}：{}", reason.zh), format!("  {name}: {}", reason.en))
}
