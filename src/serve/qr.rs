//! QR codes, as data that a page or a terminal draws.

use qrcode::{Color, EcLevel, QrCode};

/// A QR code: dark and light modules in a square.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    width: usize,
    dark: Vec<bool>,
}

impl Code {
    /// The code that says `text`; none for a text that is too long for any. A screen is neither torn nor
    /// stained, so the lowest level of correction will do, and its modules are the largest.
    pub fn of(text: &str) -> Option<Code> {
        let code = QrCode::with_error_correction_level(text, EcLevel::L).ok()?;
        let dark = code.to_colors().into_iter().map(|colour| colour == Color::Dark).collect();
        Some(Code { width: code.width(), dark })
    }

    /// Modules on a side.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Its dark modules as the data of an SVG path, one unit a module, without a margin.
    pub fn path(&self) -> String {
        let mut path = String::new();
        for (y, row) in self.dark.chunks(self.width).enumerate() {
            let mut x = 0;
            for run in row.chunk_by(|one, next| one == next) {
                let length = run.len();
                if run[0] {
                    path.push_str(&format!("M{x} {y}h{length}v1h-{length}z"));
                }
                x += length;
            }
        }
        path
    }

    /// Its rows with so many light modules around; true is dark.
    pub fn rows(&self, margin: usize) -> Vec<Vec<bool>> {
        let edge = vec![vec![false; self.width + 2 * margin]; margin];
        let side = vec![false; margin];
        let inner = self.dark.chunks(self.width).map(|row| [&side, row, &side].concat());
        edge.iter().cloned().chain(inner).chain(edge.iter().cloned()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stands in the corner of every code.
    const FINDER: &[&str] =
        &["#######.", "#.....#.", "#.###.#.", "#.###.#.", "#.###.#.", "#.....#.", "#######.", "........"];

    #[test]
    fn a_path_draws_the_dark_modules() {
        let code = Code::of("http://192.168.1.7:3000/").unwrap();
        assert_eq!(code.width(), 25);
        for (y, row) in FINDER.iter().enumerate() {
            let drawn: String =
                (0..8).map(|x| if code.dark[y * code.width + x] { '#' } else { '.' }).collect();
            assert_eq!(drawn, *row, "row {y}");
        }
        assert!(code.path().starts_with("M0 0h7v1h-7z"), "{}", code.path());
        let area: usize = code
            .path()
            .split('h')
            .skip(1)
            .filter_map(|part| part.split_once('v')?.0.parse::<usize>().ok())
            .sum();
        assert_eq!(area, code.dark.iter().filter(|dark| **dark).count());
    }

    #[test]
    fn a_margin_is_light() {
        let code = Code::of("http://192.168.1.7:3000/").unwrap();
        let rows = code.rows(2);
        assert_eq!(rows.len(), 29);
        assert!(rows.iter().all(|row| row.len() == 29));
        let dark = |row: &[bool]| row.iter().filter(|dark| **dark).count();
        assert!([0, 1, 27, 28].iter().all(|edge| dark(&rows[*edge]) == 0));
        assert_eq!(rows[2][..10], [false, false, true, true, true, true, true, true, true, false]);
        assert_eq!(
            rows.iter().map(|row| dark(row)).sum::<usize>(),
            code.dark.iter().filter(|dark| **dark).count()
        );
    }

    #[test]
    fn a_text_that_no_code_holds_has_none() {
        assert_eq!(Code::of(&"甲".repeat(2000)), None);
    }
}
