//! The line reader reads what the full parser reads, and a patch comes back as it was written.

use super::parse::{Batch, Dialect, read_chunk};
use super::{apply_patch, write_patch};
use crate::graph::{NONE, Stage, View};
use oxrdf::{GraphName, NamedNode, Quad};
use oxrdfio::{RdfFormat, RdfParser};
use proptest::prelude::*;
use std::sync::Arc;

fn quads(batch: Batch) -> Vec<Quad> {
    let dictionary = batch.interner.freeze();
    batch
        .quads
        .iter()
        .map(|it| {
            let triple = dictionary.triple(it.triple);
            let graph =
                if it.graph == NONE { GraphName::DefaultGraph } else { dictionary.subject(it.graph).into() };
            Quad::new(triple.subject, triple.predicate, triple.object, graph)
        })
        .collect()
}

/// What both readers make of a text: the quads, or the line of the first fault from 0.
fn outcomes(text: &str, dialect: Dialect) -> [Result<Vec<Quad>, u64>; 2] {
    let format = if dialect == Dialect::NTriples { RdfFormat::NTriples } else { RdfFormat::NQuads };
    let full = RdfParser::from_format(format)
        .for_slice(text)
        .collect::<Result<Vec<_>, _>>()
        .map_err(|error| error.location().map_or(u64::MAX, |it| it.start.line));
    let batch = read_chunk(text.as_bytes(), dialect, usize::MAX / 4);
    let own = match batch.fault_line() {
        Some(line) => Err(line),
        None => Ok(quads(batch)),
    };
    [own, full]
}

fn iri() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "<https?://[a-z]{1,3}(\\.[a-z]{1,3})?(:[0-9]{0,5})?(/[a-zA-Z0-9._~!$&'()*+,;=:@%-]{0,4}){0,2}([?][a-z/?=]{0,3})?(#[a-z/?]{0,3})?>",
        1 => "<[a-zA-Z][a-zA-Z0-9+.-]{0,3}:[ -~é]{0,6}>",
        1 => "<[ -~]{0,6}>",
        1 => Just("<http://a/\\u00e9>".to_owned()),
        1 => Just("<http://[::1]:8/>".to_owned()),
        1 => Just("<http://u@h/%C3%A9>".to_owned()),
    ]
}

fn blank() -> impl Strategy<Value = String> {
    prop_oneof![3 => "_:[a-z0-9]{1,3}", 1 => "_:[a-z0-9._é·-]{0,4}"]
}

fn literal() -> impl Strategy<Value = String> {
    let text = prop_oneof![
        3 => "\"[a-z é𝄞]{0,8}\"",
        1 => "\"([a-z]|\\\\[tbnrf\"'\\\\]|\\\\u00[0-9a-fA-F]{2}|\\\\U0001D11E|\\\\[a-z]){0,5}\"",
        1 => "\"[\\x00-\\x7f]{0,4}\"",
    ];
    let rest = prop_oneof![
        4 => Just(String::new()),
        2 => "@[a-zA-Z]{1,3}(-[A-Za-z0-9]{1,9}){0,2}",
        1 => "@[a-z-]{0,5}(--(ltr|rtl|x))?",
        2 => iri().prop_map(|it| format!("^^{it}")),
        1 => Just("^^<http://www.w3.org/2001/XMLSchema#string>".to_owned()),
        1 => Just("^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#langString>".to_owned()),
    ];
    (text, rest).prop_map(|(text, rest)| text + &rest)
}

fn line() -> impl Strategy<Value = String> {
    let node = || prop_oneof![3 => iri(), 1 => blank()];
    let object = prop_oneof![
        2 => node(),
        3 => literal(),
        1 => (iri(), iri(), literal()).prop_map(|(s, p, o)| format!("<<( {s} {p} {o} )>>")),
    ];
    let graph = prop_oneof![3 => Just(String::new()), 1 => node()];
    let space = prop_oneof![6 => Just(" "), 1 => Just(""), 1 => Just("\t "), 1 => Just("\r")];
    let end = prop_oneof![
        8 => Just("."), 1 => Just(". "), 1 => Just(".# x"), 1 => Just(". x"), 1 => Just(""), 1 => Just(".\r"),
        1 => Just(". # <urn:a> <urn:p> <urn:o> ."),
    ];
    let whole = (node(), space.clone(), iri(), space.clone(), object, space, graph, end)
        .prop_map(|(s, a, p, b, o, c, g, end)| format!("{s}{a}{p}{b}{o}{c}{g}{end}"));
    prop_oneof![12 => whole, 1 => Just(String::new()), 1 => "#[a-z ]{0,4}", 1 => "[ \\t]{0,3}"]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn own_and_full_reader_agree(lines in prop::collection::vec(line(), 1..4), is_named in any::<bool>()) {
        let dialect = if is_named { Dialect::NQuads } else { Dialect::NTriples };
        let text = lines.join("\n");
        let [own, full] = outcomes(&text, dialect);
        match (&own, &full) {
            (Ok(own), Ok(full)) => prop_assert_eq!(own, full),
            (Err(_), Err(_)) => (),
            _ => prop_assert!(false, "own {:?}, full {:?}: {:?}", own, full, text),
        }
    }
}

#[test]
fn odd_lines_are_read_as_the_full_parser_does() {
    for text in [
        "<urn:a> <urn:p> <urn:o> .\r<urn:b> <urn:p> <urn:o> .",
        "<urn:a> <urn:p> \"a\\rb\" .",
        "<urn:a> <urn:p> \"a\rb\" .",
        "<urn:a><urn:p><urn:o>.",
        "<urn:a> <urn:p> <<( <urn:s> <urn:p> \"x\"@en--ltr )>> .",
        "_:a <urn:p> _:b.c .",
        "_:a <urn:p> _:b. .",
        "<http://a/\\u00e9> <urn:p> <http://a/\\u00e9> .",
        "<urn:a> <urn:p> \"x\"@EN-gb .",
        "<urn:a> <urn:p> \"x\"@a-b-c-d-e-f .",
        "VERSION \"1.2\"\n<urn:a> <urn:p> <urn:o> .",
    ] {
        let [own, full] = outcomes(text, Dialect::NQuads);
        assert_eq!(own.is_ok(), full.is_ok(), "{text}: {own:?} {full:?}");
        assert!(own.is_err() || own == full, "{text}: {own:?} {full:?}");
    }
}

#[test]
fn a_patch_comes_back_as_it_was_written() {
    let mut stage = Stage::new(Arc::new(View::default()));
    let text = "<urn:a> <urn:p> \"ä\\n\\\"\\u0001\"@en-GB <urn:g> .\n<urn:a> <urn:p> _:b .\n\
                _:b <urn:p> <<( <urn:s> <urn:p> \"01\"^^<urn:d> )>> _:g .\n<urn:a> <urn:p> \"\" .\n";
    for quad in RdfParser::from_format(RdfFormat::NQuads).for_slice(text) {
        let quad = stage.intern_quad(quad.unwrap().as_ref());
        stage.insert(quad);
    }
    let (first, patch) = stage.freeze(1);
    let mut body = Vec::new();
    write_patch(&patch, first.dictionary(), &mut body).unwrap();
    let lines: Vec<&[u8]> = body.split(|it| *it == b'\n').collect();
    assert!(lines[..4].is_sorted() && lines.len() == 5);

    let mut stage = Stage::new(Arc::new(View::default()));
    apply_patch(&mut body.as_slice(), &mut stage).unwrap();
    let (second, again) = stage.freeze(1);
    let terms = |view: &View| {
        let mut quads: Vec<String> = view.quads().map(|it| view.quad(it).to_string()).collect();
        quads.sort();
        quads
    };
    assert_eq!(terms(&first), terms(&second));
    assert_eq!(again.added.len(), 4);

    let mut stage = Stage::new(Arc::new(second));
    let graph = stage.interner().intern(NamedNode::new_unchecked("urn:g").as_ref().into());
    stage.clear(graph);
    let (third, patch) = stage.freeze(2);
    let mut body = Vec::new();
    write_patch(&patch, third.dictionary(), &mut body).unwrap();
    assert!(body.starts_with(b"D <urn:a> <urn:p> \"") && body.ends_with(b" <urn:g> .\n"));
    let mut stage = Stage::new(Arc::new(first));
    apply_patch(&mut body.as_slice(), &mut stage).unwrap();
    assert_eq!(terms(&stage.freeze(2).0), terms(&third));
    assert!(
        apply_patch(&mut &b"X <urn:a> <urn:p> <urn:o> .\n"[..], &mut Stage::new(Arc::new(third))).is_err()
    );
}
