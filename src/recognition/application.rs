//! What does an applicant hold and want, as the file says it?
//!
//! Deliberately absent: names of persons, and any judgement; what is missing stays missing until a rule asks for it.

use super::day::Day;
use super::facts::level;
use super::ratio::Ratio;
use super::reader::Reader;
use super::{Finding, Iri};
use crate::graph::{TermId, View};
use crate::vocab::con::{class, property};

/// Awards, periods and validations of one application; more are refused.
const PARTS_MAX: usize = 1_000;

/// An application as it was read; every value may be missing.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Application {
    pub iri: Iri,
    pub date: Option<Day>,
    pub purpose: Option<Iri>,
    pub host: Option<Iri>,
    pub activity: Option<Iri>,
    pub mode: Option<Iri>,
    pub nationality: Option<Iri>,
    pub documents_complete: Option<bool>,
    pub reference: Option<Iri>,
    pub permitted_by: Option<Iri>,
    pub awards: Vec<Award>,
    pub periods: Vec<Period>,
    pub validated: Vec<Validated>,
}

/// A title that the applicant holds.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Award {
    pub iri: Iri,
    pub qualification: Option<Iri>,
    pub status: Option<Iri>,
    pub date: Option<Day>,
    /// 1 for (a) up to 5 for (e), as attested in this case.
    pub art11: Option<u32>,
    pub equal_treatment_in: Option<Iri>,
}

/// A period of work.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Period {
    pub iri: Iri,
    pub country: Option<Iri>,
    pub activity: Option<Iri>,
    pub capacity: Option<Iri>,
    /// Full-time months.
    pub months: Option<u32>,
    /// Those within ten years before the application.
    pub months_last10y: Option<u32>,
    pub is_consecutive: Option<bool>,
    pub start: Option<Day>,
    /// The last day.
    pub end: Option<Day>,
    pub is_lawful: bool,
    pub technical_months: Option<u32>,
    /// The share of full time.
    pub share: Option<Ratio>,
}

/// A matter that a body validated.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Validated {
    /// The record, or the matter itself where the application names only that.
    pub iri: Iri,
    pub matter: Iri,
    pub date: Option<Day>,
    pub has_body: bool,
}

impl Application {
    /// The applications of a view, in the order of their IRIs, and what does not fit in them.
    ///
    /// The nodes of an application are read from the union of all graphs of the view.
    pub fn read_all(view: &View) -> (Vec<Self>, Vec<Finding>) {
        let mut reader = Reader::new(view);
        let nodes = reader.instances(class::APPLICATION);
        let applications = nodes.into_iter().map(|node| application(&mut reader, node)).collect();
        (applications, reader.findings)
    }
}

fn application(reader: &mut Reader<'_>, node: TermId) -> Application {
    let mut parts = |property: &str| {
        let mut nodes = reader.nodes(node, property);
        if nodes.len() > PARTS_MAX {
            let problem = format!("it has {} values and may have {PARTS_MAX}", nodes.len());
            reader.findings.push(Finding { node: reader.name(node), property: property.into(), problem });
            nodes.clear();
        }
        nodes
    };
    let (awards, periods, validated) =
        (parts(property::HOLDS), parts(property::EXPERIENCE), parts(property::VALIDATED));
    Application {
        iri: reader.name(node),
        date: reader.day(node, property::DATE),
        purpose: reader.iri(node, property::PURPOSE),
        host: reader.iri(node, property::HOST),
        activity: reader.iri(node, property::ACTIVITY),
        mode: reader.iri(node, property::MODE),
        nationality: reader.iri(node, property::NATIONALITY),
        documents_complete: reader.flag(node, property::DOCUMENTS_COMPLETE),
        reference: reader.iri(node, property::REFERENCE),
        permitted_by: reader.iri(node, property::THIRD_COUNTRY_PERMITTED_BY),
        awards: awards.into_iter().map(|it| award(reader, it)).collect(),
        periods: periods.into_iter().map(|it| period(reader, it)).collect(),
        validated: validated.into_iter().map(|it| validation(reader, it)).collect(),
    }
}

fn award(reader: &mut Reader<'_>, node: TermId) -> Award {
    Award {
        iri: reader.name(node),
        qualification: reader.iri(node, property::QUALIFICATION),
        status: reader.iri(node, property::STATUS),
        date: reader.day(node, property::AWARD_DATE),
        art11: level(reader, node, property::ART11_ATTESTED),
        equal_treatment_in: reader.iri(node, property::EQUAL_TREATMENT_IN),
    }
}

fn period(reader: &mut Reader<'_>, node: TermId) -> Period {
    let share = reader.decimal(node, property::WORK_SHARE);
    if share.is_some_and(|it| it <= Ratio::ZERO || it > Ratio::ONE) {
        let problem = "a share of full time lies above 0 and is at most 1".to_owned();
        reader.findings.push(Finding {
            node: reader.name(node),
            property: property::WORK_SHARE.into(),
            problem,
        });
    }
    Period {
        iri: reader.name(node),
        country: reader.iri(node, property::COUNTRY),
        activity: reader.iri(node, property::ACTIVITY),
        capacity: reader.iri(node, property::CAPACITY),
        months: reader.number(node, property::MONTHS),
        months_last10y: reader.number(node, property::MONTHS_LAST10Y),
        is_consecutive: reader.flag(node, property::CONSECUTIVE),
        start: reader.day(node, property::START_DATE),
        end: reader.day(node, property::END_DATE),
        is_lawful: reader.flag(node, property::LAWFUL).unwrap_or(true),
        technical_months: reader.number(node, property::TECHNICAL_MONTHS),
        share,
    }
}

fn validation(reader: &mut Reader<'_>, node: TermId) -> Validated {
    let iri = reader.name(node);
    Validated {
        matter: reader.iri(node, property::MATTER).unwrap_or_else(|| iri.clone()),
        date: reader.day(node, property::DATE),
        has_body: !reader.objects(node, property::VALIDATED_BY).is_empty(),
        iri,
    }
}
