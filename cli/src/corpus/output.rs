//! Where lines go: to a file that survives a kill, or into a stream.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result};

use super::args::CorpusArgs;
use super::checkpoint::{Identity, Position, State, Tally};
use super::durable::{Begin, Durable, Paths};
use super::part::Part;
use super::quarantine;
use super::render::Renderer;
#[cfg(feature = "parquet")]
use super::shape::Shape;
use crate::records::Failure;
use crate::report;

/// Takes what comes out of the works.
pub(crate) enum Output {
    File(Box<Durable>),
    Stream(Box<Stream>),
}

/// Standard output, or something that is no file. What is in it is gone, so that no run can go on from there.
pub(crate) struct Stream {
    out: BufWriter<Box<dyn Write>>,
    name: String,
    quarantine: Option<(Paths, Part)>,
}

/// Opens the output. With a state that is the end of an earlier run there is nothing left to do.
pub(crate) fn begin(args: &CorpusArgs, identity: Identity, renderer: &Renderer) -> Result<(Option<Output>, State)> {
    if let Some(stream) = Stream::open(args)? {
        return Output::Stream(Box::new(stream)).headed(State::START, renderer);
    }
    let paths = Paths::new(&args.output, args.quarantine.as_deref());
    #[cfg(feature = "parquet")]
    let paths = if renderer.shape == Shape::Parquet { paths.in_columns(renderer.keep.clone()) } else { paths };
    match Durable::begin(paths, identity, args.restart)? {
        Begin::Finished(state) => Ok((None, state)),
        Begin::Run(durable) => {
            let state = durable.state();
            Output::File(durable).headed(state, renderer)
        }
    }
}

impl Output {
    /// With the head of the output, if nothing was written of it before.
    fn headed(mut self, state: State, renderer: &Renderer) -> Result<(Option<Self>, State)> {
        if let Some(head) = renderer.head().filter(|_| state.output == 0) {
            self.answer(&head)?;
        }
        Ok((Some(self), state))
    }

    pub(crate) fn answer(&mut self, line: &[u8]) -> Result<()> {
        match self {
            Output::File(file) => file.answer(line),
            Output::Stream(stream) => stream.write(line),
        }
    }

    /// Notes down a record of the file called `name` that failed.
    pub(crate) fn fail(&mut self, name: &str, failure: &Failure) -> Result<()> {
        match self {
            Output::File(file) => file.fail(&quarantine::line(name, failure)),
            Output::Stream(stream) => match &mut stream.quarantine {
                Some((_, part)) => part.write(&quarantine::line(name, failure)),
                None => {
                    report(format_args!("{name}, {}: {}", failure.place, failure.reason));
                    Ok(())
                }
            },
        }
    }

    /// Says that all up to `position` has been handed over.
    pub(crate) fn reached(&mut self, position: Position, tally: Tally) {
        if let Output::File(file) = self {
            file.reached(position, tally);
        }
    }

    /// Passes on what is held back, where somebody may wait for it, and keeps what must not be lost, if it is time to.
    pub(crate) fn settle(&mut self) -> Result<()> {
        match self {
            Output::File(file) => file.save_now_and_then(),
            Output::Stream(stream) => stream.flush(),
        }
    }

    /// The run ends before the records do: what there is stays.
    pub(crate) fn keep(mut self) -> Result<()> {
        match &mut self {
            Output::File(file) => file.save(),
            Output::Stream(stream) => stream.flush(),
        }
    }

    /// All is done.
    pub(crate) fn finish(self, position: Position, tally: Tally) -> Result<()> {
        match self {
            Output::File(file) => file.finish(position, tally),
            Output::Stream(mut stream) => {
                stream.flush()?;
                stream
                    .quarantine
                    .map_or(Ok(()), |(paths, mut part)| part.sync().and_then(|()| paths.conclude_quarantine()))
            }
        }
    }

    /// Where the failures went, if to a file.
    pub(crate) fn quarantine(&self) -> Option<&Path> {
        match self {
            Output::File(file) => Some(&file.paths().quarantine),
            Output::Stream(stream) => stream.quarantine.as_ref().map(|(paths, _)| &*paths.quarantine),
        }
    }
}

impl Stream {
    /// If the output is to be no file.
    fn open(args: &CorpusArgs) -> Result<Option<Self>> {
        let path = &args.output;
        let (out, name): (Box<dyn Write>, _) = if path == Path::new("-") {
            (Box::new(io::stdout()), "standard output".to_owned())
        } else if fs::metadata(path).is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir()) {
            let file = fs::OpenOptions::new().write(true).open(path);
            (Box::new(file.with_context(|| format!("cannot write {}", path.display()))?), path.display().to_string())
        } else {
            return Ok(None);
        };
        let quarantine = args.quarantine.as_deref().map(|path| {
            let paths = Paths::new(&args.output, Some(path));
            Part::open(path, None, 0).map(|part| (paths, part))
        });
        Ok(Some(Self { out: BufWriter::new(out), name, quarantine: quarantine.transpose()? }))
    }

    fn write(&mut self, line: &[u8]) -> Result<()> {
        self.out.write_all(line).with_context(|| format!("cannot write to {}", self.name))
    }

    fn flush(&mut self) -> Result<()> {
        self.out.flush().with_context(|| format!("cannot write to {}", self.name))
    }
}
