//! Which training offers teach the matters that somebody lacks?
//!
//! The unit of law is the matter, and offers teach skills: an offer covers a matter where it teaches every skill to which
//! the matter is linked as the same or as narrower. The link is editorial, and whether a training counts is for the
//! authority to say.

use super::{RecognitionError, Registry};
use crate::graph::View;
use crate::ground::{QUERIES, find};
use crate::recognition::Iri;
use crate::resource;
use crate::sparql::{self, Cancel, Format, Limits, Options, Query, QueryResultsFormat, Table};
use oxrdf::NamedNode;
use serde_json::{Value as Json, json};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Offers that are told; all are counted.
const OFFERS_TOLD_MAX: usize = 50;

/// How much of one matter an offer teaches.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
struct Taught {
    matter: String,
    /// Skills that the offer teaches, of those to which the matter is linked.
    n_skills: u32,
    n_linked: u32,
}

/// An offer that teaches something of what is missing.
#[derive(Clone, Debug, Eq, PartialEq)]
struct MatterOffer {
    iri: String,
    taught: Vec<Taught>,
    /// Whether it teaches every skill of every missing matter.
    covers_all: bool,
}

/// The offers for missing matters: those that cover all first, then those that cover more, then by name.
///
/// # Errors
/// [`RecognitionError::Sparql`] where the limits of a query are met.
fn matter_offers(
    view: &View,
    missing: &[Iri],
    limits: &Limits,
) -> Result<Vec<MatterOffer>, RecognitionError> {
    let named = missing.iter().filter_map(|it| NamedNode::new(&**it).ok());
    let table =
        Table { variables: vec!["matter".to_owned()], rows: named.map(|it| vec![it.into()]).collect() };
    if table.rows.is_empty() {
        return Ok(Vec::new());
    }
    let text = find(QUERIES, "recognition/training.rq").map_or("", |it| it.text);
    let query = Query::parse(text, &Options { tables: vec![table], ..Options::default() }, limits)?;
    let mut out = Vec::new();
    let format = Format::Results(QueryResultsFormat::Json);
    sparql::execute(view, &query, limits, &Cancel::default(), format, &mut out)?;
    let answer: Json = serde_json::from_slice(&out).unwrap_or_default();
    let mut offers: BTreeMap<String, Vec<Taught>> = BTreeMap::new();
    for row in answer["results"]["bindings"].as_array().into_iter().flatten() {
        let text = |name: &str| row[name]["value"].as_str().unwrap_or_default();
        let count = |name: &str| text(name).parse().unwrap_or_default();
        let taught = Taught {
            matter: text("matter").to_owned(),
            n_skills: count("taught"),
            n_linked: count("linked"),
        };
        offers.entry(text("offer").to_owned()).or_default().push(taught);
    }
    let n_covered = |it: &[Taught]| it.iter().filter(|it| it.n_skills == it.n_linked).count();
    let mut offers: Vec<MatterOffer> = offers
        .into_iter()
        .map(|(iri, taught)| MatterOffer { covers_all: n_covered(&taught) == missing.len(), iri, taught })
        .collect();
    offers.sort_by_key(|it| Reverse((it.covers_all, n_covered(&it.taught))));
    Ok(offers)
}

impl Registry {
    /// The offers for missing matters as JSON, with the matters that no offer covers whole.
    ///
    /// # Errors
    /// [`RecognitionError::Sparql`] where the limits of a query are met.
    pub fn matter_training(
        &self,
        view: &View,
        missing: &[Iri],
        language: &str,
    ) -> Result<Json, RecognitionError> {
        let offers = matter_offers(view, missing, &self.settings.limits)?;
        let name = |iri: &str| {
            let label = view.dictionary().iri(iri).and_then(|it| resource::label(view, it, language));
            json!({ "iri": iri, "name": label.map(|it| it.text) })
        };
        let is_covered = |matter: &Iri| {
            let mut of_it = offers.iter().flat_map(|it| &it.taught).filter(|it| it.matter == **matter);
            of_it.any(|it| it.n_skills == it.n_linked)
        };
        let taught =
            |it: &Taught| json!({ "matter": name(&it.matter), "taught": it.n_skills, "linked": it.n_linked });
        let told = offers.iter().take(OFFERS_TOLD_MAX).map(|it| {
            json!({
                "offer": name(&it.iri),
                "coversAll": it.covers_all,
                "matters": it.taught.iter().map(taught).collect::<Vec<_>>(),
            })
        });
        Ok(json!({
            "total": offers.len(),
            "offers": told.collect::<Vec<_>>(),
            "uncovered": missing.iter().filter(|it| !is_covered(it)).map(|it| name(it)).collect::<Vec<_>>(),
        }))
    }
}
