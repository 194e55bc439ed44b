//! Options: how bytes become text.

use serde::{Serialize, Serializer};

/// How bytes become text.
#[derive(Clone, Debug, Default, clap::Args, Serialize)]
pub(crate) struct ReadingArgs {
    /// Encoding of the input, such as latin1 or windows-1252 [default: UTF-8, or UTF-16 if it starts with a byte order mark]
    #[arg(long, value_name = "LABEL", value_parser = encoding)]
    #[serde(serialize_with = "encoding_name")]
    pub(crate) encoding: Option<&'static encoding_rs::Encoding>,

    /// Replace bytes that cannot be decoded instead of refusing the file
    #[arg(long)]
    pub(crate) lossy: bool,
}

fn encoding(label: &str) -> Result<&'static encoding_rs::Encoding, String> {
    encoding_rs::Encoding::for_label(label.as_bytes())
        .ok_or_else(|| "no such encoding; try utf-8, latin1, windows-1252, utf-16le, shift_jis or gb18030".to_owned())
}

fn encoding_name<S: Serializer>(
    encoding: &Option<&'static encoding_rs::Encoding>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    encoding.map(encoding_rs::Encoding::name).serialize(serializer)
}
