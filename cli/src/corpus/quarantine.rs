//! Records that failed, as lines of JSON: where each stands, why it failed, and what it is.

use std::fs::{self, File, OpenOptions};
use std::io::{BufWriter, ErrorKind, Write};
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Serialize;
use tempfile::TempPath;

use super::checkpoint::Extent;
use super::part::Part;
use crate::files::{OutputFile, folder_of, move_to_new_name, publish, remove, sync_folder};
use crate::names::named;
use crate::output::escape_controls;
use crate::records::Failure;

/// Where failures go: a file that gets its name at the end, or a device or pipe.
pub(crate) enum Quarantine {
    File(Part),
    Device(BufWriter<File>),
}

impl Quarantine {
    /// Begins a quarantine.
    ///
    /// # Errors
    ///
    /// If it cannot be written, or there is an unfinished one.
    pub(crate) fn create(to: &OutputFile) -> Result<Self> {
        if to.is_device { Self::device(to) } else { Part::create(&to.path, None).map(Quarantine::File) }
    }

    /// Goes on with the quarantine of an earlier run.
    ///
    /// # Errors
    ///
    /// If it cannot be written, or is not what was left.
    pub(crate) fn resume(to: &OutputFile, extent: Extent) -> Result<Self> {
        if to.is_device {
            return Self::device(to);
        }
        let is_missing =
            fs::symlink_metadata(Part::path(&to.path)).is_err_and(|error| error.kind() == ErrorKind::NotFound);
        let part = match extent.bytes {
            // Killed between its first files.
            0 if is_missing => Part::create(&to.path, None),
            _ => Part::resume(&to.path, None, extent),
        };
        part.map(Quarantine::File)
    }

    fn device(to: &OutputFile) -> Result<Self> {
        let file = OpenOptions::new().write(true).open(&to.path);
        let file = file.with_context(|| format!("cannot write {}", named(&to.path)))?;
        Ok(Quarantine::Device(BufWriter::new(file)))
    }

    pub(crate) fn write(&mut self, line: &[u8]) -> Result<()> {
        match self {
            Quarantine::File(part) => part.write(line),
            Quarantine::Device(device) => device.write_all(line).context("cannot write the quarantine"),
        }
    }

    /// Whether a line would make the file larger than allowed.
    pub(crate) fn is_full(&self, line: &[u8], max_bytes: u64) -> bool {
        matches!(self, Quarantine::File(part) if part.bytes() + line.len() as u64 > max_bytes)
    }

    /// What counts of the file.
    pub(crate) fn extent(&self) -> Extent {
        match self {
            Quarantine::File(part) => part.extent(),
            Quarantine::Device(_) => Extent::default(),
        }
    }

    /// Returns when all of it is on the disk.
    pub(crate) fn sync(&mut self) -> Result<()> {
        match self {
            Quarantine::File(part) => part.sync(),
            Quarantine::Device(device) => device.flush().context("cannot write the quarantine"),
        }
    }
}

/// The quarantine of a run that cannot be resumed: written under a name that nobody can foresee until the run ends.
pub(crate) struct FreshQuarantine {
    to: OutputFile,
    file: BufWriter<Box<dyn Write>>,
    /// Where the file lies until it gets its name; `None` for a device.
    fresh: Option<TempPath>,
    bytes: u64,
    /// Whether a file of an earlier run may be replaced.
    force: bool,
}

impl FreshQuarantine {
    /// Begins a quarantine.
    ///
    /// # Errors
    ///
    /// If it cannot be written, or there is one already and `force` is not set.
    pub(crate) fn create(to: OutputFile, force: bool) -> Result<Self> {
        let cannot = || format!("cannot write {}", named(&to.path));
        if !to.is_device && !force && fs::symlink_metadata(&to.path).is_ok() {
            bail!("{} is there already; move it away, or replace it with --force", named(&to.path));
        }
        let (file, fresh): (Box<dyn Write>, _) = if to.is_device {
            (Box::new(OpenOptions::new().write(true).open(&to.path).with_context(cannot)?), None)
        } else {
            let folder = folder_of(&to.path);
            let fresh = tempfile::Builder::new().prefix(".excerpt-").tempfile_in(folder).with_context(cannot)?;
            let (file, path) = fresh.into_parts();
            (Box::new(file), Some(path))
        };
        Ok(Self { to, file: BufWriter::new(file), fresh, bytes: 0, force })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.to.path
    }

    /// Writes a line if there is room for it; whether there was.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    pub(crate) fn write(&mut self, line: &[u8], max_bytes: u64) -> Result<bool> {
        if self.fresh.is_some() && self.bytes + line.len() as u64 > max_bytes {
            return Ok(false);
        }
        self.bytes += line.len() as u64;
        self.file.write_all(line).context("cannot write the quarantine").map(|()| true)
    }

    /// Gives the file its name, if anything failed.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    pub(crate) fn finish(mut self) -> Result<()> {
        let cannot = || format!("cannot write {}", named(&self.to.path));
        self.file.flush().with_context(cannot)?;
        match self.fresh {
            Some(fresh) if self.bytes > 0 => {
                let fresh = fresh.keep()?;
                let moved =
                    if self.force { publish(&fresh, &self.to.path) } else { move_to_new_name(&fresh, &self.to.path) };
                moved.with_context(|| format!("{}; what failed is in {}", cannot(), named(&fresh)))
            }
            _ => Ok(()),
        }
    }
}

/// Gives a finished quarantine its name. If nothing failed, there is none. What another run made is replaced only if `force` is set.
pub(crate) fn conclude(to: &OutputFile, force: bool) -> Result<()> {
    if to.is_device {
        return Ok(());
    }
    let (path, part) = (&to.path, Part::path(&to.path));
    let concluded = match fs::metadata(&part) {
        Ok(metadata) if metadata.len() > 0 && force => publish(&part, path),
        Ok(metadata) if metadata.len() > 0 => move_to_new_name(&part, path),
        Ok(_) => remove(&part),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    };
    match concluded {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            bail!("{} has appeared meanwhile; what failed is in {}", named(path), named(&part))
        }
        concluded => concluded.with_context(|| format!("cannot write {}", named(path)))?,
    }
    sync_folder(path)
}

#[derive(Serialize)]
struct Entry<'f> {
    file: &'f str,
    line: u64,
    offset: u64,
    bytes: u64,
    reason: &'f str,
    #[serde(skip_serializing_if = "Option::is_none")]
    raw: Option<&'f str>,
    /// What is not UTF-8 has no other form in JSON that keeps it.
    #[serde(skip_serializing_if = "Option::is_none")]
    raw_base64: Option<String>,
}

/// The line of a failure, in a file called `file`.
pub(crate) fn line(file: &str, failure: &Failure) -> Vec<u8> {
    use base64::prelude::{BASE64_STANDARD, Engine};
    let Failure { place, bytes, reason, raw } = failure;
    let text = std::str::from_utf8(raw);
    let entry = Entry {
        file,
        line: place.line,
        offset: place.offset,
        bytes: *bytes,
        reason,
        raw: text.ok().filter(|text| !text.is_empty()),
        raw_base64: text.is_err().then(|| BASE64_STANDARD.encode(raw)),
    };
    // There is nothing in it that JSON has no form for, and memory does not fail.
    let mut line = escape_controls(serde_json::to_vec(&entry).unwrap_or_default());
    line.push(b'\n');
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::Place;

    #[test]
    fn nothing_of_a_record_is_lost() {
        let failure = |raw: &[u8]| {
            let place = Place { line: 3, offset: 40 };
            let failure = Failure { place, bytes: raw.len() as u64, reason: "why".into(), raw: raw.to_vec() };
            String::from_utf8(line("in.jsonl", &failure)).expect("JSON")
        };
        let begin = r#"{"file":"in.jsonl","line":3,"offset":40,"bytes":"#;
        assert_eq!(failure(b"{\"a\""), format!("{begin}4,\"reason\":\"why\",\"raw\":\"{{\\\"a\\\"\"}}\n"));
        assert_eq!(failure(b"\xff\xfe"), format!("{begin}2,\"reason\":\"why\",\"raw_base64\":\"//4=\"}}\n"));
    }
}
