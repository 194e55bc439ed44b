//! Work on several threads, where the system has any to give.
//!
//! The global pool of `rayon` is made when it is first used, and a library must not end the program of its caller where the system refuses to
//! start a thread. So nothing here asks for it before it is there.

use std::error::Error;
use std::sync::LazyLock;

use rayon::ThreadPoolBuilder;
use rayon::prelude::*;

/// Whether the global pool could be made, by us or before.
static HAS_POOL: LazyLock<bool> = LazyLock::new(|| match ThreadPoolBuilder::new().build_global() {
    Ok(()) => true,
    // Only an error of the system has a source; else the caller made the pool.
    Err(error) => error.source().is_none(),
});

/// Whether work may be given to `rayon`.
pub(crate) fn has_threads() -> bool {
    rayon::current_thread_index().is_some() || *HAS_POOL
}

/// What `f` makes of each index below `count`, in order. `init` makes what a thread needs for its work.
pub(crate) fn map_init<T, R: Send>(
    count: usize,
    init: impl Fn() -> T + Send + Sync,
    f: impl Fn(&mut T, usize) -> R + Send + Sync,
) -> Vec<R> {
    if has_threads() {
        (0..count).into_par_iter().map_init(init, f).collect()
    } else {
        let mut state = init();
        (0..count).map(|index| f(&mut state, index)).collect()
    }
}
