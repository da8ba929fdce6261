//! Random applications: every value may be missing, unknown, late or contradictory, and most of them are none of it.

use concord::recognition::{Application, Award, Day, Iri, Period, Ratio, Validated};
use concord::vocab::con::individual as con;

/// A generator that gives the same on every machine (xorshift64*).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % n
    }

    pub(crate) fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    pub(crate) fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

const X: &str = "https://w3id.org/concord/id/recognition/";
const M: &str = "https://w3id.org/concord/id/matter/";
const C: &str = "http://publications.europa.eu/resource/authority/country/";

pub(crate) const TITLES: &[&str] = &[
    "q-DE-KfzMechatroniker",
    "q-DE-Meister",
    "q-PL-mechanik",
    "q-PL-mechanik",
    "q-ES-electromecanica",
    "q-AT-KfzMechaniker",
    "q-AT-KfzTechnik",
    "q-AT-Befaehigung",
    "q-FR-CAPmecanicien",
    "q-FR-CAPmv",
    "q-PL-mac",
    "q-PT-mecanico",
    "test-q-hu",
    "test-q-hu",
    "test-q-short",
    "test-q-ua",
    "test-q-a",
    "test-q-levelless",
    "test-q-listed",
    "test-q-framework",
    "test-q-tyre",
    "test-q-attestation",
    "q-unheard-of",
];

const DAYS: &[&str] = &[
    "2004-12-31",
    "2007-10-20",
    "2009-12-31",
    "2012-02-29",
    "2014-09-01",
    "2016-01-17",
    "2016-01-18",
    "2018-01-01",
    "2020-02-28",
    "2020-02-29",
    "2024-02-29",
    "2026-09-01",
    "2026-09-01",
    "2026-09-01",
    "2026-09-01",
];

const MATTERS: &[&str] = &[
    "operate",
    "commission",
    "measure",
    "service",
    "diagnose",
    "repair",
    "inspect",
    "retrofit",
    "business",
    "trainer",
    "electrics",
    "tyre",
];

fn iri(space: &str, name: &str) -> Option<Iri> {
    Some(format!("{space}{name}").into())
}

fn day(dice: &mut Dice) -> Option<Day> {
    Day::parse(dice.of(DAYS))
}

fn country(dice: &mut Dice) -> Option<Iri> {
    iri(C, dice.of(&["DEU", "FRA", "ITA", "CZE", "AUT", "POL", "ESP", "PRT", "HUN", "SVN", "UKR", "CHE"]))
}

fn activity(dice: &mut Dice) -> Option<Iri> {
    let known = [
        "vehicleRepair",
        "vehicleRepair",
        "vehicleRepair",
        "test-work",
        "test-work",
        "macFgas",
        "tyreService",
        "test-other",
    ];
    iri(X, dice.of(&known))
}

/// An application; the same seed gives the same one.
pub(crate) fn application(seed: u64) -> Application {
    let dice = &mut Dice::new(seed);
    let purposes = [
        con::ACCESS,
        con::ACCESS,
        con::ACCESS,
        con::EQUIVALENCE,
        con::SERVICES,
        con::FURTHER_STUDY,
        con::TRANSPARENCY,
    ];
    let mut it = Application {
        iri: iri(X, &format!("random-{seed}")).unwrap(),
        date: day(dice),
        purpose: Some(dice.of(&purposes).into()),
        host: country(dice),
        activity: activity(dice),
        mode: Some(dice.of(&[con::EMPLOYED, con::SELF_EMPLOYED, con::MANAGER, con::MANAGER]).into()),
        nationality: Some(dice.of(&[con::EU, con::EU, con::EU, con::ASSIMILATED, con::THIRD_COUNTRY]).into()),
        documents_complete: Some(true),
        ..Application::default()
    };
    if &**it.purpose.as_ref().unwrap() == con::EQUIVALENCE && !dice.one_in(8) {
        it.host = iri(C, dice.of(&["DEU", "DEU", "DEU", "AUT"]));
    }
    let references = [
        "ref-DE-KfzMechatroniker",
        "ref-DE-KfzMechatroniker",
        "ref-DE-KfzMechaniker",
        "test-ref-old",
        "test-ref-at",
        "test-ref-empty",
        "ref-unheard-of",
    ];
    it.reference = if dice.one_in(8) { None } else { iri(X, dice.of(&references)) };
    it.permitted_by = if dice.one_in(4) { country(dice) } else { None };
    let scenario = dice.below(30);
    push(&mut it, scenario);
    if dice.one_in(12) {
        match dice.below(9) {
            0 => it.date = None,
            1 => it.purpose = None,
            2 => it.host = iri(C, "ATL"),
            3 => it.activity = iri(X, "alchemy"),
            4 => it.mode = None,
            5 => it.nationality = Some("http://example.com/odd".into()),
            6 => it.documents_complete = Some(false),
            7 => it.documents_complete = None,
            _ => it.purpose = Some("http://example.com/odd".into()),
        }
    }
    for number in 0..dice.of(&[0, 1, 1, 1, 1, 2, 2, 3]) {
        let award = award(dice, &it.iri, number);
        it.awards.push(award);
    }
    for number in 0..dice.of(&[0, 0, 1, 1, 2, 3]) {
        let period = period(dice, &it, number);
        it.periods.push(period);
    }
    for number in 0..dice.of(&[0, 0, 0, 1, 3, 8]) {
        let matter = iri(M, dice.of(MATTERS)).unwrap();
        let own: Iri = format!("{}-v{number}", it.iri).into();
        let date = if dice.one_in(3) {
            Day::parse(dice.of(&["2003-01-01", "2013-01-01", "2026-12-31"]))
        } else {
            None
        };
        let is_record = dice.one_in(2);
        it.validated.push(Validated {
            iri: if is_record { own } else { matter.clone() },
            matter,
            date: date.filter(|_| is_record),
            has_body: false,
        });
    }
    it
}

/// Towards outcomes that chance alone hardly ever meets.
fn push(it: &mut Application, scenario: usize) {
    let (host, activity, purpose, title) = match scenario {
        0 => ("CZE", "vehicleRepair", con::ACCESS, "test-q-a"),
        1 => ("DEU", "vehicleRepair", con::EQUIVALENCE, "q-AT-KfzMechaniker"),
        2 => ("POL", "test-work", con::ACCESS, "test-q-a"),
        3 => ("DEU", "vehicleRepair", con::FURTHER_STUDY, "test-q-short"),
        _ => return,
    };
    it.host = iri(C, host);
    it.activity = iri(X, activity);
    it.purpose = Some(purpose.into());
    it.mode = Some(con::SELF_EMPLOYED.into());
    it.reference = (scenario == 1).then(|| iri(X, "ref-DE-KfzMechaniker")).flatten();
    it.awards.push(Award {
        iri: format!("{}-pushed", it.iri).into(),
        qualification: iri(X, title),
        status: Some(con::VALID.into()),
        ..Award::default()
    });
    it.periods.push(Period {
        iri: format!("{}-pushed-e", it.iri).into(),
        country: iri(C, "PRT"),
        activity: it.activity.clone(),
        capacity: Some(con::EMPLOYED_CAP.into()),
        months: Some(24),
        months_last10y: Some(24),
        is_lawful: true,
        ..Period::default()
    });
}

fn award(dice: &mut Dice, application: &Iri, number: usize) -> Award {
    let odd = [con::REVOKED, con::FORGED, con::EXPIRED, "http://example.com/odd"];
    Award {
        iri: format!("{application}-a{number}").into(),
        qualification: iri(X, dice.of(TITLES)),
        status: match dice.below(12) {
            0 => Some(dice.of(&odd).into()),
            1 if dice.one_in(3) => None,
            _ => Some(con::VALID.into()),
        },
        date: if dice.one_in(3) {
            Day::parse(dice.of(&["2004-06-01", "2011-06-01", "2013-12-31", "2017-01-01", "2020-01-01"]))
        } else {
            None
        },
        art11: dice.one_in(5).then(|| u32::try_from(dice.below(5)).unwrap() + 1),
        equal_treatment_in: if dice.one_in(6) { country(dice) } else { None },
    }
}

fn period(dice: &mut Dice, application: &Application, number: usize) -> Period {
    let capacities = [con::EMPLOYED_CAP, con::SELF_EMPLOYED_CAP, con::MANAGER_CAP, con::EXECUTIVE_CAP];
    let mut it = Period {
        iri: format!("{}-e{number}", application.iri).into(),
        country: country(dice),
        activity: if dice.one_in(4) { activity(dice) } else { application.activity.clone() },
        capacity: Some(dice.of(&capacities).into()),
        is_lawful: !dice.one_in(12),
        ..Period::default()
    };
    if dice.one_in(12) {
        it.capacity = None;
    }
    if dice.one_in(2) {
        // By days, which may overlap with other periods.
        let starts = [
            "2000-01-01",
            "2002-03-15",
            "2004-09-01",
            "2006-02-28",
            "2010-01-01",
            "2014-06-30",
            "2016-02-29",
        ];
        it.start = Day::parse(dice.of(&starts));
        it.end = it.start.map(|it| it.plus_months(i32::try_from(dice.below(120)).unwrap() - 3));
        it.share = if dice.one_in(3) { Ratio::parse(dice.of(&["0.5", "0.75", "0.333", "1"])) } else { None };
        it.is_consecutive = dice.of(&[None, None, Some(true), Some(false)]);
        if dice.one_in(6) {
            it.months = Some(u32::try_from(dice.below(60)).unwrap());
        }
    } else {
        let months = dice.of(&[6, 12, 24, 35, 36, 48, 59, 60, 72, 75, 120]);
        it.months = Some(months);
        it.months_last10y = dice.of(&[None, Some(0), Some(months), Some(months / 2)]);
        it.is_consecutive = dice.of(&[None, Some(true), Some(true), Some(false)]);
        it.end = Day::parse(dice.of(&[
            "2004-12-31",
            "2006-06-30",
            "2012-12-31",
            "2014-02-28",
            "2015-06-30",
            "2016-08-31",
            "2019-12-31",
        ]));
        if dice.one_in(8) {
            it.end = None;
        }
    }
    if dice.one_in(3) {
        it.technical_months = Some(dice.of(&[12, 36, 60]));
    }
    it
}
