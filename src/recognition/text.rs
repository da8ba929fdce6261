//! How is an assessment told in words, in English, German and French?
//!
//! Every sentence is a template; what stands in its slots are names from the graph and numbers of the assessment, and nothing
//! else. Deliberately absent: any sentence that an assessment does not bear out, and the lookup of names, which is lent.

use super::application::Application;
use super::assessment::{Assessment, Choice, Measure, Note, Outcome, local};
use super::rdf::Words;
use std::fmt::Write as _;

/// The languages of the templates.
pub const LANGUAGES: [&str; 3] = ["en", "de", "fr"];

/// Looks the name of a node up, in a language.
pub type Namer<'n> = &'n dyn Fn(&str, &str) -> String;

/// The templates of one language.
struct Templates {
    language: &'static str,
    notice: &'static str,
    fixture: &'static str,
    host: &'static str,
    held: &'static str,
    missing: &'static str,
    levels: &'static str,
    law: &'static str,
    rests_on: &'static str,
    information: &'static str,
    part: &'static str,
    /// By who chooses: the applicant, the host state, both at once.
    measure: [&'static str; 3],
    for_duration: &'static str,
    test: &'static str,
    deadline: &'static str,
    remark: &'static str,
    and: &'static str,
    /// In the order of [`Outcome::ALL`].
    reasons: [&'static str; 10],
    remedies: [&'static str; 10],
}

const ENGLISH: Templates = Templates {
    language: "en",
    notice: "This is information and no decision: only the competent authority of the host state decides.",
    fixture: "It rests on judgements made for tests, which an authority has to replace: {facts}.",
    host: "Host state: {host}. Activity: {activity}. Mode: {mode}. Date: {date}.",
    held: "You hold: {titles}.",
    missing: "Missing: {matters}.",
    levels: "Levels of Article 11: held ({held}), required ({required}).",
    law: "Law: {law}.",
    rests_on: "It rests on: {facts}.",
    information: "Needed: {information}.",
    part: "Open to you: {part}.",
    measure: [
        "You choose: an adaptation period of at most {months} months or an aptitude test.",
        "The host state chooses: an adaptation period of at most {months} months or an aptitude test.",
        "The host state may ask for both: an adaptation period of at most {months} months and an aptitude test.",
    ],
    for_duration: "The ground is the length of the training, as the law of that date had it.",
    test: "The test covers: {matters}.",
    deadline: "If the file was complete on that date, the authority acknowledges it by {acknowledge} and decides by {decide}, or by {extended} if it extends the time limit.",
    remark: "Note: {notes}.",
    and: "and",
    reasons: [
        "A legal instrument makes the qualification count without a comparison of trainings.",
        "A comparison of trainings finds no substantial difference that is not made up for.",
        "Substantial differences remain that may be made up for.",
        "Not every essential matter of the reference qualification is covered; work is not affected by that.",
        "What is missing amounts to the full training, but a separable part of the activity is fully held.",
        "The trainings do not concern the same activity, or the levels are too far apart; an authority may refuse.",
        "No recognition is needed for this purpose.",
        "Occasional services need a declaration and no recognition.",
        "Something is missing or not known; the registry cannot say more before it is there.",
        "No award of the file is valid.",
    ],
    remedies: [
        "",
        "",
        "You may ask for a reasoned decision and appeal against it.",
        "You may make up for the missing matters or have experience validated; you may appeal against a decision.",
        "You may ask for a decision on the full activity and appeal against it.",
        "You may ask for a reasoned decision, appeal against it, or have further experience and training validated.",
        "",
        "",
        "Give what is needed and ask again.",
        "Show an award that stands, or have the standing of the award corrected by its issuer; you may appeal against a decision.",
    ],
};

const GERMAN: Templates = Templates {
    language: "de",
    notice: "Dies ist eine Auskunft und kein Bescheid: Es entscheidet allein die zuständige Stelle des Aufnahmestaats.",
    fixture: "Sie beruht auf Urteilen, die zu Testzwecken angenommen wurden und von einer Behörde zu ersetzen sind: {facts}.",
    host: "Aufnahmestaat: {host}. Tätigkeit: {activity}. Art: {mode}. Datum: {date}.",
    held: "Vorhanden: {titles}.",
    missing: "Es fehlt: {matters}.",
    levels: "Niveaus nach Artikel 11: vorhanden ({held}), verlangt ({required}).",
    law: "Recht: {law}.",
    rests_on: "Sie beruht auf: {facts}.",
    information: "Benötigt: {information}.",
    part: "Offen steht: {part}.",
    measure: [
        "Sie wählen: ein Anpassungslehrgang von höchstens {months} Monaten oder eine Eignungsprüfung.",
        "Der Aufnahmestaat wählt: ein Anpassungslehrgang von höchstens {months} Monaten oder eine Eignungsprüfung.",
        "Der Aufnahmestaat darf beides verlangen: einen Anpassungslehrgang von höchstens {months} Monaten und eine Eignungsprüfung.",
    ],
    for_duration: "Grund ist die Dauer der Ausbildung nach dem Recht jenes Tages.",
    test: "Gegenstand der Prüfung: {matters}.",
    deadline: "War die Akte an diesem Tag vollständig, bestätigt die Behörde sie bis {acknowledge} und entscheidet bis {decide}, bei Verlängerung bis {extended}.",
    remark: "Hinweis: {notes}.",
    and: "und",
    reasons: [
        "Eine Rechtsgrundlage lässt die Qualifikation ohne Vergleich der Ausbildungen gelten.",
        "Der Vergleich der Ausbildungen ergibt keinen wesentlichen Unterschied, der nicht ausgeglichen ist.",
        "Es bleiben wesentliche Unterschiede, die ausgeglichen werden können.",
        "Nicht jedes wesentliche Sachgebiet der Referenzqualifikation ist abgedeckt; die Arbeit bleibt davon unberührt.",
        "Was fehlt, kommt der ganzen Ausbildung gleich, aber ein abtrennbarer Teil der Tätigkeit ist voll abgedeckt.",
        "Die Ausbildungen betreffen nicht dieselbe Tätigkeit, oder die Niveaus liegen zu weit auseinander; die Behörde darf ablehnen.",
        "Für diesen Zweck ist keine Anerkennung nötig.",
        "Gelegentliche Dienstleistungen brauchen eine Meldung und keine Anerkennung.",
        "Etwas fehlt oder ist nicht bekannt; vorher kann das Register nicht mehr sagen.",
        "Kein Abschluss der Akte ist gültig.",
    ],
    remedies: [
        "",
        "",
        "Sie können einen begründeten Bescheid verlangen und dagegen vorgehen.",
        "Sie können das Fehlende nachholen oder Erfahrung validieren lassen; gegen einen Bescheid können Sie vorgehen.",
        "Sie können einen Bescheid über die ganze Tätigkeit verlangen und dagegen vorgehen.",
        "Sie können einen begründeten Bescheid verlangen, dagegen vorgehen oder weitere Erfahrung und Ausbildung validieren lassen.",
        "",
        "",
        "Das Benötigte angeben und erneut fragen.",
        "Einen gültigen Abschluss vorlegen oder die Gültigkeit vom Aussteller berichtigen lassen; gegen einen Bescheid können Sie vorgehen.",
    ],
};

const FRENCH: Templates = Templates {
    language: "fr",
    notice: "Ceci est une information et non une décision : seule l’autorité compétente de l’État d’accueil décide.",
    fixture: "Elle repose sur des appréciations faites pour des essais, qu’une autorité doit remplacer : {facts}.",
    host: "État d’accueil : {host}. Activité : {activity}. Mode : {mode}. Date : {date}.",
    held: "Vous détenez : {titles}.",
    missing: "Il manque : {matters}.",
    levels: "Niveaux de l’article 11 : détenu ({held}), requis ({required}).",
    law: "Droit : {law}.",
    rests_on: "Elle repose sur : {facts}.",
    information: "Requis : {information}.",
    part: "Vous est ouvert : {part}.",
    measure: [
        "Vous choisissez : un stage d’adaptation de {months} mois au plus ou une épreuve d’aptitude.",
        "L’État d’accueil choisit : un stage d’adaptation de {months} mois au plus ou une épreuve d’aptitude.",
        "L’État d’accueil peut exiger les deux : un stage d’adaptation de {months} mois au plus et une épreuve d’aptitude.",
    ],
    for_duration: "Le motif est la durée de la formation, selon le droit de cette date.",
    test: "L’épreuve porte sur : {matters}.",
    deadline: "Si le dossier était complet à cette date, l’autorité en accuse réception avant le {acknowledge} et décide avant le {decide}, ou le {extended} en cas de prolongation.",
    remark: "Remarque : {notes}.",
    and: "et",
    reasons: [
        "Un instrument juridique fait valoir la qualification sans comparaison des formations.",
        "La comparaison des formations ne révèle aucune différence substantielle qui ne soit compensée.",
        "Il reste des différences substantielles qui peuvent être compensées.",
        "Toutes les matières essentielles de la certification de référence ne sont pas couvertes ; le travail n’en est pas affecté.",
        "Ce qui manque équivaut à la formation complète, mais une partie séparable de l’activité est entièrement couverte.",
        "Les formations ne concernent pas la même activité, ou les niveaux sont trop éloignés ; l’autorité peut refuser.",
        "Aucune reconnaissance n’est nécessaire à cette fin.",
        "Des services occasionnels demandent une déclaration et aucune reconnaissance.",
        "Quelque chose manque ou n’est pas connu ; le registre ne peut en dire plus auparavant.",
        "Aucun diplôme du dossier n’est valable.",
    ],
    remedies: [
        "",
        "",
        "Vous pouvez demander une décision motivée et former un recours.",
        "Vous pouvez acquérir ce qui manque ou faire valider l’expérience ; vous pouvez former un recours contre une décision.",
        "Vous pouvez demander une décision sur l’activité entière et former un recours.",
        "Vous pouvez demander une décision motivée, former un recours, ou faire valider d’autres expériences et formations.",
        "",
        "",
        "Indiquer ce qui est requis et redemander.",
        "Présenter un diplôme valable ou faire corriger sa validité par l’organisme ; vous pouvez former un recours contre une décision.",
    ],
};

fn templates(language: &str) -> &'static Templates {
    match language.split('-').next() {
        Some("de") => &GERMAN,
        Some("fr") => &FRENCH,
        Some(_) | None => &ENGLISH,
    }
}

fn at(outcome: Outcome) -> usize {
    Outcome::ALL.iter().position(|it| *it == outcome).unwrap_or_default()
}

/// Notice, reason and remedy of an assessment, for its form as RDF.
pub fn words(assessment: &Assessment, language: &str) -> Words {
    let it = templates(language);
    Words {
        language: it.language,
        notice: it.notice.to_owned(),
        reason: it.reasons[at(assessment.outcome)].to_owned(),
        remedy: it.remedies[at(assessment.outcome)].to_owned(),
    }
}

/// The assessment as sentences, one a line.
pub fn text(assessment: &Assessment, application: &Application, language: &str, name: Namer<'_>) -> String {
    let it = templates(language);
    let name = |iri: &str| name(iri, it.language);
    let names = |iris: &[super::Iri]| {
        let all: Vec<String> = iris.iter().map(|iri| name(iri)).collect();
        join(&all, it.and)
    };
    let mut out = String::new();
    let mut line = |template: &str, slots: &[(&str, &str)]| {
        let _ = writeln!(out, "{}", fill(template, slots));
    };
    line(
        "{outcome}. {reason}",
        &[("outcome", &name(assessment.outcome.iri())), ("reason", it.reasons[at(assessment.outcome)])],
    );
    let stated = |value: &Option<super::Iri>| value.as_ref().map_or_else(|| "–".to_owned(), |iri| name(iri));
    let date = assessment.date.map_or_else(|| "–".to_owned(), |it| it.to_string());
    let (host, activity, mode) =
        (stated(&application.host), stated(&application.activity), stated(&application.mode));
    line(it.host, &[("host", &host), ("activity", &activity), ("mode", &mode), ("date", &date)]);
    let titles: Vec<super::Iri> =
        application.awards.iter().filter_map(|it| it.qualification.clone()).collect();
    if !titles.is_empty() {
        line(it.held, &[("titles", &names(&titles))]);
    }
    if !assessment.missing.is_empty() {
        line(it.missing, &[("matters", &names(&assessment.missing))]);
    }
    if let Some(measure) = &assessment.measure {
        tell_measure(it, measure, &names(&measure.test_matters), &mut line);
        let level = |level: Option<u32>| level.map_or("–", letter);
        line(
            it.levels,
            &[("held", level(assessment.held_art11)), ("required", level(assessment.required_art11))],
        );
    }
    if let Some(part) = &assessment.accessible {
        line(it.part, &[("part", &name(part))]);
    }
    if !assessment.information.is_empty() {
        line(it.information, &[("information", &notes(&assessment.information, &name))]);
    }
    let told: Vec<super::Iri> =
        assessment.rests_on.iter().filter(|it| !it.starts_with("_:")).cloned().collect();
    if !told.is_empty() && assessment.outcome != Outcome::NeedsInformation {
        line(it.rests_on, &[("facts", &names(&told))]);
    }
    if let Some(law) = &assessment.law {
        line(it.law, &[("law", &name(law))]);
    }
    if let Some(deadline) = &assessment.deadline {
        let days = [deadline.acknowledge, deadline.decide, deadline.extended].map(|it| it.to_string());
        line(it.deadline, &[("acknowledge", &days[0]), ("decide", &days[1]), ("extended", &days[2])]);
    }
    if !assessment.notes.is_empty() {
        line(it.remark, &[("notes", &notes(&assessment.notes, &name))]);
    }
    let remedy = it.remedies[at(assessment.outcome)];
    if !remedy.is_empty() {
        line(remedy, &[]);
    }
    if !assessment.fixtures.is_empty() {
        line(it.fixture, &[("facts", &names(&assessment.fixtures))]);
    }
    line(it.notice, &[]);
    out
}

/// Takes a template and the values of its slots.
type Line<'l> = &'l mut dyn FnMut(&str, &[(&str, &str)]);

fn tell_measure(it: &Templates, measure: &Measure, matters: &str, line: Line<'_>) {
    let which = match measure.choice {
        Choice::Applicant => 0,
        Choice::Host => 1,
        Choice::Both => 2,
    };
    line(it.measure[which], &[("months", &measure.adaptation_months.to_string())]);
    if measure.is_for_duration {
        line(it.for_duration, &[]);
    } else {
        line(it.test, &[("matters", matters)]);
    }
}

/// Codes and what they are about; codes are the same in every language, because authorities exchange them.
fn notes(all: &[Note], name: &dyn Fn(&str) -> String) -> String {
    let told = all.iter().map(|it| match &it.about {
        Some(about) if !about.starts_with("_:") => format!("{} ({})", it.code, name(about)),
        Some(_) | None => it.code.to_owned(),
    });
    told.collect::<Vec<_>>().join("; ")
}

/// A level of Article 11 as lawyers write it.
pub fn letter(level: u32) -> &'static str {
    match level {
        1 => "a",
        2 => "b",
        3 => "c",
        4 => "d",
        5 => "e",
        _ => "–",
    }
}

fn join(names: &[String], and: &str) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} {and} {last}", rest.join(", ")),
    }
}

/// A template with its slots filled, in one pass: a name that looks like a slot stays as it is.
fn fill(template: &str, slots: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(template.len() + 64);
    let mut rest = template;
    while let Some(start) = rest.find('{') {
        out.push_str(&rest[..start]);
        let after = &rest[start + 1..];
        let Some(end) = after.find('}') else { break };
        let slot = &after[..end];
        out.push_str(slots.iter().find(|it| it.0 == slot).map_or(slot, |it| it.1));
        rest = &after[end + 1..];
    }
    out.push_str(rest);
    out
}

/// The name of a node without one: the last part of its IRI.
pub fn fallback(iri: &str) -> String {
    local(iri).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_are_filled_once() {
        assert_eq!(fill("{a} and {b}", &[("a", "{b}"), ("b", "x")]), "{b} and x");
        assert_eq!(fill("no slot", &[]), "no slot");
    }

    /// Every language has the slots of English, so that no sentence loses what it has to say.
    #[test]
    fn languages_have_the_same_slots() {
        let slots = |it: &Templates| {
            let all = [
                it.fixture,
                it.host,
                it.held,
                it.missing,
                it.levels,
                it.law,
                it.rests_on,
                it.information,
                it.part,
                it.measure[0],
                it.measure[1],
                it.measure[2],
                it.test,
                it.deadline,
                it.remark,
            ];
            all.map(|text| {
                let mut names: Vec<&str> =
                    text.split('{').skip(1).filter_map(|it| it.split('}').next()).collect();
                names.sort_unstable();
                names
            })
        };
        for language in LANGUAGES {
            assert_eq!(templates(language).language, language);
            assert_eq!(slots(templates(language)), slots(&ENGLISH), "{language}");
            for (reason, english) in templates(language).remedies.iter().zip(&ENGLISH.remedies) {
                assert_eq!(reason.is_empty(), english.is_empty(), "{language}");
            }
        }
    }
}
