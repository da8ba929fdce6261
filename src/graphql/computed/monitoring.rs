//! How far is the programme? Milestones, yearly targets and commitments with their status on a day.

use super::{Call, Domain, Tree};
use crate::graphql::error::{Code, Fault};
use crate::registry::{Milestone, RegistryError, Standing};
use crate::sparql::SparqlError;

pub(super) const DOMAIN: Domain = Domain {
    sdl: r#"
"Where the programme stands on a day, by what the registry knows at the revision."
type Monitoring {
  "The day."
  at: Date!
  "Milestones first, then yearly targets, then commitments without a number."
  items: [MonitoredItem!]!
  "The SPARQL query that has the same answer at the same revision."
  explain: String!
}

"A milestone, a yearly target or a commitment on a day."
type MonitoredItem {
  "milestone, yearly target or commitment."
  kind: String!
  "What sets it."
  provision: Node
  "The target; a commitment without a number has none."
  target: Node
  "Its name in English."
  name: String!
  "How the counted number is compared."
  comparator: String
  "The number aimed at."
  value: Decimal
  "What is counted."
  unit: String
  "The deadline in the words of the document."
  dueText: String
  "The first day of the period in which things count."
  firstDay: Date
  "The last day on which it can be met in time."
  lastDay: Date
  "What counts up to the day; null where it is not known what counts."
  counted: Int
  "Where it stands."
  status: MonitoredStatus!
  "Why it cannot be measured."
  reason: String
}

"Where a target stands on a day."
enum MonitoredStatus {
  "Its period has not begun, and nothing counts yet."
  NOT_STARTED
  "As much is done as there is time gone."
  ON_TRACK
  "Its period has begun, and less is done than there is time gone."
  DUE
  "The number is reached."
  MET
  "The last day has passed, and the registry does not know it as met."
  OVERDUE
  "The reason says why."
  NOT_MEASURABLE
}

extend type Query {
  "Where milestones, yearly targets and commitments stand on a day; today where none is given."
  monitoring(at: Date): Monitoring
}
"#,
    resolve,
};

fn resolve(call: &Call<'_>) -> Result<Vec<Tree>, Fault> {
    let today = || jiff::Timestamp::now().to_string().chars().take(10).collect();
    let at = call.arguments.text("at")?.map_or_else(today, str::to_owned);
    let answer = call.registry.milestones(call.view, &at).map_err(|error| match error {
        RegistryError::Sparql(SparqlError::Parameter { .. }) => {
            Fault::new(Code::BadArgument, format!("at: {at} is no day"))
        }
        other => Fault::new(Code::Internal, other.to_string()),
    })?;
    call.meter.work(answer.rows.len() as u64)?;
    let node = |iri: &str| call.view.dictionary().iri(iri).map_or(Tree::Null, Tree::Node);
    let item = |it: Milestone| {
        Tree::Record(vec![
            ("kind", Tree::text(it.kind)),
            ("provision", node(&it.provision)),
            ("target", it.target.as_deref().map_or(Tree::Null, node)),
            ("name", Tree::text(it.target_name.unwrap_or(it.provision_name))),
            ("comparator", Tree::maybe(it.comparator, Tree::text)),
            ("value", Tree::maybe(it.value, Tree::text)),
            ("unit", Tree::maybe(it.unit, Tree::text)),
            ("dueText", Tree::maybe(it.due_text, Tree::text)),
            ("firstDay", Tree::maybe(it.first_day, Tree::text)),
            ("lastDay", Tree::maybe(it.last_day, Tree::text)),
            ("counted", Tree::maybe(it.counted, |it| Tree::count(usize::try_from(it).unwrap_or(usize::MAX)))),
            ("status", Tree::text(status(it.standing))),
            ("reason", Tree::maybe(it.reason, Tree::text)),
        ])
    };
    let items = Tree::list(answer.rows, item);
    Ok(vec![Tree::Record(vec![
        ("at", Tree::text(at)),
        ("items", items),
        ("explain", Tree::text(answer.query)),
    ])])
}

fn status(standing: Standing) -> &'static str {
    match standing {
        Standing::NotStarted => "NOT_STARTED",
        Standing::OnTrack => "ON_TRACK",
        Standing::Due => "DUE",
        Standing::Met => "MET",
        Standing::Overdue => "OVERDUE",
        Standing::NotMeasurable => "NOT_MEASURABLE",
    }
}
