//! What do the figures say? Series, rankings, comparisons and all else that the KPI engine computes.

use super::{Arguments, Call, Domain, Tree};
use crate::graph::NONE;
use crate::graphql::error::{Code, Fault};
use crate::kpi::{Answer, Data, Figure, KpiError, Row};
use crate::registry::{KpiOperation, KpiQuestion, KpiTold};

pub(super) const DOMAIN: Domain = Domain {
    sdl: r#"
"What is computed of indicators; `/openapi.json` tells the parameters of each."
enum KpiOperation { SERIES LATEST CROSS_SECTION RANKING CHANGE COMPARE DISTRIBUTION CONVERGENCE PROJECTION TARGET ROLL_UP COMPOSITE IMPACT }

"A parameter as over HTTP, such as `group` and `nuts2`."
input KpiParameter { name: String! value: String! }

"An answer about indicators."
type KpiAnswer {
  "Rows in the order of the answer; one without figures says why."
  rows: [KpiRow!]!
  "What is to be known beside the figures."
  notes: [String!]!
}

"Figures of one thing: a territory, a pair, the whole."
type KpiRow {
  "What the row is of, where the rows of an answer are of several kinds."
  role: String!
  "The territory asked for."
  territory: Node
  "The territory that was measured."
  measured: Node
  "Whether the territory measured has another area than the one asked for."
  isProxy: Boolean!
  "The first period, where there are two."
  from: String
  "The period."
  period: String
  "The flags of the source."
  flags: [String!]!
  "The observation whose status and source stand for the row; null where the value follows from a formula."
  observation: Node
  "Why there is no value."
  missing: String
  "The figures."
  figures: [KpiFigure!]!
}

"A number with how it came about."
type KpiFigure {
  "What it is."
  name: String!
  "The number; computed ones have ten digits."
  value: Float!
  "The number as it was published; null where it is computed."
  published: Decimal
  "The unit in words."
  unit: String!
  "The method in words."
  method: String!
  "The territory that it is compared with."
  with: Node
  "Where inputs, formula and a query that gives the same number are told."
  explain: String!
}

extend type Query {
  "An answer of the KPI engine."
  kpi(operation: KpiOperation!, indicator: String, parameters: [KpiParameter!]): KpiAnswer
}

extend type Indicator {
  "The values of territories over time."
  series(region: [String!], group: String, from: String, to: String, dimension: [String!]): KpiAnswer
  "The order of territories at a period, the last one with values where none is given."
  ranking(region: [String!], group: String, period: String, dimension: [String!]): KpiAnswer
  "Territories beside their country, the Union and the weighted mean of peers."
  compare(region: [String!], group: String, period: String, peers: String, dimension: [String!]): KpiAnswer
}

extend type Region {
  "The last value of indicators, or that of a period; all indicators with values where none is named."
  kpis(indicators: [String!], period: String): [KpiRow!]
}
"#,
    resolve,
};

/// Names of parameters that the fields of an indicator take.
const WORDS: [&str; 5] = ["group", "from", "to", "period", "peers"];

fn resolve(call: &Call<'_>) -> Result<Vec<Tree>, Fault> {
    let cube = call.registry.cube(call.view);
    let data = Data { view: call.view, cube: &cube };
    match (call.owner, call.field) {
        ("Query", _) => Ok(vec![asked(call, data)?]),
        ("Region", _) => call.nodes.iter().map(|it| region(call, data, *it)).collect(),
        _ => call.nodes.iter().map(|it| of_indicator(call, data, *it)).collect(),
    }
}

fn bad(error: &KpiError) -> Fault {
    Fault::new(Code::BadArgument, error.to_string())
}

fn asked(call: &Call<'_>, data: Data<'_>) -> Result<Tree, Fault> {
    let name = call.arguments.text("operation")?.unwrap_or_default().to_lowercase().replace('_', "-");
    let operation = KpiOperation::of_name(&name).unwrap_or(KpiOperation::Series);
    let mut words = Vec::new();
    for it in call.arguments.objects("parameters")? {
        let text = |name: &str| Ok::<_, Fault>(it.text(name)?.unwrap_or_default().to_owned());
        words.push((text("name")?, text("value")?));
    }
    let indicator = call.arguments.text("indicator")?.unwrap_or_default();
    let question = KpiQuestion::new(operation, indicator, words).map_err(|it| bad(&it))?;
    answer(call, data, &question)
}

fn of_indicator(call: &Call<'_>, data: Data<'_>, node: u32) -> Result<Tree, Fault> {
    let operation = KpiOperation::of_name(call.field).unwrap_or(KpiOperation::Series);
    let question = KpiQuestion::new(operation, data.view.dictionary().text(node), words(call.arguments)?);
    let question = question.map_err(|it| bad(&it))?;
    match question.answer(data) {
        // An indicator of which nothing is loaded has no rows, as it has no observations.
        Err(KpiError::NoObservations { .. }) => Ok(Tree::Null),
        Err(error) => Err(bad(&error)),
        Ok(found) => tree(call, data, &question, &found),
    }
}

fn words(arguments: &Arguments) -> Result<Vec<(String, String)>, Fault> {
    let mut words = Vec::new();
    for (name, parameter) in [("region", "region"), ("dimension", "dimension")] {
        words.extend(arguments.texts(name)?.into_iter().map(|it| (parameter.to_owned(), it.to_owned())));
    }
    for name in WORDS {
        words.extend(arguments.text(name)?.map(|it| (name.to_owned(), it.to_owned())));
    }
    Ok(words)
}

fn answer(call: &Call<'_>, data: Data<'_>, question: &KpiQuestion) -> Result<Tree, Fault> {
    let found = question.answer(data).map_err(|it| bad(&it))?;
    tree(call, data, question, &found)
}

/// The last value of each indicator for one territory, or that of a period.
fn region(call: &Call<'_>, data: Data<'_>, node: u32) -> Result<Tree, Fault> {
    let named = call.arguments.texts("indicators")?;
    let all = data.cube.indicators().filter(|it| data.headline(it.0).is_ok()).map(|it| it.0);
    let indicators: Vec<u32> = if named.is_empty() {
        all.collect()
    } else {
        named.iter().map(|it| data.indicator(it)).collect::<Result<_, _>>().map_err(|it| bad(&it))?
    };
    let region = data.view.dictionary().text(node).to_owned();
    let mut rows = Vec::new();
    for indicator in indicators {
        call.meter.work(1)?;
        let code = data.view.dictionary().text(data.cube.indicator(indicator).term);
        let mut words = vec![("region".to_owned(), region.clone())];
        let period = call.arguments.text("period")?;
        words.extend(period.map(|it| ("period".to_owned(), it.to_owned())));
        let operation = if period.is_some() { KpiOperation::CrossSection } else { KpiOperation::Latest };
        let question = KpiQuestion::new(operation, code, words).map_err(|it| bad(&it))?;
        let found = match question.answer(data) {
            Err(KpiError::NoObservations { .. } | KpiError::Outside { .. }) => continue,
            other => other.map_err(|it| bad(&it))?,
        };
        let told = told(call, data, &question, &found);
        rows.extend(found.rows.iter().enumerate().map(|(at, it)| row(&told, at, it)));
    }
    Ok(Tree::List(rows))
}

fn told<'a>(
    call: &'a Call<'_>,
    data: Data<'a>,
    question: &'a KpiQuestion,
    answer: &'a Answer,
) -> KpiTold<'a> {
    let language = call.languages.first().map_or("en", String::as_str);
    KpiTold { data, question, answer, language, encode: percent }
}

fn tree(call: &Call<'_>, data: Data<'_>, question: &KpiQuestion, answer: &Answer) -> Result<Tree, Fault> {
    for _ in &answer.rows {
        call.meter.work(1)?;
    }
    let told = told(call, data, question, answer);
    Ok(Tree::Record(vec![
        ("rows", Tree::list(answer.rows.iter().enumerate(), |(at, it)| row(&told, at, it))),
        ("notes", Tree::list(told.notes(), Tree::text)),
    ]))
}

fn row(told: &KpiTold<'_>, at: usize, row: &Row) -> Tree {
    let cube = told.cube();
    let place = |it: Option<u32>| Tree::maybe(it, |it| Tree::Node(cube.territories.get(it).term));
    let period = |it: Option<crate::kpi::Period>| Tree::maybe(it, |it| Tree::text(it.to_string()));
    let cell = row.cell.map(|it| cube.cell(it));
    let observation = cell.map(|it| it.observation).filter(|it| *it != NONE);
    Tree::Record(vec![
        ("role", Tree::text(row.role)),
        ("territory", place(row.asked)),
        ("measured", place(row.measured)),
        ("isProxy", Tree::Boolean(row.fit.is_some())),
        ("from", period(row.from)),
        ("period", period(row.period)),
        ("flags", Tree::list(cell.map(|it| told.flags(it.flags)).unwrap_or_default(), Tree::text)),
        ("observation", Tree::maybe(observation, Tree::Node)),
        ("missing", Tree::maybe(told.why_missing(row), Tree::text)),
        ("figures", Tree::list(row.figures.iter().enumerate(), |(nth, it)| figure(told, at, nth, it))),
    ])
}

fn figure(told: &KpiTold<'_>, at: usize, nth: usize, figure: &Figure) -> Tree {
    let about = figure.measure.about();
    let published = (figure.literal != NONE).then(|| told.data.view.dictionary().text(figure.literal));
    let other = figure.other.map(|it| told.cube().territories.get(it).term);
    Tree::Record(vec![
        ("name", Tree::text(about.name)),
        ("value", Tree::Float(told.value_of(figure))),
        ("published", Tree::maybe(published, Tree::text)),
        ("unit", Tree::text(told.unit(figure.unit))),
        ("method", Tree::text(about.method)),
        ("with", Tree::maybe(other, Tree::Node)),
        ("explain", Tree::text(told.explain(at, nth))),
    ])
}

/// A text as a part of an address.
fn percent(text: &str) -> String {
    text.bytes().fold(String::with_capacity(text.len()), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            use std::fmt::Write as _;
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}
