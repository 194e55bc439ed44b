//! An output file that is either whole or not there, and a run that can be killed at any moment.
//!
//! Lines go to `OUT.partial`. About once a second what was written is put to disk, and then, in `OUT.checkpoint`, how far that
//! is, with a checksum of it; whoever goes on cuts `OUT.partial` to the length that stands there and reads on from the record that
//! stands there. As the output is made of the records alone, in their order, the bytes are those of a run that was never stopped.
//! At the end the checkpoint says that all is done, and then the files get their names.
//!
//! The checkpoint is written before any other file, so a `.partial` without one belongs to somebody else and is never touched.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::checkpoint::{Checkpoint, Earlier, Left, NOT_OURS, Position, State, Tally};
use super::frames::Compression;
use super::identity::Identity;
use super::part::Part;
use super::quarantine::{self, Quarantine};
use crate::files::{Claims, FolderLock, OutputFile, beside, publish, remove, sync_folder};
use crate::names::named;

/// Maximum time between two checkpoints: how much work may be lost, beside that of the records in hand.
const CHECKPOINT_INTERVAL: Duration = Duration::from_secs(1);

/// The files of a run.
pub(crate) struct Paths {
    pub(crate) output: PathBuf,
    pub(crate) quarantine: OutputFile,
    checkpoint: PathBuf,
    /// Where the columns are put together, and the fields that are passed on, if lines become columns at the end.
    columns: Option<(PathBuf, Vec<String>)>,
    /// Whether a quarantine of an earlier run may be replaced.
    force: bool,
}

/// The files of a run while they are written.
pub(crate) struct Durable {
    paths: Paths,
    output: Part,
    quarantine: Quarantine,
    checkpoint: Checkpoint,
    state: State,
    saved: Instant,
}

/// How a run begins.
pub(crate) enum Begin {
    /// With records to read, from the state of this.
    Run(Box<Durable>),
    /// An earlier run had done all; this is where it ended.
    Finished(State),
}

/// What a run begins with.
pub(crate) struct Start {
    pub(crate) identity: Identity,
    /// Number of files to read.
    pub(crate) sources: usize,
    /// Whether an earlier run that was stopped is to be forgotten.
    pub(crate) restart: bool,
}

impl Paths {
    /// Claims all that a run writes for an output file; `keep` are the fields that are passed on if it is to be in columns.
    ///
    /// # Errors
    ///
    /// If two of the paths are the same file, or the quarantine cannot be written.
    pub(crate) fn claim(
        claims: &mut Claims,
        output: PathBuf,
        quarantine: Option<&Path>,
        keep: Option<Vec<String>>,
        force: bool,
    ) -> Result<Self> {
        let quarantine = quarantine.map_or_else(|| beside(&output, ".quarantine.jsonl"), Path::to_owned);
        let quarantine = claims.output(&quarantine, "the quarantine", force)?;
        let checkpoint = beside(&output, ".checkpoint");
        let columns = keep.map(|keep| (beside(&output, ".columns"), keep));
        claims.claim(&Part::path(&output), "the unfinished output")?;
        claims.claim(&checkpoint, "the checkpoint")?;
        if let Some((path, _)) = &columns {
            claims.claim(path, "the unfinished output in columns")?;
        }
        if !quarantine.is_device {
            claims.claim(&Part::path(&quarantine.path), "the unfinished quarantine")?;
        }
        Ok(Self { output, quarantine, checkpoint, columns, force })
    }

    /// Gives the files of a run that has ended their names. Can be done again if it was stopped on its way.
    fn conclude(&self) -> Result<()> {
        let _folder = FolderLock::acquire(&self.output)?;
        quarantine::conclude(&self.quarantine, self.force)?;
        let part = Part::path(&self.output);
        if part.exists() {
            let whole = self.convert(&part)?.unwrap_or(&part);
            let rename = publish(whole, &self.output).and_then(|()| remove(&part));
            rename.with_context(|| format!("cannot write {}", named(&self.output)))?;
        }
        sync_folder(&self.output)?;
        remove(&self.checkpoint).with_context(|| format!("cannot remove {}", named(&self.checkpoint)))?;
        sync_folder(&self.output)
    }

    /// Turns the lines into columns, if they are to be; the file that holds them.
    fn convert(&self, lines: &Path) -> Result<Option<&Path>> {
        #[cfg(feature = "parquet")]
        if let Some((columns, keep)) = &self.columns {
            remove(columns).with_context(|| format!("cannot write {}", named(columns)))?;
            super::columns::convert(lines, columns, keep)?;
            return Ok(Some(columns));
        }
        let _ = lines;
        Ok(None)
    }

    /// Refuses to begin where there are files that this run would have to replace and did not make.
    fn refuse_foreign(&self) -> Result<()> {
        let columns = self.columns.as_ref().map(|(path, _)| path.clone());
        let mut own = vec![Part::path(&self.output)];
        own.extend(columns);
        if !self.quarantine.is_device {
            own.push(Part::path(&self.quarantine.path));
        }
        if let Some(there) = own.iter().find(|path| is_there(path)) {
            bail!("{} {NOT_OURS}", named(there));
        }
        if !self.force && !self.quarantine.is_device && is_there(&self.quarantine.path) {
            let path = named(&self.quarantine.path);
            bail!("{path} is there already; move it away, name another with --quarantine, or replace it with --force");
        }
        Ok(())
    }

    /// Removes what a run left that was stopped.
    fn discard(&self) -> Result<()> {
        Part::discard(&self.output)?;
        if !self.quarantine.is_device {
            Part::discard(&self.quarantine.path)?;
        }
        for path in self.columns.iter().map(|(path, _)| path).chain([&self.checkpoint]) {
            remove(path).with_context(|| format!("cannot remove {}", named(path)))?;
        }
        Ok(())
    }
}

/// Whether there is anything of that name, be it a link to nothing.
fn is_there(path: &Path) -> bool {
    !fs::symlink_metadata(path).is_err_and(|error| error.kind() == ErrorKind::NotFound)
}

impl Durable {
    /// Begins, or goes on where an earlier run was stopped, unless a restart is wanted.
    ///
    /// # Errors
    ///
    /// If the earlier run was another, there are files that are not ours, or the files cannot be written.
    pub(crate) fn begin(paths: Paths, start: Start) -> Result<Begin> {
        let folder = FolderLock::acquire(&paths.output)?;
        match Checkpoint::find(&paths.checkpoint, start.sources)? {
            Earlier::None => Self::afresh(paths, &start.identity),
            _ if start.restart => {
                paths.discard()?;
                Self::afresh(paths, &start.identity)
            }
            Earlier::Damaged => bail!("{} is damaged; --restart begins anew", named(&paths.checkpoint)),
            Earlier::Good(left) => {
                let Left { checkpoint, identity, state } = *left;
                check(&identity, &start.identity, &paths.output)?;
                if !state.finished {
                    return Self::resume(paths, checkpoint, state);
                }
                if !Part::path(&paths.output).exists() && !is_finished(&paths, state) {
                    paths.discard()?;
                    return Self::afresh(paths, &start.identity);
                }
                drop(folder);
                paths.conclude()?;
                Ok(Begin::Finished(state))
            }
        }
    }

    fn afresh(paths: Paths, identity: &Identity) -> Result<Begin> {
        paths.refuse_foreign()?;
        let checkpoint = Checkpoint::create(&paths.checkpoint, identity)?;
        let parts = Part::create(&paths.output, Compression::of(&paths.output))
            .and_then(|output| Ok((output, Quarantine::create(&paths.quarantine)?)));
        // Without its files the checkpoint would claim those that are not ours.
        let (output, quarantine) = parts.inspect_err(|_| _ = remove(&paths.checkpoint))?;
        Ok(Self::running(paths, output, quarantine, checkpoint, State::START))
    }

    fn resume(paths: Paths, checkpoint: Checkpoint, state: State) -> Result<Begin> {
        let compression = Compression::of(&paths.output);
        if state == State::START && !is_there(&Part::path(&paths.output)) {
            // Killed between its first two files.
            let output = Part::create(&paths.output, compression)?;
            let quarantine = Quarantine::create(&paths.quarantine)?;
            return Ok(Self::running(paths, output, quarantine, checkpoint, state));
        }
        let output = Part::resume(&paths.output, compression, state.output)?;
        let quarantine = Quarantine::resume(&paths.quarantine, state.quarantine)?;
        Ok(Self::running(paths, output, quarantine, checkpoint, state))
    }

    fn running(paths: Paths, output: Part, quarantine: Quarantine, checkpoint: Checkpoint, state: State) -> Begin {
        Begin::Run(Box::new(Self { paths, output, quarantine, checkpoint, state, saved: Instant::now() }))
    }

    /// How far it is.
    pub(crate) fn state(&self) -> State {
        self.state
    }

    pub(crate) fn paths(&self) -> &Paths {
        &self.paths
    }

    pub(crate) fn answer(&mut self, line: &[u8]) -> Result<()> {
        self.output.write(line)
    }

    pub(crate) fn quarantine(&mut self) -> &mut Quarantine {
        &mut self.quarantine
    }

    /// Says that all up to `position` has been handed over.
    pub(crate) fn reached(&mut self, position: Position, tally: Tally) {
        if self.output.is_settled() {
            let (output, quarantine) = (self.output.extent(), self.quarantine.extent());
            self.state = State { position, tally, output, quarantine, finished: false };
        }
    }

    /// Puts what there is to disk, if it is time to.
    pub(crate) fn save_now_and_then(&mut self) -> Result<()> {
        if self.saved.elapsed() >= CHECKPOINT_INTERVAL { self.save() } else { Ok(()) }
    }

    /// Puts what there is to disk.
    pub(crate) fn save(&mut self) -> Result<()> {
        self.output.sync()?;
        self.quarantine.sync()?;
        self.checkpoint.save(self.state)?;
        self.saved = Instant::now();
        Ok(())
    }

    /// Gives the files their names.
    pub(crate) fn finish(mut self, position: Position, tally: Tally) -> Result<()> {
        self.output.settle()?;
        self.reached(position, tally);
        self.state.finished = true;
        self.save()?;
        self.paths.conclude()
    }
}

/// Whether the output is there that an earlier run had finished.
fn is_finished(paths: &Paths, state: State) -> bool {
    let length = fs::metadata(&paths.output).map(|metadata| metadata.len());
    length.is_ok_and(|length| paths.columns.is_some() || length == state.output.bytes)
}

/// Whether a run like `now` may go on where another was stopped.
fn check(earlier: &Identity, now: &Identity, output: &Path) -> Result<()> {
    let differences = earlier.differences(now);
    if !differences.is_empty() {
        bail!(
            "{}: an earlier run was stopped on its way, and this is another: {}. --restart begins anew; or give the same \
             command to go on",
            named(output),
            differences.join("; ")
        );
    }
    Ok(())
}
