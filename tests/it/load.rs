//! Every format in, every kind of bad input refused with its place, and nothing changed by it.

use crate::registry::{GRAPH, canonical, input, open};
use concord::load::{
    Compression, Input, LoadError, Mode, RdfFormat, format_of_file, format_of_media_type, stem_of_file,
};
use concord::registry::{Author, RegistryError};
use flate2::{Compression as Level, write::GzEncoder};
use std::io::{Read, Write as _};

/// The error of loading these bytes into a registry that holds something.
fn refused(input: Input<'_>) -> LoadError {
    let folder = tempfile::tempdir().unwrap();
    let registry = open(folder.path());
    super::registry::load(&registry, "<urn:a> <urn:p> 1 .", Mode::Replace).unwrap();
    let error = registry.load(vec![input], Mode::Replace, &Author::default()).unwrap_err();
    assert_eq!(registry.view().revision(), 1);
    assert!(canonical(&registry.view(), GRAPH).contains("<urn:a>"));
    match error {
        RegistryError::Load(error) => error,
        other => panic!("{other}"),
    }
}

fn turtle(text: &[u8]) -> Input<'_> {
    input(text, RdfFormat::Turtle, Some(GRAPH))
}

fn n_triples(text: &[u8]) -> Input<'_> {
    input(text, RdfFormat::NTriples, Some(GRAPH))
}

fn place(error: &LoadError) -> (u64, u64) {
    match error {
        LoadError::Syntax { line, column, .. } => (*line, *column),
        other => panic!("no place: {other}"),
    }
}

#[test]
fn malformed_text_is_refused_with_its_place() {
    let error = refused(turtle(b"<urn:a> <urn:p> 1 .\n<urn:a> <urn:p> <urn:b> <urn:c> .\n"));
    assert_eq!(place(&error), (2, 25), "{error}");
    let error = refused(n_triples(b"<urn:a> <urn:p> \"1\" .\n# fine\n<urn:a> <urn:p> oops .\n"));
    assert_eq!(place(&error).0, 3, "{error}");
    let error = refused(n_triples(b"<urn:a> <urn:p> \"1\" .\n<urn:a> <urn:p> \"no end .\n"));
    assert_eq!(place(&error).0, 2, "{error}");
    let error = refused(input(b"{\"@id\": \"urn:a\",\n \"urn:p\": }", json_ld(), Some(GRAPH)));
    assert_eq!(place(&error).0, 2, "{error}");
    let error = refused(input(b"<rdf:RDF xmlns:rdf='x'>", RdfFormat::RdfXml, Some(GRAPH)));
    assert!(matches!(error, LoadError::Syntax { .. } | LoadError::Invalid { .. }), "{error}");
    let error = refused(input(b"<urn:g> { <urn:a> <urn:p> }", RdfFormat::TriG, None));
    assert_eq!(place(&error).0, 1, "{error}");
}

#[test]
fn a_bad_iri_is_refused_with_its_place() {
    for text in [
        "<urn:a> <urn:p> <http://a b> .",
        "<urn:a> <urn:p> <relative> .",
        "<urn:a> <urn:p> <http://example.org/%zz> .",
        "<urn:a> <urn:p> <http://[half/> .",
        "<urn:a> <urn:p> \"1\"^^<relative> .",
    ] {
        let text = format!("<urn:a> <urn:p> \"1\" .\n{text}\n");
        let error = refused(n_triples(text.as_bytes()));
        assert_eq!(place(&error).0, 2, "{error}");
    }
    let error = refused(turtle(b"<urn:a> <urn:p>\n <http://example.org/%zz> ."));
    assert_eq!(place(&error).0, 2, "{error}");
    let error = refused(input(b"", RdfFormat::Turtle, Some("no iri")));
    assert!(matches!(error, LoadError::GraphName { .. }), "{error}");
}

#[test]
fn invalid_utf_8_is_refused_with_its_place() {
    for format in [RdfFormat::NTriples, RdfFormat::NQuads, RdfFormat::Turtle, RdfFormat::TriG] {
        let text = b"<urn:a> <urn:p> \"1\" .\n<urn:a> <urn:p> \"\xff\" .\n";
        let error = refused(input(text, format, Some(GRAPH)));
        assert_eq!(place(&error).0, 2, "{format:?}: {error}");
    }
    for (text, format) in [
        (&b"{\"@id\": \"urn:a\", \"urn:p\": \"\xff\"}"[..], json_ld()),
        (&b"<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='urn:'><r:Description r:about='urn:a'><p>\xff</p></r:Description></r:RDF>"[..], RdfFormat::RdfXml),
    ] {
        let error = refused(input(text, format, Some(GRAPH)));
        assert!(matches!(error, LoadError::Syntax { .. } | LoadError::Invalid { .. }), "{error}");
    }
}

#[test]
fn cut_off_archives_are_refused() {
    let mut encoder = GzEncoder::new(Vec::new(), Level::fast());
    encoder.write_all(super::registry::many(1, 5_000).as_bytes()).unwrap();
    let whole = encoder.finish().unwrap();
    let gzip = |bytes| Input { compression: Compression::Gzip, ..n_triples(bytes) };
    for bytes in [&whole[..whole.len() / 2], &whole[..whole.len() - 4], b"no archive at all", &whole[..5]] {
        let error = refused(gzip(bytes));
        assert!(matches!(error, LoadError::Compressed { compression: "gzip", .. }), "{error}");
    }
    let error = refused(Input { format: RdfFormat::Turtle, ..gzip(&whole[..whole.len() / 2]) });
    assert!(matches!(error, LoadError::Compressed { .. }), "{error}");
    let zstd = Input { compression: Compression::Zstd, ..n_triples(b"no archive at all") };
    assert!(matches!(refused(zstd), LoadError::Compressed { compression: "zstd", .. }));

    let folder = tempfile::tempdir().unwrap();
    let report = open(folder.path()).load(vec![gzip(&whole)], Mode::Replace, &Author::default()).unwrap();
    assert_eq!(report.added, 5_000);
}

#[test]
fn a_literal_of_100_mib_is_refused() {
    let start: &[u8] = b"<urn:a> <urn:p> \"1\" .\n<urn:a> <urn:p> \"";
    let text = |n_bytes| Box::new(start.chain(std::io::repeat(b'x').take(n_bytes)).chain(&b"\" .\n"[..]));
    for format in [RdfFormat::NTriples, RdfFormat::NQuads, RdfFormat::Turtle] {
        let input = Input { reader: text(100 << 20), ..input(b"", format, Some(GRAPH)) };
        let error = refused(input);
        assert!(
            matches!(error, LoadError::TooLarge { limit: "literal_bytes_max", .. }),
            "{format:?}: {error}"
        );
    }
    let folder = tempfile::tempdir().unwrap();
    let input = Input { reader: text(15 << 20), ..n_triples(b"") };
    assert_eq!(open(folder.path()).load(vec![input], Mode::Replace, &Author::default()).unwrap().added, 2);
}

#[test]
fn deeply_nested_triple_terms_are_refused() {
    for depth in [300, 999, 200_000] {
        let text = format!(
            "<urn:a> <urn:p> {}<urn:o>{} .\n",
            "<<( <urn:a> <urn:p> ".repeat(depth),
            " )>>".repeat(depth)
        );
        for format in [RdfFormat::NTriples, RdfFormat::NQuads, RdfFormat::Turtle, RdfFormat::TriG] {
            let error = refused(input(text.as_bytes(), format, Some(GRAPH)));
            assert!(error.to_string().contains("nest deeper than 256"), "{format:?}, {depth}: {error}");
        }
    }
}

#[test]
fn deeply_nested_texts_are_refused_in_every_format() {
    const DEPTH: usize = 100_000;
    let deep = |start: &str, open: &str, close: &str, end: &str| {
        format!("{start}{}1{}{end}", open.repeat(DEPTH), close.repeat(DEPTH))
    };
    let rdf = "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='urn:'>";
    for (format, text) in [
        (RdfFormat::Turtle, deep("<urn:a> <urn:p> ", "( ", " )", " .")),
        (RdfFormat::Turtle, deep("<urn:a> <urn:p> ", "[ <urn:p> ", " ]", " .")),
        (RdfFormat::TriG, deep("<urn:g> { <urn:a> <urn:p> ", "[ <urn:p> ", " ]", " }")),
        (json_ld(), deep("", "{\"urn:p\": ", "}", "")),
        (json_ld(), deep("{\"urn:p\": ", "[", "]", "}")),
        (json_ld(), deep("{\"@context\": ", "{\"a\": ", "}", "}")),
        (RdfFormat::RdfXml, deep(rdf, "<rdf:Description><p>", "</p></rdf:Description>", "</rdf:RDF>")),
        (RdfFormat::RdfXml, deep(rdf, "<p rdf:parseType='Resource'>", "</p>", "</rdf:RDF>")),
    ] {
        let error = refused(input(text.as_bytes(), format, Some(GRAPH)));
        assert!(error.to_string().contains("nests deeper than nesting_max = 1000"), "{format:?}: {error}");
    }
    // What nests as deep as it may is taken in.
    let folder = tempfile::tempdir().unwrap();
    let text = format!("<urn:a> <urn:p> {}1{} .", "[ <urn:p> ".repeat(100), " ]".repeat(100));
    let report =
        open(folder.path()).load(vec![turtle(text.as_bytes())], Mode::Replace, &Author::default()).unwrap();
    assert_eq!(report.added, 101);
}

#[test]
fn a_source_that_fails_to_be_read_is_named() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::from_raw_os_error(5))
        }
    }
    let start: &[u8] = b"<urn:a> <urn:p> \"1\" .\n";
    for format in [RdfFormat::NTriples, RdfFormat::Turtle] {
        let input = Input { reader: Box::new(start.chain(Broken)), ..input(b"", format, Some(GRAPH)) };
        assert!(matches!(refused(input), LoadError::Read { .. }));
    }
}

#[test]
fn every_format_gives_the_same_graph() {
    let sources: [(&[u8], RdfFormat); 6] = [
        (b"@prefix : <urn:> . :a :p \"\xc3\xa4\\n\"@de-AT , 01 , [ :q :b ] .", RdfFormat::Turtle),
        (b"<urn:a> <urn:p> \"\\u00e4\\n\"@de-AT .\r\n<urn:a> <urn:p> \"01\"^^<http://www.w3.org/2001/XMLSchema#integer> . # x\n\n<urn:a>\t<urn:p>_:b.\n_:b <urn:q> <urn:b> .", RdfFormat::NTriples),
        (b"<urn:a> <urn:p> \"\xc3\xa4\\n\"@de-AT <https://example.org/graph> .\n<urn:a> <urn:p> \"01\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n<urn:a> <urn:p> _:b .\n_:b <urn:q> <urn:b> .", RdfFormat::NQuads),
        (b"PREFIX : <urn:> { :a :p \"\xc3\xa4\\n\"@de-AT , 01 , [ :q :b ] }", RdfFormat::TriG),
        (b"<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='urn:'><r:Description r:about='urn:a'><p xml:lang='de-AT'>\xc3\xa4&#10;</p><p r:datatype='http://www.w3.org/2001/XMLSchema#integer'>01</p><p><r:Description><q r:resource='urn:b'/></r:Description></p></r:Description></r:RDF>", RdfFormat::RdfXml),
        (b"{\"@id\":\"urn:a\",\"urn:p\":[{\"@value\":\"\xc3\xa4\\n\",\"@language\":\"de-AT\"},{\"@value\":\"01\",\"@type\":\"http://www.w3.org/2001/XMLSchema#integer\"},{\"urn:q\":{\"@id\":\"urn:b\"}}]}", json_ld()),
    ];
    let folder = tempfile::tempdir().unwrap();
    let registry = open(folder.path());
    for (text, format) in sources {
        let report = registry.load(vec![input(text, format, Some(GRAPH))], Mode::Replace, &Author::default());
        let report = report.unwrap();
        assert_eq!(report.revision, 1, "{format:?}: {}", canonical(&registry.view(), GRAPH));
    }
    assert_eq!(canonical(&registry.view(), GRAPH).lines().count(), 4);
}

#[test]
fn names_tell_format_graph_and_packing() {
    assert_eq!(format_of_file("a/b.ttl.gz").unwrap(), (RdfFormat::Turtle, Compression::Gzip));
    assert_eq!(format_of_file("b.NQ.zst").unwrap(), (RdfFormat::NQuads, Compression::Zstd));
    assert_eq!(format_of_file("b.rdf").unwrap(), (RdfFormat::RdfXml, Compression::None));
    for name in ["b", "b.doc", "b.gz", ".ttl/b", "b.n3"] {
        assert!(matches!(format_of_file(name), Err(LoadError::UnknownFormat(_))), "{name}");
    }
    assert_eq!(format_of_media_type("text/turtle; charset=utf-8").unwrap(), RdfFormat::Turtle);
    assert!(format_of_media_type("text/csv").is_err());
    assert_eq!(stem_of_file("x/Regions (2024).ttl.gz"), "regions-2024");
}

fn json_ld() -> RdfFormat {
    RdfFormat::from_extension("jsonld").unwrap()
}
