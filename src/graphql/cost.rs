//! What would an answer hold? Estimated from page sizes and the counts of the index, before anything is read.
//!
//! A link gives as many objects as it has on average where there is one, `first` bounds it, and below the nodes of a
//! page it gives no more than there are in all. Fields of several types are counted as if each object had them all.

use super::bound::{Bound, Walk};
use super::computed;
use super::model::Origin;
use super::plan::{
    Connection, ConnectionPart, EdgePart, FacetPart, HitPart, Root, Search, SearchPart, Selection, Sub, What,
};

/// What a root field is expected to hold, in values.
pub(super) fn cost(bound: &Bound, root: &Root) -> u64 {
    let cost = match &root.what {
        What::Schema => 0.0,
        What::Node { selection, .. } | What::One { selection, .. } => {
            selection_cost(bound, selection, 1.0, true)
        }
        What::Nodes { ids, selection } => selection_cost(bound, selection, real(ids.len()), false),
        What::Connection(it) => connection_cost(bound, it),
        What::Search(it) => search_cost(bound, it),
        What::Computed(plan) => computed_cost(bound, plan),
    };
    whole(cost)
}

/// More than a view can hold counts as so much.
fn real(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

#[expect(
    clippy::cast_sign_loss,
    reason = "a cost is a sum of counts, and one that no integer holds saturates"
)]
fn whole(cost: f64) -> u64 {
    cost.ceil() as u64
}

/// What a computed value is taken to hold before it is known; what it does hold is counted as it is written.
const COMPUTED_VALUES: f64 = 20.0;

fn computed_cost(bound: &Bound, plan: &computed::Plan) -> f64 {
    let nodes = |it: &Selection| selection_cost(bound, it, COMPUTED_VALUES, false);
    COMPUTED_VALUES + plan.selections.iter().map(nodes).sum::<f64>()
}

fn search_cost(bound: &Bound, it: &Search) -> f64 {
    let n = real(it.first);
    let hit = |it: &HitPart| match it {
        HitPart::Node(selection) => selection_cost(bound, selection, n, true),
        HitPart::TypeName | HitPart::Name | HitPart::Lang | HitPart::Score => n,
    };
    let part = |it: &SearchPart| match it {
        SearchPart::Hits(parts) => parts.iter().map(|it| hit(&it.1)).sum(),
        SearchPart::TypeName | SearchPart::TotalCount | SearchPart::Complete => 1.0,
    };
    it.parts.iter().map(|it| part(&it.1)).sum()
}

fn connection_cost(bound: &Bound, it: &Connection) -> f64 {
    let n = real(it.page.size().min(bound.instances(it.of).len()));
    let mut cost = n;
    for (_, part) in &it.parts {
        cost += match part {
            ConnectionPart::Nodes(selection) => selection_cost(bound, selection, n, true),
            ConnectionPart::Edges(parts) => {
                let part = |it: &EdgePart| match it {
                    EdgePart::Node(selection) => selection_cost(bound, selection, n, true),
                    EdgePart::Cursor | EdgePart::TypeName => n,
                };
                parts.iter().map(|it| part(&it.1)).sum()
            }
            ConnectionPart::Facets { first, parts, .. } => {
                let first = real(*first);
                let part = |it: &FacetPart| match it {
                    FacetPart::Node(selection) => selection_cost(bound, selection, first, true),
                    FacetPart::TypeName | FacetPart::Value | FacetPart::Count => first,
                };
                parts.iter().map(|it| part(&it.1)).sum()
            }
            ConnectionPart::TypeName | ConnectionPart::TotalCount | ConnectionPart::PageInfo(_) => 1.0,
        };
    }
    cost
}

/// The values of `n` objects; whether each of them is there once.
fn selection_cost(bound: &Bound, selection: &Selection, n: f64, is_distinct: bool) -> f64 {
    let mut cost = n;
    for planned in &selection.fields {
        let Some(field) = &planned.field else {
            cost += n;
            continue;
        };
        let mut values = n;
        if let Origin::Path(path) = field.origin
            && field.is_list
        {
            let mut fan_out = bound.fan_out(path);
            if let Some(first) = planned.first {
                fan_out = fan_out.min(real(first));
            }
            values = n * fan_out;
            if let Walk::Forward(it) | Walk::Backward(it) = &bound.walks[path]
                && is_distinct
            {
                values = values.min(f64::from(bound.view.union().stats(*it).triples));
            }
        }
        cost += match &planned.sub {
            Sub::Objects(below) => values + selection_cost(bound, below, values, false),
            Sub::Computed(plan) => n * computed_cost(bound, plan),
            Sub::Leaf | Sub::Text(_) | Sub::Value(_) | Sub::Source(_) => values.max(n),
        };
    }
    cost
}
