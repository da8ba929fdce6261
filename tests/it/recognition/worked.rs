//! The worked cases of the specification, and cases that follow from it.

use super::{MADE_FACTS, application, applications, ready, registry, shared};
use concord::recognition::{Application, Assessment, Outcome, Verdict, local};
use concord::registry::{Ready, Registry};
use concord::sparql;
use std::collections::BTreeMap;
use std::fs;

/// Outcome, basis and missing matters of each worked case.
pub(crate) fn expected(folder: &std::path::Path) -> BTreeMap<String, (String, String, Vec<String>)> {
    let table = fs::read_to_string(folder.join("expected.csv")).unwrap();
    let row = |line: &str| {
        let columns: Vec<&str> = line.trim_end().split(',').collect();
        let missing = columns[3].split_whitespace().map(str::to_owned).collect();
        (columns[0].to_owned(), (columns[1].to_owned(), columns[2].to_owned(), missing))
    };
    table.lines().skip(1).map(row).collect()
}

fn told(it: &Assessment) -> (String, String, Vec<String>) {
    let missing = it.missing.iter().map(|it| local(it).to_owned()).collect();
    (it.outcome.code().to_owned(), it.basis.to_owned(), missing)
}

#[test]
fn every_worked_case_holds_by_the_rules_and_by_the_question() {
    let Some(folder) = shared() else { return };
    let place = tempfile::tempdir().unwrap();
    let registry = registry(place.path());
    let facts = fs::read_to_string(folder.join("facts.ttl")).unwrap();
    let ready = ready(&registry, &[&facts]);
    let all = applications(&registry, &fs::read_to_string(folder.join("applications.ttl")).unwrap());
    let expected = expected(&folder);
    assert_eq!(all.len(), expected.len());
    for application in &all {
        let name = local(&application.iri);
        let (outcome, basis, missing) = &expected[name];
        let assessment = ready.decide(application);
        assert_eq!(told(&assessment), expected[name], "{name} by the rules: {assessment:#?}");
        let answer = ready.ask(application, &sparql::Limits::default()).unwrap();
        assert_eq!(
            (&answer.outcome, &answer.basis, &answer.missing),
            (outcome, basis, missing),
            "{name} by SPARQL"
        );
        assert_eq!(assessment.trace.len(), 21, "every rule is in the trace");
        let deciding = assessment.trace.iter().filter(|it| it.verdict == Verdict::Decides).count();
        assert_eq!(deciding, 1, "{name}");
    }
}

/// What the seeds give without the entries made for tests: real titles as they are, unknown ones as unknown.
#[test]
fn the_seeds_hold_no_entry_made_for_tests() {
    let Some(folder) = shared() else { return };
    let place = tempfile::tempdir().unwrap();
    let registry = registry(place.path());
    let ready = ready(&registry, &[]);
    let all = applications(&registry, &fs::read_to_string(folder.join("applications.ttl")).unwrap());
    let expected = expected(&folder);
    for application in &all {
        let name = local(&application.iri);
        let assessment = ready.decide(application);
        if ["W09", "W14", "W15", "W18a"].contains(&name) {
            assert_eq!(assessment.outcome, Outcome::NeedsInformation, "{name}");
            assert!(assessment.information.iter().any(|it| it.code == "title-unknown"), "{name}");
        } else {
            assert_eq!(told(&assessment), expected[name], "{name}");
        }
    }
}

struct Tried {
    registry: Registry,
    ready: std::sync::Arc<Ready>,
    _place: tempfile::TempDir,
}

impl Tried {
    fn new() -> Self {
        let place = tempfile::tempdir().unwrap();
        let registry = registry(place.path());
        let ready = ready(&registry, &[MADE_FACTS]);
        Self { registry, ready, _place: place }
    }

    fn application(&self, text: &str) -> Application {
        application(&self.registry, text)
    }

    /// The assessment; the question has to give the same.
    fn decide(&self, text: &str) -> Assessment {
        let application = self.application(text);
        let assessment = self.ready.decide(&application);
        let answer = self.ready.ask(&application, &sparql::Limits::default()).unwrap();
        assert_eq!((answer.outcome, answer.basis, answer.missing), told(&assessment), "{text}");
        assessment
    }

    fn holds(&self, text: &str, outcome: Outcome, basis: &str, missing: &str) -> Assessment {
        let assessment = self.decide(text);
        let missing: Vec<String> = missing.split_whitespace().map(str::to_owned).collect();
        let expected = (outcome.code().to_owned(), basis.to_owned(), missing);
        assert_eq!(told(&assessment), expected, "{text}\n{assessment:#?}");
        assessment
    }

    fn needs(&self, text: &str, code: &str) {
        let assessment = self.decide(text);
        assert_eq!(assessment.outcome, Outcome::NeedsInformation, "{text}\n{assessment:#?}");
        let codes: Vec<&str> = assessment.information.iter().map(|it| it.code).collect();
        assert!(codes.contains(&code), "{codes:?}");
    }
}

const ACCESS: &str = "con:date \"2026-09-01\"^^xsd:date ; con:purpose con:Access ; con:activity x:vehicleRepair ; \
    con:nationality con:EU ; con:documentsComplete true ;";

const EQUIVALENCE: &str = "con:date \"2026-09-01\"^^xsd:date ; con:purpose con:Equivalence ; con:host c:DEU ; \
    con:activity x:vehicleRepair ; con:mode con:Employed ; con:nationality con:EU ; con:documentsComplete true ;";

/// An award of a title that stands.
fn holding(title: &str) -> String {
    format!("con:holds x:it-a . x:it-a a con:Award ; con:qualification {title} ; con:status con:Valid .")
}

#[test]
fn experience_opens_by_each_limb_and_by_no_other() {
    let it = Tried::new();
    let with = |experience: &str| {
        format!(
            "{ACCESS} con:host c:DEU ; con:mode con:SelfEmployed ; con:experience x:it-e , x:it-f ; {} {experience}",
            holding("x:q-PL-mechanik")
        )
    };
    let one = |capacity: &str, months: u32, end: &str, more: &str| {
        with(&format!(
            "x:it-e con:country c:POL ; con:activity x:vehicleRepair ; con:capacity con:{capacity} ; con:months {months} ; \
             con:consecutive true ; con:endDate \"{end}\"^^xsd:date {more} ."
        ))
    };
    let missing = "business commission inspect retrofit trainer";
    let automatic = |text: &str, letters: &str| {
        let assessment = it.holds(text, Outcome::Automatic, "R13-Art17", "");
        let step = assessment.trace.iter().find(|it| it.rule == "R13").unwrap();
        assert_eq!(step.finding, format!("met by limb {letters}"));
    };
    let general = |text: &str| {
        it.holds(text, Outcome::Compensation, "R20-general-system", missing);
    };
    automatic(&one("SelfEmployedCap", 72, "2016-09-01", ""), "a, b, c");
    // One day too long ago for (a), and training makes up for it by (b) and (c), which know no such limit.
    automatic(&one("ManagerCap", 72, "2016-08-31", ""), "b, c");
    automatic(&one("ManagerCap", 36, "1999-01-01", ""), "b");
    general(&one("ManagerCap", 35, "2026-01-01", ""));
    general(&one("EmployedCap", 300, "2026-01-01", ""));
    general(&one("SelfEmployedCap", 72, "2026-01-01", "; con:lawful false"));
    automatic(&one("ExecutiveCap", 60, "2001-01-01", "; con:technicalMonths 36"), "e");
    general(&one("ExecutiveCap", 60, "2001-01-01", "; con:technicalMonths 35"));
    general(&one("ExecutiveCap", 59, "2001-01-01", "; con:technicalMonths 36"));
    // In the host state nothing counts, and neither does work outside of the states bound or in another activity.
    let elsewhere = |country: &str, activity: &str, consecutive: bool| {
        with(&format!(
            "x:it-e con:country {country} ; con:activity {activity} ; con:capacity con:ManagerCap ; con:months 72 ; \
             con:consecutive {consecutive} ; con:endDate \"2026-01-01\"^^xsd:date ."
        ))
    };
    automatic(&elsewhere("c:CHE", "x:vehicleRepair", true), "a, b, c");
    general(&elsewhere("c:DEU", "x:vehicleRepair", true));
    general(&elsewhere("c:UKR", "x:vehicleRepair", true));
    general(&elsewhere("c:POL", "x:tyreService", true));
    general(&elsewhere("c:POL", "x:vehicleRepair", false));
    // (d): self-employed and employed, without prior training.
    let both = |self_employed: u32, employed: u32, title: &str| {
        format!(
            "{ACCESS} con:host c:DEU ; con:mode con:SelfEmployed ; con:experience x:it-e , x:it-f ; {}
             x:it-e con:country c:POL ; con:activity x:vehicleRepair ; con:capacity con:SelfEmployedCap ;
                con:months {self_employed} ; con:consecutive true ; con:endDate \"2026-01-01\"^^xsd:date .
             x:it-f con:country c:CZE ; con:activity x:vehicleRepair ; con:capacity con:EmployedCap ;
                con:months {employed} ; con:endDate \"2023-01-01\"^^xsd:date .",
            holding(title)
        )
    };
    automatic(&both(36, 60, "t:q-a"), "d");
    assert_eq!(it.decide(&both(36, 59, "t:q-a")).outcome, Outcome::Refusal);
    assert_eq!(it.decide(&both(35, 60, "t:q-a")).outcome, Outcome::Refusal);
}

#[test]
fn the_leap_day_is_ten_years_after_the_last_of_february() {
    let it = Tried::new();
    let with = |end: &str| {
        format!(
            "con:date \"2024-02-29\"^^xsd:date ; con:purpose con:Access ; con:activity x:vehicleRepair ; con:nationality con:EU ;
             con:documentsComplete true ; con:host c:DEU ; con:mode con:Manager ; con:experience x:it-e ; {}
             x:it-e con:country c:POL ; con:activity x:vehicleRepair ; con:capacity con:ManagerCap ; con:months 72 ;
                con:consecutive true ; con:endDate \"{end}\"^^xsd:date .",
            holding("t:q-a")
        )
    };
    it.holds(&with("2014-02-28"), Outcome::Automatic, "R13-Art17", "");
    assert_eq!(it.decide(&with("2014-02-27")).outcome, Outcome::Refusal);
}

#[test]
fn the_general_system_is_open_by_each_paragraph() {
    let it = Tried::new();
    let at = |host: &str, mode: &str, title: &str, more: &str| {
        format!("{ACCESS} con:host c:{host} ; con:mode con:{mode} ; {more} {}", holding(title))
    };
    let general = "R20-general-system";
    // 13(1): the home state regulates, and the holder has what it requires.
    it.holds(&at("DEU", "Manager", "x:q-AT-Befaehigung", ""), Outcome::Full, general, "");
    // The home state regulates and the holder has not: the Treaty asks for the same comparison.
    it.holds(&at("ITA", "Manager", "x:q-DE-KfzMechatroniker", ""), Outcome::Full, "R26-TFEU", "");
    it.holds(
        &at("DEU", "Manager", "x:q-AT-KfzTechnik", ""),
        Outcome::Compensation,
        "R26-TFEU",
        "business trainer",
    );
    // Equal treatment by a state that regulates (Article 12) is that state's evidence.
    let treated = at("DEU", "Manager", "x:q-AT-KfzTechnik", "")
        .replace("con:status", "con:equalTreatmentIn c:FRA ; con:status");
    it.holds(&treated, Outcome::Compensation, general, "business trainer");
    // 13(2): regulated training, or so many months of the last ten years.
    it.holds(&at("ITA", "Manager", "x:q-ES-electromecanica", ""), Outcome::Full, general, "");
    let practised = |months: u32| {
        at("ITA", "Manager", "t:q-hu", "con:experience x:it-e ;")
            + &format!(
                "x:it-e con:country c:HUN ; con:activity x:vehicleRepair ; con:capacity con:EmployedCap ; con:months {months} ;
                    con:monthsLast10y {months} ; con:endDate \"2026-01-01\"^^xsd:date ."
            )
    };
    it.holds(&practised(12), Outcome::Compensation, general, "electrics measure repair");
    it.holds(&practised(11), Outcome::Compensation, "R26-TFEU", "electrics measure repair");
    // 3(3): evidence of a third country, pursuit permitted by a state that regulates.
    let permitted = |state: &str, months: u32| {
        at("ITA", "Manager", "t:q-ua", &format!("con:thirdCountryPermittedBy c:{state} ; con:experience x:it-e ;"))
            + &format!(
                "x:it-e con:country c:{state} ; con:activity x:vehicleRepair ; con:capacity con:EmployedCap ; con:months {months} ;
                    con:monthsLast10y 0 ; con:endDate \"2026-01-01\"^^xsd:date ."
            )
    };
    it.holds(&permitted("FRA", 36), Outcome::Compensation, general, "electrics");
    it.holds(&permitted("FRA", 35), Outcome::Compensation, "R26-TFEU", "electrics");
    it.holds(&permitted("POL", 36), Outcome::Compensation, "R26-TFEU", "electrics");
    // A national of a third country has the same comparison by national law; one who is equally treated has the Directive.
    let national = at("ITA", "Manager", "x:q-PL-mechanik", "");
    let third = national.replace("con:EU ", "con:ThirdCountry ");
    it.holds(&third, Outcome::Compensation, "R01-national-law", "electrics");
    it.holds(&national.replace("con:EU ", "con:Assimilated "), Outcome::Compensation, general, "electrics");
    // An onward clause opens the general system, and nothing else.
    let onward = "con:date \"2020-01-01\"^^xsd:date ; con:purpose con:Access ; con:activity t:work ; con:nationality con:EU ;
        con:documentsComplete true ; con:host c:AUT ; con:mode con:SelfEmployed ;";
    let text = format!("{onward} {}", holding("t:q-hu"));
    let assessment = it.holds(&text, Outcome::Compensation, general, "repair");
    assert_eq!(
        assessment.measure.as_ref().map(|it| (it.hours, it.adaptation_months)),
        Some((Some(8000), 36))
    );
    let later = text.replace("2020-01-01", "2024-02-29");
    it.holds(&later, Outcome::Compensation, "R26-TFEU", "repair");
}

#[test]
fn two_awards_cover_together_and_order_is_no_fact() {
    let it = Tried::new();
    let both = |order: &str| {
        format!(
            "{ACCESS} con:host c:ITA ; con:mode con:Manager ; con:holds {order} .
             x:a a con:Award ; con:qualification x:q-PL-mechanik ; con:status con:Valid .
             x:b a con:Award ; con:qualification x:q-DE-KfzMechatroniker ; con:status con:Valid ."
        )
    };
    let first = it.holds(&both("x:a, x:b"), Outcome::Full, "R20-general-system", "");
    assert_eq!(first, it.decide(&both("x:b, x:a")));
    let revoked = both("x:a, x:b").replace(
        "x:q-DE-KfzMechatroniker ; con:status con:Valid",
        "x:q-DE-KfzMechatroniker ; con:status con:Revoked",
    );
    it.holds(&revoked, Outcome::Compensation, "R20-general-system", "electrics");
}

#[test]
fn validation_covers_matters_wherever_it_was_made() {
    let it = Tried::new();
    let with = |validated: &str| {
        format!(
            "{EQUIVALENCE} con:reference x:ref-DE-KfzMechatroniker ; con:validated {validated} ; {}",
            holding("x:q-PL-mechanik")
        )
    };
    it.holds(&with("m:commission, m:inspect, m:retrofit"), Outcome::Full, "R30-national", "");
    it.holds(&with("m:commission, m:tyre"), Outcome::PartialEquivalence, "", "inspect retrofit");
    let record = "[ con:matter m:commission ; con:validatedBy x:body ; con:date \"2025-01-01\"^^xsd:date ]";
    it.holds(&with(record), Outcome::PartialEquivalence, "", "inspect retrofit");
    it.needs(&with(&record.replace("2025", "2027")), "validation-after-application");
    // An old title and a former reference that is not listed with it.
    let former =
        format!("{EQUIVALENCE} con:reference x:ref-DE-KfzMechaniker ; {}", holding("x:q-PL-mechanik"));
    let assessment = it.holds(&former, Outcome::Full, "R30-national", "");
    assert!(assessment.notes.iter().any(|it| it.code == "reference-not-in-force"));
}

#[test]
fn agreements_reach_one_hop_and_have_dates() {
    let it = Tried::new();
    let asks = |title: &str, award: &str| {
        format!(
            "{EQUIVALENCE} con:reference x:ref-DE-KfzMechatroniker ; {}",
            holding(title).replace("con:status", &format!("{award} con:status"))
        )
    };
    // The listing has to stand on the date of the award, which has to be known for it.
    it.holds(
        &asks("t:q-hu", "con:awardDate \"2004-12-31\"^^xsd:date ;"),
        Outcome::Automatic,
        "R14-agreement",
        "",
    );
    let missing = "commission diagnose inspect measure operate repair retrofit";
    it.holds(
        &asks("t:q-hu", "con:awardDate \"2005-01-01\"^^xsd:date ;"),
        Outcome::PartialEquivalence,
        "",
        missing,
    );
    it.holds(&asks("t:q-hu", ""), Outcome::PartialEquivalence, "", missing);
    // The successor of a listed title inherits nothing.
    it.holds(
        &asks("x:q-AT-KfzMechaniker", ""),
        Outcome::PartialEquivalence,
        "",
        "commission inspect retrofit",
    );
    // An agreement on levels serves further study, one on access serves access.
    let study = format!(
        "{} con:host c:DEU ; {}",
        ACCESS.replace("con:Access", "con:FurtherStudy"),
        holding("t:q-short")
    );
    it.holds(&study, Outcome::Automatic, "R14-agreement", "");
    it.holds(&study.replace("t:q-short", "t:q-hu"), Outcome::Full, "R40-LRC", "");
    let access = format!(
        "{ACCESS} con:host c:DEU ; con:mode con:Manager ; con:reference t:ref-old ; {}",
        holding("x:q-ES-electromecanica")
    );
    it.holds(&access, Outcome::Automatic, "R14-agreement", "");
    it.holds(&access.replace("con:mode con:Manager", "con:mode con:Employed"), Outcome::NotRequired, "", "");
}

#[test]
fn acts_of_the_union_stand_before_the_host_state() {
    let it = Tried::new();
    let at = |activity: &str, title: &str, date: &str| {
        format!(
            "con:date \"{date}\"^^xsd:date ; con:purpose con:Access ; con:activity {activity} ; con:nationality con:EU ;
             con:documentsComplete true ; con:host c:DEU ; con:mode con:Employed ; {}",
            holding(title)
        )
    };
    it.holds(&at("x:macFgas", "x:q-PL-mac", "2026-09-01"), Outcome::Automatic, "R10-EU-act", "");
    // A mechanic's licence is no attestation, and to say that nothing is required would be wrong.
    it.needs(&at("x:macFgas", "x:q-PL-mechanik", "2026-09-01"), "attestation-missing");
    // An attestation of a third country does not count.
    it.needs(&at("t:other", "t:q-attestation", "2026-09-01"), "attestation-missing");
    it.holds(&at("t:other", "t:q-attestation", "2011-09-01"), Outcome::NotRequired, "", "");
    it.holds(&at("t:work", "t:q-listed", "2026-09-01"), Outcome::Automatic, "R11-AnnexV", "");
    it.holds(&at("t:work", "t:q-listed", "2009-12-31"), Outcome::NotRequired, "", "");
    it.holds(&at("t:work", "t:q-framework", "2020-02-28"), Outcome::Automatic, "R12-CTF", "");
    it.holds(&at("t:work", "t:q-framework", "2020-02-29"), Outcome::NotRequired, "", "");
}

#[test]
fn what_is_not_known_is_asked_for_and_never_refused() {
    let it = Tried::new();
    let base = format!("{ACCESS} con:host c:DEU ; con:mode con:Manager ; {}", holding("x:q-PL-mechanik"));
    for (from, to, code) in [
        ("con:purpose con:Access ;", "", "purpose-missing"),
        ("con:Access", "con:Dance", "purpose-unknown"),
        ("con:host c:DEU ;", "", "host-missing"),
        ("con:host c:DEU", "con:host c:ATL", "host-unknown"),
        ("con:activity x:vehicleRepair", "con:activity x:alchemy", "activity-unknown"),
        ("con:mode con:Manager ;", "", "mode-missing"),
        ("con:mode con:Manager", "con:mode con:Dreamer", "mode-unknown"),
        ("con:nationality con:EU ;", "", "nationality-missing"),
        ("con:documentsComplete true", "con:documentsComplete false", "documents-incomplete"),
        ("con:documentsComplete true ;", "", "documents-incomplete"),
        ("con:date \"2026-09-01\"^^xsd:date ;", "", "date-missing"),
        ("2026-09-01", "1999-09-01", "law-unknown"),
        ("x:q-PL-mechanik", "x:q-unheard-of", "title-unknown"),
        ("con:status con:Valid", "con:status con:Odd", "award-status-unknown"),
        ("; con:status con:Valid", "", "award-status-missing"),
        (
            "con:status con:Valid",
            "con:status con:Valid ; con:awardDate \"2026-09-02\"^^xsd:date",
            "award-after-application",
        ),
        ("con:holds x:it-a .", "con:experience x:it-e .", "award-missing"),
    ] {
        assert!(base.contains(from), "{from}");
        it.needs(&base.replace(from, to), code);
    }
    let missing = "business commission inspect retrofit trainer";
    it.holds(&base, Outcome::Compensation, "R20-general-system", missing);
    let with =
        |experience: &str| base.replace("con:holds", &format!("con:experience [ {experience} ] ; con:holds"));
    for (experience, code) in [
        (
            "con:startDate \"2020-01-02\"^^xsd:date ; con:endDate \"2020-01-01\"^^xsd:date",
            "interval-ends-before-start",
        ),
        ("con:endDate \"2026-09-02\"^^xsd:date", "experience-after-application"),
        (
            "con:startDate \"2020-01-01\"^^xsd:date ; con:endDate \"2021-01-01\"^^xsd:date ; con:months 75",
            "experience-contradictory",
        ),
        ("con:months 12 ; con:monthsLast10y 13", "experience-contradictory"),
        ("con:months 130 ; con:monthsLast10y 121", "experience-contradictory"),
        (
            "con:months 12 ; con:monthsLast10y 1 ; con:endDate \"2016-08-31\"^^xsd:date",
            "experience-contradictory",
        ),
    ] {
        it.needs(&with(experience), code);
    }
    // What the registry has not recorded keeps it from saying that nothing is required, that all is covered, or that nothing is.
    it.needs(&base.replace("c:DEU", "c:SVN"), "regulation-unknown");
    let made = |host: &str, mode: &str, title: &str| {
        format!(
            "{} con:host c:{host} ; con:mode con:{mode} ; {}",
            ACCESS.replace("x:vehicleRepair", "t:work"),
            holding(title)
        )
    };
    it.needs(&made("ESP", "SelfEmployed", "t:q-hu"), "requirements-unknown");
    it.needs(&made("PRT", "SelfEmployed", "t:q-hu"), "requirements-unknown");
    it.needs(&made("POL", "SelfEmployed", "t:q-levelless"), "level-unknown");
    it.needs(&made("ITA", "SelfEmployed", "t:q-hu"), "level-unknown");
    it.needs(&base.replace("x:q-PL-mechanik", "x:q-PT-mecanico"), "matters-of-title-unknown");
    it.holds(&made("PRT", "Employed", "t:q-hu"), Outcome::NotRequired, "", "");
    let equivalence =
        format!("{EQUIVALENCE} con:reference x:ref-DE-KfzMechatroniker ; {}", holding("x:q-PL-mechanik"));
    it.needs(&equivalence.replace("con:reference x:ref-DE-KfzMechatroniker ;", ""), "reference-missing");
    it.needs(&equivalence.replace("x:ref-DE-KfzMechatroniker", "x:ref-DE-unheard-of"), "reference-unknown");
    it.needs(&equivalence.replace("x:ref-DE-KfzMechatroniker", "t:ref-at"), "reference-of-other-host");
    it.needs(&equivalence.replace("x:ref-DE-KfzMechatroniker", "t:ref-empty"), "requirements-unknown");
    it.needs(&equivalence.replace("x:q-PL-mechanik", "x:q-PT-mecanico"), "matters-of-title-unknown");
}

#[test]
fn only_awards_that_stand_count() {
    let it = Tried::new();
    let base = format!("{ACCESS} con:host c:DEU ; con:mode con:Manager ; {}", holding("t:q-tyre"));
    for status in ["Revoked", "Forged", "Unaccredited", "Expired", "Suspended"] {
        it.holds(&base.replace("con:Valid", &format!("con:{status}")), Outcome::Inadmissible, "", "");
    }
    let on =
        |day: &str| base.replace("con:status", &format!("con:awardDate \"{day}\"^^xsd:date ; con:status"));
    it.holds(&on("2014-01-01"), Outcome::Inadmissible, "", "");
    assert_eq!(it.decide(&on("2013-12-31")).outcome, Outcome::Refusal);
    it.needs(&base, "award-date-missing");
    let short = on("2018-01-01").replace("t:q-tyre", "t:q-short");
    it.needs(&short, "title-not-awarded-then");
}

#[test]
fn the_law_of_the_day_decides() {
    let it = Tried::new();
    let at = |date: &str, title: &str| {
        format!(
            "con:date \"{date}\"^^xsd:date ; con:purpose con:Access ; con:activity t:work ; con:nationality con:EU ;
             con:documentsComplete true ; con:host c:ITA ; con:mode con:SelfEmployed ; {}",
            holding(title)
        )
    };
    // No level is required in this made-up rule: the ground of duration cannot be stated, and is asked for.
    it.needs(&at("2016-01-17", "t:q-short"), "level-unknown");
    it.holds(&at("2016-01-18", "t:q-short"), Outcome::Full, "R20-general-system", "");
    let levels = |date: &str| at(date, "t:q-short").replace("c:ITA", "c:AUT");
    let shorter = it.holds(&levels("2014-09-01"), Outcome::Compensation, "R20-general-system", "");
    assert!(shorter.measure.is_some_and(|it| it.is_for_duration));
    it.holds(&levels("2026-09-01"), Outcome::Full, "R20-general-system", "");
    // The regulation that came last counts, and one that has ended does not.
    let polish = |date: &str, mode: &str| {
        at(date, "x:q-ES-electromecanica").replace("c:ITA", "c:POL").replace("SelfEmployed", mode)
    };
    it.holds(&polish("2013-12-31", "Manager"), Outcome::Full, "R26-TFEU", "");
    it.holds(&polish("2020-02-29", "Manager"), Outcome::NotRequired, "", "");
    it.holds(&polish("2014-01-01", "SelfEmployed"), Outcome::Compensation, "R26-TFEU", "tyre");
}

#[test]
fn a_third_version_of_the_law_loads_as_data() {
    let it = Tried::new();
    let law = format!(
        "{} t:law-2027 a con:LawVersion ; con:validFrom \"2027-01-01\"^^xsd:date ; con:validTo \"9999-12-31\"^^xsd:date ;
         con:minMonthsUnregulated 6 ; con:maxLevelGap 0 ; con:durationGround true ; con:partialAccess false ; con:art134 false .",
        super::PREFIXES
    );
    let after = ready(&it.registry, &[MADE_FACTS, &law]);
    let text = |date: &str| {
        format!(
            "{} con:host c:DEU ; con:mode con:Manager ; {}",
            ACCESS.replace("2026-09-01", date),
            holding("x:q-PL-mechanik")
        )
    };
    let decide = |date: &str| after.decide(&it.application(&text(date)));
    assert_eq!(decide("2026-12-31").law.as_deref(), Some("https://w3id.org/concord/id/recognition/law-2013"));
    let assessment = decide("2027-01-01");
    assert_eq!(assessment.law.as_deref(), Some("https://w3id.org/concord/id/recognition/test-law-2027"));
    assert_eq!(assessment.basis, "R26-TFEU", "the gate of levels is shut: (b) is not (c)");
    let answer = after.ask(&it.application(&text("2027-01-01")), &sparql::Limits::default()).unwrap();
    assert_eq!(answer.basis, "R26-TFEU");
}

#[test]
fn services_transparency_and_refusal() {
    let it = Tried::new();
    let services = format!(
        "{} con:host c:FRA ; con:mode con:SelfEmployed ; {}",
        ACCESS.replace("con:Access", "con:Services"),
        holding("t:q-hu")
    );
    let assessment = it.holds(&services, Outcome::ServicesDeclaration, "", "");
    assert!(assessment.notes.iter().any(|it| it.code == "services-year-not-shown"));
    it.holds(&services.replace("con:SelfEmployed", "con:Employed"), Outcome::NotRequired, "", "");
    let missing = "measure operate repair";
    it.holds(
        &services.replace("con:EU ", "con:ThirdCountry "),
        Outcome::Compensation,
        "R01-national-law",
        missing,
    );
    let transparency = services.replace("con:Services", "con:Transparency");
    let assessment = it.holds(&transparency, Outcome::NotRequired, "", "");
    assert!(assessment.notes.iter().any(|it| it.code == "no-verdict"));
    // Nothing is covered and nothing can be separated: another profession.
    let other = format!("{ACCESS} con:host c:DEU ; con:mode con:Manager ; {}", holding("t:q-a"));
    it.holds(
        &other,
        Outcome::Refusal,
        "",
        "business commission diagnose inspect measure operate repair retrofit service trainer",
    );
}
