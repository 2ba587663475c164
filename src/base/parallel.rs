//! Work on many things, on all cores.

use rayon::iter::MaxLen;
use rayon::prelude::*;

/// So many are worked on in a row by one thread. Left to itself, rayon cuts its work into about as many pieces as
/// there are threads, of which none is cut again once it is begun: of ten thousand texts whoever ends first may wait
/// while another reads a thousand.
const ROW: usize = 16;

/// Items of which each takes as long as reading a text or making a page.
pub fn each<T: Sync>(items: &[T]) -> MaxLen<rayon::slice::Iter<'_, T>> {
    items.par_iter().with_max_len(ROW)
}
