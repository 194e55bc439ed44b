//! `excerpt`: summaries at the command line.

fn main() -> std::process::ExitCode {
    excerpt_cli::run()
}
