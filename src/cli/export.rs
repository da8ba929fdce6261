//! `concord export`

use super::args::Export;
use super::fault::Fault;
use super::settings::{at, open_for_reading, rdf_format};
use crate::graph::{NONE, Pattern, TermId, Triples, View};
use crate::load::format_of_file;
use crate::vocab;
use oxrdf::{GraphName, GraphNameRef, NamedNodeRef, Quad};
use oxrdfio::{RdfFormat, RdfSerializer};
use std::fs::File;
use std::io::{BufWriter, Write};

pub(super) fn run(args: &Export) -> Result<(), Fault> {
    let format = match (&args.format, &args.output) {
        (Some(name), _) => rdf_format(name)?,
        (None, Some(file)) => format_of_file(&file.display().to_string())?.0,
        (None, None) if args.graph.is_some() => RdfFormat::Turtle,
        (None, None) => RdfFormat::NQuads,
    };
    if args.graph.is_none() && !format.supports_datasets() {
        return Err(Fault::wrong_use(format!(
            "{format} holds one graph: name it by --graph, or export as nq or trig"
        )));
    }
    let registry = open_for_reading(&args.registry)?;
    let view = registry.view_at(&at(&args.at))?;
    let graphs = graphs(&view, args.graph.as_deref())?;
    match &args.output {
        None => write(&view, &graphs, args.graph.is_some(), format, &mut std::io::stdout().lock())?,
        Some(file) => {
            let failure = |error| Fault::from(error).context(format!("failed to write {}", file.display()));
            let mut out = File::create(file).map_err(failure)?;
            write(&view, &graphs, args.graph.is_some(), format, &mut out).map_err(failure)?;
        }
    }
    Ok(())
}

/// The graphs that are meant.
fn graphs<'a>(view: &'a View, wanted: Option<&str>) -> Result<Vec<(TermId, &'a Triples)>, Fault> {
    let Some(wanted) = wanted else { return Ok(view.graphs().collect()) };
    let name = if wanted == "default" {
        GraphNameRef::DefaultGraph
    } else {
        GraphNameRef::NamedNode(NamedNodeRef::new(wanted).map_err(|error| {
            Fault::wrong_use(format!("<{wanted}> is no IRI ({error}); `default` is the default graph"))
        })?)
    };
    let found = view.graph_id(name).and_then(|id| Some((id, view.graph(id)?)));
    match found {
        Some(graph) => Ok(vec![graph]),
        None => Err(Fault::wrong_use(format!(
            "there is no graph <{wanted}> in revision {}: `concord query -q 'SELECT DISTINCT ?g {{ GRAPH ?g {{ }} }}'` \
             lists the graphs",
            view.revision()
        ))),
    }
}

fn write(
    view: &View,
    graphs: &[(TermId, &Triples)],
    is_one: bool,
    format: RdfFormat,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let mut serializer = RdfSerializer::from_format(format);
    for (prefix, namespace) in vocab::PREFIXES {
        serializer = serializer.with_prefix(*prefix, *namespace).map_err(std::io::Error::other)?;
    }
    let mut writer = serializer.for_writer(BufWriter::new(out));
    for (graph, triples) in graphs {
        let name = if is_one || *graph == NONE { GraphName::DefaultGraph } else { view.graph_name(*graph) };
        for ids in triples.scan(Pattern::default()) {
            let triple = view.dictionary().triple(ids);
            let quad = Quad::new(triple.subject, triple.predicate, triple.object, name.clone());
            writer.serialize_quad(&quad)?;
        }
    }
    writer.finish()?.flush()
}
