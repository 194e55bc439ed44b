//! Which rows a table has.

use anyhow::{Result, anyhow};
use excerpt::{score, select};
use excerpt_eval::System;

use super::args::EvalArgs;

/// Lead and random first, then what stands in the records, then every scorer with every selector asked for, the oracle last.
pub(super) fn systems(args: &EvalArgs) -> Vec<System> {
    let mut systems = vec![System::Lead, method("random", "top")];
    let candidates = args.fields.candidate_field.iter().enumerate();
    systems.extend(candidates.map(|(index, name)| System::Candidate { index, name: name.clone() }));
    // Lead and random have their rows already.
    let all_scorers = score::ALL.iter().map(|entry| entry.name).filter(|name| !["lead", "random"].contains(name));
    let scorers = expand(&args.scorer, all_scorers);
    let selectors = expand(&args.selector, select::ALL.iter().map(|entry| entry.name));
    for scorer in &scorers {
        let companion = [select::companion(scorer)];
        let selectors = if selectors.is_empty() { &companion[..] } else { &selectors };
        systems.extend(selectors.iter().map(|selector| method(scorer, selector)));
    }
    systems.push(System::Oracle);
    let mut seen = Vec::new();
    systems.retain(|system| {
        let name = label(system);
        let new = !seen.contains(&name);
        seen.push(name);
        new
    });
    systems
}

/// The names given, each once, with `all` replaced by all.
fn expand<'n>(given: &'n [String], all: impl Iterator<Item = &'n str> + Clone) -> Vec<&'n str> {
    let names = given.iter().map(String::as_str);
    names.flat_map(|name| if name == "all" { all.clone().collect() } else { vec![name] }).collect()
}

fn method(scorer: &str, selector: &str) -> System {
    System::Method { scorer: scorer.to_owned(), selector: selector.to_owned() }
}

/// What a row is called: `textrank+mmr`, `oracle`.
pub(super) fn label(system: &System) -> String {
    match system.selector() {
        "" => system.scorer().to_owned(),
        selector => format!("{}+{selector}", system.scorer()),
    }
}

/// The place of the row that the others are compared with.
pub(super) fn baseline(name: &str, systems: &[System]) -> Result<usize> {
    let place = systems.iter().position(|system| system.scorer() == name || label(system) == name);
    place.ok_or_else(|| {
        let labels: Vec<String> = systems.iter().map(label).collect();
        anyhow!("no row is called {name}; there are {}", labels.join(", "))
    })
}
