//! One registry over GraphQL: which schema, which view, and what comes of a request.

use super::answer::{Answer, Outcome};
use super::bound::Bound;
use super::computed::{self, DOMAINS, Domain};
use super::document::{self, Document};
use super::error::{Code, Fault};
use super::execute::{Executed, Ready, execute};
use super::limits::Limits;
use super::meter::{self, Meter};
use super::model::Model;
use super::plan::{Root, What};
use super::planner;
use super::request::{Kind, Request};
use super::{cost, derive, event, introspection, shadow};
use crate::graph::View;
use crate::registry::{At, Registry, RegistryError};
use crate::shape::ShapeSet;
use async_graphql::dynamic;
use serde_json::{Value, json};
use std::sync::{Arc, Mutex, PoisonError};

/// Views that are kept with their model: the last one, and a few that pages of results are still read from.
const BOUND_MAX: usize = 3;

/// Why there is no schema.
#[derive(Debug, thiserror::Error)]
pub enum SchemaError {
    #[error(transparent)]
    Registry(#[from] RegistryError),
    #[error("the schema cannot be built: {0}")]
    Build(String),
}

/// The schema of some shapes.
pub(super) struct Schema {
    shapes: Arc<ShapeSet>,
    model: Arc<Model>,
    pub(super) shadow: dynamic::Schema,
}

impl Schema {
    fn new(shapes: Arc<ShapeSet>, domains: &[Domain]) -> Result<Self, SchemaError> {
        let reserved = computed::reserved(domains).map_err(SchemaError::Build)?;
        let mut model = derive::derive(&shapes.describe(), reserved);
        computed::attach(&mut model, domains).map_err(SchemaError::Build)?;
        let shadow = shadow::build(&model).map_err(SchemaError::Build)?;
        Ok(Self { shapes, model: Arc::new(model), shadow })
    }
}

/// GraphQL over one registry.
pub struct Api {
    registry: Arc<Registry>,
    limits: Limits,
    domains: &'static [Domain],
    /// The schema of the last shapes.
    schema: Mutex<Option<Arc<Schema>>>,
    /// Views bound to a model, the last used one first.
    bound: Mutex<Vec<Arc<Bound>>>,
}

impl Api {
    pub fn new(registry: Arc<Registry>, limits: Limits) -> Self {
        Self::with_domains(registry, limits, DOMAINS)
    }

    pub(super) fn with_domains(registry: Arc<Registry>, limits: Limits, domains: &'static [Domain]) -> Self {
        Self { registry, limits, domains, schema: Mutex::default(), bound: Mutex::default() }
    }

    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Answers a request; a subscription is refused here, because [`Api::event`] answers it event by event.
    pub fn execute(&self, request: &Request) -> Answer {
        let latest = self.registry.view();
        match self.prepare(request, &latest) {
            Ok(prepared) if prepared.document.kind == Kind::Subscription => {
                let what = "a subscription needs a connection that stays open, such as a WebSocket";
                Answer::invalid(&[Fault::new(Code::WrongOperation, what)], latest.revision())
            }
            Ok(prepared) => self.run(request, &latest, prepared),
            Err(faults) => Answer::invalid(&faults, latest.revision()),
        }
    }

    /// The answer to a subscription for one event: the revision of that number came about
    /// (GraphQL, 6.2.3.2, `MapSourceToResponseEvent`).
    pub fn event(&self, request: &Request, number: u64) -> Answer {
        let latest = self.registry.view();
        let prepared = match self.prepare(request, &latest) {
            Ok(it) => it,
            Err(faults) => return Answer::invalid(&faults, latest.revision()),
        };
        if prepared.document.kind != Kind::Subscription {
            let fault = Fault::new(Code::WrongOperation, "this operation is no subscription");
            return Answer::invalid(&[fault], latest.revision());
        }
        match event::answer(&self.registry, &prepared.document, &prepared.variables, number) {
            Ok(body) => {
                let outcome = Outcome::Whole;
                Answer { body, outcome, revision: number, is_pinned: true, is_complete: true }
            }
            Err(fault) => Answer::invalid(&[fault], latest.revision()),
        }
    }

    /// What kind of operation a request runs, once it is known to be valid.
    ///
    /// # Errors
    /// Every request error: syntax, limits, validation, variables, an operation that is not there or not allowed.
    pub fn operation_kind(&self, request: &Request) -> Result<Kind, Vec<Fault>> {
        self.prepare(request, &self.registry.view()).map(|it| it.document.kind)
    }

    /// The schema as text, of the shapes at a revision.
    ///
    /// # Errors
    /// [`SchemaError`].
    pub fn sdl(&self, at: &At) -> Result<String, SchemaError> {
        let view = self.registry.view_at(at)?;
        let schema = self.schema(&view)?;
        Ok(shadow::sdl(&schema.shadow, &schema.model))
    }

    /// What of the shapes at a revision has no place in the schema, and why.
    ///
    /// # Errors
    /// [`SchemaError`].
    pub fn problems(&self, at: &At) -> Result<Vec<String>, SchemaError> {
        let view = self.registry.view_at(at)?;
        Ok(self.schema(&view)?.model.problems.clone())
    }

    /// The schema of the shapes of a view; built again only where they are others than before.
    fn schema(&self, view: &View) -> Result<Arc<Schema>, SchemaError> {
        let shapes = self.registry.shapes(view)?;
        let is_latest = view.revision() == self.registry.view().revision();
        let mut known = self.schema.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(schema) = known.as_ref().filter(|it| Arc::ptr_eq(&it.shapes, &shapes)) {
            return Ok(Arc::clone(schema));
        }
        let schema = Arc::new(Schema::new(shapes, self.domains)?);
        if is_latest {
            *known = Some(Arc::clone(&schema));
            for problem in &schema.model.problems {
                tracing::warn!("GraphQL leaves out a part of the shapes: {problem}");
            }
        }
        Ok(schema)
    }

    fn bound(&self, model: &Arc<Model>, view: Arc<View>) -> Arc<Bound> {
        let mut known = self.bound.lock().unwrap_or_else(PoisonError::into_inner);
        let is_it = |it: &Arc<Bound>| it.view.revision() == view.revision() && Arc::ptr_eq(&it.model, model);
        let bound = match known.iter().position(is_it) {
            Some(at) => known.remove(at),
            None => Arc::new(Bound::new(Arc::clone(model), view)),
        };
        known.insert(0, Arc::clone(&bound));
        known.truncate(BOUND_MAX);
        bound
    }

    /// Everything that can be said of a request before it is executed.
    fn prepare(&self, request: &Request, latest: &View) -> Result<Prepared, Vec<Fault>> {
        let document = document::read(request, &self.limits)?;
        if !request.allows.allow(document.kind) {
            let what = format!("a {} cannot be run this way", document.kind.name());
            return Err(vec![Fault::new(Code::WrongOperation, what)]);
        }
        let variables = document::variables(&document, request)?;
        let schema =
            self.schema(latest).map_err(|error| vec![Fault::new(Code::Internal, error.to_string())])?;
        let mut answered = shadow::validate(&schema.shadow, request, &document)?;
        introspection::complete(&mut answered, &schema.model);
        Ok(Prepared { document, variables, schema, answered })
    }

    fn run(&self, request: &Request, latest: &Arc<View>, prepared: Prepared) -> Answer {
        let meter = Meter::new(&self.limits, request.explain);
        let Prepared { document, variables, schema, answered } = prepared;
        let model = &schema.model;
        let roots = match planner::plan(model, &document, &variables, &self.limits, &request.languages) {
            Ok(roots) => roots,
            Err(fault) => return Answer::invalid(&[fault], latest.revision()),
        };
        let mut is_pinned = !roots.is_empty();
        let (mut ready, mut cost, mut revision) = (Vec::with_capacity(roots.len()), 0_u64, 0);
        for root in roots {
            let bound = self.view_of(&root, request, latest).map(|(view, pinned)| {
                is_pinned &= pinned;
                self.bound(model, view)
            });
            if let Ok(bound) = &bound {
                cost = cost.saturating_add(cost::cost(bound, &root));
                revision = revision.max(bound.view.revision());
            }
            is_pinned &= bound.is_ok();
            ready.push(Ready { root, bound });
        }
        if revision == 0 {
            revision = latest.revision();
        }
        if cost > self.limits.cost_max {
            return Answer::invalid(&[meter::too_costly(cost, self.limits.cost_max)], revision);
        }
        let executed = execute(&ready, &answered, &self.registry, self.domains, &self.limits, &meter);
        let is_complete = executed.faults.is_empty() && executed.n_more == 0;
        let body = finish(executed, cost, revision, &meter);
        Answer { body, outcome: Outcome::Whole, revision, is_pinned, is_complete }
    }

    /// The view that a root field reads, and whether it would read the same one for ever.
    fn view_of(
        &self,
        root: &Root,
        request: &Request,
        latest: &Arc<View>,
    ) -> Result<(Arc<View>, bool), Fault> {
        if matches!(root.what, What::Schema) {
            return Ok((Arc::clone(latest), false));
        }
        let at = root.at.as_ref().unwrap_or(&request.at);
        let cursor = if let What::Connection(it) = &root.what { it.page.revision() } else { None };
        let number = match (at, cursor) {
            (At::Latest, None) => return Ok((Arc::clone(latest), false)),
            (At::Latest, Some(it)) => it,
            (at, cursor) => {
                let number = self.registry.number_at(at).map_err(|it| no_revision(&it))?;
                if cursor.is_some_and(|it| it != number) {
                    let what = "the cursor is of another revision than the one that is named beside it";
                    return Err(Fault::new(Code::BadCursor, what));
                }
                number
            }
        };
        let is_pinned = match at {
            // Later revisions do not change what was at that time, unless the time is still to come.
            At::AsOf(_) => number < latest.revision(),
            At::Latest | At::Revision(_) => true,
        };
        if number == latest.revision() {
            return Ok((Arc::clone(latest), is_pinned));
        }
        let view = self.registry.view_at(&At::Revision(number)).map_err(|it| no_revision(&it))?;
        Ok((view, is_pinned))
    }
}

/// A request that is known to be valid.
struct Prepared {
    document: Document,
    variables: document::Variables,
    schema: Arc<Schema>,
    /// What the schema says of itself, by response key.
    answered: Value,
}

fn no_revision(error: &RegistryError) -> Fault {
    let code = match error {
        RegistryError::NoRevision(_) => Code::NoSuchRevision,
        RegistryError::Time(_) => Code::BadArgument,
        _ => Code::Internal,
    };
    Fault::new(code, error.to_string())
}

/// The response document (GraphQL, 7.1): data first, because it was written first.
fn finish(executed: Executed, cost: u64, revision: u64, meter: &Meter) -> Vec<u8> {
    let Executed { data, faults, n_more } = executed;
    let mut body = Vec::with_capacity(data.len() + 256);
    body.extend_from_slice(b"{\"data\":");
    body.extend_from_slice(&data);
    let is_complete = faults.is_empty() && n_more == 0;
    if !is_complete {
        let errors: Vec<Value> = faults.iter().map(Fault::json).collect();
        body.extend_from_slice(b",\"errors\":");
        body.extend_from_slice(Value::Array(errors).to_string().as_bytes());
    }
    let mut extensions = json!({
        "cost": cost,
        "revision": revision,
        "completeness": if is_complete { "complete" } else { "partial" },
    });
    if n_more > 0 {
        extensions["untoldErrors"] = json!(n_more);
    }
    if let Some(explanation) = meter.explanation() {
        extensions["explain"] = explanation;
    }
    body.extend_from_slice(b",\"extensions\":");
    body.extend_from_slice(extensions.to_string().as_bytes());
    body.push(b'}');
    body
}
