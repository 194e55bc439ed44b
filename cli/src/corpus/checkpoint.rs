//! How far a run is, kept in a file, so that it can go on from there.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::args::AnswerArgs;
use super::plan::{Plan, Stamp};
use crate::records::Place;

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
}

/// All that was read up to a position, and what has been written of it.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize, Serialize)]
pub(crate) struct State {
    #[serde(flatten)]
    pub(crate) position: Position,
    #[serde(flatten)]
    pub(crate) tally: Tally,
    /// Bytes of the output.
    pub(crate) output: u64,
    /// Bytes of the quarantine.
    pub(crate) quarantine: u64,
}

impl State {
    /// Nothing is done yet.
    pub(crate) const START: Self = Self {
        position: Position { source: 0, place: Place::START },
        tally: Tally { records: 0, failed: 0, broken: 0 },
        output: 0,
        quarantine: 0,
    };
}

/// What must be the same if a run shall go on where another was stopped.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Identity {
    /// Another version may make other summaries.
    version: String,
    options: Map<String, Value>,
    inputs: Vec<Stamp>,
}

impl Identity {
    pub(crate) fn new(args: &AnswerArgs, plan: &Plan) -> Result<Self> {
        let Value::Object(options) = serde_json::to_value(args)? else { bail!("options have names") };
        let tables = args.method.files().map(|path| {
            let mut stamp = Stamp::new(path);
            stamp.add(path).map(|()| stamp)
        });
        let inputs = plan.stamps.iter().cloned().map(Ok).chain(tables).collect::<Result<_>>()?;
        Ok(Self { version: env!("CARGO_PKG_VERSION").to_owned(), options, inputs })
    }

    /// What differs from another, in words.
    fn differences(&self, other: &Self) -> Vec<String> {
        let mut found = Vec::new();
        if self.version != other.version {
            found.push(format!("it was excerpt {} and is now {}", self.version, other.version));
        }
        let names: BTreeSet<&String> = self.options.keys().chain(other.options.keys()).collect();
        for name in names {
            let [was, is] = [self, other].map(|identity| identity.options.get(name).unwrap_or(&Value::Null));
            if was != is {
                found.push(format!("--{} was {} and is now {}", name.replace('_', "-"), shown(was), shown(is)));
            }
        }
        if self.inputs.len() != other.inputs.len() {
            found.push(format!("there were {} inputs and are now {}", self.inputs.len(), other.inputs.len()));
        }
        let pairs = self.inputs.iter().zip(&other.inputs).filter(|(was, is)| was != is);
        found.extend(pairs.map(|(was, is)| match was.argument == is.argument {
            true => format!("{} has changed", was.argument),
            false => format!("the input was {} and is now {}", was.argument, is.argument),
        }));
        found
    }
}

fn shown(value: &Value) -> String {
    if value.is_null() { "not set".to_owned() } else { value.to_string() }
}

/// What is kept of a run.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct Checkpoint {
    pub(crate) identity: Identity,
    pub(crate) state: State,
    /// Whether all is written, and only the files want their final names.
    pub(crate) finished: bool,
}

impl Checkpoint {
    /// What an earlier run left behind.
    ///
    /// # Errors
    ///
    /// If that cannot be read.
    pub(crate) fn load(path: &Path) -> Result<Option<Self>> {
        match fs::read(path) {
            Ok(bytes) => serde_json::from_slice(&bytes)
                .map(Some)
                .with_context(|| format!("{} is damaged; --restart begins anew", path.display())),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
        }
    }

    /// Puts it to disk, so that either this or the one before is there, whatever happens.
    ///
    /// # Errors
    ///
    /// If it could not be written.
    pub(crate) fn save(&self, path: &Path) -> Result<()> {
        let fresh = beside(path, ".new");
        let write = || {
            let mut file = File::create(&fresh)?;
            file.write_all(&serde_json::to_vec(self)?)?;
            file.sync_all()?;
            fs::rename(&fresh, path)
        };
        write().with_context(|| format!("cannot write {}", path.display()))?;
        sync_folder(path)
    }

    /// Whether a run that is like `now` may go on from here.
    ///
    /// # Errors
    ///
    /// Names what has changed since, and the cure.
    pub(crate) fn check(&self, now: &Identity, output: &Path) -> Result<()> {
        let differences = self.identity.differences(now);
        if !differences.is_empty() {
            bail!(
                "{}: an earlier run was stopped on its way, and this is another: {}. --restart begins anew; or give the \
                 same command to go on",
                output.display(),
                differences.join("; ")
            );
        }
        Ok(())
    }
}

/// The path with something behind its name.
pub(crate) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Makes the names in the folder of `path` as durable as the files.
///
/// # Errors
///
/// If the system says that they are not.
pub(crate) fn sync_folder(path: &Path) -> Result<()> {
    // Only Unix lets a folder be opened.
    if cfg!(unix) {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let sync = File::open(folder).and_then(|folder| folder.sync_all());
        sync.with_context(|| format!("cannot write to the folder {}", folder.display()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identity(options: &str) -> Identity {
        let options = serde_json::from_str(options).expect("JSON");
        Identity { version: "1".into(), options, inputs: Vec::new() }
    }

    #[test]
    fn what_differs_is_named() {
        let differences =
            |other: &str| identity(r#"{"sentences":3,"max_record_bytes":9}"#).differences(&identity(other));
        assert!(differences(r#"{"max_record_bytes":9,"sentences":3}"#).is_empty());
        assert_eq!(
            differences(r#"{"sentences":5,"query":"rain"}"#),
            [
                "--max-record-bytes was 9 and is now not set",
                "--query was not set and is now \"rain\"",
                "--sentences was 3 and is now 5"
            ]
        );
    }

    #[test]
    fn it_comes_back_as_it_was_saved() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("out.checkpoint");
        assert!(Checkpoint::load(&path).expect("nothing there").is_none());
        let checkpoint = Checkpoint { identity: identity("{}"), state: State::START, finished: true };
        checkpoint.save(&path).expect("the folder is ours");
        let loaded = Checkpoint::load(&path).expect("readable").expect("there");
        assert!(loaded.state == State::START && loaded.finished);
        fs::write(&path, "{").expect("the folder is ours");
        assert!(Checkpoint::load(&path).expect_err("damaged").to_string().contains("--restart"));
    }
}
