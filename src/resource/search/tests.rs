//! The index against a plain walk over all names with the same rules.

use super::query::{Closeness, Query, QueryError};
use super::{LANGUAGES_MAX, PROPERTIES, SearchIndex, TEXT_CHARS_MAX, TYPES_MAX, Tier, fold, last_part};
use crate::graph::{Kind, NONE, Pattern, Stage, TermId, View};
use crate::vocab::{rdf, rdfs, skos};
use oxrdf::{GraphName, Literal, NamedNode, Quad, Term};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

const BASE: &str = "http://example.com/id/";

fn iri(name: &str) -> NamedNode {
    NamedNode::new_unchecked(if name.contains(':') { name.to_owned() } else { format!("{BASE}{name}") })
}

fn literal(text: &str, language: &str) -> Term {
    if language.is_empty() {
        Literal::new_simple_literal(text).into()
    } else {
        Literal::new_language_tagged_literal_unchecked(text, language).into()
    }
}

fn view(statements: impl IntoIterator<Item = (String, &'static str, Term)>) -> View {
    let mut stage = Stage::new(Arc::new(View::default()));
    for (subject, property, object) in statements {
        let quad = Quad::new(iri(&subject), iri(property), object, GraphName::DefaultGraph);
        let ids = stage.intern_quad(quad.as_ref());
        stage.insert(ids);
    }
    stage.freeze(1).0
}

fn named(names: &[(&str, &'static str, &str, &str)]) -> View {
    view(names.iter().map(|it| (it.0.to_owned(), it.1, literal(it.2, it.3))))
}

/// Subject and label of each hit.
fn found(view: &View, query: &Query<'_>) -> Vec<(String, String)> {
    let hits = SearchIndex::new(view).search(view, query).unwrap();
    assert!(hits.is_whole);
    let name = |it: TermId| view.dictionary().text(it).trim_start_matches(BASE).to_owned();
    hits.list.iter().map(|it| (name(it.subject), it.label.text.to_owned())).collect()
}

fn subjects(view: &View, text: &str) -> Vec<String> {
    found(view, &Query { text, ..Query::default() }).into_iter().map(|it| it.0).collect()
}

#[test]
fn closer_names_go_first() {
    let view = named(&[
        ("n1", rdfs::LABEL, "Stuttgarter", ""),
        ("n2", rdfs::LABEL, "Region Stuttgarts", ""),
        ("n3", rdfs::LABEL, "Region Stuttgart", ""),
        ("n4", rdfs::LABEL, "Stuttgart", ""),
        ("n5", skos::ALT_LABEL, "Stuttgart", ""),
        ("n6", skos::NOTATION, "stuttgart", ""),
        ("n7", rdfs::LABEL, "Stuttgart Region", ""),
        ("stuttgart", rdfs::LABEL, "DE111", ""),
        ("n8", rdfs::LABEL, "Karlsruhe", ""),
    ]);
    let expected = ["n4", "n5", "n6", "stuttgart", "n1", "n7", "n3", "n2"];
    assert_eq!(subjects(&view, "STUTTGART"), expected);
    assert_eq!(subjects(&view, "region stuttgart"), ["n3", "n2", "n7"]);
    assert_eq!(subjects(&view, "stuttg reg"), ["n3", "n7", "n2"]);
    assert!(subjects(&view, "karlsruhe stuttgart").is_empty());
    assert!(subjects(&view, "").is_empty() && subjects(&view, " - ").is_empty());
}

#[test]
fn the_wanted_language_goes_before_the_length() {
    let view = named(&[
        ("a", rdfs::LABEL, "Wien Mitte", "de-AT"),
        ("b", rdfs::LABEL, "Wien", "en"),
        ("b", rdfs::LABEL, "Wien", "de"),
        ("c", rdfs::LABEL, "Wien Ost", "nl"),
    ]);
    let languages = ["de".to_owned()];
    let query = Query { text: "wien", languages: &languages, ..Query::default() };
    let hits = SearchIndex::new(&view).search(&view, &query).unwrap();
    let told: Vec<_> = hits.list.iter().map(|it| (it.label.text, it.label.language, it.score)).collect();
    assert_eq!(
        told,
        [("Wien", Some("de"), 649), ("Wien Mitte", Some("de-AT"), 549), ("Wien Ost", Some("nl"), 540)]
    );
}

#[test]
fn classes_take_in_their_subclasses() {
    let mut statements = Vec::new();
    for (thing, class) in [("a", "City"), ("b", "Person"), ("c", "Place"), ("d", "Capital")] {
        statements.push((thing.to_owned(), rdfs::LABEL, literal("Stuttgart", "")));
        statements.push((thing.to_owned(), rdf::TYPE, iri(class).into()));
    }
    for (class, above) in [("City", "Place"), ("Capital", "City"), ("Place", "Capital")] {
        statements.push((class.to_owned(), rdfs::SUB_CLASS_OF, iri(above).into()));
    }
    let view = view(statements);
    let index = SearchIndex::new(&view);
    let of = |types: &[TermId]| {
        let hits = index.search(&view, &Query { text: "stuttgart", types, ..Query::default() }).unwrap();
        hits.total
    };
    let class = |name: &str| view.dictionary().iri(&format!("{BASE}{name}")).unwrap();
    assert_eq!([of(&[]), of(&[class("Person")]), of(&[class("Place")]), of(&[NONE])], [4, 1, 3, 0]);
    assert_eq!(of(&[class("Person"), class("Place")]), 4);
}

#[test]
fn typing_errors_are_forgiven_where_nothing_else_answers() {
    let view = named(&[
        ("a", rdfs::LABEL, "Gothenburg", ""),
        ("b", rdfs::LABEL, "Gothenburgers", ""),
        ("c", rdfs::LABEL, "Trnava Region", ""),
        ("d", rdfs::LABEL, "SE232", ""),
    ]);
    let index = SearchIndex::new(&view);
    for text in ["Gothenbrug", "Gotenburg", "Gothenbuurg", "gothemburg", "othenburg", "ogthenburg"] {
        let hits = index.search(&view, &Query { text, ..Query::default() }).unwrap();
        let told: Vec<_> = hits.list.iter().map(|it| (it.label.text, it.closeness)).collect();
        let expected =
            [("Gothenburg", Closeness::SimilarWords), ("Gothenburgers", Closeness::SimilarPrefixes)];
        assert_eq!(told, expected, "{text}");
        assert!(hits.list.iter().all(|it| it.closeness.is_similar()));
    }
    assert_eq!(subjects(&view, "gothenburge"), ["b"], "the text as it is goes first");
    assert_eq!(subjects(&view, "tranva regoin"), ["c"]);
    assert!(subjects(&view, "se223").is_empty() && subjects(&view, "gtohenbrug").is_empty());
}

#[test]
fn a_search_stops_at_its_limits_and_says_so() {
    let names =
        (0..1_000).map(|it| (format!("n{it}"), rdfs::LABEL, literal(&format!("Observation {it}"), "")));
    let view = view(names);
    let index = SearchIndex::new(&view);
    let query = Query { text: "observation", looked_at_max: 100, ..Query::default() };
    let hits = index.search(&view, &query).unwrap();
    assert!(!hits.is_whole && hits.n_looked_at == 100 && hits.total == 50 && hits.list.len() == 20);
    let rare = index.search(&view, &Query { text: "observation 777", ..query }).unwrap();
    assert!(rare.is_whole && rare.total == 1 && rare.n_looked_at < 10, "{}", rare.n_looked_at);
    let near = index.search(&view, &Query { text: "obsrevation", looked_at_max: 10, ..query }).unwrap();
    assert!(!near.is_whole && near.n_looked_at == 10);

    let long = "a".repeat(TEXT_CHARS_MAX + 1);
    let error = |query: Query<'_>| index.search(&view, &query).unwrap_err();
    assert_eq!(error(Query { text: &long, ..query }), QueryError::Length);
    assert_eq!(error(Query { text: "a b c d e f g h i j k l m n o p q", ..query }), QueryError::Words);
    assert_eq!(error(Query { types: &[NONE; TYPES_MAX + 1], ..query }), QueryError::Types);
    let languages = vec!["de".to_owned(); LANGUAGES_MAX + 1];
    assert_eq!(error(Query { languages: &languages, ..query }), QueryError::Languages);
    assert_eq!(index.search(&View::default(), &query), Err(QueryError::View));
}

#[test]
fn long_names_are_found_by_their_beginning() {
    let text = format!("beginning {} end", "word ".repeat(1_000));
    let view = view([("a".to_owned(), rdfs::LABEL, literal(&text, ""))]);
    assert_eq!(subjects(&view, "beginning word"), ["a"]);
    assert!(subjects(&view, "beginning end").is_empty());
    assert_eq!(SearchIndex::new(&view).n_left_out(), 0);
}

/// What a hit is known by, in the order of the list.
type Told = (u16, usize, String, String, usize, Option<String>);

/// Every name of every thing, looked at one by one.
fn naive(view: &View, query: &Query<'_>) -> Vec<Told> {
    let dictionary = view.dictionary();
    let asked = fold::fold(query.text);
    let mut best: BTreeMap<TermId, Told> = BTreeMap::new();
    let mut offer = |subject: TermId, property: usize, text: &str, language: Option<&str>| {
        let Some(closeness) = naive_closeness(&asked, &fold::fold(text)) else { return };
        if !query.types.is_empty() && !naive_types(view, subject).iter().any(|it| query.types.contains(it)) {
            return;
        }
        let tier = PROPERTIES.get(property).map_or(Tier::LastPart, |it| it.1) as u16;
        let wanted = language.and_then(|tag| {
            query.languages.iter().position(|it| tag == it || tag.starts_with(&format!("{it}-")))
        });
        let score = closeness * 100 + tier * 10 + wanted.map_or(0, |it| 9 - it as u16);
        let told = (
            u16::MAX - score,
            text.chars().count(),
            text.to_owned(),
            dictionary.text(subject).to_owned(),
            property,
            language.map(str::to_owned),
        );
        let known = best.entry(subject).or_insert_with(|| told.clone());
        if told < *known {
            *known = told;
        }
    };
    for [subject, property, object] in view.scan(Pattern::default()) {
        let iri = dictionary.text(subject);
        offer(subject, PROPERTIES.len(), last_part(iri), None);
        let property = PROPERTIES.iter().position(|it| it.0 == dictionary.text(property));
        let entry = dictionary.entry(object);
        if let Some(property) = property.filter(|_| entry.kind.is_literal()) {
            let language = (entry.kind == Kind::Lang).then(|| dictionary.text(entry.qualifier));
            offer(subject, property, entry.text, language);
        }
    }
    let mut all: Vec<Told> = best.into_values().collect();
    all.sort();
    all
}

fn naive_closeness(asked: &str, text: &str) -> Option<u16> {
    let words: Vec<&str> = text.split(' ').collect();
    let is_asked = |test: &dyn Fn(&str, &str) -> bool| {
        !asked.is_empty() && asked.split(' ').all(|asked| words.iter().any(|word| test(word, asked)))
    };
    if !is_asked(&|word, asked| word.starts_with(asked)) {
        None
    } else if text == asked {
        Some(6)
    } else if text.starts_with(asked) {
        Some(5)
    } else if is_asked(&|word, asked| word == asked) {
        Some(4)
    } else {
        Some(3)
    }
}

/// The classes of a thing and every class above them.
fn naive_types(view: &View, subject: TermId) -> Vec<TermId> {
    let objects = |subject: TermId, property: &str| -> Vec<TermId> {
        let Some(property) = view.dictionary().iri(property) else { return Vec::new() };
        view.scan(Pattern::new(Some(subject), Some(property), None)).map(|it| it[2]).collect()
    };
    let mut types = objects(subject, rdf::TYPE);
    let mut at = 0;
    while at < types.len() {
        for above in objects(types[at], rdfs::SUB_CLASS_OF) {
            if !types.contains(&above) {
                types.push(above);
            }
        }
        at += 1;
    }
    types
}

fn a_text() -> impl Strategy<Value = String> {
    prop::collection::vec("[aBáß]{1,3}", 1..4).prop_map(|it| it.join("-"))
}

fn a_statement() -> impl Strategy<Value = (String, &'static str, Term)> {
    let subject = prop::sample::select(vec!["a", "ab/", "x/b", "aß", "c", "d"]).prop_map(str::to_owned);
    let languages = prop::sample::select(vec!["", "de", "de-AT", "en"]);
    let property = prop::sample::select(PROPERTIES).prop_map(|it| it.0);
    let name = (subject.clone(), property, a_text(), languages)
        .prop_map(|(subject, property, text, language)| (subject, property, literal(&text, language)));
    let class = (subject.clone(), prop::sample::select(vec!["C1", "C2", "C3"]))
        .prop_map(|(subject, class)| (subject, rdf::TYPE, iri(class).into()));
    let subclass = (prop::sample::select(vec!["C1", "C2"]), prop::sample::select(vec!["C2", "C3"]))
        .prop_map(|(class, above)| (class.to_owned(), rdfs::SUB_CLASS_OF, iri(above).into()));
    prop_oneof![6 => name, 2 => class, 1 => subclass]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, ..ProptestConfig::default() })]

    #[test]
    fn the_index_finds_what_a_walk_over_all_names_finds(
        statements in prop::collection::vec(a_statement(), 0..30),
        text in prop::collection::vec("[abß]{1,4}", 0..3).prop_map(|it| it.join(" ")),
        class in prop::option::of(prop::sample::select(vec!["C1", "C3"])),
        languages in prop::sample::subsequence(vec!["en".to_owned(), "de".to_owned()], 0..=2),
        limit in 1_usize..4,
    ) {
        let view = view(statements);
        let index = SearchIndex::new(&view);
        let types: Vec<TermId> =
            class.iter().map(|it| view.dictionary().iri(&format!("{BASE}{it}")).unwrap_or(NONE)).collect();
        let all = Query { text: &text, types: &types, languages: &languages, limit: 100, ..Query::default() };
        let expected = naive(&view, &all);
        let hits = index.search(&view, &all).unwrap();
        // Without anything that answers, similar words may be found; they have tests of their own.
        let exact = hits.list.iter().filter(|it| !it.closeness.is_similar());
        let told: Vec<Told> = exact
            .map(|it| (
                u16::MAX - it.score,
                it.label.text.chars().count(),
                it.label.text.to_owned(),
                view.dictionary().text(it.subject).to_owned(),
                it.property.map_or(PROPERTIES.len(), |it| PROPERTIES.iter().position(|known| known.0 == it).unwrap()),
                it.label.language.map(str::to_owned),
            ))
            .collect();
        prop_assert_eq!(&told, &expected);
        prop_assert!(expected.is_empty() || hits.total == expected.len());

        let mut paged = Vec::new();
        for offset in (0..=hits.total).step_by(limit) {
            let page = index.search(&view, &Query { limit, offset, ..all }).unwrap();
            prop_assert_eq!(page.total, hits.total);
            paged.extend(page.list);
        }
        prop_assert_eq!(paged, hits.list);
    }
}
