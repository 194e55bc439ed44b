//! [`Identity`]: what must be the same if a run shall go on where another was stopped.

use std::collections::BTreeSet;

use anyhow::{Result, bail};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::args::AnswerArgs;
use super::plan::{Plan, Stamp};
use crate::names::brief;

/// The version of the program, its options and its inputs.
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

    /// An identity without options and inputs.
    #[cfg(any(test, fuzzing))]
    pub(crate) fn for_tests() -> Self {
        Self { version: "1".to_owned(), options: Map::new(), inputs: Vec::new() }
    }

    /// What differs from another, in words.
    pub(crate) fn differences(&self, other: &Self) -> Vec<String> {
        let mut found = Vec::new();
        if self.version != other.version {
            found.push(format!("it was excerpt {} and is now {}", brief(&self.version), other.version));
        }
        let names: BTreeSet<&String> = self.options.keys().chain(other.options.keys()).collect();
        for name in names {
            let [was, is] = [self, other].map(|identity| identity.options.get(name).unwrap_or(&Value::Null));
            if was != is {
                let option = brief(&name.replace('_', "-"));
                found.push(format!("--{option} was {} and is now {}", shown(was), shown(is)));
            }
        }
        if self.inputs.len() != other.inputs.len() {
            found.push(format!("there were {} inputs and are now {}", self.inputs.len(), other.inputs.len()));
        }
        let pairs = self.inputs.iter().zip(&other.inputs).filter(|(was, is)| was != is);
        found.extend(pairs.map(|(was, is)| match was.argument == is.argument {
            true => format!("{} has changed", brief(&was.argument)),
            false => format!("the input was {} and is now {}", brief(&was.argument), brief(&is.argument)),
        }));
        found
    }
}

fn shown(value: &Value) -> String {
    if value.is_null() { "not set".to_owned() } else { brief(&value.to_string()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_named() {
        let identity =
            |options: &str| Identity { options: serde_json::from_str(options).expect("JSON"), ..Identity::for_tests() };
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
}
