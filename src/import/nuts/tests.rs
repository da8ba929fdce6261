//! Small tables made for these tests; the names and the figures are not those of Eurostat.

use super::*;
use proptest::prelude::*;
use std::fmt::Write as _;

fn source<'a>(name: &str, text: &'a str) -> Source<'a> {
    Source { name: name.to_owned(), reader: Box::new(text.as_bytes()) }
}

fn request<'a>(lists: &[&'a str], shares: &[&'a str]) -> Request<'a> {
    Request {
        version: Version::Nuts2024,
        lists: lists.iter().map(|it| source("list.csv", it)).collect(),
        shares: shares.iter().map(|it| source("shares.csv", it)).collect(),
        limits: Limits::default(),
    }
}

fn reads(lists: &[&str], shares: &[&str]) -> Nuts {
    read(request(lists, shares)).unwrap()
}

fn error(lists: &[&str], shares: &[&str]) -> String {
    read(request(lists, shares)).map(|_| ()).unwrap_err().to_string()
}

fn rejected(nuts: &Nuts) -> Vec<String> {
    nuts.rejected.list.iter().map(ToString::to_string).collect()
}

/// Objects of a property of a unit or of a change, as N-Triples.
fn objects(nuts: &Nuts, subject: &str, property: &str) -> Vec<String> {
    let is_it = |it: &&Triple| {
        it.subject.to_string().ends_with(&format!("/{subject}>"))
            && it.predicate.as_str().rsplit(['#', '/']).next() == Some(property)
    };
    nuts.triples.iter().filter(is_it).map(|it| it.object.to_string()).collect()
}

fn kinds(nuts: &Nuts) -> Vec<(ChangeKind, usize)> {
    nuts.counts.changes.iter().map(|(kind, n)| (*kind, *n)).collect()
}

const LIST: &str = "code,level,country,parent,name_latn,name
XA,0,XA,,Alfa,Άλφα\u{a0}
XA1,1,XA,XA,One,One
XA11,2,XA,XA1,One  one,One one
XA12,2,XA,XA1,One two,One two
XA13,2,XA,XA1,One three,One three
";

#[test]
fn a_list_becomes_a_tree_of_units() {
    let nuts = reads(&[LIST], &[]);
    assert_eq!(rejected(&nuts), [""; 0]);
    assert_eq!(nuts.counts.by_level, BTreeMap::from([(Version::Nuts2024, [1, 1, 3, 0])]));
    assert_eq!(objects(&nuts, "XA", "label"), ["\"Άλφα\""], "no blanks at the ends, no language made up");
    assert_eq!(objects(&nuts, "XA", "altLabel"), ["\"Alfa\""]);
    assert_eq!(objects(&nuts, "XA11", "altLabel"), [""; 0], "not the name once more");
    assert_eq!(objects(&nuts, "XA11", "broader"), ["<http://data.europa.eu/nuts/code/XA1>"]);
    assert_eq!(objects(&nuts, "XA11", "level"), ["<https://w3id.org/concord/ns#level-nuts2>"]);
    assert_eq!(objects(&nuts, "XA", "broader"), [""; 0]);
    let once: std::collections::BTreeSet<String> = nuts.triples.iter().map(ToString::to_string).collect();
    assert_eq!(once.len(), nuts.triples.len());
}

#[test]
fn a_list_may_name_countries_in_a_column_only() {
    let list = "NUTS label;NUTS Code;NUTS level;Country code\r\nOne;XA1;1;XA\r\nOne one;XA11;2;XA\r\n";
    let nuts = reads(&[list], &[]);
    assert_eq!(nuts.counts.by_level, BTreeMap::from([(Version::Nuts2024, [1, 1, 1, 0])]));
    assert_eq!(objects(&nuts, "XA", "label"), [""; 0]);
    let list = "Country Code,Code 2021,Code 2024,Label,Change,NUTS level\nXA,XA1,,One,Split,1\nXA,,XA2,Two,,1\nXA,,XA2,Two,,1\n";
    let nuts = reads(&[list], &["code_v2021,code_v2024,areaKm\nXB1,XB1,1\n"]);
    assert_eq!(nuts.counts.by_level[&Version::Nuts2021], [1, 1, 0, 0]);
    assert_eq!(nuts.counts.by_level[&Version::Nuts2024], [1, 1, 0, 0]);
    let told = [
        "list.csv:4: the code XA2 of 2024 stands twice, first in line 3",
        "shares.csv:2: the unit XB1 has no parent: no table has XB",
    ];
    assert_eq!(rejected(&nuts), told);
}

#[test]
fn faulty_rows_are_told_with_their_line_and_left_out() {
    let list = format!(
        "{LIST}XA1,1,XA,XA,Again,Again
XB1,1,XB,XB,Lost,Lost
XB11,2,XB,XB1,Lost,Lost
XA2,2,XA,XA,Two,Two
XA3,x,XA,XA,Three,Three
xa4,1,XA,XA,Four,Four
XA5,1,XB,XA,Five,Five
XA14,2,XA,XA,Odd,Odd
XA15,2,XA,XA1,Odd,
XA16,2,XA,XA1
XA17,2,XA,XA1,\u{1b}[31m,Red
"
    );
    let nuts = reads(&[&list], &[]);
    assert_eq!(nuts.counts.units, 5);
    let expected = [
        "list.csv:7: the code XA1 stands twice, first in line 3",
        "list.csv:8: the unit XB1 has no parent: no table has XB",
        "list.csv:9: the unit XB11 has no parent: no table has XB1",
        "list.csv:10: the level is 2, but the code XA2 is one of level 1",
        "list.csv:11: `x` is no level: it is 0, 1, 2 or 3",
        "list.csv:12: `xa4` is no NUTS code: two capital letters, then up to three capital letters or digits",
        "list.csv:13: the country is `XB`, but the code XA5 is one of XA",
        "list.csv:14: `XA` cannot be the parent of XA14: it is XA1",
        "list.csv:15: the unit XA15 has no name",
        "list.csv:16: the row has 4 cells and the header 6: check its quotes",
        "list.csv:17: the name `\\u{1b}[31m` has control characters",
    ];
    assert_eq!(rejected(&nuts), expected);
    assert_eq!(nuts.rejected.total, expected.len());
}

#[test]
fn rejected_rows_are_told_up_to_a_limit() {
    let limits = Limits { rejected_max: 2, ..Limits::default() };
    let list = format!("{LIST}a,1,,,,\nb,1,,,,\nc,1,,,,\n");
    let nuts = read(Request { limits, ..request(&[&list], &[]) }).unwrap();
    assert_eq!((nuts.rejected.list.len(), nuts.rejected.total), (2, 3));
}

#[test]
fn a_file_of_another_kind_is_refused_whole() {
    let problem = error(&["a,b\n1,2\n"], &[]);
    assert!(
        problem.starts_with(
            "list.csv: no column holds NUTS codes; the columns are `a`, `b`; known are lists of units"
        ),
        "{problem}"
    );
    let problem = error(&["code,name\nXA,Alfa\n"], &[]);
    assert!(
        problem.starts_with("list.csv:1: no column holds the level: it is called `level` or"),
        "{problem}"
    );
    let problem = error(&["code_v2021,code_v2024,areaKm\n"], &[]);
    assert!(problem.contains("name it with --changes"), "{problem}");
    let problem = error(&[LIST], &[LIST]);
    assert!(problem.starts_with("shares.csv: no columns hold codes such as `code_v2024`"), "{problem}");
    let problem = error(&[LIST], &["code_v2021,code_v2024,pop21\n"]);
    assert!(problem.contains("no column holds the shared area: it is called `areakm`"), "{problem}");
    let problem = error(&[LIST], &["code_v2016,code_v2021,areaKm\n"]);
    assert!(
        problem.contains("from NUTS 2016 to NUTS 2021: the registry knows the change from 2021 to 2024"),
        "{problem}"
    );
    let problem = error(&["code,level,name\nXA1,1,One\n"], &[]);
    assert!(
        problem.starts_with(
            "none of the 1 rows of list.csv can be taken; the first: list.csv:2: the unit XA1 has no parent"
        ),
        "{problem}"
    );
}

const SHARES: &str = "code_v2021,code_v2024,areaKm,pop21
XA1,XA1,400,80
XA11,XA11,100.1,20
XA14,XA12,60,3
XA14,XA13,140.3,1
";

#[test]
fn shares_tell_what_became_of_a_unit() {
    let nuts = reads(&[LIST], &[SHARES]);
    assert_eq!(rejected(&nuts), [""; 0]);
    assert_eq!(kinds(&nuts), [(ChangeKind::Split, 2)], "what stayed as it was is no change");
    let change = "2021-xa14-2024-xa12";
    let decimal = |it: &str| vec![format!("\"{it}\"^^<http://www.w3.org/2001/XMLSchema#decimal>")];
    assert_eq!(objects(&nuts, change, "formerAreaShare"), decimal("0.299550674"));
    assert_eq!(objects(&nuts, change, "successorAreaShare"), decimal("1.0"));
    assert_eq!(objects(&nuts, change, "formerPopulationShare"), decimal("0.75"));
    assert_eq!(
        objects(&nuts, change, "sureness"),
        ["<https://w3id.org/concord/ns#sureness-C>"],
        "no list says so"
    );
    assert_eq!(objects(&nuts, "XA14", "isReplacedBy").len(), 2);
    assert_eq!(objects(&nuts, "XA13", "replaces"), ["<http://data.europa.eu/nuts/code/XA14>"]);
    assert_eq!(objects(&nuts, "XA14", "nutsVersion"), ["<https://w3id.org/concord/ns#nuts-2021>"]);
    assert_eq!(objects(&nuts, "XA11", "nutsVersion").len(), 2);
    assert_eq!(objects(&nuts, "XA", "nutsVersion").len(), 2, "a version that has a part has the whole");
    assert_eq!(nuts.counts.by_level[&Version::Nuts2021], [1, 1, 2, 0]);
}

#[test]
fn a_kept_code_with_a_moved_boundary_is_no_same_territory() {
    let shares = "code_v2021,code_v2024,areaKm,pop21
XA11,XA11,100,0
XA12,XA11,1,0
XA12,XA12,99,0
XA14,XA13,0.1,5
XA15,XA13,0.2,
";
    let nuts = reads(&[LIST], &[shares]);
    assert_eq!(kinds(&nuts), [(ChangeKind::Merged, 2), (ChangeKind::Shifted, 3)]);
    assert_eq!(objects(&nuts, "2021-xa11-2024-xa11", "formerPopulationShare"), [""; 0], "0 of 0 is no share");
    assert_eq!(objects(&nuts, "2021-xa14-2024-xa13", "formerPopulationShare").len(), 1);
    assert_eq!(
        objects(&nuts, "2021-xa14-2024-xa13", "successorPopulationShare"),
        [""; 0],
        "one part is not told"
    );
    assert_eq!(objects(&nuts, "XA12", "isReplacedBy"), [""; 0], "the code is still in use");
}

#[test]
fn sums_of_floating_points_do_not_make_a_change() {
    let mut shares = "code_v2021,code_v2024,areaKm,pop21\n".to_owned();
    for digit in '0'..='9' {
        shares.extend(["XA1", &digit.to_string(), ",XA13,0.1,0.1\n"]);
    }
    let nuts = reads(&[LIST], &[&shares]);
    assert_eq!(kinds(&nuts), [(ChangeKind::Merged, 10)]);
    let sliver = "code_v2021,code_v2024,areaKm\nXA11,XA11,100000\nXA11,XA12,0.001\nXA12,XA12,7\n";
    let nuts = reads(&[LIST], &[sliver]);
    assert_eq!(kinds(&nuts), [(ChangeKind::Shifted, 3)]);
    assert!(objects(&nuts, "2021-xa11-2024-xa12", "formerAreaShare")[0].starts_with("\"0.00000001\"^^"));
    assert!(objects(&nuts, "2021-xa11-2024-xa11", "formerAreaShare")[0].starts_with("\"0.99999999\"^^"));
}

#[test]
fn a_share_is_told_only_where_all_rows_of_its_sum_are_there() {
    let shares = "code_v2021,code_v2024,areaKm,pop21
XA11,XA11,100,1
XA14,XA12,\"60,5\",3
XA14,XA13,140,1
XA15,XA13,1,1
XA15,XA11,0,1
XA16,XA19,5,1
XA11,XA11,100,1
XA1,XA11,100,1
XA13,XA13,-1,1
XA13,XA12,1e300,1
";
    let nuts = reads(&[LIST], &[shares]);
    assert_eq!(kinds(&nuts), []);
    let told = rejected(&nuts);
    assert_eq!(told.len(), 10, "{told:#?}");
    for expected in [
        "shares.csv:2: the shares of XA11 cannot be computed, because the row shares.csv:8 was rejected",
        "shares.csv:3: column `areaKm`: `60,5` is no number from 0 up, with a point before the decimals",
        "shares.csv:4: the shares of XA14 cannot be computed, because the row shares.csv:3 was rejected",
        "shares.csv:6: XA15 and XA11 share no area: remove the row",
        "shares.csv:7: the list of NUTS 2024 does not have the code XA19",
        "shares.csv:8: the pair XA11, XA11 stands twice, first in shares.csv:2",
        "shares.csv:9: XA1 and XA11 are of different levels",
    ] {
        assert!(told.iter().any(|it| it == expected), "{expected}\n{told:#?}");
    }
    let problem = error(&[LIST], &["code_v2021,code_v2024,areaKm\nXA11,?,1\n"]);
    assert!(
        problem.starts_with("shares.csv:2: `?` is no NUTS code")
            && problem.ends_with("no share can be trusted"),
        "{problem}"
    );
}

const CHANGES: &str = "#,Country Code,Code 2021,Code 2024,\"NUTS level 1
(italics: NUTS 2021, else NUTS 2024)\",NUTS level 2,Change,NUTS level
1,XA,XA,XA,,,,0
2,XA,XA1,XA1,One,,,1
3,XA,XA11,XA11,,One one,art. 5(2a),2
4,XA,XA14,,,Old two,Boundary shift,2
5,XA,,XA12,,New two,New region,2
6,XA,XA15,XA13,,Three,Code change,2
7,XA,XA16,XA17,,Six,Code change,2
8,XA,XA18,XA18,,Eight,Name change,2
9,XA,XA19,XA19,,Nine,Enchanted,2
";

#[test]
fn the_list_of_changes_outweighs_what_the_table_did_not_see() {
    let shares = "code_v2021,code_v2024,areaKm\nXA11,XA11,5\nXA14,XA12,6\nXA15,XA13,7\nXA18,XA18,8\n";
    let nuts = reads(&[CHANGES], &[shares]);
    assert_eq!(
        rejected(&nuts),
        ["list.csv:11: `Enchanted` is no change known here: the units are taken, the change is not"]
    );
    assert_eq!(kinds(&nuts), [(ChangeKind::Same, 2), (ChangeKind::Shifted, 2)]);
    let reading = objects(&nuts, "2021-xa14-2024-xa12", "openReading");
    assert_eq!(
        reading,
        [
            "\"By the shared areas this is the same territory; the publisher's list of changes calls it a boundary shift.\"@en"
        ]
    );
    assert_eq!(objects(&nuts, "2021-xa14-2024-xa12", "hadPrimarySource").len(), 2);
    assert_eq!(
        objects(&nuts, "2021-xa15-2024-xa13", "sureness"),
        ["<https://w3id.org/concord/ns#sureness-A>"]
    );
    assert_eq!(objects(&nuts, "2021-xa16-2024-xa17", "formerAreaShare"), [""; 0], "no share is made up");
    assert_eq!(objects(&nuts, "XA14", "label"), ["\"Old two\""]);
    assert_eq!(objects(&nuts, "XA14", "nutsVersion"), ["<https://w3id.org/concord/ns#nuts-2021>"]);
    assert_eq!(nuts.counts.by_level[&Version::Nuts2021], [1, 1, 6, 0]);
}

#[test]
fn two_lists_give_one_unit_two_names() {
    let nuts = reads(&[LIST, CHANGES], &[]);
    assert_eq!(objects(&nuts, "XA13", "label"), ["\"One three\""]);
    assert_eq!(objects(&nuts, "XA13", "altLabel"), ["\"Three\""]);
    assert_eq!(objects(&nuts, "XA11", "nutsVersion").len(), 2);
    let once: std::collections::BTreeSet<String> = nuts.triples.iter().map(ToString::to_string).collect();
    assert_eq!(once.len(), nuts.triples.len());
}

/// The value of a share that is told, by change and property.
fn told_shares(nuts: &Nuts, property: &str) -> BTreeMap<String, f64> {
    let number = |text: String| text.split('"').nth(1).and_then(|it| it.parse().ok()).unwrap();
    nuts.triples
        .iter()
        .filter(|it| it.predicate.as_str().ends_with(property))
        .map(|it| (it.subject.to_string(), number(it.object.to_string())))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the table holds, the shares of a unit are parts of one whole, and a kind fits its shares.
    #[test]
    fn shares_are_parts_of_a_whole(rows in proptest::collection::btree_map((0..4_u8, 0..4_u8), 0.001..1e6_f64, 1..9)) {
        let mut shares = "code_v2021,code_v2024,areaKm\n".to_owned();
        // The codes of the two versions differ, so that no link is left out as no change.
        for ((former, successor), area) in &rows {
            writeln!(shares, "XAA{former},XAB{successor},{area}").unwrap();
        }
        let list = "code,level,name\nXA,0,Alfa\nXAA,1,Old\nXAB,1,New\nXAB0,2,a\nXAB1,2,b\nXAB2,2,c\nXAB3,2,d\n";
        let lists = format!("Code 2021,Code 2024,NUTS level,Change\nXA,XA,0,\nXAA,XAA,1,\nXAB,XAB,1,\n{}",
            (0..4).map(|it| format!("XAA{it},,2,\n,XAB{it},2,\n")).collect::<Vec<_>>().concat());
        let nuts = reads(&[list, &lists], &[&shares]);
        prop_assert_eq!(nuts.rejected.total, 0);
        prop_assert_eq!(nuts.counts.changes.values().sum::<usize>(), rows.len());
        for (property, side) in [("#formerAreaShare", "a"), ("#successorAreaShare", "b")] {
            let mut sums: BTreeMap<String, f64> = BTreeMap::new();
            for (change, share) in told_shares(&nuts, property) {
                let unit = change.split('-').find(|it| it.starts_with(&format!("xa{side}"))).unwrap();
                *sums.entry(unit.trim_end_matches('>').to_owned()).or_default() += share;
            }
            prop_assert!(sums.values().all(|it| (it - 1.0).abs() < 1e-8), "{:?}", sums);
        }
        let (former, successor) = (told_shares(&nuts, "#formerAreaShare"), told_shares(&nuts, "#successorAreaShare"));
        for triple in nuts.triples.iter().filter(|it| it.predicate.as_str().ends_with("#changeKind")) {
            let subject = triple.subject.to_string();
            let whole = (former[&subject] >= 1.0, successor[&subject] >= 1.0);
            let kind = triple.object.to_string();
            prop_assert_eq!(kind.contains("change-same"), whole == (true, true));
            prop_assert!(!kind.contains("change-split") || whole == (false, true));
            prop_assert!(!kind.contains("change-merged") || whole == (true, false));
        }
    }
}
