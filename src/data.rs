//! Reading the files of `data/`, which are part of the program.

/// The lines of a file, as [`str::lines`] has them. That is slow on short lines, which is felt where few of thousands are wanted.
pub(crate) fn lines(file: &str) -> impl Iterator<Item = &str> {
    let is_open = !file.is_empty() && !file.ends_with('\n');
    let mut start = 0;
    memchr::memchr_iter(b'\n', file.as_bytes()).chain(is_open.then_some(file.len())).map(move |end| {
        let line = &file[std::mem::replace(&mut start, end + 1)..end];
        line.strip_suffix('\r').unwrap_or(line)
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn lines_are_those_of_the_library() {
        for file in ["", "\n", "a", "a\n", "a\r\nb\r\n\n", "a\n\nb c", include_str!("../data/models/cues.txt")] {
            assert!(super::lines(file).eq(file.lines()));
        }
    }
}
