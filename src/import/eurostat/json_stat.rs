//! Which rows does a JSON-stat 2.0 data set have? One for each value or status, in the order of the cube.
//!
//! The values may stand before the dimensions in the text, so that they are kept until its end; how many is bounded.
//! A row is named by the number of its cell in the cube, from 1. Collections and JSON-stat 1 are refused.

use super::super::ImportError;
use super::super::table::shown;
use super::rows::{FLAG, File, Meter, PERIOD, Sink, VALUE};
use json_event_parser::{JsonEvent, JsonParseError, ReaderJsonParser};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::io::Read;

/// How deep a text may nest.
const DEPTH_MAX: usize = 32;

pub(super) fn read(mut file: File<'_>, sink: &mut dyn Sink) -> Result<(), ImportError> {
    let (meter, limits, name) = (file.meter.clone(), file.limits, file.name.clone());
    let cells_max = limits.rows_max;
    let read = {
        let parser =
            ReaderJsonParser::new(&mut file.reader).with_max_buffer_size(limits.piece_bytes_max as usize);
        Reader { parser, meter, cells_max }.data_set()
    };
    let data_set = read.map_err(|fault| match fault {
        Fault::Json(JsonParseError::Io(error)) => file.error(error, 1),
        Fault::Json(JsonParseError::Syntax(error)) => file
            .text_error(error.location().start.line + 1, format!("the text is no JSON: {}", error.message())),
        Fault::Shape(problem) => file.text_error(1, problem),
        Fault::TooMany => {
            ImportError::TooLarge { source_name: name, limit: "rows_max", max: cells_max as u64 }
        }
    })?;
    let problem = |text: String| file.text_error(1, text);
    let dimensions = data_set.dimensions().map_err(problem)?;
    let mut columns: Vec<String> = dimensions.iter().map(|it| it.name.clone()).collect();
    columns.extend([VALUE, FLAG].map(str::to_owned));
    sink.header(1, &columns)?;
    let n_cells = dimensions.iter().try_fold(1_u64, |all, it| all.checked_mul(it.codes.len() as u64));
    let n_cells = n_cells.ok_or_else(|| problem("the cube has more cells than can be counted".to_owned()))?;
    for (place, (value, flags)) in &data_set.cells {
        if *place >= n_cells {
            return Err(problem(format!(
                "there is a value for cell {place}, but the dimensions give {n_cells} cells"
            )));
        }
        let mut codes = vec![""; dimensions.len()];
        let mut rest = *place;
        for (code, dimension) in codes.iter_mut().zip(&dimensions).rev() {
            let size = dimension.codes.len() as u64;
            *code = &dimension.codes[(rest % size) as usize];
            rest /= size;
        }
        // A status of `:` says nothing but that there is no value.
        codes.extend([value.as_str(), flags.trim_start_matches(':')]);
        sink.row(place + 1, &codes)?;
    }
    Ok(())
}

/// What went wrong, before the file is named.
enum Fault {
    Json(JsonParseError),
    Shape(String),
    TooMany,
}

impl From<JsonParseError> for Fault {
    fn from(error: JsonParseError) -> Self {
        Self::Json(error)
    }
}

/// One data set, as its parts come.
#[derive(Default)]
struct DataSet {
    ids: Vec<String>,
    sizes: Vec<usize>,
    /// The codes of each dimension by their place.
    codes: FxHashMap<String, BTreeMap<usize, String>>,
    time: Option<String>,
    /// Value and flags by the place in the cube.
    cells: BTreeMap<u64, (String, String)>,
}

struct Dimension {
    name: String,
    codes: Vec<String>,
}

impl DataSet {
    fn dimensions(&self) -> Result<Vec<Dimension>, String> {
        if self.ids.is_empty() || self.ids.len() != self.sizes.len() {
            return Err(
                "a JSON-stat data set names its dimensions (`id`) and says how large each is (`size`)"
                    .to_owned(),
            );
        }
        let time = self.time.as_deref().unwrap_or("time");
        let dimension = |(id, size): (&String, &usize)| {
            let codes = self.codes.get(id).map(|it| it.values().cloned().collect()).unwrap_or_default();
            let codes: Vec<String> = codes;
            if codes.len() != *size || codes.is_empty() {
                return Err(format!(
                    "the dimension {} has {} codes, but its size is {size}",
                    shown(id),
                    codes.len()
                ));
            }
            let name = if id == time { PERIOD.to_owned() } else { id.clone() };
            Ok(Dimension { name, codes })
        };
        self.ids.iter().zip(&self.sizes).map(dimension).collect()
    }
}

struct Reader<R: Read> {
    parser: ReaderJsonParser<R>,
    meter: Meter,
    cells_max: usize,
}

/// An event that needs no text of the parser's any more.
enum Event {
    Text(String),
    Number(String),
    Key(String),
    Null,
    Bool,
    Open { is_object: bool },
    Close,
    End,
}

impl<R: Read> Reader<R> {
    fn next(&mut self) -> Result<Event, Fault> {
        self.meter.next_piece();
        Ok(match self.parser.parse_next()? {
            JsonEvent::String(it) => Event::Text(it.into_owned()),
            JsonEvent::Number(it) => Event::Number(it.into_owned()),
            JsonEvent::ObjectKey(it) => Event::Key(it.into_owned()),
            JsonEvent::Null => Event::Null,
            JsonEvent::Boolean(_) => Event::Bool,
            JsonEvent::StartObject => Event::Open { is_object: true },
            JsonEvent::StartArray => Event::Open { is_object: false },
            JsonEvent::EndObject | JsonEvent::EndArray => Event::Close,
            JsonEvent::Eof => Event::End,
        })
    }

    /// Goes past the value that begins with this event.
    fn skip(&mut self, first: &Event) -> Result<(), Fault> {
        let mut depth = usize::from(matches!(first, Event::Open { .. }));
        while depth > 0 {
            match self.next()? {
                Event::Open { .. } => depth += 1,
                Event::Close => depth -= 1,
                Event::Text(_)
                | Event::Number(_)
                | Event::Key(_)
                | Event::Null
                | Event::Bool
                | Event::End => (),
            }
            if depth > DEPTH_MAX {
                return Err(Fault::Shape(format!("the text nests deeper than depth_max = {DEPTH_MAX}")));
            }
        }
        Ok(())
    }

    fn data_set(mut self) -> Result<DataSet, Fault> {
        let mut data_set = DataSet::default();
        if !matches!(self.next()?, Event::Open { is_object: true }) {
            return Err(Fault::Shape("a JSON-stat data set is an object".to_owned()));
        }
        while let Event::Key(key) = self.next()? {
            let first = self.next()?;
            match key.as_str() {
                "class" => {
                    if !matches!(&first, Event::Text(it) if it == "dataset") {
                        let problem = "only a JSON-stat 2.0 data set is read (`\"class\": \"dataset\"`): export one table";
                        return Err(Fault::Shape(problem.to_owned()));
                    }
                }
                "id" => data_set.ids = self.texts(&first)?,
                "size" => {
                    data_set.sizes = self.texts(&first)?.iter().filter_map(|it| it.parse().ok()).collect();
                }
                "role" => data_set.time = self.role(&first)?,
                "dimension" => self.dimensions(&first, &mut data_set)?,
                "value" => self.cells(&first, &mut data_set, false)?,
                "status" => self.cells(&first, &mut data_set, true)?,
                _ => self.skip(&first)?,
            }
        }
        Ok(data_set)
    }

    /// The texts and numbers of an array.
    fn texts(&mut self, first: &Event) -> Result<Vec<String>, Fault> {
        let mut texts = Vec::new();
        if !matches!(first, Event::Open { is_object: false }) {
            self.skip(first)?;
            return Ok(texts);
        }
        loop {
            match self.next()? {
                Event::Text(it) | Event::Number(it) => texts.push(it),
                Event::Close => return Ok(texts),
                other => self.skip(&other)?,
            }
            if texts.len() > self.cells_max {
                return Err(Fault::TooMany);
            }
        }
    }

    /// The dimension that plays the part of time.
    fn role(&mut self, first: &Event) -> Result<Option<String>, Fault> {
        let mut time = None;
        if !matches!(first, Event::Open { is_object: true }) {
            self.skip(first)?;
            return Ok(time);
        }
        while let Event::Key(key) = self.next()? {
            let first = self.next()?;
            let texts = self.texts(&first)?;
            if key == "time" {
                time = texts.into_iter().next();
            }
        }
        Ok(time)
    }

    fn dimensions(&mut self, first: &Event, data_set: &mut DataSet) -> Result<(), Fault> {
        if !matches!(first, Event::Open { is_object: true }) {
            return self.skip(first);
        }
        while let Event::Key(id) = self.next()? {
            let first = self.next()?;
            let codes = self.dimension(&first)?;
            data_set.codes.insert(id, codes);
        }
        Ok(())
    }

    /// The codes of one dimension: those of its index, or the only label.
    fn dimension(&mut self, first: &Event) -> Result<BTreeMap<usize, String>, Fault> {
        let mut codes = BTreeMap::new();
        let mut labelled = Vec::new();
        if !matches!(first, Event::Open { is_object: true }) {
            self.skip(first)?;
            return Ok(codes);
        }
        while let Event::Key(key) = self.next()? {
            let first = self.next()?;
            if key != "category" || !matches!(first, Event::Open { is_object: true }) {
                self.skip(&first)?;
                continue;
            }
            while let Event::Key(key) = self.next()? {
                let first = self.next()?;
                match (key.as_str(), &first) {
                    ("index", Event::Open { is_object: true }) => codes = self.index()?,
                    ("index", Event::Open { is_object: false }) => {
                        codes = self.texts(&first)?.into_iter().enumerate().collect();
                    }
                    ("label", Event::Open { is_object: true }) => {
                        while let Event::Key(code) = self.next()? {
                            let label = self.next()?;
                            self.skip(&label)?;
                            // Only a label that stands alone is an index as well.
                            if labelled.len() < 2 {
                                labelled.push(code);
                            }
                        }
                    }
                    (_, _) => self.skip(&first)?,
                }
            }
        }
        if codes.is_empty() && labelled.len() == 1 {
            codes = labelled.into_iter().enumerate().collect();
        }
        Ok(codes)
    }

    /// `{"AT": 0, "BE": 1}`, whose start has been read.
    fn index(&mut self) -> Result<BTreeMap<usize, String>, Fault> {
        let mut codes = BTreeMap::new();
        while let Event::Key(code) = self.next()? {
            let place = self.next()?;
            let Event::Number(place) = place else {
                return Err(Fault::Shape(format!("the index of {} is no number", shown(&code))));
            };
            let place = place
                .parse()
                .map_err(|_| Fault::Shape(format!("the index of {} is no place", shown(&code))))?;
            if codes.insert(place, code).is_some() {
                return Err(Fault::Shape(format!("two codes have the index {place}")));
            }
            if codes.len() > self.cells_max {
                return Err(Fault::TooMany);
            }
        }
        Ok(codes)
    }

    /// Values or statuses, as an array of all or an object of some.
    fn cells(&mut self, first: &Event, data_set: &mut DataSet, is_status: bool) -> Result<(), Fault> {
        let Event::Open { is_object } = *first else {
            let what = if is_status { "status" } else { "value" };
            return Err(Fault::Shape(format!("`{what}` is an array or an object")));
        };
        let mut place = 0;
        loop {
            let mut event = self.next()?;
            if let Event::Key(key) = &event {
                place = key
                    .parse()
                    .map_err(|_| Fault::Shape(format!("{} is no place in the cube", shown(key))))?;
                event = self.next()?;
            }
            match event {
                Event::Text(text) => set(data_set, place, text, is_status),
                Event::Number(text) => set(data_set, place, plain(text), is_status),
                Event::Null => (),
                Event::Close => return Ok(()),
                Event::Bool | Event::Open { .. } | Event::Key(_) | Event::End => {
                    return Err(Fault::Shape("a value is a number, a text or null".to_owned()));
                }
            }
            if data_set.cells.len() > self.cells_max {
                return Err(Fault::TooMany);
            }
            place += u64::from(!is_object);
        }
    }
}

fn set(data_set: &mut DataSet, place: u64, text: String, is_status: bool) {
    if is_status && text.is_empty() {
        return;
    }
    let cell = data_set.cells.entry(place).or_default();
    *(if is_status { &mut cell.1 } else { &mut cell.0 }) = text;
}

/// A number without an exponent: `1.0E7` is `10000000`.
fn plain(text: String) -> String {
    if !text.contains(['e', 'E']) {
        return text;
    }
    // The shortest digits that give the same number, which is what the exponent was made from.
    text.parse().ok().filter(|it: &f64| it.is_finite()).map_or(text, |it| it.to_string())
}
