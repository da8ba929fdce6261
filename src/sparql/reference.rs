//! What does the reference evaluator say?
//!
//! `spareval` is the semantics: it computes the functions and the operators on rarer types that our own engine does
//! not compute itself.

use oxrdf::{Term, Variable};
use spareval::QueryEvaluator;
use spargebra::algebra::Function;
use sparopt::algebra::Expression;

/// A binary operator of expressions.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Operator {
    Equal,
    Less,
    LessOrEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
}

/// The value of a comparison, `None` where it is an error.
pub(super) fn operate(operator: Operator, a: Term, b: Term) -> Option<bool> {
    let variables = arguments(2);
    QueryEvaluator::new().evaluate_effective_boolean_value_expression(
        &binary(operator, &variables),
        variables.iter().zip([a, b]),
    )
}

/// The value of a calculation, `None` where it is an error.
pub(super) fn calculate(operator: Operator, a: Term, b: Term) -> Option<Term> {
    let variables = arguments(2);
    QueryEvaluator::new().evaluate_expression(&binary(operator, &variables), variables.iter().zip([a, b]))
}

/// The effective boolean value of a term, `None` where it is an error.
pub(super) fn truth(term: &Term) -> Option<bool> {
    let variables = arguments(1);
    QueryEvaluator::new().evaluate_effective_boolean_value_expression(
        &Expression::Variable(variables[0].clone()),
        variables.iter().zip([term.clone()]),
    )
}

/// The negative of a number or duration.
pub(super) fn negate(term: Term) -> Option<Term> {
    let variables = arguments(1);
    QueryEvaluator::new().evaluate_expression(
        &Expression::UnaryMinus(Box::new(Expression::Variable(variables[0].clone()))),
        variables.iter().zip([term]),
    )
}

/// The value of a function that depends on its arguments alone, `None` where it is an error.
pub(super) fn call(function: &Function, terms: Vec<Term>) -> Option<Term> {
    let variables = arguments(terms.len());
    let expression = Expression::FunctionCall(
        function.clone(),
        variables.iter().cloned().map(Expression::Variable).collect(),
    );
    QueryEvaluator::new().evaluate_expression(&expression, variables.iter().zip(terms))
}

fn arguments(count: usize) -> Vec<Variable> {
    (0..count).map(|at| Variable::new_unchecked(format!("a{at}"))).collect()
}

fn binary(operator: Operator, variables: &[Variable]) -> Expression {
    let a = Box::new(Expression::Variable(variables[0].clone()));
    let b = Box::new(Expression::Variable(variables[1].clone()));
    match operator {
        Operator::Equal => Expression::Equal(a, b),
        Operator::Less => Expression::Less(a, b),
        Operator::LessOrEqual => Expression::LessOrEqual(a, b),
        Operator::Add => Expression::Add(a, b),
        Operator::Subtract => Expression::Subtract(a, b),
        Operator::Multiply => Expression::Multiply(a, b),
        Operator::Divide => Expression::Divide(a, b),
    }
}
