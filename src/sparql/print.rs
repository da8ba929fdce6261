//! How does a query print so that it reads back as the same?
//!
//! The library that prints it leaves out the brackets of arithmetic: `(a - b) / c` would come back as `a - b / c`.
//! `COALESCE` of one expression is that expression, errors included, and brings brackets with it.

use spargebra::algebra::{AggregateExpression, Expression, GraphPattern, OrderExpression};

/// Puts brackets around every operand that needs some.
pub(super) fn bracketed(pattern: &mut GraphPattern) {
    use GraphPattern as It;
    match pattern {
        It::Bgp { .. } | It::Path { .. } | It::Values { .. } => (),
        It::Join { left, right }
        | It::Union { left, right }
        | It::Minus { left, right }
        | It::Lateral { left, right } => {
            bracketed(left);
            bracketed(right);
        }
        It::LeftJoin { left, right, expression: condition } => {
            bracketed(left);
            bracketed(right);
            if let Some(condition) = condition {
                expression(condition);
            }
        }
        It::Filter { expr, inner } => {
            expression(expr);
            bracketed(inner);
        }
        It::Extend { inner, expression: value, .. } => {
            expression(value);
            bracketed(inner);
        }
        It::OrderBy { inner, expression: keys } => {
            for OrderExpression::Asc(key) | OrderExpression::Desc(key) in keys {
                expression(key);
            }
            bracketed(inner);
        }
        It::Group { inner, aggregates, .. } => {
            for (_, aggregate) in aggregates {
                match aggregate {
                    AggregateExpression::FunctionCall { expr, .. } => expression(expr),
                    AggregateExpression::CountSolutions { .. } => (),
                }
            }
            bracketed(inner);
        }
        It::Graph { inner, .. }
        | It::Project { inner, .. }
        | It::Distinct { inner }
        | It::Reduced { inner }
        | It::Slice { inner, .. }
        | It::Service { inner, .. } => bracketed(inner),
    }
}

fn expression(it: &mut Expression) {
    use Expression as It;
    match it {
        It::NamedNode(_) | It::Literal(_) | It::Variable(_) | It::Bound(_) => (),
        It::Or(a, b)
        | It::And(a, b)
        | It::Equal(a, b)
        | It::SameTerm(a, b)
        | It::Greater(a, b)
        | It::GreaterOrEqual(a, b)
        | It::Less(a, b)
        | It::LessOrEqual(a, b) => {
            expression(a);
            expression(b);
        }
        It::Add(a, b) | It::Subtract(a, b) | It::Multiply(a, b) | It::Divide(a, b) => {
            operand(a);
            operand(b);
        }
        It::UnaryPlus(a) | It::UnaryMinus(a) | It::Not(a) => operand(a),
        It::Exists(pattern) => bracketed(pattern),
        It::In(one, list) => {
            expression(one);
            list.iter_mut().for_each(expression);
        }
        It::If(a, b, c) => {
            expression(a);
            expression(b);
            expression(c);
        }
        It::Coalesce(all) | It::FunctionCall(_, all) => all.iter_mut().for_each(expression),
    }
}

fn operand(it: &mut Expression) {
    use Expression as It;
    expression(it);
    if matches!(
        it,
        It::Add(..)
            | It::Subtract(..)
            | It::Multiply(..)
            | It::Divide(..)
            | It::UnaryPlus(_)
            | It::UnaryMinus(_)
    ) {
        let inner = std::mem::replace(it, It::Coalesce(Vec::new()));
        *it = It::Coalesce(vec![inner]);
    }
}

#[cfg(test)]
mod tests {
    use crate::sparql::{Limits, Options, Query};

    /// What is printed, read and printed again is the same text, and the brackets are there.
    #[test]
    fn brackets_of_arithmetic_survive() {
        let read = |text: &str| Query::parse(text, &Options::default(), &Limits::default()).unwrap();
        let text = "SELECT (SUM((?a - ?b) / (?c - ?d)) AS ?e) { VALUES (?a ?b ?c ?d) { (9 1 7 3) } FILTER(-(?a + 1) < ?b) }";
        let printed = read(text).text();
        assert!(printed.contains("COALESCE(?a - ?b) / COALESCE(?c - ?d)"), "{printed}");
        assert_eq!(read(&printed).text().matches("COALESCE").count(), printed.matches("COALESCE").count());
    }
}
