//! What does the registry know of law, agreements and titles?
//!
//! Read once from a view into a compact form, so that a decision reads no index. A fact with a fault is left out and told.
//! Deliberately absent: which facts hold on a date; every rule asks that itself.

use super::day::{Day, Interval};
use super::ratio::Ratio;
use super::reader::Reader;
use super::{Finding, Iri};
use crate::graph::{TermId, View};
use crate::vocab::con::{class, individual, property};
use crate::vocab::elm;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;

/// The facts of one view.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    pub(super) laws: Vec<Law>,
    pub(super) rulesets: Vec<Ruleset>,
    pub(super) limbs: Vec<Limb>,
    pub(super) regulations: Vec<Regulation>,
    pub(super) statements: Vec<Statement>,
    pub(super) instruments: Vec<Instrument>,
    pub(super) agreements: FxHashMap<Iri, Agreement>,
    pub(super) listings: Vec<Listing>,
    pub(super) qualifications: FxHashMap<Iri, Qualification>,
    pub(super) references: FxHashMap<Iri, Reference>,
    /// When issuers were accredited to award a title; a title without an entry is not judged by this.
    pub(super) accreditations: FxHashMap<Iri, Vec<Interval>>,
    pub(super) countries: FxHashSet<Iri>,
    pub(super) activities: FxHashSet<Iri>,
    pub(super) matters: FxHashSet<Iri>,
    /// Facts with a fault, which are left out.
    pub findings: Vec<Finding>,
}

/// A version of the law with the parameters that the rules read.
#[derive(Clone, Debug)]
pub(super) struct Law {
    pub(super) iri: Iri,
    pub(super) interval: Interval,
    /// Article 13(2), months.
    pub(super) min_months_unregulated: u32,
    /// Article 13(1) of the text of 2005: levels.
    pub(super) max_level_gap: u32,
    /// Article 14(1)(a) of the text of 2005.
    pub(super) duration_ground: bool,
    pub(super) duration_gap_months: u32,
    /// Article 4f.
    pub(super) partial_access: bool,
    /// Article 13(4).
    pub(super) art134: bool,
    pub(super) applies_in: Vec<Iri>,
    pub(super) adaptation_months_max: u32,
    /// Article 51(1).
    pub(super) acknowledge_months: u32,
    /// Article 51(2).
    pub(super) decide_months: u32,
    pub(super) extension_months: u32,
    /// Article 14(7); None where the text sets no such limit.
    pub(super) aptitude_test_months: Option<u32>,
    /// Article 3(3).
    pub(super) third_country_months: u32,
    pub(super) cites: Vec<Iri>,
}

#[derive(Clone, Debug)]
pub(super) struct Ruleset {
    pub(super) iri: Iri,
    pub(super) version: Iri,
    pub(super) interval: Interval,
    pub(super) partial_access_share: Ratio,
    pub(super) hours_per_month: u32,
}

/// An alternative of Articles 17 to 19.
#[derive(Clone, Debug)]
pub(super) struct Limb {
    pub(super) iri: Iri,
    pub(super) letter: Iri,
    pub(super) list: Iri,
    pub(super) interval: Interval,
    pub(super) capacities: Vec<Iri>,
    pub(super) min_months: u32,
    pub(super) min_training_months: u32,
    pub(super) min_employed_months: u32,
    pub(super) min_technical_months: u32,
    pub(super) recency_years: Option<u32>,
}

#[derive(Clone, Debug)]
pub(super) struct Regulation {
    pub(super) iri: Iri,
    pub(super) host: Iri,
    pub(super) activity: Iri,
    pub(super) modes: Vec<Iri>,
    pub(super) interval: Interval,
    pub(super) required_art11: Option<u32>,
    pub(super) required_months: Option<u32>,
    pub(super) requires: BTreeSet<Iri>,
    pub(super) applicant_choice: Option<bool>,
    pub(super) annex_iv: Option<Iri>,
    pub(super) separable: Vec<Iri>,
    pub(super) hours: FxHashMap<Iri, u32>,
    pub(super) has_national_alternative: bool,
    pub(super) cites: Vec<Iri>,
    pub(super) is_fixture: bool,
}

/// What is known of whether an activity is regulated at all.
#[derive(Clone, Debug)]
pub(super) struct Statement {
    pub(super) iri: Iri,
    pub(super) host: Iri,
    pub(super) activity: Iri,
    pub(super) modes: Vec<Iri>,
    pub(super) interval: Interval,
    /// None where it is not established.
    pub(super) is_regulated: Option<bool>,
}

/// Which rule an instrument belongs to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum InstrumentKind {
    /// R10: an attestation counts everywhere.
    Attestation,
    /// R11
    AnnexV,
    /// R12
    CommonTraining,
}

#[derive(Clone, Debug)]
pub(super) struct Instrument {
    pub(super) iri: Iri,
    pub(super) kind: InstrumentKind,
    pub(super) activities: Vec<Iri>,
    pub(super) interval: Interval,
    pub(super) attestation: Option<Iri>,
    pub(super) titles: Vec<Iri>,
    pub(super) cites: Vec<Iri>,
}

#[derive(Clone, Debug)]
pub(super) struct Agreement {
    pub(super) iri: Iri,
    pub(super) issuers: Vec<Iri>,
    pub(super) recognisers: Vec<Iri>,
    pub(super) interval: Interval,
    pub(super) effect: Option<Iri>,
    pub(super) is_onward: bool,
    pub(super) at_award: bool,
    pub(super) cites: Vec<Iri>,
}

#[derive(Clone, Debug)]
pub(super) struct Listing {
    pub(super) iri: Iri,
    pub(super) agreement: Iri,
    pub(super) from: Iri,
    pub(super) to: Iri,
    pub(super) interval: Interval,
}

#[derive(Clone, Debug)]
pub(super) struct Qualification {
    pub(super) iri: Iri,
    pub(super) issued_in: Option<Iri>,
    pub(super) interval: Interval,
    pub(super) eqf: Option<Iri>,
    pub(super) nqf: Vec<Iri>,
    pub(super) art11: Option<u32>,
    pub(super) training_months: Option<u32>,
    pub(super) is_regulated_training: bool,
    pub(super) activities: Vec<Iri>,
    pub(super) covers: BTreeSet<Iri>,
    pub(super) home_access: Vec<Iri>,
    pub(super) attestation: Option<Iri>,
    pub(super) succeeded_by: Vec<Iri>,
    pub(super) is_fixture: bool,
}

#[derive(Clone, Debug)]
pub(super) struct Reference {
    pub(super) iri: Iri,
    pub(super) host: Iri,
    pub(super) interval: Interval,
    pub(super) required_months: Option<u32>,
    pub(super) requires: BTreeSet<Iri>,
    pub(super) duration_matters: bool,
    pub(super) succeeded_by: Vec<Iri>,
    pub(super) is_fixture: bool,
}

impl Facts {
    /// Reads the facts of the union of all graphs of a view.
    pub fn read(view: &View) -> Self {
        let mut reader = Reader::new(view);
        let mut facts = Self {
            laws: all(&mut reader, class::LAW_VERSION, law),
            rulesets: all(&mut reader, class::RULESET, ruleset),
            limbs: all(&mut reader, class::EXPERIENCE_LIMB, limb),
            regulations: all(&mut reader, class::REGULATION, regulation),
            statements: all(&mut reader, class::REGULATION_STATEMENT, statement),
            listings: all(&mut reader, class::LISTING, listing),
            ..Self::default()
        };
        for (class, kind) in [
            (class::EU_INSTRUMENT, InstrumentKind::Attestation),
            (class::ANNEX_V_ENTRY, InstrumentKind::AnnexV),
            (class::COMMON_TRAINING_FRAMEWORK, InstrumentKind::CommonTraining),
        ] {
            facts.instruments.extend(all(&mut reader, class, |it, node| instrument(it, node, kind)));
        }
        // An agreement is known by its parties: con:Agreement is also the class of agreements of another kind.
        let agreements = reader.having(property::ISSUERS);
        facts.agreements =
            sound(&mut reader, agreements, agreement).into_iter().map(|it| (it.iri.clone(), it)).collect();
        let titles = all(&mut reader, class::QUALIFICATION_VERSION, qualification);
        facts.qualifications = titles.into_iter().map(|it| (it.iri.clone(), it)).collect();
        let references = all(&mut reader, class::REFERENCE_QUALIFICATION, reference);
        facts.references = references.into_iter().map(|it| (it.iri.clone(), it)).collect();
        for (title, interval) in all(&mut reader, elm::ACCREDITATION, accreditation) {
            facts.accreditations.entry(title).or_default().push(interval);
        }
        for node in reader.instances(class::MATTER) {
            facts.matters.insert(reader.name(node));
        }
        for node in reader.instances(class::REGULATED_ACTIVITY) {
            facts.activities.insert(reader.name(node));
        }
        facts.findings = reader.findings;
        facts.note_names();
        facts
    }

    /// The countries, activities and matters that some fact names.
    fn note_names(&mut self) {
        let mut countries: Vec<&Iri> = self.laws.iter().flat_map(|it| &it.applies_in).collect();
        countries.extend(self.regulations.iter().map(|it| &it.host));
        countries.extend(self.statements.iter().map(|it| &it.host));
        countries.extend(self.agreements.values().flat_map(|it| it.issuers.iter().chain(&it.recognisers)));
        countries.extend(self.qualifications.values().filter_map(|it| it.issued_in.as_ref()));
        countries.extend(self.references.values().map(|it| &it.host));
        let mut activities: Vec<&Iri> =
            self.regulations.iter().flat_map(|it| it.separable.iter().chain([&it.activity])).collect();
        activities.extend(self.statements.iter().map(|it| &it.activity));
        activities.extend(self.instruments.iter().flat_map(|it| &it.activities));
        activities.extend(self.qualifications.values().flat_map(|it| &it.activities));
        let mut matters: Vec<&Iri> = self.regulations.iter().flat_map(|it| &it.requires).collect();
        matters.extend(self.references.values().flat_map(|it| &it.requires));
        matters.extend(self.qualifications.values().flat_map(|it| &it.covers));
        let owned = |them: Vec<&Iri>| them.into_iter().cloned().collect::<Vec<Iri>>();
        let (countries, activities, matters) = (owned(countries), owned(activities), owned(matters));
        self.countries.extend(countries);
        self.activities.extend(activities);
        self.matters.extend(matters);
    }

    /// The version of the law in force; of several the one that came last.
    pub(super) fn law(&self, day: Day) -> Option<&Law> {
        latest(self.laws.iter().filter(|it| it.interval.contains(day)), |it| (it.interval.from, &it.iri))
    }

    pub(super) fn ruleset(&self, day: Day) -> Option<&Ruleset> {
        latest(self.rulesets.iter().filter(|it| it.interval.contains(day)), |it| (it.interval.from, &it.iri))
    }

    /// The regulation in force for an activity in a mode; of several the one that came last.
    pub(super) fn regulation(&self, host: &str, activity: &str, mode: &str, day: Day) -> Option<&Regulation> {
        let fits = |it: &&Regulation| {
            &*it.host == host
                && &*it.activity == activity
                && it.modes.iter().any(|it| &**it == mode)
                && it.interval.contains(day)
        };
        latest(self.regulations.iter().filter(fits), |it| (it.interval.from, &it.iri))
    }

    pub(super) fn statement(&self, host: &str, activity: &str, mode: &str, day: Day) -> Option<&Statement> {
        let fits = |it: &&Statement| {
            &*it.host == host
                && &*it.activity == activity
                && it.modes.iter().any(|it| &**it == mode)
                && it.interval.contains(day)
        };
        latest(self.statements.iter().filter(fits), |it| (it.interval.from, &it.iri))
    }

    /// Whether some version of the law names a state; where none names any, every state counts as bound.
    ///
    /// Which states a text binds changes with accessions and not with the text, so all versions are asked.
    pub(super) fn is_bound(&self, country: &str) -> bool {
        self.laws.iter().any(|it| it.applies_in.iter().any(|it| &**it == country))
            || self.laws.iter().all(|it| it.applies_in.is_empty())
    }

    /// Whether there is a ruleset to apply.
    pub fn has_ruleset(&self) -> bool {
        !self.rulesets.is_empty()
    }

    /// How many facts there are, by kind: laws, regulations, instruments, agreements, listings, titles, references.
    pub fn counts(&self) -> [usize; 7] {
        [
            self.laws.len(),
            self.regulations.len(),
            self.instruments.len(),
            self.agreements.len(),
            self.listings.len(),
            self.qualifications.len(),
            self.references.len(),
        ]
    }
}

/// The latest beginning; of several with the same the smallest IRI, so that the result hangs on no order.
fn latest<'a, T: 'a, K: FnMut(&'a T) -> (Option<Day>, &'a Iri)>(
    all: impl Iterator<Item = &'a T>,
    mut key: K,
) -> Option<&'a T> {
    all.max_by(|a, b| {
        let ((a_from, a_iri), (b_from, b_iri)) = (key(a), key(b));
        a_from.cmp(&b_from).then_with(|| b_iri.cmp(a_iri))
    })
}

fn all<T>(
    reader: &mut Reader<'_>,
    class: &str,
    read: impl Fn(&mut Reader<'_>, TermId) -> Option<T>,
) -> Vec<T> {
    let nodes = reader.instances(class);
    sound(reader, nodes, read)
}

/// Those that could be read without a finding.
fn sound<T>(
    reader: &mut Reader<'_>,
    nodes: Vec<TermId>,
    read: impl Fn(&mut Reader<'_>, TermId) -> Option<T>,
) -> Vec<T> {
    let mut kept = Vec::with_capacity(nodes.len());
    for node in nodes {
        let before = reader.findings.len();
        let fact = read(reader, node);
        if reader.findings.len() == before {
            kept.extend(fact);
        }
    }
    kept
}

/// What a fact cannot do without; its lack is a finding.
fn needed<T>(reader: &mut Reader<'_>, node: TermId, property: &str, value: Option<T>) -> Option<T> {
    if value.is_none() {
        let finding = Finding {
            node: reader.name(node),
            property: property.into(),
            problem: "it is missing".to_owned(),
        };
        reader.findings.push(finding);
    }
    value
}

fn needed_iri(reader: &mut Reader<'_>, node: TermId, property: &str) -> Option<Iri> {
    let value = reader.iri(node, property);
    needed(reader, node, property, value)
}

fn needed_iris(reader: &mut Reader<'_>, node: TermId, property: &str) -> Option<Vec<Iri>> {
    let values = reader.iris(node, property);
    needed(reader, node, property, Some(values).filter(|it| !it.is_empty()))
}

fn law(reader: &mut Reader<'_>, node: TermId) -> Option<Law> {
    let interval = reader.interval(node);
    let months = reader.number(node, property::MIN_MONTHS_UNREGULATED);
    let gap = reader.number(node, property::MAX_LEVEL_GAP);
    let duration = reader.flag(node, property::DURATION_GROUND);
    let partial = reader.flag(node, property::PARTIAL_ACCESS);
    let art134 = reader.flag(node, property::ART134);
    Some(Law {
        iri: reader.name(node),
        interval,
        min_months_unregulated: needed(reader, node, property::MIN_MONTHS_UNREGULATED, months)?,
        max_level_gap: needed(reader, node, property::MAX_LEVEL_GAP, gap)?,
        duration_ground: needed(reader, node, property::DURATION_GROUND, duration)?,
        partial_access: needed(reader, node, property::PARTIAL_ACCESS, partial)?,
        art134: needed(reader, node, property::ART134, art134)?,
        applies_in: reader.iris(node, property::APPLIES_IN),
        // What both texts say (Articles 3(3), 14(1), 51), where a version does not say it again.
        duration_gap_months: reader.number(node, property::DURATION_GAP_MONTHS).unwrap_or(12),
        adaptation_months_max: reader.number(node, property::ADAPTATION_MONTHS_MAX).unwrap_or(36),
        acknowledge_months: reader.number(node, property::ACKNOWLEDGE_MONTHS).unwrap_or(1),
        decide_months: reader.number(node, property::DECIDE_MONTHS).unwrap_or(3),
        extension_months: reader.number(node, property::EXTENSION_MONTHS).unwrap_or(1),
        third_country_months: reader.number(node, property::THIRD_COUNTRY_MONTHS).unwrap_or(36),
        aptitude_test_months: reader.number(node, property::APTITUDE_TEST_MONTHS),
        cites: reader.iris(node, property::CITES),
    })
}

fn ruleset(reader: &mut Reader<'_>, node: TermId) -> Option<Ruleset> {
    let version = reader.text(node, property::RULESET_VERSION);
    let share = reader.decimal(node, property::PARTIAL_ACCESS_SHARE);
    let hours = reader.number(node, property::HOURS_PER_MONTH).filter(|it| *it > 0);
    Some(Ruleset {
        iri: reader.name(node),
        version: needed(reader, node, property::RULESET_VERSION, version)?,
        interval: reader.interval(node),
        partial_access_share: needed(reader, node, property::PARTIAL_ACCESS_SHARE, share)?,
        hours_per_month: needed(reader, node, property::HOURS_PER_MONTH, hours)?,
    })
}

fn limb(reader: &mut Reader<'_>, node: TermId) -> Option<Limb> {
    let letter = reader.text(node, crate::vocab::skos::NOTATION);
    let months = reader.number(node, property::MIN_MONTHS);
    Some(Limb {
        iri: reader.name(node),
        letter: needed(reader, node, crate::vocab::skos::NOTATION, letter)?,
        list: needed_iri(reader, node, property::ANNEX_IV)?,
        interval: reader.interval(node),
        capacities: reader.iris(node, property::CAPACITY),
        min_months: needed(reader, node, property::MIN_MONTHS, months)?,
        min_training_months: reader.number(node, property::MIN_TRAINING_MONTHS).unwrap_or(0),
        min_employed_months: reader.number(node, property::MIN_EMPLOYED_MONTHS).unwrap_or(0),
        min_technical_months: reader.number(node, property::MIN_TECHNICAL_MONTHS).unwrap_or(0),
        recency_years: reader.number(node, property::RECENCY_YEARS),
    })
}

fn is_fixture(reader: &mut Reader<'_>, node: TermId) -> bool {
    reader.iris(node, property::STATUS).iter().any(|it| &**it == individual::FIXTURE)
}

fn regulation(reader: &mut Reader<'_>, node: TermId) -> Option<Regulation> {
    let mut hours = FxHashMap::default();
    for part in reader.nodes(node, property::HOURS_OF_MATTER) {
        let (matter, number) =
            (reader.iri(part, property::MATTER), reader.number(part, property::CURRICULUM_HOURS));
        hours.extend(matter.zip(number));
    }
    Some(Regulation {
        iri: reader.name(node),
        host: needed_iri(reader, node, property::HOST)?,
        activity: needed_iri(reader, node, property::ACTIVITY)?,
        modes: reader.iris(node, property::MODE),
        interval: reader.interval(node),
        required_art11: level(reader, node, property::REQUIRED_ART11),
        required_months: reader.number(node, property::REQUIRED_MONTHS),
        requires: reader.iris(node, property::REQUIRES_MATTER).into_iter().collect(),
        applicant_choice: reader.flag(node, property::APPLICANT_CHOICE),
        annex_iv: reader.iri(node, property::ANNEX_IV),
        separable: reader.iris(node, property::SEPARABLE_ACTIVITY),
        hours,
        has_national_alternative: !reader.objects(node, property::NATIONAL_ALTERNATIVE).is_empty(),
        cites: reader.iris(node, property::CITES),
        is_fixture: is_fixture(reader, node),
    })
}

/// A level of Article 11: 1 for (a) up to 5 for (e).
pub(super) fn level(reader: &mut Reader<'_>, node: TermId, property: &str) -> Option<u32> {
    let level = reader.number(node, property)?;
    if (1..=5).contains(&level) {
        return Some(level);
    }
    let problem = format!("{level} is no level of Article 11, which are 1 for (a) up to 5 for (e)");
    reader.findings.push(Finding { node: reader.name(node), property: property.into(), problem });
    None
}

fn statement(reader: &mut Reader<'_>, node: TermId) -> Option<Statement> {
    Some(Statement {
        iri: reader.name(node),
        host: needed_iri(reader, node, property::HOST)?,
        activity: needed_iri(reader, node, property::ACTIVITY)?,
        modes: reader.iris(node, property::MODE),
        interval: reader.interval(node),
        is_regulated: reader.flag(node, property::IS_REGULATED),
    })
}

fn instrument(reader: &mut Reader<'_>, node: TermId, kind: InstrumentKind) -> Option<Instrument> {
    let activities = needed_iris(reader, node, property::ACTIVITY)?;
    Some(Instrument {
        iri: reader.name(node),
        kind,
        activities,
        interval: reader.interval(node),
        attestation: reader.iri(node, property::ATTESTATION_TYPE),
        titles: reader.iris(node, property::LISTED_TITLE),
        cites: reader.iris(node, property::CITES),
    })
}

fn agreement(reader: &mut Reader<'_>, node: TermId) -> Option<Agreement> {
    Some(Agreement {
        iri: reader.name(node),
        issuers: reader.iris(node, property::ISSUERS),
        recognisers: needed_iris(reader, node, property::RECOGNISERS)?,
        interval: reader.interval(node),
        effect: reader.iri(node, property::EFFECT),
        is_onward: reader.flag(node, property::ONWARD).unwrap_or(false),
        at_award: reader.iri(node, property::TEMPORAL_RULE).as_deref() == Some(individual::TITLE_AT_AWARD),
        cites: reader.iris(node, property::CITES),
    })
}

fn listing(reader: &mut Reader<'_>, node: TermId) -> Option<Listing> {
    Some(Listing {
        iri: reader.name(node),
        agreement: needed_iri(reader, node, property::IN_AGREEMENT)?,
        from: needed_iri(reader, node, property::FROM_TITLE)?,
        to: needed_iri(reader, node, property::TO_REFERENCE)?,
        interval: reader.interval(node),
    })
}

fn qualification(reader: &mut Reader<'_>, node: TermId) -> Option<Qualification> {
    Some(Qualification {
        iri: reader.name(node),
        issued_in: Some(needed_iri(reader, node, property::ISSUED_IN)?),
        interval: reader.interval(node),
        eqf: reader.iri(node, elm::EQF_LEVEL),
        nqf: reader.iris(node, elm::NQF_LEVEL),
        art11: level(reader, node, property::ART11),
        training_months: reader.number(node, property::TRAINING_MONTHS),
        is_regulated_training: reader.flag(node, property::REGULATED_TRAINING).unwrap_or(false),
        activities: reader.iris(node, property::FOR_ACTIVITY),
        covers: reader.iris(node, property::COVERS_MATTER).into_iter().collect(),
        home_access: reader.iris(node, property::HOME_ACCESS_TO),
        attestation: reader.iri(node, property::IS_ATTESTATION),
        succeeded_by: reader.iris(node, property::SUCCEEDED_BY),
        is_fixture: is_fixture(reader, node),
    })
}

fn reference(reader: &mut Reader<'_>, node: TermId) -> Option<Reference> {
    Some(Reference {
        iri: reader.name(node),
        host: needed_iri(reader, node, property::HOST)?,
        interval: reader.interval(node),
        required_months: reader.number(node, property::REQUIRED_MONTHS),
        requires: reader.iris(node, property::REQUIRES_MATTER).into_iter().collect(),
        duration_matters: reader.flag(node, property::DURATION_MATTERS).unwrap_or(false),
        succeeded_by: reader.iris(node, property::SUCCEEDED_BY),
        is_fixture: is_fixture(reader, node),
    })
}

fn accreditation(reader: &mut Reader<'_>, node: TermId) -> Option<(Iri, Interval)> {
    Some((reader.iri(node, elm::LIMIT_QUALIFICATION)?, reader.interval(node)))
}
