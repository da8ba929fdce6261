//! The KPI engine: against an oracle, against naive versions, over HTTP, and every number against its own query.

#![expect(
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::format_push_string,
    clippy::format_collect,
    clippy::print_stdout,
    reason = "the counts and texts of tests are small, and a run tells how much it compared"
)]

mod command;
mod engine;
mod graphql;
mod oracle;
mod rest;
mod tour;

use concord::graph::{Stage, View};
use concord::ground::{ONTOLOGY, SEEDS};
use concord::load::{Compression, Input, Limits, Mode, RdfFormat, load};
use std::fmt::Write as _;
use std::sync::Arc;

/// What the observations of a test are written with.
pub(super) const PREFIXES: &str = "
@prefix con: <https://w3id.org/concord/ns#> .
@prefix dataset: <https://w3id.org/concord/id/dataset/> .
@prefix indicator: <https://w3id.org/concord/id/indicator/> .
@prefix nuts: <http://data.europa.eu/nuts/code/> .
@prefix observation: <https://w3id.org/concord/id/observation/> .
@prefix qb: <http://purl.org/linked-data/cube#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
";

/// A synthetic rate whose weights are inhabitants.
pub(super) const WEIGHTED: &str = "
indicator:zz-2 a con:Indicator ;
    <http://www.w3.org/2004/02/skos/core#notation> \"ZZ-2\" ;
    con:unit con:unit-percent ;
    con:direction con:lower-is-better ;
    con:weightedBy indicator:po-1 .
con:unit-persons con:addsUp true .
";

/// Ontology and seeds without the figures of the seeds, and a text of synthetic observations.
pub(super) fn view(text: &str) -> Arc<View> {
    let mut stage = Stage::new(Arc::default());
    let input = |name: &str, text: String| Input {
        name: name.to_owned(),
        format: RdfFormat::Turtle,
        compression: Compression::None,
        graph: Some(format!("https://w3id.org/concord/graph/{name}")),
        base_iri: None,
        reader: Box::new(std::io::Cursor::new(text)),
    };
    let ground = ONTOLOGY.iter().chain(SEEDS).filter(|it| !it.text.contains("a con:Observation"));
    let mut inputs: Vec<Input<'_>> = ground.map(|it| input(it.slug, it.text.to_owned())).collect();
    inputs.push(input("synthetic", format!("{PREFIXES}{text}")));
    load(&mut stage, inputs, Mode::Add, 1, &Limits::default()).unwrap();
    Arc::new(stage.freeze(1).0)
}

/// Synthetic observations: the values of one indicator for territories and years.
#[derive(Default)]
pub(super) struct Figures {
    pub(super) text: String,
    n: usize,
}

impl Figures {
    pub(super) fn add(&mut self, indicator: &str, unit: &str, territory: &str, period: u32, value: f64) {
        self.add_with(indicator, unit, territory, period, &format!("con:obsValue \"{value}\"^^xsd:decimal"));
    }

    pub(super) fn add_with(&mut self, indicator: &str, unit: &str, territory: &str, period: u32, more: &str) {
        self.n += 1;
        let _ = writeln!(
            self.text,
            "observation:synthetic-{} a con:Observation ; con:indicator indicator:{indicator} ; \
             con:measuredTerritory nuts:{territory} ; con:refPeriod \"{period}\"^^xsd:gYear ; con:unit con:unit-{unit} ; {more} .",
            self.n
        );
    }
}
