//! Random filters, orders and pages equal a naive evaluation; paging yields each node once.

use super::{api, data, with};
use concord::graphql::Api;
use proptest::prelude::*;
use serde_json::Value;
use std::cmp::Ordering;
use std::fmt::Write as _;

const SHAPES: &str = r#"@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix con: <https://w3id.org/concord/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix ex: <https://example.org/> .
ex:ItemShape a sh:NodeShape ; sh:targetClass ex:Item ; con:graphqlName "Item" ;
    sh:property [ sh:path ex:size ; sh:datatype xsd:integer ; sh:maxCount 1 ; con:graphqlName "size" ] ,
        [ sh:path ex:tag ; sh:datatype xsd:string ; con:graphqlName "tags" ] ,
        [ sh:path ex:link ; sh:class ex:Item ; con:graphqlName "links" ] .
"#;

const TAGS: [&str; 5] = ["alpha", "Beta", "béta", "gamma", "Älpha"];

#[derive(Clone, Debug)]
struct Item {
    size: Option<i64>,
    tags: Vec<usize>,
    links: Vec<usize>,
}

#[derive(Clone, Debug)]
enum Filter {
    Size(&'static str, i64),
    SizeExists(bool),
    Tag(&'static str, usize),
    Contains(&'static str),
    Link(Box<Filter>),
    LinkExists(bool),
    And(Vec<Filter>),
    Or(Vec<Filter>),
    Not(Box<Filter>),
}

impl Filter {
    fn text(&self) -> String {
        let all = |name: &str, all: &[Self]| {
            format!("{{{name}: [{}]}}", all.iter().map(Self::text).collect::<Vec<_>>().join(", "))
        };
        match self {
            Self::Size(test, it) => format!("{{size: {{{test}: {it}}}}}"),
            Self::SizeExists(it) => format!("{{size: {{exists: {it}}}}}"),
            Self::Tag(test, it) => format!("{{tags: {{{test}: \"{}\"}}}}", TAGS[*it]),
            Self::Contains(it) => format!("{{tags: {{contains: \"{it}\"}}}}"),
            Self::Link(it) => format!("{{links: {}}}", it.text()),
            Self::LinkExists(it) => format!("{{links: {{exists: {it}}}}}"),
            Self::And(it) => all("and", it),
            Self::Or(it) => all("or", it),
            Self::Not(it) => format!("{{not: {}}}", it.text()),
        }
    }

    fn holds(&self, items: &[Item], at: usize) -> bool {
        let item = &items[at];
        match self {
            Self::Size(test, wanted) => match (*test, item.size) {
                ("ne", size) => size != Some(*wanted),
                (_, None) => false,
                ("eq", Some(it)) => it == *wanted,
                ("lt", Some(it)) => it < *wanted,
                ("lte", Some(it)) => it <= *wanted,
                ("gt", Some(it)) => it > *wanted,
                (_, Some(it)) => it >= *wanted,
            },
            Self::SizeExists(it) => item.size.is_some() == *it,
            Self::Tag("eq", wanted) => item.tags.contains(wanted),
            Self::Tag(_, wanted) => !item.tags.contains(wanted),
            Self::Contains(part) => item.tags.iter().any(|it| folded(TAGS[*it]).contains(part)),
            Self::Link(it) => item.links.iter().any(|at| it.holds(items, *at)),
            Self::LinkExists(it) => item.links.is_empty() != *it,
            Self::And(all) => all.iter().all(|it| it.holds(items, at)),
            Self::Or(all) => all.iter().any(|it| it.holds(items, at)),
            Self::Not(it) => !it.holds(items, at),
        }
    }
}

fn folded(tag: &str) -> String {
    tag.to_lowercase().replace('é', "e").replace('ä', "a")
}

fn filters() -> impl Strategy<Value = Filter> {
    let leaf = prop_oneof![
        (prop::sample::select(vec!["eq", "ne", "lt", "lte", "gt", "gte"]), -3..4_i64)
            .prop_map(|it| Filter::Size(it.0, it.1)),
        any::<bool>().prop_map(Filter::SizeExists),
        (prop::sample::select(vec!["eq", "ne"]), 0..TAGS.len()).prop_map(|it| Filter::Tag(it.0, it.1)),
        prop::sample::select(vec!["a", "bet", "alp", "x"]).prop_map(Filter::Contains),
        any::<bool>().prop_map(Filter::LinkExists),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Filter::And),
            prop::collection::vec(inner.clone(), 0..3).prop_map(Filter::Or),
            inner.clone().prop_map(|it| Filter::Not(Box::new(it))),
            inner.prop_map(|it| Filter::Link(Box::new(it))),
        ]
    })
}

fn items() -> impl Strategy<Value = Vec<Item>> {
    let item = (
        prop::option::of(-3..4_i64),
        prop::collection::btree_set(0..TAGS.len(), 0..3),
        prop::collection::btree_set(0..30_usize, 0..3),
    );
    prop::collection::vec(item, 1..30).prop_map(|all| {
        let n = all.len();
        let item = |(size, tags, links): (
            _,
            std::collections::BTreeSet<usize>,
            std::collections::BTreeSet<usize>,
        )| Item {
            size,
            tags: tags.into_iter().collect(),
            links: links.into_iter().filter(|it| *it < n).collect(),
        };
        all.into_iter().map(item).collect()
    })
}

#[derive(Clone, Copy, Debug)]
enum Order {
    Size(bool),
    Tags(bool),
    Slug(bool),
}

impl Order {
    fn text(self) -> String {
        let (field, is_descending) = match self {
            Self::Size(it) => ("size", it),
            Self::Tags(it) => ("tags", it),
            Self::Slug(it) => ("slug", it),
        };
        format!("{{field: {field}, direction: {}}}", if is_descending { "DESC" } else { "ASC" })
    }

    fn cmp(self, items: &[Item], a: usize, b: usize) -> Ordering {
        fn of<T: Ord>(a: Option<T>, b: Option<T>, is_descending: bool) -> Ordering {
            match (a, b) {
                (Some(a), Some(b)) if is_descending => b.cmp(&a),
                (Some(a), Some(b)) => a.cmp(&b),
                (a, b) => b.is_some().cmp(&a.is_some()),
            }
        }
        match self {
            Self::Size(down) => of(items[a].size, items[b].size, down),
            Self::Slug(down) => of(Some(slug(a)), Some(slug(b)), down),
            Self::Tags(down) => {
                let key = |at: usize| {
                    let all = items[at].tags.iter().map(|it| (folded(TAGS[*it]), TAGS[*it]));
                    if down { all.max() } else { all.min() }
                };
                of(key(a), key(b), down)
            }
        }
    }
}

fn orders() -> impl Strategy<Value = Vec<Order>> {
    let one = prop_oneof![
        any::<bool>().prop_map(Order::Size),
        any::<bool>().prop_map(Order::Tags),
        any::<bool>().prop_map(Order::Slug),
    ];
    prop::collection::vec(one, 0..3)
}

/// The names are no order of the numbers.
fn slug(at: usize) -> String {
    format!("i{}", at * 7 % 31)
}

fn turtle(items: &[Item]) -> String {
    let mut text = String::from("@prefix ex: <https://example.org/> .\n");
    for (at, item) in items.iter().enumerate() {
        write!(text, "ex:{} a ex:Item ", slug(at)).unwrap();
        item.size.iter().for_each(|it| write!(text, "; ex:size {it} ").unwrap());
        item.tags.iter().for_each(|it| write!(text, "; ex:tag \"{}\" ", TAGS[*it]).unwrap());
        item.links.iter().for_each(|it| write!(text, "; ex:link ex:{} ", slug(*it)).unwrap());
        text.push_str(".\n");
    }
    text
}

fn slugs(page: &Value) -> Vec<String> {
    page["edges"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["node"]["slug"].as_str().unwrap().to_owned())
        .collect()
}

/// Every page of a connection, forward or backward.
fn walk(api: &Api, arguments: &str, size: usize, is_forward: bool) -> (Vec<String>, usize) {
    let (mut all, mut cursor) = (Vec::new(), String::new());
    for _ in 0..100 {
        let (take, from) = if is_forward { ("first", "after") } else { ("last", "before") };
        let from = if cursor.is_empty() { String::new() } else { format!(", {from}: \"{cursor}\"") };
        let query = format!(
            "{{ items({take}: {size}{from}, {arguments}) {{ totalCount edges {{ cursor node {{ slug }} }}
             pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} }} }}"
        );
        let page = data(api, &query)["items"].take();
        let found = slugs(&page);
        assert!(found.len() <= size);
        let total = usize::try_from(page["totalCount"].as_u64().unwrap()).unwrap();
        let info = &page["pageInfo"];
        let (more, next) =
            if is_forward { ("hasNextPage", "endCursor") } else { ("hasPreviousPage", "startCursor") };
        if is_forward {
            all.extend(found);
        } else {
            all.splice(0..0, found);
        }
        if info[more] == false {
            return (all, total);
        }
        info[next].as_str().unwrap().clone_into(&mut cursor);
    }
    panic!("the pages do not end");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn filters_orders_and_pages_equal_a_naive_evaluation(
        items in items(),
        questions in prop::collection::vec((filters(), orders(), 1..12_usize), 1..8),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let api = api(&with(folder.path(), SHAPES, &turtle(&items)));
        for (filter, orders, size) in questions {
            let mut expected: Vec<usize> = (0..items.len()).filter(|at| filter.holds(&items, *at)).collect();
            expected.sort_by(|a, b| {
                let order = orders.iter().map(|it| it.cmp(&items, *a, *b)).find(|it| it.is_ne());
                order.unwrap_or_else(|| slug(*a).cmp(&slug(*b)))
            });
            let expected: Vec<String> = expected.into_iter().map(slug).collect();
            let order = orders.iter().map(|it| it.text()).collect::<Vec<_>>().join(", ");
            let arguments = format!("where: {}, orderBy: [{order}]", filter.text());
            for is_forward in [true, false] {
                let (found, total) = walk(&api, &arguments, size, is_forward);
                prop_assert_eq!(&found, &expected, "{}", &arguments);
                prop_assert_eq!(total, expected.len());
            }
        }
    }
}
