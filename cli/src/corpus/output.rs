//! Where lines go: to a file that survives a kill, or into a stream.

use std::fs;
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result};

use super::args::CorpusArgs;
use super::checkpoint::{Position, State, Tally};
use super::durable::{Begin, Durable, Paths, Start};
use super::quarantine::{self, FreshQuarantine};
use super::render::Renderer;
use super::shape::Shape;
use crate::files::{Claims, OUTPUT_ROLE, OutputFile};
use crate::names::{named, source_text};
use crate::records::Failure;
use crate::report::report;
use crate::screen::Screen;

/// Maximum size of the quarantine in bytes where the input is smaller than that; otherwise it may be as large as the input.
const MAX_QUARANTINE_BYTES: u64 = 16 << 20;

/// What a run writes, planned before anything is.
pub(crate) enum Destination {
    File(Paths),
    /// Standard output (`None`), a device or a pipe.
    Stream {
        device: Option<OutputFile>,
        quarantine: Option<OutputFile>,
    },
}

/// Takes what comes out of the works.
pub(crate) struct Output {
    sink: OutputSink,
    max_quarantine_bytes: u64,
}

enum OutputSink {
    File(Box<Durable>),
    Stream(Box<Stream>),
}

/// Standard output, or something that is no file. What is in it is gone, so that no run can go on from there.
struct Stream {
    out: BufWriter<Box<dyn Write>>,
    name: String,
    quarantine: Option<FreshQuarantine>,
}

impl Destination {
    /// Claims the paths that the options name.
    ///
    /// # Errors
    ///
    /// If one of them cannot be written, or is the same file as another.
    pub(crate) fn claim(args: &CorpusArgs, shape: Shape, keep: &[String], claims: &mut Claims) -> Result<Self> {
        let stdout = args.output == Path::new("-");
        let output = match stdout {
            true => None,
            false => Some(claims.output(&args.output, OUTPUT_ROLE, args.force)?),
        };
        match output {
            Some(OutputFile { path, is_device: false }) => {
                let keep = shape.is_columns().then(|| keep.to_vec());
                Paths::claim(claims, path, args.quarantine.as_deref(), keep, args.force).map(Destination::File)
            }
            device => {
                let quarantine = args.quarantine.as_deref();
                let quarantine = quarantine.map(|path| claims.output(path, "the quarantine", args.force));
                Ok(Destination::Stream { device, quarantine: quarantine.transpose()? })
            }
        }
    }

    /// Opens the output. With a state that is the end of an earlier run there is nothing left to do.
    ///
    /// # Errors
    ///
    /// If it cannot be opened, or belongs to another run.
    pub(crate) fn open(
        self,
        start: Start,
        input_bytes: u64,
        renderer: &Renderer,
        force: bool,
    ) -> Result<(Option<Output>, State)> {
        let (sink, state) = match self {
            Destination::Stream { device, quarantine } => {
                let stream = Stream::open(device.as_ref(), quarantine, force)?;
                (OutputSink::Stream(Box::new(stream)), State::START)
            }
            Destination::File(paths) => match Durable::begin(paths, start)? {
                Begin::Finished(state) => return Ok((None, state)),
                Begin::Run(durable) => {
                    let state = durable.state();
                    (OutputSink::File(durable), state)
                }
            },
        };
        let mut output = Output { sink, max_quarantine_bytes: input_bytes.max(MAX_QUARANTINE_BYTES) };
        if let Some(head) = renderer.head().filter(|_| state.output.bytes == 0) {
            output.answer(&head)?;
        }
        Ok((Some(output), state))
    }
}

impl Output {
    pub(crate) fn answer(&mut self, line: &[u8]) -> Result<()> {
        match &mut self.sink {
            OutputSink::File(file) => file.answer(line),
            OutputSink::Stream(stream) => stream.write(line),
        }
    }

    /// Notes down a record of the file at `path` that failed; whether there was room for it.
    pub(crate) fn fail(&mut self, path: &Path, failure: &Failure) -> Result<bool> {
        match &mut self.sink {
            OutputSink::File(file) => {
                let (line, quarantine) = (quarantine::line(&source_text(path), failure), file.quarantine());
                let has_room = !quarantine.is_full(&line, self.max_quarantine_bytes);
                if has_room {
                    quarantine.write(&line)?;
                }
                Ok(has_room)
            }
            OutputSink::Stream(stream) => stream.fail(path, failure, self.max_quarantine_bytes),
        }
    }

    /// Says that all up to `position` has been handed over.
    pub(crate) fn reached(&mut self, position: Position, tally: Tally) {
        if let OutputSink::File(file) = &mut self.sink {
            file.reached(position, tally);
        }
    }

    /// Passes on what is held back, where somebody may wait for it, and keeps what must not be lost, if it is time to.
    pub(crate) fn settle(&mut self) -> Result<()> {
        match &mut self.sink {
            OutputSink::File(file) => file.save_now_and_then(),
            OutputSink::Stream(stream) => stream.flush(),
        }
    }

    /// Whether another run can go on from what is kept.
    pub(crate) fn is_resumable(&self) -> bool {
        matches!(self.sink, OutputSink::File(_))
    }

    /// The run ends before the records do: what there is stays.
    pub(crate) fn keep(self) -> Result<()> {
        match self.sink {
            OutputSink::File(mut file) => file.save(),
            OutputSink::Stream(stream) => stream.finish(),
        }
    }

    /// All is done.
    pub(crate) fn finish(self, position: Position, tally: Tally) -> Result<()> {
        match self.sink {
            OutputSink::File(file) => file.finish(position, tally),
            OutputSink::Stream(stream) => stream.finish(),
        }
    }

    /// Where the failures go, if to a file.
    pub(crate) fn quarantine(&self) -> Option<&Path> {
        match &self.sink {
            OutputSink::File(file) => Some(&file.paths().quarantine.path),
            OutputSink::Stream(stream) => stream.quarantine.as_ref().map(FreshQuarantine::path),
        }
    }
}

impl Stream {
    fn open(device: Option<&OutputFile>, quarantine: Option<OutputFile>, force: bool) -> Result<Self> {
        let (out, name): (Box<dyn Write>, _) = match device {
            None => (Box::new(Screen::stdout()), "standard output".to_owned()),
            Some(OutputFile { path, .. }) => {
                let file = fs::OpenOptions::new().write(true).open(path);
                (Box::new(file.with_context(|| format!("cannot write {}", named(path)))?), named(path))
            }
        };
        let quarantine = quarantine.map(|to| FreshQuarantine::create(to, force)).transpose()?;
        Ok(Self { out: BufWriter::new(out), name, quarantine })
    }

    fn write(&mut self, line: &[u8]) -> Result<()> {
        self.out.write_all(line).with_context(|| format!("cannot write to {}", self.name))
    }

    fn fail(&mut self, path: &Path, failure: &Failure, max_bytes: u64) -> Result<bool> {
        match &mut self.quarantine {
            Some(quarantine) => quarantine.write(&quarantine::line(&source_text(path), failure), max_bytes),
            None => {
                report(format_args!("{}, {}: {}", named(path), failure.place, failure.reason));
                Ok(true)
            }
        }
    }

    fn flush(&mut self) -> Result<()> {
        self.out.flush().with_context(|| format!("cannot write to {}", self.name))
    }

    fn finish(mut self) -> Result<()> {
        self.flush()?;
        self.quarantine.map_or(Ok(()), FreshQuarantine::finish)
    }
}
