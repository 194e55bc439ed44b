//! Reading the files of `data/`, which are part of the program.

/// The lines of a file. [`str::lines`] looks at one byte after the other, which takes longer than all else in a large file of which few lines
/// are wanted.
pub(crate) fn lines(file: &str) -> impl Iterator<Item = &str> {
    let mut start = 0;
    memchr::memchr_iter(b'\n', file.as_bytes()).map(move |end| &file[std::mem::replace(&mut start, end + 1)..end])
}

#[cfg(test)]
mod tests {
    #[test]
    fn lines_are_those_of_the_library() {
        for file in ["", "a\n", "a\n\nb c\n", include_str!("../data/models/cues.txt")] {
            assert!(super::lines(file).eq(file.lines()));
        }
    }
}
