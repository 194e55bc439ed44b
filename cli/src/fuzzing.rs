//! What the fuzz targets call (`fuzz/`): checks of the parts that read untrusted bytes.

/// Rows of CSV, their places and their cells are those of reading byte by byte.
pub fn csv_rows(bytes: &[u8]) {
    crate::records::check::csv_agrees(bytes);
}

/// Records of JSON Lines are what `serde_json` makes of each line.
pub fn json_lines(bytes: &[u8]) {
    crate::records::check::json_agrees(bytes);
}

/// Offsets in a decoded file are those of decoding byte by byte.
pub fn offsets(bytes: &[u8]) {
    crate::input::check_offsets(bytes);
}

/// A checkpoint whose bytes were changed is refused, or is one that was written.
pub fn checkpoints(bytes: &[u8]) {
    crate::corpus::checkpoint::check(bytes);
}

/// A path is refused as an input exactly if the run writes it, and patterns find each file once.
pub fn paths(bytes: &[u8]) {
    crate::files::check::paths_agree(bytes);
    crate::files::check::patterns_agree(bytes);
}

/// Damaged Parquet files are read to an end, as far as they can be.
#[cfg(feature = "parquet")]
pub fn parquet(bytes: &[u8]) {
    crate::records::parquet::check::parquet_holds(bytes);
}
