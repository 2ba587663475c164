//! Block style: lists and maps, line by line.

use super::key::{ColonForm, KeyAt};
use super::line::Line;
use super::signs::{is_blank, is_gap, is_known_name, is_name, is_part_name};
use super::value::Place;
use super::{
    Awaited, Block, BlockKind, COMPLEX_KEY, Finding, LINE_WITHOUT_KEY, LOOSE_COLON, MERGE_KEY,
    MORE_DOCUMENTS, Owner, TEXT_AFTER_QUOTE, UNEVEN_INDENTATION, UNINDENTED_ENTRY, UNQUOTED_SIGN, Walker,
};
use crate::base::fold::{self, strip_ordinal};

/// What can stand at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Position {
    /// An entry of the map that is open at this column.
    Entry,
    /// An item of the list that is open at this column.
    Item,
    /// The beginning of a value: a list, a map, a text.
    Value(Owner),
    /// Nothing.
    Stray,
}

impl Walker<'_> {
    /// Walks to the end.
    pub(super) fn walk(&mut self) {
        let mut start = 0;
        while let Some(line) = self.line_at(start) {
            if self.too_deep.is_some() {
                return;
            }
            start = if line.is_blank() || self.text[line.at..].starts_with('#') {
                self.repair_indentation(&line);
                line.next
            } else if self.is_directive(&line) {
                line.next
            } else if self.is_document_mark(&line) {
                self.document_mark(&line);
                line.next
            } else {
                self.content_line(&line)
            };
        }
    }

    /// Whether a line is a directive of YAML, before anything else.
    fn is_directive(&self, line: &Line) -> bool {
        self.blocks.is_empty()
            && ["%YAML ", "%TAG "].iter().any(|name| self.text[line.start..line.end].starts_with(name))
    }

    /// Whether a line is `---` or `...` in the first column.
    pub(super) fn is_document_mark(&self, line: &Line) -> bool {
        let text = &self.text[line.start..line.end];
        ["---", "..."].iter().any(|mark| text.strip_prefix(mark).is_some_and(|rest| rest.chars().all(is_gap)))
    }

    /// The mark before the first entry and one after the last are sound; others are reported. All but
    /// the first are taken away.
    fn document_mark(&mut self, line: &Line) {
        if self.blocks.is_empty() && self.text[line.at..].starts_with("---") {
            return;
        }
        if self.next_content(line.next).is_some_and(|next| !self.is_document_mark(&next)) {
            let message = words!("这里不能再有文档分隔线", "there cannot be another document mark here");
            let finding = Finding::new(&MORE_DOCUMENTS, line.at..line.at + 3, message);
            self.report(finding.help(words!("删去这一行", "remove this line")));
        }
        self.edits.replace(line.start..line.end, "");
    }

    /// A line that says something, outside of any value. Gives the place where the next one begins.
    fn content_line(&mut self, line: &Line) -> usize {
        let (mut column, mut position) = self.settle(line);
        let mut at = line.at;
        while let Some(bullet) = self.bullet(at, line, column, position) {
            if !self.open(Block { column, kind: BlockKind::List }, at) {
                return line.next;
            }
            let owner = Some(column);
            (at, column) = self.after_bullet(at, bullet, column, line);
            if at == line.end || self.opens_comment(at) {
                self.check_comment(at, at, line.end);
                self.awaited = owner.map(|column| Awaited { column, kind: BlockKind::List });
                return line.next;
            }
            position = Position::Value(owner);
        }
        self.after_dashes(at, column, line, position)
    }

    /// What stands after the dashes of a line, or on a line without any.
    fn after_dashes(&mut self, at: usize, column: usize, line: &Line, position: Position) -> usize {
        if !is_dash(&self.text[at..line.end])
            && let Some(key) = self.key(at, line.end)
            && self.is_entry(&key, column, line, position)
        {
            return self.entry(&key, column, line);
        }
        let place = if at == line.at { Place::OwnLine } else { Place::AfterDash };
        match position {
            Position::Value(Some(owner)) => self.value(at, line, Some(owner), place),
            Position::Value(None) if self.text[at..].starts_with(['[', '{']) => {
                self.value(at, line, None, place)
            }
            _ => self.stray(at, line),
        }
    }

    /// Finds out where a line belongs: closes what it ends, and gives its column (that of the lines
    /// beside it, when it is not quite in line with them) and what can stand there.
    fn settle(&mut self, line: &Line) -> (usize, Position) {
        let column = line.column;
        let awaited = self.awaited.take();
        let bullet = self.bullet_length(line.at, line.end);
        if let Some(awaited) = awaited {
            let beside = column == awaited.column && awaited.kind == BlockKind::Map && bullet.is_some();
            if column > awaited.column || beside {
                self.repair_indentation(line);
                return (column, Position::Value(Some(awaited.column)));
            }
            if column == awaited.column && awaited.kind == BlockKind::Map {
                self.check_part(line);
            }
        }
        if self.blocks.is_empty() {
            self.repair_indentation(line);
            return (column, Position::Value(None));
        }
        let kind = if bullet.is_some() { BlockKind::List } else { BlockKind::Map };
        let closed = self.close(column, kind);
        let (column, position) = match self.blocks.last() {
            Some(top) if top.column == column => (column, position_in(top.kind)),
            _ => self.uneven(line, &closed, kind),
        };
        if column == line.column {
            self.repair_indentation(line);
        } else {
            self.edits.replace(line.start..line.at, " ".repeat(column));
        }
        (column, position)
    }

    /// Closes the blocks that an item or entry in `column` ends; gives them, the innermost first.
    fn close(&mut self, column: usize, kind: BlockKind) -> Vec<Block> {
        let mut closed = Vec::new();
        while let Some(top) = self.blocks.last().copied() {
            let ends_list = top.column == column && top.kind == BlockKind::List && kind == BlockKind::Map;
            if top.column < column || top.column == column && !ends_list {
                break;
            }
            closed.extend(self.blocks.pop());
        }
        closed
    }

    /// An item or entry in a column where nothing is open. It is taken to belong to the lines that it
    /// comes after, when those are of its kind.
    fn uneven(&mut self, line: &Line, closed: &[Block], kind: BlockKind) -> (usize, Position) {
        let reads_as_one = kind == BlockKind::List || self.key(line.at, line.end).is_some();
        let nearest = closed.iter().rposition(|block| block.kind == kind);
        let beside = match nearest {
            Some(index) => Some(closed[index]),
            None => self.blocks.last().copied().filter(|top| top.kind == kind),
        };
        let Some(beside) = beside.filter(|_| reads_as_one) else {
            return (line.column, Position::Stray);
        };
        let wanted = beside.column;
        let message = words!(
            "这一行缩进 {} 格，与它同级的行缩进 {wanted} 格",
            "this line is indented by {} spaces, those beside it by {wanted}",
            line.column
        );
        if self.report_tab(line) {
            if let Some(index) = nearest {
                self.blocks.extend(closed[index..].iter().rev());
            }
            return (wanted, position_in(beside.kind));
        }
        let help = words!(
            "同级的行左对齐；如果它是上面那个值的续行，请给那个值整个加引号",
            "start entries of one group in the same column; if it continues the value above, quote all of that value"
        );
        let length = self.text[line.at..].chars().next().map_or(0, char::len_utf8);
        let finding = Finding::new(&UNEVEN_INDENTATION, line.at..line.at + length, message);
        self.report(finding.help(help));
        if let Some(index) = nearest {
            self.blocks.extend(closed[index..].iter().rev());
        }
        (beside.column, position_in(beside.kind))
    }

    /// Reports an entry right below a name without a value that reads like a part of it.
    fn check_part(&mut self, line: &Line) {
        let Some(key) = self.key(line.at, line.end) else { return };
        if !is_part_name(&self.text[key.name.clone()]) {
            return;
        }
        let message = words!(
            "上一行的名称没有值，这一行却没有缩进",
            "the name above has no value, but this line is not indented"
        );
        let help = words!(
            "属于上一行的各项请缩进两格；否则在上一行写上值，或删去上一行",
            "indent what belongs to the line above by two spaces; else give that line a value or remove it"
        );
        self.report(Finding::new(&UNINDENTED_ENTRY, key.name, message).help(help));
    }

    /// Opens a block unless it is open already; false when the text becomes too deep by it.
    fn open(&mut self, block: Block, at: usize) -> bool {
        if self.blocks.last() != Some(&block) {
            self.blocks.push(block);
        }
        self.check_depth(self.blocks.len(), at)
    }

    /// The bullet at a place where an item can stand: its length in bytes.
    fn bullet(&self, at: usize, line: &Line, column: usize, position: Position) -> Option<usize> {
        let bullet = self.bullet_length(at, line.end)?;
        let rest = &self.text[at..line.end];
        if is_dash(rest) {
            return (!matches!(position, Position::Entry | Position::Stray)).then_some(bullet);
        }
        let is_number = number_length(rest).is_some();
        let accepted = match position {
            Position::Item => true,
            Position::Value(Some(_)) if is_number => at == line.at && self.bullet_follows(line, column),
            // `-5` alone is a number, among other bullets an item.
            Position::Value(Some(_)) if at == line.at => {
                let (end, _) = self.text_end(at, line.end);
                self.text[at + bullet..end].parse::<f64>().is_err() || self.bullet_follows(line, column)
            }
            _ => false,
        };
        accepted.then_some(bullet)
    }

    fn bullet_follows(&self, line: &Line, column: usize) -> bool {
        self.next_content(line.next)
            .is_some_and(|next| next.column == column && self.bullet_length(next.at, next.end).is_some())
    }

    /// The length of the sign at a place, when it can be meant as a bullet: `- `, but also `-x`, the
    /// dashes and dots that input methods offer, the marks of WPS and Word, numbers, and Markdown's `* `
    /// and `+ `.
    fn bullet_length(&self, at: usize, end: usize) -> Option<usize> {
        let number = number_length(&self.text[at..end]);
        if number.is_some() {
            return number;
        }
        let mut chars = self.text[at..end].chars();
        let sign = chars.next()?;
        let next = chars.next();
        let spaced = next.is_none_or(is_gap);
        let is_bullet = match sign {
            '-' | '－' | '–' | '—' | '−' => next != Some(sign),
            '•' | '·' | '●' | '○' | '▪' | '■' | '□' | '◆' | '◇' | '‣' | '➢' | '➤' | '►' | '▶' | '✓' | '✔' => {
                true
            }
            // Bullets of Word's symbol fonts, which no other font has.
            '\u{f06c}' | '\u{f06e}' | '\u{f075}' | '\u{f0b7}' | '\u{f0d8}' | '\u{f0fc}' => true,
            '*' | '+' => spaced && next.is_some(),
            _ => false,
        };
        is_bullet.then(|| sign.len_utf8())
    }

    /// Steps over a bullet, made a dash and a space. Gives the place and column of what follows.
    fn after_bullet(&mut self, at: usize, length: usize, column: usize, line: &Line) -> (usize, usize) {
        if &self.text[at..at + length] != "-" {
            self.edits.replace(at..at + length, "-");
        }
        let (after, width) = self.space_gap(at + length, line.end);
        if width > 0 || after == line.end {
            return (after, column + 1 + width);
        }
        // The entries below may stand under the name that follows the dash without a space. They stay
        // in line with it when it begins a line of its own.
        let own = column + 1;
        let is_above = self.next_content(line.next).is_some_and(|next| next.column == own);
        if is_above && self.key(after, line.end).is_some() {
            self.edits.insert(after, format!("\n{}", " ".repeat(own)));
            return (after, own);
        }
        self.edits.insert(after, " ");
        (after, column + 2)
    }

    /// Whether a name and colon are an entry where they stand.
    fn is_entry(&self, key: &KeyAt, column: usize, line: &Line, position: Position) -> bool {
        let name = &self.text[key.name.clone()];
        match (key.form, position) {
            (_, Position::Item | Position::Stray) => false,
            (ColonForm::Spaced, _) | (_, Position::Entry | Position::Value(None)) => true,
            // `- 累计培训:500人次` is a text; `- 名称:样板支部` is not, nor is a line beside entries.
            (ColonForm::Loose, Position::Value(Some(_))) => {
                is_part_name(name) || self.entry_follows(line, column) || self.heads_block(key, column, line)
            }
        }
    }

    /// Whether a name and colon end their line and a list or a map below can only be their value:
    /// `- 三维度：` above items that are indented.
    fn heads_block(&self, key: &KeyAt, column: usize, line: &Line) -> bool {
        let ends_line = self.text[key.colon.end..line.end].chars().all(is_gap);
        ends_line
            && self.next_content(line.next).is_some_and(|next| {
                let is_item = self.bullet_length(next.at, next.end).is_some();
                let is_entry = self.key(next.at, next.end).is_some();
                next.column >= column && is_item || next.column > column && is_entry
            })
    }

    fn entry_follows(&self, line: &Line, column: usize) -> bool {
        self.next_content(line.next)
            .is_some_and(|next| next.column == column && self.key(next.at, next.end).is_some())
    }

    /// An entry: its name, its colon, and its value.
    fn entry(&mut self, key: &KeyAt, column: usize, line: &Line) -> usize {
        if !self.open(Block { column, kind: BlockKind::Map }, key.name.start) {
            return line.next;
        }
        if self.blocks.len() == 1 {
            self.entries.push(line.start);
        }
        self.check_name(key, column, line);
        self.repair_tail(key.name.end..key.colon.start);
        if key.colon.len() > 1 {
            self.edits.replace(key.colon.clone(), ":");
        }
        let (at, width) = self.step_over_gap(key.colon.end, line.end);
        if width == 0 && at < line.end {
            self.edits.insert(at, " ");
        }
        self.value(at, line, Some(column), Place::AfterKey)
    }

    fn check_name(&mut self, key: &KeyAt, column: usize, line: &Line) {
        let name = self.text[key.name.clone()].to_owned();
        let range = key.name.clone();
        let is_loose = key.form == ColonForm::Loose && !key.quoted && !is_known_name(&name);
        if is_loose && !self.heads_block(key, column, line) {
            let message = words!("“{name}”后的冒号没有空格", "no space follows the colon of `{name}`");
            let help = words!(
                "在冒号后加一个空格（用半角冒号）；如果是上一项的续行，请缩进两格",
                "put a space after the colon; indent the line by two spaces if it continues the entry above"
            );
            self.report(Finding::new(&LOOSE_COLON, key.colon.clone(), message).help(help));
        }
        if name == "<<" {
            let message = words!("不支持合并键“<<”", "the merge key `<<` is not supported");
            let help = words!("把各项直接写出来", "write the entries out");
            self.report(Finding::new(&MERGE_KEY, range, message).help(help));
        } else if name.starts_with(['*', '&', '!', '@', '%', '`', '|', '>', ',', ']', '}']) {
            let message =
                words!("名称以专用符号开头", "a name begins with a sign that means something to YAML");
            let help = self.quoted_help(range.clone());
            self.report(Finding::new(&UNQUOTED_SIGN, range.clone(), message).help(help));
            self.quote(range);
        } else if name.starts_with(['"', '\'']) && !key.quoted {
            let message = words!("名称的引号后面还有文字", "text follows the closing quote of a name");
            let help = self.quoted_help(range.clone());
            self.report(Finding::new(&TEXT_AFTER_QUOTE, range.clone(), message).help(help));
            self.quote(range);
        }
    }

    /// A line that belongs to nothing: reported, and taken away.
    pub(super) fn stray(&mut self, at: usize, line: &Line) -> usize {
        let (end, _) = self.text_end(at, line.end);
        let range = at..end.max(at);
        let text = &self.text[range.clone()];
        let finding = if text == "?" || text.starts_with('?') && text[1..].starts_with(is_blank) {
            let message = words!("名称不能以“? ”开头", "a name cannot begin with `? `");
            let help = words!("删去“? ”，写成“名称: 值”", "remove `? ` and write `name: value`");
            Finding::new(&COMPLEX_KEY, range, message).help(help)
        } else if text.starts_with(['[', '{']) {
            let message = words!("名称不能是列表或花括号", "a name cannot be a list or a map");
            Finding::new(&COMPLEX_KEY, range, message).help(words!("写成“名称: 值”", "write `name: value`"))
        } else if text.starts_with('-') || self.key(at, line.end).is_some() {
            let message = words!(
                "这一行接不上：上面的名称已经有值，或缩进不对",
                "this line joins nothing: the name above has a value already, or the indentation is wrong"
            );
            let help = words!(
                "检查上一行与缩进；如果它是上面那个值的续行，请给那个值整个加引号",
                "check the line above and the indentation; if it continues the value above, quote all of that value"
            );
            Finding::new(&LINE_WITHOUT_KEY, range, message).help(help)
        } else if let Some((name, value)) = parted_name(text) {
            let message = words!("名称和值之间应是冒号", "a colon is wanted between a name and its value");
            let help = words!("写成 {name}: {value}", "write {name}: {value}");
            Finding::new(&LINE_WITHOUT_KEY, range, message).help(help)
        } else if ["//", "<!--", "/*", "＃", ";", "；"].iter().any(|sign| text.starts_with(sign)) {
            let message = words!("YAML 的注释以“# ”开头", "comments begin with `# ` in YAML");
            Finding::new(&LINE_WITHOUT_KEY, range, message).help(words!("改用“# ”", "use `# `"))
        } else {
            let message =
                words!("这一行没有“名称: 值”中的冒号", "this line has no colon between a name and a value");
            let help = words!(
                "写成“名称: 值”；如果是上一项的续行，请缩进两格；如果是注释，请以“# ”开头",
                "write `name: value`; indent it by two spaces if it continues the entry above; begin a comment with `# `"
            );
            Finding::new(&LINE_WITHOUT_KEY, range, message).help(help)
        };
        self.report(finding);
        self.edits.replace(at..line.end, "");
        line.next
    }
}

/// The length of the number that an item of a list begins with: `1.`, `2、`, `（3）`, `④`, `五、`.
fn number_length(text: &str) -> Option<usize> {
    let rest = strip_ordinal(text);
    let length = text.trim_end_matches(fold::is_blank).len() - rest.len();
    (length > 0 && !text.starts_with(|char: char| char.is_ascii_alphabetic())).then_some(length)
}

/// A name and its value that are parted by `=`; or, when the name is known, by a sign that was struck
/// instead of the colon, a space or a tab.
fn parted_name(text: &str) -> Option<(&str, &str)> {
    let equals = text.split_once(['=', '＝']).filter(|(name, _)| is_name(name));
    let other =
        || text.split_once(|char| matches!(char, '；' | ';' | '，' | '、' | '|' | '｜') || is_gap(char));
    let (name, value) = equals.or_else(|| other().filter(|(name, _)| is_known_name(name)))?;
    let (name, value) = (name.trim_matches(is_gap), value.trim_matches(is_gap));
    (!value.is_empty()).then_some((name, value))
}

/// Whether a text begins with a dash as YAML wants it.
pub(super) fn is_dash(text: &str) -> bool {
    text.strip_prefix('-').is_some_and(|rest| rest.is_empty() || rest.starts_with(is_gap))
}

fn position_in(kind: BlockKind) -> Position {
    match kind {
        BlockKind::Map => Position::Entry,
        BlockKind::List => Position::Item,
    }
}
