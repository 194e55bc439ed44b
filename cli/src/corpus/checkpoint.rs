//! How far a run is, kept in a file, so that it can go on from there.
//!
//! The file has a head that never changes (what is run, with a checksum) and two slots of fixed size. States are written into the slots
//! in turn, each with a sequence number and a checksum over itself and the head: a write that was torn ruins one slot and the
//! other is still good. Whatever fails a checksum is never guessed at.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use super::identity::Identity;
use crate::files::{folder_of, sync_folder};
use crate::names::named;
use crate::records::Place;

/// What the first line begins with; how a file is known to be a checkpoint, damaged or not.
const MAGIC: &str = "excerpt checkpoint 2";

/// Size of a slot in bytes. The longest state has some 500.
const SLOT_BYTES: usize = 1024;

/// Maximum size of a checkpoint that is read, in bytes: a command line of the longest kind and its inputs need a few megabytes.
const MAX_BYTES: u64 = 256 << 20;

/// Where the next record begins.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize, Serialize)]
pub(crate) struct Position {
    /// The number of the file, from 0.
    pub(crate) source: usize,
    #[serde(flatten)]
    pub(crate) place: Place,
}

/// How many there were.
#[derive(Clone, Copy, Debug, Default, PartialEq, Deserialize, Serialize)]
pub(crate) struct Tally {
    pub(crate) records: u64,
    /// Records among them that have no summary.
    pub(crate) failed: u64,
    /// Files that could not be read to their end.
    pub(crate) broken: u64,
    /// Failures that the quarantine had no room for.
    pub(crate) unlisted: u64,
}

/// The beginning of a file, as far as it counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) struct Extent {
    pub(crate) bytes: u64,
    /// CRC-32 of these bytes.
    pub(crate) crc: u32,
}

/// All that was read up to a position, and what has been written of it.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize, Serialize)]
pub(crate) struct State {
    #[serde(flatten)]
    pub(crate) position: Position,
    #[serde(flatten)]
    pub(crate) tally: Tally,
    pub(crate) output: Extent,
    pub(crate) quarantine: Extent,
    /// Whether all is written, and only the files want their final names.
    pub(crate) finished: bool,
}

impl State {
    /// Nothing is done yet.
    pub(crate) const START: Self = Self {
        position: Position { source: 0, place: Place::START },
        tally: Tally { records: 0, failed: 0, broken: 0, unlisted: 0 },
        output: Extent { bytes: 0, crc: 0 },
        quarantine: Extent { bytes: 0, crc: 0 },
        finished: false,
    };

    /// Whether it can be a state of a run over some number of files.
    fn is_possible(&self, sources: usize) -> bool {
        let Self { position, tally, .. } = self;
        position.source <= sources && position.place.line > 0 && tally.failed <= tally.records
    }
}

/// A slot of the file.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
struct Slot {
    sequence: u64,
    state: State,
}

/// The checkpoint of a run, open to be written.
#[derive(Debug)]
pub(crate) struct Checkpoint {
    path: PathBuf,
    file: File,
    /// Length of the head in bytes, and its checksum, which every slot is bound to.
    head_bytes: u64,
    head_crc: u32,
    sequence: u64,
}

/// What an earlier run left.
pub(crate) enum Earlier {
    None,
    /// A checkpoint that fails its checksums.
    Damaged,
    Good(Box<Left>),
}

/// What an earlier run left in its checkpoint.
pub(crate) struct Left {
    pub(crate) checkpoint: Checkpoint,
    pub(crate) identity: Identity,
    pub(crate) state: State,
}

impl Checkpoint {
    /// Looks for the checkpoint of an earlier run over `sources` files.
    ///
    /// # Errors
    ///
    /// If there is a file that is no checkpoint, or it cannot be read.
    pub(crate) fn find(path: &Path, sources: usize) -> Result<Earlier> {
        let cannot = || format!("cannot read {}", named(path));
        match fs::symlink_metadata(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Earlier::None),
            Err(error) => return Err(error).with_context(cannot),
            Ok(metadata) if !metadata.is_file() => bail!("{} {NOT_OURS}", named(path)),
            Ok(_) => {}
        }
        let mut bytes = Vec::new();
        let mut file = OpenOptions::new().read(true).write(true).open(path).with_context(cannot)?;
        Read::by_ref(&mut file).take(MAX_BYTES).read_to_end(&mut bytes).with_context(cannot)?;
        if !bytes.starts_with(MAGIC.as_bytes()) {
            bail!("{} {NOT_OURS}", named(path));
        }
        Ok(match parse(&bytes) {
            Some(Parsed { identity, head_bytes, head_crc, slot }) if slot.state.is_possible(sources) => {
                let head_bytes = head_bytes as u64;
                let checkpoint = Self { path: path.to_owned(), file, head_bytes, head_crc, sequence: slot.sequence };
                Earlier::Good(Box::new(Left { checkpoint, identity, state: slot.state }))
            }
            _ => Earlier::Damaged,
        })
    }

    /// Begins a checkpoint where there is none.
    ///
    /// # Errors
    ///
    /// If it could not be written, or there is one.
    pub(crate) fn create(path: &Path, identity: &Identity) -> Result<Self> {
        let cannot = || format!("cannot write {}", named(path));
        let (head, head_crc) = head(identity)?;
        let slot = slot(head_crc, Slot { sequence: 1, state: State::START })?;
        let empty = slot_of_blanks();
        let folder = folder_of(path);
        let mut fresh = tempfile::Builder::new().prefix(".excerpt-").tempfile_in(folder).with_context(cannot)?;
        fresh.write_all(&[head.as_slice(), &slot, &empty].concat()).with_context(cannot)?;
        fresh.as_file().sync_all().with_context(cannot)?;
        let file = fresh.persist_noclobber(path).map_err(|error| error.error).with_context(cannot)?;
        sync_folder(path)?;
        Ok(Self { path: path.to_owned(), file, head_bytes: head.len() as u64, head_crc, sequence: 1 })
    }

    /// Puts a state to disk; either this or the one before is there, whatever happens.
    ///
    /// # Errors
    ///
    /// If it could not be written.
    pub(crate) fn save(&mut self, state: State) -> Result<()> {
        self.sequence += 1;
        let bytes = slot(self.head_crc, Slot { sequence: self.sequence, state })?;
        let at = self.head_bytes + (self.sequence - 1) % 2 * SLOT_BYTES as u64;
        let seek = self.file.seek(SeekFrom::Start(at));
        let write = seek.and_then(|_| self.file.write_all(&bytes)).and_then(|()| self.file.sync_data());
        write.with_context(|| format!("cannot write {}", named(&self.path)))
    }
}

/// Why a file is not touched.
pub(crate) const NOT_OURS: &str =
    "was not made by a run that can go on here; move it away, or give the output another name";

/// The head: a line with the length and the checksum of the identity, and the identity.
fn head(identity: &Identity) -> Result<(Vec<u8>, u32)> {
    let json = serde_json::to_vec(identity)?;
    let crc = crc32fast::hash(&json);
    let mut head = format!("{MAGIC} {crc:08x} {}\n", json.len()).into_bytes();
    head.extend(&json);
    head.push(b'\n');
    Ok((head, crc))
}

/// The bytes of a slot: JSON and its checksum, filled up with blanks.
fn slot(head_crc: u32, slot: Slot) -> Result<Vec<u8>> {
    let json = serde_json::to_string(&slot)?;
    let mut bytes = format!("{:08x} {json}", slot_crc(head_crc, json.as_bytes())).into_bytes();
    bytes.resize(SLOT_BYTES - 1, b' ');
    bytes.push(b'\n');
    Ok(bytes)
}

fn slot_of_blanks() -> Vec<u8> {
    let mut bytes = vec![b' '; SLOT_BYTES - 1];
    bytes.push(b'\n');
    bytes
}

fn slot_crc(head_crc: u32, json: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new_with_initial(head_crc);
    hasher.update(json);
    hasher.finalize()
}

/// What stands in a checkpoint.
struct Parsed {
    identity: Identity,
    head_bytes: usize,
    head_crc: u32,
    slot: Slot,
}

/// Reads a checkpoint: the newest of its good slots.
fn parse(bytes: &[u8]) -> Option<Parsed> {
    let line_end = memchr::memchr(b'\n', bytes)?;
    let line = std::str::from_utf8(&bytes[..line_end]).ok()?;
    let (crc, length) = line.strip_prefix(MAGIC)?.strip_prefix(' ')?.split_once(' ')?;
    let (head_crc, length) = (u32::from_str_radix(crc, 16).ok()?, length.parse::<usize>().ok()?);
    let json_end = (line_end + 1).checked_add(length)?;
    let json = bytes.get(line_end + 1..json_end)?;
    let slots = bytes.get(json_end..)?.strip_prefix(b"\n")?;
    if crc32fast::hash(json) != head_crc || slots.len() != 2 * SLOT_BYTES {
        return None;
    }
    let slot =
        slots.chunks(SLOT_BYTES).filter_map(|slot| parse_slot(head_crc, slot)).max_by_key(|slot| slot.sequence)?;
    Some(Parsed { identity: serde_json::from_slice(json).ok()?, head_bytes: json_end + 1, head_crc, slot })
}

fn parse_slot(head_crc: u32, bytes: &[u8]) -> Option<Slot> {
    let text = std::str::from_utf8(bytes).ok()?.strip_suffix('\n')?;
    let (crc, json) = text.trim_end_matches(' ').split_once(' ')?;
    (u32::from_str_radix(crc, 16).ok()? == slot_crc(head_crc, json.as_bytes())).then_some(())?;
    serde_json::from_str(json).ok()
}

/// Reads any bytes as a checkpoint: no panic, and what is accepted is what was written. For the tests and the fuzzer.
#[cfg(any(test, fuzzing))]
pub(crate) fn check(bytes: &[u8]) {
    let identity = Identity::for_tests();
    let Ok((mut file, crc)) = head(&identity) else { return };
    let newest = Slot { sequence: 3, state: State { finished: true, ..State::START } };
    let older = Slot { sequence: 2, state: State::START };
    file.extend([newest, older].into_iter().flat_map(|each| slot(crc, each).unwrap_or_default()));
    let written = file.clone();
    // Three bytes an edit: place, place, value.
    for edit in bytes.chunks_exact(3) {
        let at = usize::from(u16::from_le_bytes([edit[0], edit[1]])) % file.len();
        file[at] ^= edit[2];
    }
    let _ = parse(bytes);
    if let Some(parsed) = parse(&file) {
        let state = parsed.slot.state;
        assert!(state == newest.state || state == older.state, "{state:?}");
        assert!(written == file || parsed.slot.sequence <= newest.sequence);
        assert_eq!(parsed.head_crc, crc);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_changed_checkpoint_is_refused_or_an_earlier_one(bytes in prop::collection::vec(any::<u8>(), 0..30)) {
            check(&bytes);
        }
    }

    #[test]
    fn it_comes_back_as_it_was_saved() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("out.checkpoint");
        assert!(matches!(Checkpoint::find(&path, 1), Ok(Earlier::None)));
        let mut checkpoint = Checkpoint::create(&path, &Identity::for_tests()).expect("the folder is ours");
        assert!(Checkpoint::create(&path, &Identity::for_tests()).is_err(), "there is one");
        for records in 1..=5 {
            let state = State { tally: Tally { records, ..Tally::default() }, ..State::START };
            checkpoint.save(state).expect("the folder is ours");
            let Ok(Earlier::Good(left)) = Checkpoint::find(&path, 1) else { panic!("there is one") };
            assert_eq!(left.state, state);
        }
        let impossible = State { position: Position { source: 5, ..State::START.position }, ..State::START };
        checkpoint.save(impossible).expect("the folder is ours");
        assert!(matches!(Checkpoint::find(&path, 1), Ok(Earlier::Damaged)));
        fs::write(&path, "{").expect("the folder is ours");
        assert!(Checkpoint::find(&path, 1).is_err_and(|error| error.to_string().contains("was not made by")));
    }

    #[test]
    fn a_state_always_fits_into_its_slot() {
        let extent = Extent { bytes: u64::MAX, crc: u32::MAX };
        let place = Place { line: u64::MAX, offset: u64::MAX };
        let tally = Tally { records: u64::MAX, failed: u64::MAX, broken: u64::MAX, unlisted: u64::MAX };
        let position = Position { source: usize::MAX, place };
        let state = State { position, tally, output: extent, quarantine: extent, finished: false };
        let bytes = slot(u32::MAX, Slot { sequence: u64::MAX, state }).expect("it has a form in JSON");
        assert_eq!(bytes.len(), SLOT_BYTES);
        assert_eq!(bytes[SLOT_BYTES - 2], b' ', "there is room to spare");
    }
}
