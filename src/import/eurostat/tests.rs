//! The readers of the formats, on small synthetic files: each gives the same rows of the same table.

use super::rows::{Sink, read};
use super::{ImportError, Limits, Source};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write as _;

/// Keeps what a reader gives, as text.
#[derive(Default)]
struct Kept {
    columns: Vec<String>,
    rows: Vec<String>,
}

impl Sink for Kept {
    fn header(&mut self, _: u64, columns: &[String]) -> Result<(), ImportError> {
        self.columns = columns.to_vec();
        Ok(())
    }

    fn row(&mut self, line: u64, cells: &[&str]) -> Result<(), ImportError> {
        self.rows.push(format!("{line}: {}", cells.join(" ")));
        Ok(())
    }

    fn broken(&mut self, line: u64, reason: String) -> Result<(), ImportError> {
        self.rows.push(format!("{line}! {reason}"));
        Ok(())
    }
}

fn kept_with(bytes: &[u8], limits: &Limits) -> Result<Kept, String> {
    let mut kept = Kept::default();
    let source = Source { name: "t".to_owned(), reader: Box::new(bytes) };
    read(source, limits, &mut kept).map_err(|it| it.to_string())?;
    Ok(kept)
}

fn kept(text: &str) -> Kept {
    kept_with(text.as_bytes(), &Limits::default()).unwrap()
}

fn refused(text: &str) -> String {
    kept_with(text.as_bytes(), &Limits::default()).err().unwrap()
}

fn packed(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

const SDMX_1: &str = "DATAFLOW,LAST UPDATE,freq,unit,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG\n\
    ESTAT:SYNTHETIC(1.0),24/04/24 11:00:00,A,PC,XA11,2019,4.5,b\n\
    ESTAT:SYNTHETIC(1.0),24/04/24 11:00:00,A,PC,XA12,2019,,c\n";

const SDMX_2: &str = "STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,freq:Time frequency,unit: Unit of measure,geo:Place,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS\n\
    dataflow,ESTAT:SYNTHETIC(1.0),\"Synthetic, of a test\",A: Annual,PC: Percent,XA11: Alfa: one,2019,4.5,b,F\n";

#[test]
fn sdmx_csv_of_both_versions() {
    let one = kept(SDMX_1);
    assert_eq!(one.columns[2..], ["freq", "unit", "geo", "TIME_PERIOD", "OBS_VALUE", "OBS_FLAG"]);
    assert_eq!(one.rows[0], "2: ESTAT:SYNTHETIC(1.0) 24/04/24 11:00:00 A PC XA11 2019 4.5 b");
    assert_eq!(one.rows[1], "3: ESTAT:SYNTHETIC(1.0) 24/04/24 11:00:00 A PC XA12 2019  c");
    let two = kept(SDMX_2);
    assert_eq!(two.columns[3..6], ["freq", "unit", "geo"]);
    assert_eq!(two.rows, ["2: dataflow ESTAT:SYNTHETIC(1.0) Synthetic, of a test A PC XA11 2019 4.5 b F"]);
}

#[test]
fn packed_files_and_other_delimiters() {
    let rows = kept(SDMX_1).rows;
    assert_eq!(kept_with(&packed(SDMX_1), &Limits::default()).unwrap().rows, rows);
    assert_eq!(kept("\u{feff}geo;v\r\nXA;\"a;b\"\r\n\r\nXB;2\r\n").rows, ["2: XA a;b", "4: XB 2"]);
    assert_eq!(kept("geo\tv\nXA\t1\n").columns, ["geo", "v"]);
    assert_eq!(
        kept("geo,v\nXA,\"two\nlines\"\nXB,1,3\n").rows[1],
        "4! the row has 3 cells and the header 2: check its quotes"
    );
}

#[test]
fn tab_separated_files_have_a_row_for_each_cell() {
    let text = "freq,unit,geo\\TIME_PERIOD\t2018 \t2019 \n\
        A,PC,XA11\t4.4 \t4.5 b\n\
        A,PC,XA12\t: \t: c\n\
        A,PC\t1\t2\n\
        A,PC,XA13\t1\n";
    let kept = kept(text);
    assert_eq!(kept.columns, ["freq", "unit", "geo", "TIME_PERIOD", "OBS_VALUE", "OBS_FLAG"]);
    assert_eq!(
        kept.rows,
        [
            "2: A PC XA11 2018 4.4 ",
            "2: A PC XA11 2019 4.5 b",
            "3: A PC XA12 2019 : c",
            "4! the line has 2 codes and the header 3 dimensions",
            "5! the line has 1 values and the header 2 periods",
        ]
    );
}

const JSON: &str = r#"{"version": "2.0", "class": "dataset", "label": "synthetic", "extension": {"a": [{"b": 1}]},
    "value": {"0": 4.4, "1": 4.5, "2": 1.0E7}, "status": {"1": "b", "3": "c"},
    "id": ["freq", "geo", "time"], "size": [1, 2, 2], "role": {"time": ["time"], "geo": ["geo"]},
    "dimension": {"freq": {"label": "f", "category": {"label": {"A": "Annual"}}},
        "geo": {"category": {"index": {"XA12": 1, "XA11": 0}, "label": {"XA11": "Alfa", "XA12": "Beta"}}},
        "time": {"category": {"index": ["2018", "2019"]}}}}"#;

#[test]
fn json_stat_has_a_row_for_each_value_and_status() {
    let kept_rows = kept(JSON);
    assert_eq!(kept_rows.columns, ["freq", "geo", "TIME_PERIOD", "OBS_VALUE", "OBS_FLAG"]);
    assert_eq!(
        kept_rows.rows,
        ["1: A XA11 2018 4.4 ", "2: A XA11 2019 4.5 b", "3: A XA12 2018 10000000 ", "4: A XA12 2019  c"]
    );
    let as_array = JSON.replace(r#"{"0": 4.4, "1": 4.5, "2": 1.0E7}"#, "[4.4, 4.5, 1.0E7, null]");
    assert_eq!(kept(&as_array).rows, kept_rows.rows);
}

#[test]
fn what_is_no_data_set_is_refused() {
    assert!(refused(r#"{"class": "collection", "link": {}}"#).contains("only a JSON-stat 2.0 data set"));
    assert!(refused(r#"{"class": "dataset", "value": [1]}"#).contains("names its dimensions"));
    assert!(
        refused(&JSON.replace("[1, 2, 2]", "[1, 3, 2]")).contains("`geo` has 2 codes, but its size is 3")
    );
    assert!(refused(&JSON.replace("\"2\": 1.0E7", "\"9\": 1")).contains("a value for cell 9"));
    assert!(refused(&JSON[..200]).starts_with("t:"));
    assert!(refused("{\"x\": [1,,2]}").contains("the text is no JSON"));
    let deep = format!("{{\"class\": \"dataset\", \"x\": {}", "[".repeat(100));
    assert!(refused(&deep).contains("depth_max"));
    assert!(refused("").contains("the file is empty"));
    assert!(refused("PK\u{3}\u{4}...").contains("save the sheet as CSV"));
    let latin1 = kept_with(b"geo,v\nXA,\xe9\n", &Limits::default()).err().unwrap();
    assert!(latin1.starts_with("t:2: the text is not UTF-8"), "{latin1}");
}

#[test]
fn every_file_is_bounded() {
    let limits = Limits {
        rows_max: 2,
        columns_max: 3,
        piece_bytes_max: 1_000,
        bytes_max: 1 << 20,
        ..Limits::default()
    };
    let refused = |bytes: &[u8]| kept_with(bytes, &limits).err().unwrap();
    assert!(refused(b"g,v\n1,1\n2,2\n3,3\n").contains("rows_max = 2"));
    assert!(refused(b"a,b,c,d\n").contains("columns_max = 3"));
    assert!(refused(b"g\\TIME_PERIOD\t1\t2\t3\t4\n").contains("columns_max = 3"));
    assert!(refused(b"g\\TIME_PERIOD\t1\nXA\t1\nXB\t1\nXC\t1\n").contains("rows_max = 2"));
    let values: Vec<String> = (0..9).map(|it| it.to_string()).collect();
    assert!(refused(format!("{{\"value\": [{}]}}", values.join(",")).as_bytes()).contains("rows_max = 2"));
    let unclosed = format!("g,v\n1,\"{}", "x".repeat(900_000));
    assert!(refused(unclosed.as_bytes()).contains("piece_bytes_max = 1000"));
    let endless = format!("g\\TIME_PERIOD\t1\n{}", "x".repeat(900_000));
    assert!(refused(endless.as_bytes()).contains("piece_bytes_max = 1000"));
    let token = format!("{{\"a\": \"{}", "x".repeat(900_000));
    assert!(refused(token.as_bytes()).starts_with('t'), "a token without end");
    let bomb = packed(&format!("g,v\n{}", "1,1\n".repeat(1 << 19)));
    let limits = Limits { rows_max: usize::MAX, bytes_max: 1 << 20, ..Limits::default() };
    let told = kept_with(&bomb, &limits).err().unwrap();
    assert!(told.contains("bytes_max = 1048576"), "{told}");
}
