//! What do jobs need, what does somebody lack, which jobs are near, and which training helps?

use super::{Arguments, Call, Domain, Tree};
use crate::graph::View;
use crate::graphql::error::{Code, Fault};
use crate::registry::{
    Because, FitQuery, GapQuery, HeldQuery, NamedThing, NearQuery, ShareAnswer, SkillsError, TrainingQuery,
    TransitionQuery, WayAnswer,
};
use crate::skills::{Among, Measure, Objective};

pub(super) const DOMAIN: Domain = Domain {
    sdl: r#"
"A share, exactly and for charts."
type SkillShare {
  "In lowest terms, such as 29/35."
  fraction: String!
  "Rounded to four places."
  value: Float!
}

"Which skills of a profile somebody lacks, and why."
type SkillGap {
  "The occupation or job profile."
  profile: Node!
  "What is odd about it, in words."
  notes: [String!]!
  "The covered share of the essential skills, by weight; null where there are none."
  essential: SkillShare
  "The same of all skills."
  all: SkillShare
  "Essential skills that are missing."
  missingCount: Int!
  "Essential skills of which somebody has to judge."
  openCount: Int!
  "Essential skills that are covered."
  coveredCount: Int!
  "Every skill of the profile, missing ones first."
  lines: [SkillGapLine!]!
}

"One skill of a profile, and what covers it."
type SkillGapLine {
  "The skill that is needed."
  skill: Skill!
  "essential or optional."
  importance: String!
  "How much it counts in shares."
  weight: Float!
  "Whether a broader skill never stands in for it."
  safetyCritical: Boolean!
  "own, inherited or changed: where the need comes from."
  origin: String!
  "missing, open or covered."
  status: String!
  "From 0 to 1."
  cover: SkillShare!
  "Null where nothing that is held has to do with it."
  because: SkillMatch
}

"What covers a skill."
type SkillMatch {
  "The skill that is held."
  held: Skill!
  "same, exact-match, parts, close-match, narrower, broader or sibling: how the held skill stands to the needed one."
  relation: String!
  "Steps of the hierarchy, where the relation has some."
  steps: Int
  "For parts: how many are held."
  partsHeld: Int
  "For parts: of how many."
  partsOf: Int
}

"A profile near to another."
type NearProfile {
  "The occupation or job profile."
  profile: Node!
  "Skills that both need."
  sharedCount: Int!
  "Skills that either needs."
  eitherCount: Int!
  "Shared skills of all skills of either."
  jaccard: SkillShare!
  "The same by weight."
  weighted: SkillShare!
  "How much of this profile the first one brings."
  coverTo: SkillShare!
  "How much of the first profile this one brings."
  coverFrom: SkillShare!
}

"A profile that somebody fits to some degree."
type FittingProfile {
  "The occupation or job profile."
  profile: Node!
  "The covered share of its essential skills, by weight."
  essential: SkillShare!
  "Its essential skills."
  essentialCount: Int!
  "Of these, the missing ones."
  missingCount: Int!
  "Of these, the ones of which somebody has to judge."
  openCount: Int!
}

"Which jobs can be reached from a job."
type Transitions {
  "The job to start from."
  from: Node!
  "Jobs that can be reached, those that are not told included."
  totalCount: Int!
  "Whether every way was looked at."
  complete: Boolean!
  "The jobs, those that ask least first."
  targets: [TransitionTarget!]!
}

"A job that can be reached."
type TransitionTarget {
  "The occupation or job profile."
  profile: Node!
  "The ways that no other way beats."
  ways: [TransitionWay!]!
}

"A way from one job to another."
type TransitionWay {
  "Essential skills to be learned in all steps."
  missingCount: Int!
  "Of these, the ones that no offer with a workload teaches."
  untaughtCount: Int!
  "Hours of training for the others."
  hours: Float!
  "Skills to be learned for the largest step."
  largestStep: Int!
  "The jobs after the first, the last of them the target."
  steps: [TransitionStep!]!
}

"One step of a way."
type TransitionStep {
  "The occupation or job profile."
  profile: Node!
  "The share of its essential skills that is there before the step."
  cover: SkillShare!
  "Its essential skills that are missing before the step."
  missing: [Skill!]!
}

"Offers that close a gap."
type TrainingChoice {
  "The skills of the gap."
  missing: [Skill!]!
  "The offers that are chosen."
  offers: [ChosenOffer!]!
  "Hours, euros or offers together, whichever is to be the least."
  total: Float!
  "Skills that no offer teaches that counts."
  untaught: [Skill!]!
  "Whether no other choice is better."
  exact: Boolean!
  "How many times the least total this one may have."
  atMostTimes: SkillShare!
  "Of the gap, what any offer teaches."
  anyOffer: SkillShare
  "Of the gap, what an offer among the wanted ones teaches."
  reachable: SkillShare
}

"A chosen offer."
type ChosenOffer {
  "The offer."
  offer: TrainingOffer!
  "The skills that it is taken for."
  teaches: [Skill!]!
}

"Which profiles are looked at."
enum ProfileKind { OCCUPATIONS JOB_PROFILES ALL }

"What makes profiles near."
enum NearMeasure { JACCARD WEIGHTED COVER_TO COVER_FROM }

"What is to be the least of a choice of offers."
enum TrainingObjective { HOURS COST OFFERS }

extend type Query {
  "Which skills of a profile somebody lacks. Skills and jobs are given by IRI or name; a skill with @experience or another evidence behind it is held by that."
  skillGap(profile: ID!, held: [ID!], worksAs: [ID!], transparency: Boolean = false): SkillGap
  "The profiles nearest to one."
  nearProfiles(profile: ID!, by: NearMeasure = JACCARD, among: ProfileKind = OCCUPATIONS, first: Int = 20): [NearProfile!]
  "The profiles that somebody fits best."
  fittingProfiles(held: [ID!], worksAs: [ID!], transparency: Boolean = false, among: ProfileKind = OCCUPATIONS, first: Int = 20): [FittingProfile!]
  "The jobs that can be reached from a job: over at most one other, or to a target over at most two."
  transitions(from: ID!, to: ID, held: [ID!], via: Int = 1, viable: Float = 0.3, among: ProfileKind = OCCUPATIONS, first: Int = 20): Transitions
  "Training offers that close a gap, given as skills."
  trainingFor(gap: [ID!]!, in: [ID!], languages: [ID!], costMax: Float, assured: Boolean = false, least: TrainingObjective = HOURS): TrainingChoice
}
"#,
    resolve,
};

impl From<SkillsError> for Fault {
    fn from(error: SkillsError) -> Self {
        Self::new(Code::BadArgument, error.to_string())
    }
}

fn resolve(call: &Call<'_>) -> Result<Vec<Tree>, Fault> {
    let tree = match call.field {
        "skillGap" => gap(call)?,
        "nearProfiles" => near(call)?,
        "fittingProfiles" => fits(call)?,
        "transitions" => transitions(call)?,
        _ => training(call)?,
    };
    Ok(vec![tree])
}

fn gap(call: &Call<'_>) -> Result<Tree, Fault> {
    let query =
        GapQuery { held: held(call.arguments)?, profile: needed(call, "profile")?, language: language(call) };
    let answer = call.registry.skill_gap(call.view, &query)?;
    work(call, answer.lines.len())?;
    let view = call.view;
    let lines = Tree::list(&answer.lines, |it| {
        Tree::Record(vec![
            ("skill", node(view, &it.need.skill)),
            ("importance", Tree::text(it.need.importance)),
            ("weight", Tree::Float(it.need.weight)),
            ("safetyCritical", Tree::Boolean(it.need.safety_critical)),
            ("origin", Tree::text(it.need.origin)),
            ("status", Tree::text(it.status)),
            ("cover", share(&it.cover)),
            ("because", Tree::maybe(it.because.as_ref(), |it| because(view, it))),
        ])
    });
    Ok(Tree::Record(vec![
        ("profile", node(view, &answer.profile)),
        ("notes", Tree::list(&answer.notes, |it| Tree::text(it.as_str()))),
        ("essential", Tree::maybe(answer.essential.as_ref(), share)),
        ("all", Tree::maybe(answer.all.as_ref(), share)),
        ("missingCount", Tree::count(answer.n_missing)),
        ("openCount", Tree::count(answer.n_open)),
        ("coveredCount", Tree::count(answer.n_covered)),
        ("lines", lines),
    ]))
}

fn because(view: &View, it: &Because) -> Tree {
    Tree::Record(vec![
        ("held", node(view, &it.held)),
        ("relation", Tree::text(it.relation)),
        ("steps", Tree::maybe(it.steps, |it| Tree::Int(it.into()))),
        ("partsHeld", Tree::maybe(it.parts, |it| Tree::Int(it[0].into()))),
        ("partsOf", Tree::maybe(it.parts, |it| Tree::Int(it[1].into()))),
    ])
}

fn near(call: &Call<'_>) -> Result<Tree, Fault> {
    let query = NearQuery {
        profile: needed(call, "profile")?,
        measure: match call.arguments.text("by")? {
            Some("WEIGHTED") => Measure::Weighted,
            Some("COVER_TO") => Measure::CoverTo,
            Some("COVER_FROM") => Measure::CoverFrom,
            Some(_) | None => Measure::Jaccard,
        },
        among: among(call.arguments)?,
        limit: first(call.arguments)?,
        language: language(call),
    };
    let answer = call.registry.near_profiles(call.view, &query)?;
    work(call, answer.near.len())?;
    Ok(Tree::list(&answer.near, |it| {
        Tree::Record(vec![
            ("profile", node(call.view, &it.profile)),
            ("sharedCount", Tree::Int(it.n_shared.into())),
            ("eitherCount", Tree::Int(it.n_either.into())),
            ("jaccard", share(&it.jaccard)),
            ("weighted", share(&it.weighted)),
            ("coverTo", share(&it.cover_to)),
            ("coverFrom", share(&it.cover_from)),
        ])
    }))
}

fn fits(call: &Call<'_>) -> Result<Tree, Fault> {
    let query = FitQuery {
        held: held(call.arguments)?,
        among: among(call.arguments)?,
        limit: first(call.arguments)?,
        language: language(call),
    };
    let answer = call.registry.fitting_profiles(call.view, &query)?;
    work(call, answer.fits.len())?;
    Ok(Tree::list(&answer.fits, |it| {
        Tree::Record(vec![
            ("profile", node(call.view, &it.profile)),
            ("essential", share(&it.essential)),
            ("essentialCount", Tree::Int(it.n_essential.into())),
            ("missingCount", Tree::Int(it.n_missing.into())),
            ("openCount", Tree::Int(it.n_open.into())),
        ])
    }))
}

fn transitions(call: &Call<'_>) -> Result<Tree, Fault> {
    let query = TransitionQuery {
        from: needed(call, "from")?,
        to: call.arguments.text("to")?.map(str::to_owned),
        held: texts(call.arguments, "held")?,
        via_max: whole(call.arguments, "via")?.map_or(1, |it| u8::try_from(it).unwrap_or(u8::MAX)),
        viable_milli: match call.arguments.float("viable")? {
            Some(it) => crate::registry::share_milli(&it.to_string())?,
            None => 300,
        },
        among: among(call.arguments)?,
        limit: first(call.arguments)?,
        language: language(call),
    };
    let answer = call.registry.transitions(call.view, &query)?;
    work(call, answer.targets.iter().map(|it| it.ways.len()).sum())?;
    let view = call.view;
    let targets = Tree::list(&answer.targets, |it| {
        Tree::Record(vec![
            ("profile", node(view, &it.profile)),
            ("ways", Tree::list(&it.ways, |it| way(view, it))),
        ])
    });
    Ok(Tree::Record(vec![
        ("from", node(view, &answer.from)),
        ("totalCount", Tree::count(answer.total)),
        ("complete", Tree::Boolean(answer.complete)),
        ("targets", targets),
    ]))
}

fn way(view: &View, way: &WayAnswer) -> Tree {
    let steps = Tree::list(&way.steps, |it| {
        Tree::Record(vec![
            ("profile", node(view, &it.profile)),
            ("cover", share(&it.cover)),
            ("missing", Tree::list(&it.missing, |it| node(view, it))),
        ])
    });
    Tree::Record(vec![
        ("missingCount", Tree::Int(way.n_missing.into())),
        ("untaughtCount", Tree::Int(way.n_untaught.into())),
        ("hours", Tree::Float(way.hours)),
        ("largestStep", Tree::Int(way.largest_step.into())),
        ("steps", steps),
    ])
}

fn training(call: &Call<'_>) -> Result<Tree, Fault> {
    let arguments = call.arguments;
    let cost = |it: f64| {
        let bad =
            || Fault::new(Code::BadArgument, format!("costMax: {it} is no number of euros, such as 99.5"));
        crate::registry::amount_milli(&it.to_string()).ok_or_else(bad)
    };
    let skills = texts(arguments, "gap")?;
    if skills.is_empty() {
        return Err(Fault::new(Code::BadArgument, "gap: no skill is given".to_owned()));
    }
    let query = TrainingQuery {
        skills,
        gap: GapQuery { language: language(call), ..GapQuery::default() },
        territories: texts(arguments, "in")?,
        languages: texts(arguments, "languages")?,
        cost_milli_max: arguments.float("costMax")?.map(cost).transpose()?,
        is_assured: arguments.boolean("assured")?.unwrap_or(false),
        objective: match arguments.text("least")? {
            Some("COST") => Objective::Cost,
            Some("OFFERS") => Objective::Offers,
            Some(_) | None => Objective::Hours,
        },
    };
    let answer = call.registry.training_for(call.view, &query)?;
    work(call, answer.missing.len() + answer.offers.len())?;
    let view = call.view;
    let skills = |all: &[NamedThing]| Tree::list(all, |it| node(view, it));
    let offers = Tree::list(&answer.offers, |it| {
        Tree::Record(vec![("offer", node(view, &it.offer)), ("teaches", skills(&it.teaches))])
    });
    Ok(Tree::Record(vec![
        ("missing", skills(&answer.missing)),
        ("offers", offers),
        ("total", Tree::Float(answer.total)),
        ("untaught", skills(&answer.untaught)),
        ("exact", Tree::Boolean(answer.exact)),
        ("atMostTimes", share(&answer.at_most_times)),
        ("anyOffer", Tree::maybe(answer.any_offer.as_ref(), share)),
        ("reachable", Tree::maybe(answer.reachable.as_ref(), share)),
    ]))
}

/// Notes work, a line each.
fn work(call: &Call<'_>, n_lines: usize) -> Result<(), Fault> {
    call.meter.work(n_lines as u64)
}

fn node(view: &View, thing: &NamedThing) -> Tree {
    Tree::maybe(view.dictionary().iri(&thing.iri), Tree::Node)
}

fn share(it: &ShareAnswer) -> Tree {
    Tree::Record(vec![("fraction", Tree::text(it.fraction.as_str())), ("value", Tree::Float(it.value))])
}

fn language(call: &Call<'_>) -> String {
    call.languages.first().map_or_else(|| "en".to_owned(), Clone::clone)
}

fn needed(call: &Call<'_>, name: &str) -> Result<String, Fault> {
    let missing = || Fault::new(Code::BadArgument, format!("{name}: nothing is given"));
    call.arguments.text(name)?.map(str::to_owned).ok_or_else(missing)
}

fn texts(arguments: &Arguments, name: &str) -> Result<Vec<String>, Fault> {
    Ok(arguments.texts(name)?.into_iter().map(str::to_owned).collect())
}

fn held(arguments: &Arguments) -> Result<HeldQuery, Fault> {
    Ok(HeldQuery {
        skills: texts(arguments, "held")?,
        works_as: texts(arguments, "worksAs")?,
        is_transparency: arguments.boolean("transparency")?.unwrap_or(false),
    })
}

fn among(arguments: &Arguments) -> Result<Among, Fault> {
    Ok(match arguments.text("among")? {
        Some("JOB_PROFILES") => Among::JobProfiles,
        Some("ALL") => Among::All,
        Some(_) | None => Among::Occupations,
    })
}

/// A number that is not negative.
fn whole(arguments: &Arguments, name: &str) -> Result<Option<u64>, Fault> {
    let bad = |it: i64| Fault::new(Code::BadArgument, format!("{name}: {it} is less than 0"));
    arguments.int(name)?.map(|it| u64::try_from(it).map_err(|_| bad(it))).transpose()
}

fn first(arguments: &Arguments) -> Result<usize, Fault> {
    Ok(whole(arguments, "first")?.map_or(20, |it| usize::try_from(it).unwrap_or(usize::MAX)))
}
