//! Does a qualification count in another state? Assessments, titles side by side, regulation, chains of agreements.

use super::{Arguments, Call, Domain, Tree};
use crate::graph::TermId;
use crate::graphql::error::{Code, Fault};
use crate::load::{Compression, Input, RdfFormat};
use crate::recognition::{self, Application, Award, Day, Iri, Note, Period, Validated};
use crate::registry::{Ready, Shown};
use crate::vocab::con;
use std::sync::Arc;

pub(super) const DOMAIN: Domain = Domain {
    sdl: r#"
"An application: as RDF text with one application, or by its values. Concepts may be named by their last part, such as Access."
input ApplicationInput {
  "The application in Turtle."
  turtle: String
  "The application in JSON-LD."
  jsonLd: String
  "Which application of the text, where it has several; else a name for the one given by its values."
  iri: IRI
  date: Date
  purpose: String
  host: IRI
  activity: IRI
  mode: String
  nationality: String
  documentsComplete: Boolean
  reference: IRI
  thirdCountryPermittedBy: IRI
  holds: [AwardInput!]
  experience: [ExperienceInput!]
  "Matters that a body validated."
  validated: [IRI!]
}

"A title held."
input AwardInput {
  qualification: IRI!
  "Valid where nothing is said."
  status: String = "Valid"
  awardDate: Date
  "1 for (a) up to 5 for (e)."
  attestedLevel: Int
}

"A period of work."
input ExperienceInput {
  country: IRI!
  activity: IRI!
  capacity: String!
  months: Int
  monthsLast10y: Int
  consecutive: Boolean
  startDate: Date
  endDate: Date
  technicalMonths: Int
}

"What the rules give for one application. It informs; only the competent authority decides."
type Recognition {
  application: IRI!
  "The code of the outcome."
  outcome: String!
  outcomeConcept: Node
  "The rule and the kind of law, such as R20-general-system; empty where there is none."
  basis: String!
  "The last parts of the IRIs of missing matters."
  missing: [String!]!
  missingMatters: [Node!]!
  "What is missing or unknown."
  information: [RecognitionNote!]!
  notes: [RecognitionNote!]!
  "(a) up to (e)."
  heldLevel: String
  requiredLevel: String
  measure: RecognitionMeasure
  law: Node
  restsOn: [Node!]!
  "Facts whose matters are a judgement made for tests."
  fixtures: [IRI!]!
  reason: String!
  remedy: String!
  notice: String!
  text: String!
  trace: [RecognitionStep!]!
}

type RecognitionNote {
  code: String!
  about: String
}

type RecognitionMeasure {
  adaptationMonths: Int!
  aptitudeTest: [Node!]!
  "applicant, host or both."
  choice: String!
}

"One rule as it was evaluated."
type RecognitionStep {
  rule: String!
  verdict: String!
  finding: String!
  provision: String!
  used: [Node!]!
}

"Titles side by side. Neither an equal level nor an equal name makes titles equivalent."
type TitleComparison {
  titles: [ComparedTitle!]!
  covers: [TitleCover!]!
  unknown: [IRI!]!
}

type ComparedTitle {
  title: Node!
  eqfLevel: String
  article11: String
  months: Int
  "Null where nobody has recorded them."
  matters: [Node!]
}

"What one title covers of another; it says nothing of the way back."
type TitleCover {
  from: IRI!
  to: IRI!
  shared: [String!]!
  "Null where the matters of one of them are not recorded."
  missing: [String!]
  sameEqfLevel: Boolean
}

type RegulatedMode {
  mode: Node
  "Null where it is not established."
  regulated: Boolean
  regulation: Node
  requires: [Node!]!
}

"Agreements one after another: information and no outcome."
type AgreementChain {
  hops: [AgreementHop!]!
  legalEffect: Boolean!
  "Why the chain has no effect."
  stops: String
}

type AgreementHop {
  agreement: Node
  from: IRI!
  to: IRI!
  listing: IRI
}

extend type Query {
  "Assesses one application; nothing is stored."
  recognition(application: ApplicationInput!): Recognition
  "Compares titles by what they cover."
  compareQualifications(qualifications: [IRI!]!): TitleComparison
  "Whether a state regulates an activity on a date, by mode."
  regulated(country: IRI!, activity: IRI!, mode: String, date: Date!): [RegulatedMode!]
  "Chains of agreements from a title."
  chains(title: IRI!, to: IRI, date: Date!): [AgreementChain!]
}
"#,
    resolve,
};

fn resolve(call: &Call<'_>) -> Result<Vec<Tree>, Fault> {
    let ready = call.registry.recognition_facts(call.view).map_err(|it| fault(&it.to_string()))?;
    let it = Asked { call, ready: &ready };
    call.meter.work(1_000)?;
    let tree = match call.field {
        "recognition" => it.recognition()?,
        "compareQualifications" => it.compare()?,
        "regulated" => it.regulated()?,
        _ => it.chains()?,
    };
    Ok(vec![tree])
}

fn fault(detail: &str) -> Fault {
    Fault::new(Code::BadArgument, detail)
}

struct Asked<'a> {
    call: &'a Call<'a>,
    ready: &'a Arc<Ready>,
}

impl Asked<'_> {
    fn node(&self, iri: &str) -> Option<TermId> {
        self.call.view.dictionary().iri(iri)
    }

    /// The nodes of IRIs that the view knows.
    fn nodes<'i>(&self, iris: impl IntoIterator<Item = &'i Iri>) -> Tree {
        Tree::List(iris.into_iter().filter_map(|it| self.node(it)).map(Tree::Node).collect())
    }

    fn maybe_node(&self, iri: Option<&Iri>) -> Tree {
        Tree::maybe(iri.and_then(|it| self.node(it)), Tree::Node)
    }

    fn recognition(&self) -> Result<Tree, Fault> {
        let input = self.call.arguments.object("application")?.unwrap_or_default();
        let application = self.application(&input)?;
        let assessment = self.ready.decide(&application);
        let language = self.call.languages.first().map_or("en", String::as_str);
        let shown = Shown {
            application: &application,
            assessment: &assessment,
            ready: self.ready,
            view: self.call.view,
        };
        let words = recognition::words(&assessment, language);
        let level = |it: Option<u32>| Tree::maybe(it, |it| Tree::text(recognition::letter(it)));
        let mut missing: Vec<&str> = assessment.missing.iter().map(|it| recognition::local(it)).collect();
        missing.sort_unstable();
        let note = |it: &Note| {
            Tree::Record(vec![
                ("code", Tree::text(it.code)),
                ("about", Tree::maybe(it.about.as_deref(), Tree::text)),
            ])
        };
        let measure = assessment.measure.as_ref();
        Ok(Tree::Record(vec![
            ("application", Tree::text(&*assessment.application)),
            ("outcome", Tree::text(assessment.outcome.code())),
            ("outcomeConcept", Tree::maybe(self.node(assessment.outcome.iri()), Tree::Node)),
            ("basis", Tree::text(assessment.basis)),
            ("missing", Tree::list(missing, Tree::text)),
            ("missingMatters", self.nodes(&assessment.missing)),
            ("information", Tree::list(&assessment.information, note)),
            ("notes", Tree::list(&assessment.notes, note)),
            ("heldLevel", level(assessment.held_art11)),
            ("requiredLevel", level(assessment.required_art11)),
            (
                "measure",
                Tree::maybe(measure, |it| {
                    Tree::Record(vec![
                        ("adaptationMonths", Tree::Int(i64::from(it.adaptation_months))),
                        ("aptitudeTest", self.nodes(&it.test_matters)),
                        ("choice", Tree::text(it.choice.code())),
                    ])
                }),
            ),
            ("law", self.maybe_node(assessment.law.as_ref())),
            ("restsOn", self.nodes(&assessment.rests_on)),
            ("fixtures", Tree::list(&assessment.fixtures, |it| Tree::text(&**it))),
            ("reason", Tree::text(words.reason)),
            ("remedy", Tree::text(words.remedy)),
            ("notice", Tree::text(words.notice)),
            ("text", Tree::text(shown.text(language))),
            (
                "trace",
                Tree::list(&assessment.trace, |it| {
                    Tree::Record(vec![
                        ("rule", Tree::text(it.rule)),
                        ("verdict", Tree::text(it.verdict.code())),
                        ("finding", Tree::text(it.finding.as_str())),
                        ("provision", Tree::text(it.provision)),
                        ("used", self.nodes(&it.used)),
                    ])
                }),
            ),
        ]))
    }

    /// The application of the text, or of the values.
    fn application(&self, input: &Arguments) -> Result<Application, Fault> {
        let text = match (input.text("turtle")?, input.text("jsonLd")?) {
            (None, None) => return values(input),
            (Some(_), Some(_)) => return Err(fault("application: give turtle or jsonLd, not both")),
            (Some(text), None) => (text, RdfFormat::Turtle),
            (None, Some(text)) => (text, RdfFormat::JsonLd { profile: oxrdfio::JsonLdProfileSet::empty() }),
        };
        let source = Input {
            name: "application".to_owned(),
            format: text.1,
            compression: Compression::None,
            graph: None,
            base_iri: None,
            reader: Box::new(text.0.as_bytes()),
        };
        let told = |it: crate::registry::RecognitionError| match it {
            crate::registry::RecognitionError::Faulty(findings) => {
                let all: Vec<String> = findings.iter().take(20).map(ToString::to_string).collect();
                fault(&all.join("; "))
            }
            other => fault(&other.to_string()),
        };
        let mut all = self.call.registry.applications(vec![source]).map_err(told)?;
        if let Some(iri) = input.text("iri")? {
            all.retain(|it| &*it.iri == iri);
        }
        match all.len() {
            1 => Ok(all.remove(0)),
            0 => Err(fault("application: no application of this iri is in the text")),
            n => Err(fault(&format!("application: the text has {n} applications; choose one by its iri"))),
        }
    }

    fn compare(&self) -> Result<Tree, Fault> {
        let titles: Vec<Iri> =
            self.call.arguments.texts("qualifications")?.into_iter().map(Iri::from).collect();
        if !(2..=recognition::TITLES_MAX).contains(&titles.len()) {
            return Err(fault(&format!("qualifications: name 2 to {} titles", recognition::TITLES_MAX)));
        }
        let comparison = recognition::compare(&self.ready.facts, &titles);
        let codes = |all: &[Iri]| Tree::list(all, |it| Tree::text(recognition::local(it)));
        let sides = comparison.sides.iter().map(|it| {
            Tree::Record(vec![
                ("title", self.maybe_node(Some(&it.title))),
                ("eqfLevel", Tree::maybe(it.eqf.as_ref(), |it| Tree::text(recognition::local(it)))),
                ("article11", Tree::maybe(it.art11, |it| Tree::text(recognition::letter(it)))),
                ("months", Tree::maybe(it.training_months, |it| Tree::Int(i64::from(it)))),
                ("matters", Tree::maybe(it.matters.as_ref(), |all| self.nodes(all))),
            ])
        });
        let covers = comparison.covers.iter().map(|it| {
            Tree::Record(vec![
                ("from", Tree::text(&*it.from)),
                ("to", Tree::text(&*it.to)),
                ("shared", codes(&it.shared)),
                ("missing", Tree::maybe(it.missing.as_deref(), codes)),
                ("sameEqfLevel", Tree::maybe(it.has_same_level, Tree::Boolean)),
            ])
        });
        Ok(Tree::Record(vec![
            ("titles", Tree::List(sides.collect())),
            ("covers", Tree::List(covers.collect())),
            ("unknown", Tree::list(&comparison.unknown, |it| Tree::text(&**it))),
        ]))
    }

    fn regulated(&self) -> Result<Tree, Fault> {
        let arguments = self.call.arguments;
        let (country, activity) = (needed(arguments, "country")?, needed(arguments, "activity")?);
        let mode = arguments.text("mode")?.map(concept);
        let day = day(arguments, "date")?.ok_or_else(|| fault("date: it is missing"))?;
        let modes = recognition::regulated(&self.ready.facts, country, activity, mode.as_deref(), day);
        Ok(Tree::list(&modes, |it| {
            Tree::Record(vec![
                ("mode", Tree::maybe(self.node(it.mode), Tree::Node)),
                ("regulated", Tree::maybe(it.is_regulated, Tree::Boolean)),
                ("regulation", self.maybe_node(it.regulation)),
                ("requires", self.nodes(it.requires.iter().copied())),
            ])
        }))
    }

    fn chains(&self) -> Result<Tree, Fault> {
        let arguments = self.call.arguments;
        let day = day(arguments, "date")?.ok_or_else(|| fault("date: it is missing"))?;
        let chains =
            recognition::chains(&self.ready.facts, needed(arguments, "title")?, arguments.text("to")?, day);
        Ok(Tree::list(&chains, |chain| {
            let hops = Tree::list(&chain.hops, |it| {
                Tree::Record(vec![
                    ("agreement", self.maybe_node(Some(&it.agreement))),
                    ("from", Tree::text(&*it.from)),
                    ("to", Tree::text(&*it.to)),
                    ("listing", Tree::maybe(it.listing.as_deref(), Tree::text)),
                ])
            });
            Tree::Record(vec![
                ("hops", hops),
                ("legalEffect", Tree::Boolean(chain.has_legal_effect)),
                ("stops", Tree::maybe(chain.stops.as_ref(), |it| Tree::text(it.0))),
            ])
        }))
    }
}

fn needed<'a>(arguments: &'a Arguments, name: &str) -> Result<&'a str, Fault> {
    arguments.text(name)?.ok_or_else(|| fault(&format!("{name}: it is missing")))
}

/// An IRI as it is, or a concept of ours by its last part.
fn concept(text: &str) -> Iri {
    if text.contains(':') { text.into() } else { format!("{}{text}", con::NS).into() }
}

fn day(arguments: &Arguments, name: &str) -> Result<Option<Day>, Fault> {
    let Some(text) = arguments.text(name)? else { return Ok(None) };
    Day::parse(text).map(Some).ok_or_else(|| fault(&format!("{name}: {text} is no day such as 2026-09-01")))
}

fn number(arguments: &Arguments, name: &str) -> Result<Option<u32>, Fault> {
    let Some(number) = arguments.int(name)? else { return Ok(None) };
    let fits = u32::try_from(number).ok().filter(|it| *it <= 50_000);
    fits.map(Some).ok_or_else(|| fault(&format!("{name}: {number} is no number from 0 to 50000")))
}

/// An application by its values.
fn values(input: &Arguments) -> Result<Application, Fault> {
    let iri = |name: &str| -> Result<Option<Iri>, Fault> { Ok(input.text(name)?.map(Iri::from)) };
    let named = |name: &str| -> Result<Option<Iri>, Fault> { Ok(input.text(name)?.map(concept)) };
    let own = iri("iri")?.unwrap_or_else(|| format!("{}recognition/application", crate::vocab::ID).into());
    let mut awards = Vec::new();
    for (number_of, it) in input.objects("holds")?.iter().enumerate() {
        let art11 = number(it, "attestedLevel")?;
        if art11.is_some_and(|it| !(1..=5).contains(&it)) {
            return Err(fault("attestedLevel: it is 1 for (a) up to 5 for (e)"));
        }
        awards.push(Award {
            iri: format!("{own}-award-{number_of}").into(),
            qualification: it.text("qualification")?.map(Iri::from),
            status: it.text("status")?.map(concept),
            date: day(it, "awardDate")?,
            art11,
            equal_treatment_in: None,
        });
    }
    let mut periods = Vec::new();
    for (number_of, it) in input.objects("experience")?.iter().enumerate() {
        periods.push(Period {
            iri: format!("{own}-experience-{number_of}").into(),
            country: it.text("country")?.map(Iri::from),
            activity: it.text("activity")?.map(Iri::from),
            capacity: it.text("capacity")?.map(concept),
            months: number(it, "months")?,
            months_last10y: number(it, "monthsLast10y")?,
            is_consecutive: it.boolean("consecutive")?,
            start: day(it, "startDate")?,
            end: day(it, "endDate")?,
            is_lawful: true,
            technical_months: number(it, "technicalMonths")?,
            share: None,
        });
    }
    let validated = input.texts("validated")?.into_iter().map(|it| Validated {
        iri: it.into(),
        matter: it.into(),
        date: None,
        has_body: false,
    });
    Ok(Application {
        date: day(input, "date")?,
        purpose: named("purpose")?,
        host: iri("host")?,
        activity: iri("activity")?,
        mode: named("mode")?,
        nationality: named("nationality")?,
        documents_complete: input.boolean("documentsComplete")?,
        reference: iri("reference")?,
        permitted_by: iri("thirdCountryPermittedBy")?,
        awards,
        periods,
        validated: validated.collect(),
        iri: own,
    })
}
