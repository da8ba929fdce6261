//! How is an answer told in JSON, with a name for everything and a way to get every number again?

use super::ask::KpiQuestion;
use crate::graph::{NONE, TermId};
use crate::kpi::{
    Answer, Block, Break, Cube, Data, Direction, Figure, IndicatorId, Missing, Note, Row, TerritoryId, Unit,
    last,
};
use crate::resource;
use crate::vocab::{con, prov, skos};
use serde_json::{Map, Value, json};

/// Decimals behind the first digit of a computed number, in scientific notation: it is told with ten digits.
const DECIMALS: usize = 9;

/// An answer that is to be told, with the question that it answers.
#[derive(Clone, Copy)]
pub struct KpiTold<'a> {
    pub data: Data<'a>,
    pub question: &'a KpiQuestion,
    pub answer: &'a Answer,
    /// The language of names.
    pub language: &'a str,
    /// Writes a text as a part of an address.
    pub encode: fn(&str) -> String,
}

impl<'a> KpiTold<'a> {
    pub fn revision(&self) -> u64 {
        self.data.view.revision()
    }

    pub fn cube(&self) -> &'a Cube {
        self.data.cube
    }

    /// What a territory is called.
    pub fn place(&self, territory: TerritoryId) -> String {
        self.label(self.cube().territories.get(territory).term).to_owned()
    }

    /// The code of a territory, or its IRI.
    pub fn code(&self, territory: TerritoryId) -> String {
        self.cube().place(self.data.view, territory).to_owned()
    }

    pub(super) fn text(&self, term: TermId) -> &'a str {
        if term == NONE { "" } else { self.data.view.dictionary().text(term) }
    }

    /// What a thing is called.
    pub(super) fn label(&self, term: TermId) -> &'a str {
        if term == NONE {
            return "";
        }
        resource::label(self.data.view, term, self.language)
            .map_or_else(|| last(self.text(term)), |it| it.text)
    }

    /// The code of a concept, or the last part of its name.
    pub(super) fn notation(&self, term: TermId) -> &'a str {
        let view = self.data.view;
        let notation = view.dictionary().iri(skos::NOTATION);
        let found = notation.and_then(|it| view.objects_of(&[term], it).first().map(|it| it.1));
        found.map_or_else(|| last(self.text(term)), |it| self.text(it))
    }

    /// The whole answer.
    pub fn json(&self) -> Value {
        let mut out = Map::new();
        out.insert("operation".to_owned(), self.question.operation.name().into());
        out.insert("revision".to_owned(), self.revision().into());
        if let Some((indicator, slice)) =
            self.answer.slices.first().filter(|_| self.question.operation.is_of_one())
        {
            out.insert("indicator".to_owned(), self.indicator(*indicator));
            let pair = |it: &(TermId, TermId)| (last(self.text(it.0)).to_owned(), self.notation(it.1).into());
            out.insert("dimensions".to_owned(), Value::Object(slice.iter().map(pair).collect()));
        }
        let rows = self.answer.rows.iter().enumerate().map(|(at, row)| self.row(at, row));
        out.insert("rows".to_owned(), rows.collect());
        out.insert("notes".to_owned(), self.answer.notes.iter().map(|it| self.note(it)).collect());
        Value::Object(out)
    }

    /// An indicator with what the catalogue says of it.
    pub fn indicator(&self, indicator: IndicatorId) -> Value {
        let it = self.cube().indicator(indicator);
        let direction = match it.direction {
            Direction::Higher => "higher-is-better",
            Direction::Lower => "lower-is-better",
            Direction::Neutral => "neutral",
        };
        json!({
            "code": self.cube().code(self.data.view, indicator),
            "iri": self.text(it.term),
            "label": self.label(it.term),
            "unit": self.label(it.unit),
            "direction": direction,
        })
    }

    /// The catalogue: every indicator with its series and the periods loaded.
    pub fn catalogue(data: Data<'a>, only: Option<IndicatorId>, told: &Self) -> Vec<Value> {
        let all = data.cube.indicators().filter(|it| only.is_none_or(|only| only == it.0));
        all.map(|(id, about)| {
            let mut value = told.indicator(id);
            let definition = told.said(about.term, skos::DEFINITION);
            value["definition"] = definition.map_or(Value::Null, Value::from);
            value["note"] =
                told.said(about.term, con::property::STATUS_NOTE).map_or(Value::Null, Value::from);
            value["weightedBy"] = about.weight.map_or(Value::Null, |it| told.notation(it).into());
            value["formula"] = told.formula(id);
            let series = data.cube.blocks_of(id).map(|block| told.series(block));
            value["series"] = series.collect();
            if value["series"].as_array().is_some_and(Vec::is_empty) {
                value["status"] = "no observations loaded".into();
            }
            value
        })
        .collect()
    }

    fn series(&self, block: &Block) -> Value {
        let span = self.cube().span(block);
        json!({
            "dimensions": self.data.slice_words(block),
            "territories": self.cube().series(block).count(),
            "observations": self.cube().series(block).map(|it| it.1.len()).sum::<usize>(),
            "first": span.map(|it| it.0.to_string()),
            "last": span.map(|it| it.1.to_string()),
        })
    }

    pub(super) fn formula(&self, indicator: IndicatorId) -> Value {
        let Some(formula) = &self.cube().indicator(indicator).formula else { return Value::Null };
        let operands: Vec<&str> = formula.operands.iter().map(|it| self.notation(*it)).collect();
        json!({ "kind": self.label(formula.kind), "operands": operands, "multiplier": formula.scale })
    }

    /// What a text property says of a thing in the language asked for, or else in English.
    fn said(&self, term: TermId, property: &str) -> Option<&'a str> {
        let dictionary = self.data.view.dictionary();
        let texts = self.data.view.objects_of(&[term], dictionary.iri(property)?);
        let in_language = |language: &str| {
            let is = |it: &&(u32, TermId)| self.text(dictionary.entry(it.1).qualifier) == language;
            texts.iter().find(is).map(|it| self.text(it.1))
        };
        in_language(self.language).or_else(|| in_language("en"))
    }

    fn row(&self, at: usize, row: &Row) -> Value {
        let mut out = Map::new();
        let mut put = |name: &str, value: Value| {
            if !value.is_null() {
                out.insert(name.to_owned(), value);
            }
        };
        put("role", row.role.into());
        if !self.question.operation.is_of_one() {
            put("indicator", self.indicator_of(row));
        }
        put("territory", row.asked.map_or(Value::Null, |it| self.territory(it)));
        put("measured", row.measured.map_or(Value::Null, |it| self.measured(it, row)));
        put("from", row.from.map_or(Value::Null, |it| it.to_string().into()));
        put("period", row.period.map_or(Value::Null, |it| it.to_string().into()));
        if let Some(cell) = row.cell.map(|it| self.cube().cell(it)) {
            let flags = self.cube().flags(cell.flags).map(|it| Value::from(self.notation(it)));
            put("flags", flags.collect());
            let iri = |it: TermId| if it == NONE { Value::Null } else { self.text(it).into() };
            put("observation", iri(cell.observation));
            put("dataset", iri(cell.dataset));
            put(
                "nutsVersion",
                if cell.version == NONE { Value::Null } else { self.notation(cell.version).into() },
            );
            put("retrieved", self.retrieved(cell.observation, cell.dataset));
        }
        put("missing", row.missing.as_ref().map_or(Value::Null, |it| self.missing(it)));
        let figures: Vec<Value> =
            row.figures.iter().enumerate().map(|(nth, it)| self.figure(at, nth, row, it)).collect();
        put("figures", figures.into());
        Value::Object(out)
    }

    fn indicator_of(&self, row: &Row) -> Value {
        if row.role == "part" { self.indicator(row.indicator) } else { Value::Null }
    }

    pub(super) fn territory(&self, territory: TerritoryId) -> Value {
        let it = self.cube().territories.get(territory);
        let code = if it.code == NONE { Value::Null } else { self.text(it.code).into() };
        json!({ "code": code, "iri": self.text(it.term), "label": self.label(it.term) })
    }

    fn measured(&self, territory: TerritoryId, row: &Row) -> Value {
        let mut value = self.territory(territory);
        value["isProxy"] = row.fit.is_some().into();
        if let Some(fit) = row.fit {
            value["fit"] = self.label(fit).into();
        }
        value
    }

    fn retrieved(&self, observation: TermId, dataset: TermId) -> Value {
        let view = self.data.view;
        let Some(property) = view.dictionary().iri(con::property::RETRIEVED_AT) else { return Value::Null };
        let said = [observation, dataset]
            .into_iter()
            .filter(|it| *it != NONE)
            .find_map(|it| view.objects_of(&[it], property).first().map(|it| it.1));
        said.map_or(Value::Null, |it| self.text(it).into())
    }

    /// Where the data of an observation come from.
    pub(super) fn sources(&self, observation: TermId, dataset: TermId) -> Vec<&'a str> {
        let view = self.data.view;
        let Some(property) = view.dictionary().iri(prov::HAD_PRIMARY_SOURCE) else { return Vec::new() };
        let things: Vec<TermId> = [observation, dataset].into_iter().filter(|it| *it != NONE).collect();
        view.objects_of(&things, property).into_iter().map(|it| self.text(it.1)).collect()
    }

    pub(super) fn figure(&self, at: usize, nth: usize, row: &Row, figure: &Figure) -> Value {
        let about = figure.measure.about();
        let mut value = json!({
            "name": about.name,
            "value": self.number(figure),
            "unit": self.unit(figure.unit),
            "method": about.method,
            "inputs": self.n_inputs(row, figure),
            "explain": self.explain(at, nth),
        });
        if figure.literal != NONE {
            value["published"] = self.text(figure.literal).into();
        }
        if let Some(other) = figure.other {
            value["with"] = self.territory(other);
        }
        if figure.measure == crate::kpi::Measure::Quantile {
            value["p"] = figure.argument.into();
        }
        value
    }

    pub(super) fn n_inputs(&self, row: &Row, figure: &Figure) -> usize {
        match figure.inputs.len() {
            0 => self.answer.inputs.get(row.set).map_or(0, Vec::len),
            n => n,
        }
    }

    fn number(&self, figure: &Figure) -> Value {
        if figure.measure.is_whole() {
            return (figure.number as i64).into();
        }
        serde_json::Number::from_f64(self.value_of(figure)).map_or(Value::Null, Value::Number)
    }

    /// The number as it is told: as published, or rounded.
    pub fn value_of(&self, figure: &Figure) -> f64 {
        if figure.literal == NONE { significant(figure.number) } else { figure.number }
    }

    /// The flags behind the bits of a cell, by their codes.
    pub fn flags(&self, bits: u32) -> Vec<&'a str> {
        self.cube().flags(bits).map(|it| self.notation(it)).collect()
    }

    /// Why a row has no value, in words.
    pub fn why_missing(&self, row: &Row) -> Option<String> {
        row.missing.as_ref().map(|it| self.missing_words(it).1)
    }

    /// What is to be known beside the figures, in words.
    pub fn notes(&self) -> Vec<String> {
        let text = |it: &Note| self.note(it)["text"].as_str().unwrap_or_default().to_owned();
        self.answer.notes.iter().map(text).collect()
    }

    /// Where a figure is explained, at this revision.
    pub fn explain(&self, row: usize, nth: usize) -> String {
        let query = self.question.query(self.encode);
        let joint = if query.is_empty() { "" } else { "&" };
        let path = self.question.path(self.encode);
        format!("{path}/explain?{query}{joint}figure={row}.{nth}&revision={}", self.revision())
    }

    /// The unit of a figure in words.
    pub fn unit(&self, unit: Unit) -> String {
        match unit {
            Unit::Of(NONE) | Unit::Plain => String::new(),
            Unit::Of(unit) => self.label(unit).to_owned(),
            Unit::PerYear(unit) => format!("{} per year", self.label(unit)),
            Unit::Percent => "percent".to_owned(),
            Unit::PercentPerYear => "percent per year".to_owned(),
            Unit::PercentagePoints => "percentage points".to_owned(),
            Unit::PercentagePointsPerYear => "percentage points per year".to_owned(),
            Unit::Place => "place".to_owned(),
            Unit::Number => "number".to_owned(),
            Unit::Years => "years".to_owned(),
        }
    }

    /// Why there is no value: a code for programs, words for people.
    pub(super) fn missing(&self, missing: &Missing) -> Value {
        let (code, words) = self.missing_words(missing);
        json!({ "code": code, "reason": words })
    }

    pub(super) fn missing_words(&self, missing: &Missing) -> (&'static str, String) {
        match missing {
            Missing::NoObservation => ("no-observation", "no observation is loaded".to_owned()),
            Missing::Absent(cell) => ("absent", self.absent(*cell)),
            Missing::OnlyParts => {
                ("only-parts", "measured only for the units that together cover it".to_owned())
            }
            Missing::Broken { what, at } => (break_code(*what), format!("{} at {at}", what.words())),
            Missing::NoBase => ("not-averaged", "a rate without weights is not averaged".to_owned()),
            Missing::Lacks(indicator) => {
                let code = self.cube().code(self.data.view, *indicator);
                ("lacks-indicator", format!("{code} has no value here"))
            }
            Missing::TooFew { found, needed } => {
                ("too-few", format!("{found} values since the last break, at least {needed} are needed"))
            }
            Missing::Gaps => ("gaps", "the method needs one value a year without gaps".to_owned()),
        }
    }

    fn absent(&self, cell: u32) -> String {
        let cell = self.cube().cell(cell);
        let said = self.said(cell.observation, con::property::MISSING_REASON);
        let flag = || self.cube().flags(cell.flags).map(|it| self.label(it)).next();
        said.or_else(flag).unwrap_or("the source gives no value and no reason").to_owned()
    }

    /// A note: a code for programs, words for people.
    pub(super) fn note(&self, note: &Note) -> Value {
        let code = |it: IndicatorId| self.cube().code(self.data.view, it);
        let (name, words) = match note {
            Note::NotAveraged { indicator, weight: None } => (
                "not-averaged",
                format!("{} is a rate and names no weights: it is not averaged", code(*indicator)),
            ),
            Note::NotAveraged { indicator, weight: Some(weight) } => (
                "not-averaged",
                format!("{} is a rate and its weights, {}, are not loaded here: it is not averaged", code(*indicator), code(*weight)),
            ),
            Note::Averaged { used, of } => ("incomplete", format!("{used} of {of} territories have what is needed")),
            Note::NotPublished { what } => {
                ("not-published", format!("no value is published for the {what}, and none is computed from parts"))
            }
            Note::Neutral => ("neutral", "neither high nor low is better: the highest comes first".to_owned()),
            Note::MixedLevels => ("mixed-levels", "the territories measured are of several levels".to_owned()),
            Note::Unweighted => ("unweighted", "each territory counts once, whatever its size".to_owned()),
            Note::LeftOut(n) => {
                ("left-out", format!("{n} territories are left out: not a positive value at every period, or a break"))
            }
            Note::SinceBreak { territory, from } => {
                let place = self.cube().place(self.data.view, *territory);
                ("since-break", format!("{place}: only the values from {from} on are used, because of a break"))
            }
            Note::Computed(indicator) => {
                ("computed", format!("{} is computed from other indicators where it is not published", code(*indicator)))
            }
            Note::NotLoaded { part, indicator } => {
                ("not-loaded", format!("{part}: {} has no values here and takes no part", code(*indicator)))
            }
            Note::NoInput(part) => ("no-input", format!("{part}: too few values are loaded to say anything")),
            Note::Asymmetric => (
                "asymmetric",
                "the impact on regions is asymmetric: the scores order regions by a few indicators and forecast nothing".to_owned(),
            ),
        };
        json!({ "code": name, "text": words })
    }
}

fn break_code(what: Break) -> &'static str {
    match what {
        Break::Series => "break-in-series",
        Break::Definition => "other-definition",
        Break::Unit => "other-unit",
        Break::Version => "other-nuts-version",
        Break::Frequency => "other-frequency",
    }
}

/// A number with 10 significant digits.
pub fn significant(number: f64) -> f64 {
    if number == 0.0 || !number.is_finite() {
        return number;
    }
    format!("{number:.DECIMALS$e}").parse().unwrap_or(number)
}
