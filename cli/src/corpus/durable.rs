//! An output file that is either whole or not there, and a run that can be killed at any moment.
//!
//! Lines go to `OUT.partial`. About once a second what was written is put to disk, and then, in `OUT.checkpoint`, how far that
//! is; whoever goes on cuts `OUT.partial` to the length that stands there and reads on from the record that stands there. As
//! the output is made of the records alone, in their order, the bytes are those of a run that was never stopped. At the end
//! the checkpoint says that all is done, and then the files get their names.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use super::checkpoint::{Checkpoint, Identity, Position, State, Tally, beside, sync_folder};
use super::frames::Compression;
use super::part::Part;

/// So much work may be lost at most, beside that of the records in hand.
const BETWEEN_CHECKPOINTS: Duration = Duration::from_secs(1);

/// The files of a run.
pub(crate) struct Paths {
    pub(crate) output: PathBuf,
    pub(crate) quarantine: PathBuf,
    checkpoint: PathBuf,
    /// If the lines become columns at the end: the fields that are passed on.
    columns: Option<Vec<String>>,
}

/// The files of a run while they are written.
pub(crate) struct Durable {
    paths: Paths,
    output: Part,
    quarantine: Part,
    checkpoint: Checkpoint,
    saved: Instant,
}

/// How a run begins.
pub(crate) enum Begin {
    /// With records to read, from the state of this.
    Run(Box<Durable>),
    /// An earlier run had done all; this is where it ended.
    Finished(State),
}

impl Paths {
    pub(crate) fn new(output: &Path, quarantine: Option<&Path>) -> Self {
        // A link stays a link: what it points to is replaced.
        let output = fs::canonicalize(output).unwrap_or_else(|_| output.to_owned());
        let quarantine = quarantine.map_or_else(|| beside(&output, ".quarantine.jsonl"), Path::to_owned);
        Self { checkpoint: beside(&output, ".checkpoint"), output, quarantine, columns: None }
    }

    /// The same for an output in columns; `keep` are the fields that are passed on.
    #[cfg(feature = "parquet")]
    pub(crate) fn in_columns(self, keep: Vec<String>) -> Self {
        Self { columns: Some(keep), ..self }
    }

    /// Gives the files of a run that has ended their names. Can be done again if it was stopped on its way.
    fn conclude(&self) -> Result<()> {
        self.conclude_quarantine()?;
        let part = Part::path(&self.output);
        if part.exists() {
            let whole = self.columns(&part)?.unwrap_or_else(|| part.clone());
            let rename = fs::rename(&whole, &self.output).and_then(|()| remove(&part));
            rename.with_context(|| format!("cannot write {}", self.output.display()))?;
        }
        sync_folder(&self.output)?;
        self.forget()?;
        sync_folder(&self.output)
    }

    /// Turns the lines into columns, if they are to be; the file that holds them.
    fn columns(&self, lines: &Path) -> Result<Option<PathBuf>> {
        #[cfg(feature = "parquet")]
        if let Some(keep) = &self.columns {
            let columns = beside(&self.output, ".columns");
            super::columns::convert(lines, &columns, keep)?;
            return Ok(Some(columns));
        }
        let _ = lines;
        Ok(None)
    }

    /// The same for the quarantine alone. If nothing failed, there is none, and none of an earlier run either.
    pub(crate) fn conclude_quarantine(&self) -> Result<()> {
        let (path, part) = (&self.quarantine, Part::path(&self.quarantine));
        match fs::metadata(&part) {
            Ok(metadata) if metadata.len() > 0 => fs::rename(&part, path),
            Ok(_) => remove(path).and_then(|()| remove(&part)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            Err(error) => Err(error),
        }
        .with_context(|| format!("cannot write {}", path.display()))?;
        sync_folder(path)
    }

    /// Removes the checkpoint.
    fn forget(&self) -> Result<()> {
        remove(&self.checkpoint).with_context(|| format!("cannot remove {}", self.checkpoint.display()))
    }
}

/// Removes a file, if there is one.
fn remove(path: &Path) -> std::io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

impl Durable {
    /// Begins, or goes on where an earlier run was stopped, unless `restart` is wanted.
    ///
    /// # Errors
    ///
    /// If the earlier run was another, or the files cannot be written.
    pub(crate) fn begin(paths: Paths, identity: Identity, restart: bool) -> Result<Begin> {
        let earlier = if restart { None } else { Checkpoint::load(&paths.checkpoint)? };
        let mut state = State::START;
        if let Some(earlier) = earlier {
            earlier.check(&identity, &paths.output)?;
            if !earlier.finished {
                state = earlier.state;
            } else if Part::path(&paths.output).exists() || paths.output.exists() {
                paths.conclude()?;
                return Ok(Begin::Finished(earlier.state));
            }
        }
        let output = Part::open(&paths.output, Compression::of(&paths.output), state.output)?;
        let quarantine = Part::open(&paths.quarantine, None, state.quarantine)?;
        if state == State::START {
            paths.forget()?;
        }
        let checkpoint = Checkpoint { identity, state, finished: false };
        Ok(Begin::Run(Box::new(Self { paths, output, quarantine, checkpoint, saved: Instant::now() })))
    }

    /// How far it is.
    pub(crate) fn state(&self) -> State {
        self.checkpoint.state
    }

    pub(crate) fn paths(&self) -> &Paths {
        &self.paths
    }

    pub(crate) fn answer(&mut self, line: &[u8]) -> Result<()> {
        self.output.write(line)
    }

    pub(crate) fn fail(&mut self, line: &[u8]) -> Result<()> {
        self.quarantine.write(line)
    }

    /// Says that all up to `position` has been handed over.
    pub(crate) fn reached(&mut self, position: Position, tally: Tally) {
        if !self.output.is_settled() {
            return;
        }
        let (output, quarantine) = (self.output.bytes(), self.quarantine.bytes());
        self.checkpoint.state = State { position, tally, output, quarantine };
    }

    /// Puts what there is to disk, if it is time to.
    pub(crate) fn save_now_and_then(&mut self) -> Result<()> {
        if self.saved.elapsed() >= BETWEEN_CHECKPOINTS { self.save() } else { Ok(()) }
    }

    /// Puts what there is to disk.
    pub(crate) fn save(&mut self) -> Result<()> {
        self.output.sync()?;
        self.quarantine.sync()?;
        self.checkpoint.save(&self.paths.checkpoint)?;
        self.saved = Instant::now();
        Ok(())
    }

    /// Gives the files their names.
    pub(crate) fn finish(mut self, position: Position, tally: Tally) -> Result<()> {
        self.output.settle()?;
        self.reached(position, tally);
        self.checkpoint.finished = true;
        self.save()?;
        self.paths.conclude()
    }
}
