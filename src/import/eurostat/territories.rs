//! Which territory does a code mean? In the version that the mapping declares, or that the file shows by its codes.
//!
//! A name or a likeness of codes decides nothing. A value moves to another code only where the registry knows that both
//! have exactly the same territory.

use super::super::table::shown;
use super::known::Known;
use super::mapping::Mapping;
use std::collections::BTreeMap;

/// Units are named `{NUTS}{code}`, as everywhere in the data of the Union.
pub(super) const NUTS: &str = "http://data.europa.eu/nuts/code/";

/// The territory that a value was measured for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Territory {
    pub(super) iri: String,
    /// As the address of an observation names it.
    pub(super) slug: String,
    /// Of a NUTS unit.
    pub(super) version: Option<String>,
    /// Where the value was carried over from another code of another version.
    pub(super) as_given: Option<(String, String)>,
    /// The registry does not hold the unit in this version: code and version.
    pub(super) is_new: bool,
}

/// Finds territories for the codes of one file.
pub(super) struct Finder<'a> {
    known: &'a Known,
    mapping: &'a Mapping,
    /// The version that most codes of the file are of, where the mapping declares none.
    recognised: Option<String>,
}

impl<'a> Finder<'a> {
    pub(super) fn new<'c>(
        known: &'a Known,
        mapping: &'a Mapping,
        codes: impl Iterator<Item = &'c str>,
    ) -> Self {
        let recognised = if mapping.versions.is_empty() { recognised(known, codes) } else { None };
        Self { known, mapping, recognised }
    }

    /// The territory of a code, or why there is none.
    pub(super) fn find(&self, code: &str) -> Result<Territory, String> {
        if let Some(iri) = self.known.area(code) {
            let slug = code.to_lowercase().replace('_', "-");
            return Ok(Territory { iri: iri.to_owned(), slug, version: None, as_given: None, is_new: false });
        }
        if !is_unit_code(code) {
            return Err(format!(
                "{} is no code of a NUTS unit, and no area of that code is known: an area needs con:eurostatCode",
                shown(code)
            ));
        }
        if is_residue(code) {
            return Err(format!(
                "{code} stands for what no region can be given (beyond the regions, or unknown): it is no territory"
            ));
        }
        let version =
            if self.mapping.versions.is_empty() { self.by_codes(code)? } else { self.declared(code)? };
        Ok(self.latest(code, version))
    }

    /// The version that the mapping declares for a code.
    fn declared(&self, code: &str) -> Result<String, String> {
        let Some(it) = self.mapping.versions.iter().find(|it| code.starts_with(it.prefix.as_str())) else {
            return Err(format!("the mapping declares no NUTS version for codes such as {code}"));
        };
        let name = self.known.name_of(&it.version);
        if self.known.has_unit(code, &it.version) {
            return Ok(it.version.clone());
        }
        // A version that the registry knows as a whole does not have the code; of others it knows too little.
        if self.known.is_whole(code, &it.version) {
            return Err(self.not_in(code, name, "declare the version that has it"));
        }
        if it.prefix.is_empty() && code.len() > 2 && self.known.is_surveyed(code, &it.version) {
            return Err(self.not_in(
                code,
                name,
                "declare the version that has it (con:mappingVersion with con:codePrefix)",
            ));
        }
        Ok(it.version.clone())
    }

    /// The version that the file shows, if it has the code, else one from which the code is carried over.
    fn by_codes(&self, code: &str) -> Result<String, String> {
        let Some(version) = &self.recognised else {
            return Err(format!(
                "{code} is of no NUTS version that the registry knows: import the version, or declare it in the mapping"
            ));
        };
        if self.known.has_unit(code, version) {
            return Ok(version.clone());
        }
        let others = self.known.versions_of(code);
        let leads_there =
            |from: &&&str| self.latest(code, (**from).to_owned()).version.as_ref() == Some(version);
        match others.iter().find(leads_there) {
            Some(from) => Ok((*from).to_owned()),
            None if others.is_empty() => Err(format!(
                "{code} is of no NUTS version that the registry knows: import the version, or declare it in the mapping"
            )),
            None => Err(self.not_in(
                code,
                self.known.name_of(version),
                "which is that of most codes of the file: declare the versions in the mapping",
            )),
        }
    }

    fn not_in(&self, code: &str, version: &str, advice: &str) -> String {
        let others: Vec<&str> =
            self.known.versions_of(code).into_iter().map(|it| self.known.name_of(it)).collect();
        let others = if others.is_empty() { String::new() } else { format!(" but of {}", others.join(", ")) };
        format!("{code} is no unit of {version}{others}: {advice}")
    }

    /// The unit with exactly the same territory in the latest version that has one.
    fn latest(&self, code: &str, version: String) -> Territory {
        let given = (code.to_owned(), version);
        let mut now = &given;
        // A chain of changes goes forward in time and is no longer than there are versions; a circle in the data ends.
        for _ in 0..VERSIONS_MAX {
            match self.known.same_later(&now.0, &now.1) {
                Some(later) => now = later,
                None => break,
            }
        }
        let (code, version) = now.clone();
        let is_new = !self.known.has_unit(&code, &version);
        let as_given = (*now != given).then_some(given);
        Territory {
            iri: format!("{NUTS}{code}"),
            slug: code.to_lowercase(),
            version: Some(version),
            as_given,
            is_new,
        }
    }
}

/// More versions of NUTS than there will be.
const VERSIONS_MAX: usize = 32;

/// The version that most codes are of; of several, the newest.
fn recognised<'c>(known: &Known, codes: impl Iterator<Item = &'c str>) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for code in codes.filter(|it| is_unit_code(it) && known.area(it).is_none()) {
        for version in known.versions_of(code) {
            *counts.entry(version).or_default() += 1;
        }
    }
    let best = counts.into_iter().max_by(|a, b| (a.1, known.name_of(a.0)).cmp(&(b.1, known.name_of(b.0))))?;
    Some(best.0.to_owned())
}

/// Two letters for the country and a sign for each further level.
pub(super) fn is_unit_code(code: &str) -> bool {
    (2..=5).contains(&code.len())
        && code.bytes().take(2).all(|it| it.is_ascii_uppercase())
        && code.bytes().skip(2).all(|it| it.is_ascii_uppercase() || it.is_ascii_digit())
}

/// Codes such as `ATZZ` (beyond the regions) and `FRXX` (not given a region).
fn is_residue(code: &str) -> bool {
    let rest = &code[2..];
    !rest.is_empty() && (rest.bytes().all(|it| it == b'Z') || rest.bytes().all(|it| it == b'X'))
}
