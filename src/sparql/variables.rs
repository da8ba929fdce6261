//! Which variables does a part of a query look at, and which does it show?

use super::plan::{Slots, Source};
use super::translate::{Scope, Translator, needs_of};
use spargebra::algebra::{Expression, GraphPattern};

impl Translator<'_, '_> {
    /// The variables that a pattern shows to its surroundings.
    pub(super) fn visible(&mut self, pattern: &GraphPattern, scope: &Scope, source: Source) -> Slots {
        let mut names = Vec::new();
        pattern.on_in_scope_variable(|it| names.push(it.clone()));
        let mut slots = Slots::of(names.iter().map(|it| self.slot(scope, it)));
        slots.add(&needs_of(source));
        slots
    }

    /// Every variable that an expression looks at, those of its EXISTS patterns included.
    pub(super) fn expression_slots(&mut self, expression: &Expression, scope: &Scope) -> Slots {
        let mut slots = Slots::default();
        self.add_expression_slots(expression, scope, &mut slots);
        slots
    }

    fn add_expression_slots(&mut self, expression: &Expression, scope: &Scope, slots: &mut Slots) {
        match expression {
            Expression::NamedNode(_) | Expression::Literal(_) => (),
            Expression::Variable(it) | Expression::Bound(it) => slots.insert(self.slot(scope, it)),
            Expression::Exists(pattern) => {
                // A fault in the pattern is reported when it is translated to be run.
                if let Ok(group) = self.group(pattern, scope, Source::Default) {
                    slots.add(&group.mentioned());
                }
            }
            Expression::Or(a, b)
            | Expression::And(a, b)
            | Expression::Equal(a, b)
            | Expression::SameTerm(a, b)
            | Expression::Greater(a, b)
            | Expression::GreaterOrEqual(a, b)
            | Expression::Less(a, b)
            | Expression::LessOrEqual(a, b)
            | Expression::Add(a, b)
            | Expression::Subtract(a, b)
            | Expression::Multiply(a, b)
            | Expression::Divide(a, b) => {
                self.add_expression_slots(a, scope, slots);
                self.add_expression_slots(b, scope, slots);
            }
            Expression::UnaryPlus(it) | Expression::UnaryMinus(it) | Expression::Not(it) => {
                self.add_expression_slots(it, scope, slots);
            }
            Expression::In(a, all) => {
                self.add_expression_slots(a, scope, slots);
                for it in all {
                    self.add_expression_slots(it, scope, slots);
                }
            }
            Expression::If(a, b, c) => {
                for it in [a, b, c] {
                    self.add_expression_slots(it, scope, slots);
                }
            }
            Expression::Coalesce(all) | Expression::FunctionCall(_, all) => {
                for it in all {
                    self.add_expression_slots(it, scope, slots);
                }
            }
        }
    }
}

/// Whether an expression has a value of its own for each solution.
pub(super) fn is_volatile(expression: &Expression) -> bool {
    use spargebra::algebra::Function as F;
    match expression {
        Expression::FunctionCall(F::BNode | F::Rand | F::Uuid | F::StrUuid, _) => true,
        Expression::FunctionCall(_, all) | Expression::Coalesce(all) => all.iter().any(is_volatile),
        Expression::If(a, b, c) => is_volatile(a) || is_volatile(b) || is_volatile(c),
        _ => false,
    }
}

/// The parts of a chain of `&&`.
pub(super) fn conjuncts(expression: &Expression) -> Vec<&Expression> {
    match expression {
        Expression::And(a, b) => [conjuncts(a), conjuncts(b)].concat(),
        _ => vec![expression],
    }
}

/// Whether a pattern is free of solution modifiers, so that it may be matched from row to row.
pub(super) fn is_plain(pattern: &GraphPattern) -> bool {
    match pattern {
        GraphPattern::Project { inner, .. }
        | GraphPattern::Extend { inner, .. }
        | GraphPattern::Filter { inner, .. } => is_plain(inner),
        GraphPattern::OrderBy { .. }
        | GraphPattern::Distinct { .. }
        | GraphPattern::Reduced { .. }
        | GraphPattern::Slice { .. }
        | GraphPattern::Group { .. } => false,
        // What stands below these becomes a table by itself where it has to.
        GraphPattern::Bgp { .. }
        | GraphPattern::Path { .. }
        | GraphPattern::Join { .. }
        | GraphPattern::LeftJoin { .. }
        | GraphPattern::Union { .. }
        | GraphPattern::Graph { .. }
        | GraphPattern::Minus { .. }
        | GraphPattern::Values { .. }
        | GraphPattern::Lateral { .. }
        | GraphPattern::Service { .. } => true,
    }
}
