//! What does the SPARQL endpoint say of itself?

use super::counts::{self, Count};
use super::writer::{Writer, named};
use crate::graph::{Kind, NONE, View};
use crate::sparql::DefaultGraph;
use crate::vocab::{formats, sd, void};
use oxrdf::{Term, Triple};

/// What the endpoint is set up to do.
#[derive(Clone, Copy, Debug)]
pub struct Offer<'a> {
    /// The address of the endpoint.
    pub endpoint: &'a str,
    pub default_graph: DefaultGraph,
}

const RESULT_FORMATS: &[&str] = &[
    formats::SPARQL_RESULTS_JSON,
    formats::SPARQL_RESULTS_XML,
    formats::SPARQL_RESULTS_CSV,
    formats::SPARQL_RESULTS_TSV,
    formats::TURTLE,
    formats::N_TRIPLES,
    formats::N_QUADS,
    formats::TRIG,
    formats::RDF_XML,
    formats::JSON_LD,
];

/// The service description of SPARQL 1.1.
pub fn service_description(view: &View, offer: Offer<'_>) -> Vec<Triple> {
    let mut out = Writer::new();
    let service = named(offer.endpoint);
    out.is_a(&service, sd::SERVICE);
    out.link(&service, sd::ENDPOINT, offer.endpoint);
    out.link(&service, sd::SUPPORTED_LANGUAGE, sd::SPARQL_11_QUERY);
    for format in RESULT_FORMATS {
        out.link(&service, sd::RESULT_FORMAT, format);
    }
    if offer.default_graph == DefaultGraph::Union {
        out.link(&service, sd::FEATURE, sd::UNION_DEFAULT_GRAPH);
    }
    let dataset = out.blank();
    out.put(&service, sd::DEFAULT_DATASET, Term::from(dataset.clone()));
    out.is_a(&dataset, sd::DATASET);
    let default = out.blank();
    out.put(&dataset, sd::DEFAULT_GRAPH, Term::from(default.clone()));
    out.is_a(&default, sd::GRAPH);
    let n_default = match offer.default_graph {
        DefaultGraph::Union => view.union().len(),
        DefaultGraph::Strict => view.graph(NONE).map_or(0, crate::graph::Triples::len),
    };
    out.count(&default, void::TRIPLES, n_default);
    for Count { term, count } in counts::graphs(view) {
        if view.dictionary().kind(term) != Kind::Iri {
            continue;
        }
        let (named_graph, graph) = (out.blank(), out.blank());
        out.put(&dataset, sd::NAMED_GRAPH, Term::from(named_graph.clone()));
        out.is_a(&named_graph, sd::NAMED_GRAPH_CLASS);
        out.link(&named_graph, sd::NAME, view.dictionary().text(term));
        out.put(&named_graph, sd::GRAPH_OF, Term::from(graph.clone()));
        out.is_a(&graph, sd::GRAPH);
        out.count(&graph, void::TRIPLES, count);
    }
    out.finish()
}
