//! Why is a question about indicators not answered?

/// The question, or the data behind it, does not allow an answer.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum KpiError {
    #[error("there is no indicator `{asked}`{}", did_you_mean(.like))]
    NoIndicator { asked: String, like: Vec<String> },
    #[error("there is no territory `{asked}`{}", did_you_mean(.like))]
    NoTerritory { asked: String, like: Vec<String> },
    #[error("there is no group of territories `{asked}`{}", did_you_mean(.like))]
    NoGroup { asked: String, like: Vec<String> },
    #[error("`{0}` is no period: write a year, 2023-Q2, 2023-06 or 2023-06-30")]
    Period(String),
    #[error("no observations of {indicator} are loaded")]
    NoObservations { indicator: String },
    #[error("no values of {indicator} for {asked}: the values loaded reach from {first} to {last}")]
    Outside { indicator: String, asked: String, first: String, last: String },
    #[error("{indicator} has no series with {asked}; there are: {}", .available.join("; "))]
    NoSlice { indicator: String, asked: String, available: Vec<String> },
    #[error("{indicator} has several series and none is the total; name the values of: {}", .available.join("; "))]
    ManySlices { indicator: String, available: Vec<String> },
    #[error("two values for {indicator}, {territory}, {period}: {first} and {second}; withdraw one of them")]
    TwoValues { indicator: String, territory: String, period: String, first: String, second: String },
    #[error("the values of {indicator} are in different units and cannot be put together: {}", .units.join(", "))]
    MixedUnits { indicator: String, units: Vec<String> },
    #[error("{what} needs at least {needed} values, there are {found}")]
    TooFew { what: &'static str, found: usize, needed: usize },
    #[error("`{name}`: {problem}")]
    Parameter { name: &'static str, problem: String },
}

fn did_you_mean(names: &[String]) -> String {
    if names.is_empty() { String::new() } else { format!("; did you mean {}?", names.join(", ")) }
}
