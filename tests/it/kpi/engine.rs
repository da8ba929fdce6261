//! What is refused, what is marked and what is computed, on synthetic figures.

use super::{Figures, WEIGHTED, view};
use concord::graph::View;
use concord::kpi::{
    Break, CONCORD, Cube, Data, KpiError, Measure, Missing, Note, Period, Span, Subject, TerritoryId, explain,
};
use proptest::prelude::*;
use std::sync::Arc;

/// A view with its cube, for the length of a test.
struct World {
    view: Arc<View>,
    cube: Cube,
}

impl World {
    fn new(text: &str) -> Self {
        let view = view(text);
        let cube = Cube::read(&view, &CONCORD);
        Self { view, cube }
    }

    fn of(figures: &Figures) -> Self {
        Self::new(&figures.text)
    }

    fn data(&self) -> Data<'_> {
        Data { view: &self.view, cube: &self.cube }
    }

    fn subject(&self, code: &str) -> Subject<'_> {
        Subject::new(self.data(), code, &[]).unwrap()
    }

    fn places<const N: usize>(&self, names: [&str; N]) -> [TerritoryId; N] {
        names.map(|it| self.data().territory(it).unwrap())
    }
}

fn year(year: u32) -> Period {
    Period::parse(&year.to_string()).unwrap()
}

/// The synthetic share of unemployed persons in three NUTS 2 units of the seeds.
fn rates() -> Figures {
    let mut figures = Figures::default();
    for (at, territory) in ["ITC4", "ES41", "DE21"].into_iter().enumerate() {
        for year in 2010..=2020 {
            figures.add("jo-6", "percent", territory, year, 5.0 + at as f64 + f64::from(year - 2010) * 0.25);
        }
    }
    figures
}

#[test]
fn ranks_follow_the_direction_and_what_is_missing_stands_apart_with_its_reason() {
    let mut figures = rates();
    figures.add_with(
        "jo-6",
        "percent",
        "ES22",
        2020,
        "con:obsFlag con:flag-c ; con:missingReason \"confidential\"@en",
    );
    let world = World::of(&figures);
    let asked = world.places(["DE21", "ES41", "lombardy", "ES22", "SK02"]);
    let answer = world.subject("JO-6").ranking(&asked, year(2020)).unwrap();
    let ranks: Vec<f64> = answer.rows.iter().map(|it| it.number(Measure::Rank)).collect();
    assert_eq!(ranks[..3], [1.0, 2.0, 3.0]);
    let order: Vec<_> = answer.rows.iter().map(|it| it.asked.unwrap()).collect();
    assert_eq!(order[..3], [asked[2], asked[1], asked[0]], "a lower rate is better");
    assert!(
        answer.rows[0].fit.is_none() && answer.rows[0].measured != answer.rows[0].asked,
        "own area, other name"
    );
    assert!(matches!(answer.rows[3].missing, Some(Missing::Absent(_))));
    assert_eq!(answer.rows[4].missing, Some(Missing::NoObservation));
}

#[test]
fn a_value_of_a_stand_in_says_so() {
    let mut figures = rates();
    figures.add("jo-6", "percent", "SK02", 2020, 4.5);
    let world = World::of(&figures);
    let [trnava] = world.places(["trnava"]);
    let answer = world.subject("JO-6").cross_section(&[trnava], year(2020)).unwrap();
    let row = &answer.rows[0];
    assert_eq!(row.measured, Some(world.places(["SK02"])[0]));
    let fit = row.fit.map(|it| world.view.dictionary().text(it));
    assert_eq!(fit, Some("https://w3id.org/concord/ns#fit-larger"));
}

#[test]
fn equal_values_share_the_better_place() {
    let mut figures = Figures::default();
    for (territory, value) in [("ITC4", 7.0), ("ES41", 7.0), ("DE21", 5.0), ("ES22", 9.5)] {
        figures.add("jo-6", "percent", territory, 2020, value);
    }
    let world = World::of(&figures);
    let subject = world.subject("JO-6");
    let answer = subject.ranking(&subject.everywhere(), year(2020)).unwrap();
    let ranks: Vec<f64> = answer.rows.iter().map(|it| it.number(Measure::Rank)).collect();
    assert_eq!(ranks, [1.0, 2.0, 2.0, 4.0]);
}

#[test]
fn no_change_is_told_across_a_break() {
    for (more, what) in [
        ("con:obsFlag con:flag-b", Some(Break::Series)),
        ("con:obsFlag con:flag-d", Some(Break::Definition)),
        ("con:nutsVersion con:nuts-2024", Some(Break::Version)),
        ("con:obsFlag con:flag-p", None),
    ] {
        let mut figures = Figures::default();
        let version = if what == Some(Break::Version) { "; con:nutsVersion con:nuts-2021" } else { "" };
        figures.add_with("jo-6", "percent", "ITC4", 2018, &format!("con:obsValue 7.0 {version}"));
        figures.add_with("jo-6", "percent", "ITC4", 2019, &format!("con:obsValue 7.5 ; {more}"));
        figures.add_with("jo-6", "percent", "ITC4", 2020, "con:obsValue 8.0");
        let world = World::of(&figures);
        let asked = world.places(["ITC4"]);
        let row = &world.subject("JO-6").change(&asked, year(2018), year(2020)).unwrap().rows[0];
        match what {
            Some(what) => {
                assert_eq!(row.missing, Some(Missing::Broken { what, at: year(2019) }), "{more}");
                assert!(row.figures.is_empty());
            }
            None => assert!((row.number(Measure::Change) - 1.0).abs() < 1e-12),
        }
    }
    let mut figures = Figures::default();
    figures.add("jo-6", "percent", "ITC4", 2018, 7.0);
    figures.add("jo-6", "number", "ITC4", 2020, 7.0);
    let world = World::of(&figures);
    let row = &world.subject("JO-6").change(&world.places(["ITC4"]), year(2018), year(2020)).unwrap().rows[0];
    assert_eq!(row.missing, Some(Missing::Broken { what: Break::Unit, at: year(2020) }));
}

#[test]
fn what_does_not_fit_together_is_refused() {
    let mut figures = rates();
    figures.add("jo-6", "percent", "ITC4", 2020, 9.9);
    let world = World::of(&figures);
    let error = world.subject("JO-6").cross_section(&world.places(["ITC4"]), year(2020)).unwrap_err();
    let KpiError::TwoValues { indicator, territory, period, first, second } = error else {
        panic!("{error}")
    };
    assert_eq!((&*indicator, &*territory, &*period), ("JO-6", "ITC4", "2020"));
    assert!(first != second && first.contains("/observation/synthetic-"));

    let mut figures = rates();
    figures.add("jo-6", "number", "ES22", 2020, 12_000.0);
    let world = World::of(&figures);
    let subject = world.subject("JO-6");
    let error = subject.ranking(&subject.everywhere(), year(2020)).unwrap_err();
    assert!(matches!(&error, KpiError::MixedUnits { units, .. } if units.len() == 2), "{error}");
}

#[test]
fn unknown_names_come_back_with_what_is_like_them() {
    let world = World::of(&rates());
    let data = world.data();
    let error = data.indicator("JO6").unwrap_err();
    assert!(
        matches!(&error, KpiError::NoIndicator { like, .. } if like.contains(&"JO-6".to_owned())),
        "{error}"
    );
    let error = data.territory("Lombardie").unwrap_err();
    assert!(matches!(&error, KpiError::NoTerritory { like, .. } if !like.is_empty()), "{error}");
    assert!(matches!(data.period("last year"), Err(KpiError::Period(_))));
    let asked = world.places(["ITC4"]);
    let error = world.subject("JO-6").cross_section(&asked, year(1990)).unwrap_err();
    assert!(
        matches!(&error, KpiError::Outside { first, last, .. } if first == "2010" && last == "2020"),
        "{error}"
    );
    let error = Subject::new(data, "JO-7", &[]).unwrap_err();
    assert!(matches!(error, KpiError::NoObservations { .. }));
}

#[test]
fn a_rate_without_weights_is_not_averaged() {
    let mut figures = Figures::default();
    for (territory, rate) in [("ITC4", 5.0), ("ES41", 7.0), ("DE21", 6.0)] {
        figures.add("zz-2", "percent", territory, 2020, rate);
    }
    let peers = ["ITC4", "ES41"];
    let compared = |figures: &Figures| {
        let world = World::new(&format!("{WEIGHTED}{}", figures.text));
        let subject = world.subject("ZZ-2");
        let answer = subject.compare(&world.places(["DE21"]), year(2020), &world.places(peers)).unwrap();
        let mean = answer.rows.iter().find_map(|it| it.figure(Measure::WeightedMean).map(|it| it.number));
        (mean, answer.notes)
    };
    let (mean, notes) = compared(&figures);
    assert_eq!(mean, None);
    assert!(notes.iter().any(|it| matches!(it, Note::NotAveraged { weight: Some(_), .. })), "{notes:?}");
    figures.add("po-1", "persons", "ITC4", 2020, 10_000_000.0);
    let (mean, notes) = compared(&figures);
    assert_eq!(mean, Some(5.0));
    assert!(notes.contains(&Note::Averaged { used: 1, of: 2 }), "{notes:?}");
}

#[test]
fn the_country_and_the_union_are_told_as_published() {
    let mut figures = rates();
    figures.add("jo-6", "percent", "IT", 2020, 10.0);
    let world = World::of(&figures);
    let answer = world.subject("JO-6").compare(&world.places(["lombardy"]), year(2020), &[]).unwrap();
    let country = answer.rows.iter().find(|it| it.role == "country").unwrap();
    assert!((country.number(Measure::Reference) - 10.0).abs() < 1e-12);
    assert!((country.number(Measure::Difference) - -2.5).abs() < 1e-12);
    assert!((country.number(Measure::PercentOf) - 75.0).abs() < 1e-12);
    assert!(answer.notes.contains(&Note::NotPublished { what: "union" }));
}

#[test]
fn a_formula_gives_values_with_the_flags_of_all_inputs() {
    let mut figures = Figures::default();
    figures.add_with("jo-1", "persons", "ITC4", 2020, "con:obsValue 30000 ; con:obsFlag con:flag-e");
    figures.add_with("jo-4", "thousand-persons", "ITC4", 2020, "con:obsValue 4000 ; con:obsFlag con:flag-p");
    figures.add("jo-1", "persons", "ES41", 2020, 20_000.0);
    let formula = "indicator:zz-1 a con:Indicator ; <http://www.w3.org/2004/02/skos/core#notation> \"ZZ-1\" ; con:unit con:unit-percent ;
        con:formula [ con:formulaKind con:formula-share ; con:numerator indicator:jo-1 ; con:denominator indicator:jo-4 ; con:multiplier 0.1 ] .";
    let world = World::new(&format!("{}{formula}", figures.text));
    let subject = world.subject("ZZ-1");
    let asked = world.places(["ITC4", "ES41"]);
    let answer = subject.cross_section(&asked, year(2020)).unwrap();
    let row = &answer.rows[0];
    assert!((row.number(Measure::Value) - 0.75).abs() < 1e-12);
    let cell = world.cube.cell(row.cell.unwrap());
    assert_eq!(world.cube.flags(cell.flags).count(), 2);
    let explanation = explain(world.data(), &answer, row, &row.figures[0]);
    assert_eq!(explanation.inputs.len(), 2);
    assert_eq!(explanation.question, "kpi/derived/value.rq");
    assert_eq!(answer.rows[1].missing, Some(Missing::NoObservation));
}

#[test]
fn a_projection_starts_behind_the_last_break_and_says_so() {
    let mut figures = Figures::default();
    for year in 2000..=2020 {
        let flag = if year == 2010 { " ; con:obsFlag con:flag-b" } else { "" };
        let value = if year < 2010 { 50.0 } else { f64::from(year - 2010) };
        figures.add_with("jo-6", "percent", "ITC4", year, &format!("con:obsValue {value:.1}{flag}"));
    }
    let world = World::of(&figures);
    let asked = world.places(["ITC4"]);
    let subject = world.subject("JO-6");
    let answer = subject.projection(&asked, &[2030], Span::default()).unwrap();
    assert!(answer.notes.contains(&Note::SinceBreak { territory: asked[0], from: year(2010) }));
    for (role, measure) in [("theil-sen", Measure::Trend), ("holt", Measure::Smoothed)] {
        let row = answer.rows.iter().find(|it| it.role == role).unwrap();
        let told = row.number(measure);
        assert!((10.0..=20.001).contains(&told), "{role} {told}");
    }
    let error = subject.projection(&asked, &[2015], Span::default()).unwrap_err();
    assert!(matches!(error, KpiError::Parameter { name: "year", .. }));
    let target = subject.target(&asked, 20.0, 2030).unwrap();
    assert!((target.rows[0].number(Measure::Gap) - 10.0).abs() < 1e-12);
    assert!((target.rows[0].number(Measure::PaceNeeded) - 1.0).abs() < 1e-12);
    assert!((target.rows[0].number(Measure::Slope) - 1.0).abs() < 1e-12);
}

#[test]
fn an_observation_that_cannot_be_read_is_a_fault_and_no_cell() {
    let mut figures = rates();
    figures.add_with("jo-6", "percent", "ES22", 2020, "con:obsValue \"high\"");
    figures.add_with("jo-6", "percent", "ES22", 2019, "con:obsValue 1.0 , 2.0");
    let world = World::of(&figures);
    assert_eq!(world.cube.n_faults, 2);
    assert_eq!(world.cube.n_cells(), 33);
}

#[test]
fn further_dimensions_make_series_of_their_own() {
    let mut figures = Figures::default();
    for (sex, value) in [("T", 7.0), ("F", 8.0), ("M", 6.0)] {
        figures.add_with(
            "jo-6",
            "percent",
            "ITC4",
            2020,
            &format!("con:obsValue {value:.1} ; con:bySex <http://example.com/sex/{sex}>"),
        );
    }
    let dimension = "con:bySex a qb:DimensionProperty ; con:totalCode <http://example.com/sex/T> .";
    let world = World::new(&format!("{}{dimension}", figures.text));
    let asked = world.places(["ITC4"]);
    let of = |dimensions: &[(&str, &str)]| {
        let dimensions: Vec<_> = dimensions.iter().map(|it| (it.0.to_owned(), it.1.to_owned())).collect();
        let subject = Subject::new(world.data(), "JO-6", &dimensions)?;
        Ok::<_, KpiError>(subject.cross_section(&asked, year(2020))?.rows[0].number(Measure::Value))
    };
    assert_eq!(of(&[]), Ok(7.0));
    assert_eq!(of(&[("bySex", "F")]), Ok(8.0));
    assert!(
        matches!(of(&[("bySex", "X")]), Err(KpiError::NoSlice { available, .. }) if available.len() == 3)
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// Ranks, sums and weighted means against the plainest way to get them.
    #[test]
    fn the_engine_agrees_with_naive_versions(
        values in prop::collection::vec((0u32..6, 1u32..500), 1..25),
    ) {
        let mut figures = Figures::default();
        let mut text = WEIGHTED.to_owned();
        for (at, (rate, people)) in values.iter().enumerate() {
            text.push_str(&format!(
                "nuts:XX{at:02} con:level con:level-nuts2 ; <http://www.w3.org/2004/02/skos/core#broader> nuts:AT .\n"
            ));
            figures.add("zz-2", "percent", &format!("XX{at:02}"), 2020, f64::from(*rate));
            figures.add("po-1", "persons", &format!("XX{at:02}"), 2020, f64::from(*people));
        }
        text.push_str(&figures.text);
        let world = World::new(&text);
        let subject = world.subject("ZZ-2");
        let answer = subject.ranking(&subject.everywhere(), year(2020)).unwrap();
        for row in &answer.rows {
            let value = row.number(Measure::Value);
            let better = values.iter().filter(|it| f64::from(it.0) < value).count();
            prop_assert_eq!(row.number(Measure::Rank) as usize, better + 1);
        }
        let total: u32 = values.iter().map(|it| it.1).sum();
        let top: u32 = values.iter().map(|it| it.0 * it.1).sum();
        let mean = subject.roll_up(2, year(2020)).unwrap();
        let found = mean.rows[0].number(Measure::WeightedMean);
        prop_assert!((found - f64::from(top) / f64::from(total)).abs() < 1e-9);
        let sums = world.subject("PO-1").roll_up(2, year(2020)).unwrap();
        prop_assert_eq!(sums.rows.len(), 1);
        prop_assert_eq!(sums.rows[0].number(Measure::Sum) as u32, total);
    }
}
