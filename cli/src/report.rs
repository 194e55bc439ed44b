//! Messages on standard error.

use std::fmt::Arguments;
use std::io::Write;

use crate::screen::{Screen, harmless};

/// Prints a message of one line, whatever the input put into it. If standard error is closed, there is nobody to tell.
pub(crate) fn report(message: Arguments<'_>) {
    let line = harmless(&message.to_string()).replace('\n', " ");
    let _ = writeln!(Screen::stderr(), "excerpt: {line}");
}
