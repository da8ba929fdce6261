//! How does an expression of the algebra become one over slots?

use super::error::SparqlError;
use super::functions;
use super::math;
use super::plan::{Expr, Slots, Source};
use super::reference::Operator;
use super::translate::{Scope, Translator};
use super::value::Value;
use oxrdf::Literal;
use spargebra::algebra::{Expression, Function, GraphPattern};

impl Translator<'_, '_> {
    /// An expression; `bound` is what is bound where it is evaluated, `source` the graph of its EXISTS patterns.
    pub(super) fn expression(
        &mut self,
        expression: &Expression,
        scope: &Scope,
        source: Source,
        bound: &Slots,
    ) -> Result<Expr, SparqlError> {
        let mut sub = |it: &Expression| self.expression(it, scope, source, bound);
        Ok(match expression {
            Expression::NamedNode(it) => Expr::Term(self.context.intern(it.clone().into())),
            Expression::Literal(it) => {
                let id = self.context.intern(it.clone().into());
                match Value::of_term(&it.clone().into()) {
                    Value::String(_) | Value::Lang(..) | Value::Other(_) => Expr::Term(id),
                    value => Expr::Constant(id, value),
                }
            }
            Expression::Variable(it) => Expr::Slot(self.slot(scope, it)),
            Expression::Or(a, b) => Expr::Or(vec![sub(a)?, sub(b)?]),
            Expression::And(a, b) => Expr::And(vec![sub(a)?, sub(b)?]),
            Expression::Equal(a, b) => self.equal(a, b, scope, source, bound)?,
            Expression::SameTerm(a, b) => Expr::SameTerm(Box::new(sub(a)?), Box::new(sub(b)?)),
            Expression::Less(a, b) => Expr::Less(Box::new(sub(a)?), Box::new(sub(b)?)),
            Expression::LessOrEqual(a, b) => Expr::LessOrEqual(Box::new(sub(a)?), Box::new(sub(b)?)),
            Expression::Greater(a, b) => Expr::Less(Box::new(sub(b)?), Box::new(sub(a)?)),
            Expression::GreaterOrEqual(a, b) => Expr::LessOrEqual(Box::new(sub(b)?), Box::new(sub(a)?)),
            Expression::In(it, all) => {
                Expr::In(Box::new(sub(it)?), all.iter().map(sub).collect::<Result<Vec<_>, _>>()?)
            }
            Expression::Add(a, b) => Expr::Calculate(Operator::Add, Box::new(sub(a)?), Box::new(sub(b)?)),
            Expression::Subtract(a, b) => {
                Expr::Calculate(Operator::Subtract, Box::new(sub(a)?), Box::new(sub(b)?))
            }
            Expression::Multiply(a, b) => {
                Expr::Calculate(Operator::Multiply, Box::new(sub(a)?), Box::new(sub(b)?))
            }
            Expression::Divide(a, b) => {
                Expr::Calculate(Operator::Divide, Box::new(sub(a)?), Box::new(sub(b)?))
            }
            Expression::UnaryPlus(it) => Expr::Plus(Box::new(sub(it)?)),
            Expression::UnaryMinus(it) => Expr::Minus(Box::new(sub(it)?)),
            Expression::Not(it) => Expr::Not(Box::new(sub(it)?)),
            Expression::Exists(it) => self.exists(it, scope, source, bound)?,
            Expression::Bound(it) => Expr::Bound(self.slot(scope, it)),
            Expression::If(a, b, c) => Expr::If(Box::new(sub(a)?), Box::new(sub(b)?), Box::new(sub(c)?)),
            Expression::Coalesce(all) => Expr::Coalesce(all.iter().map(sub).collect::<Result<Vec<_>, _>>()?),
            Expression::FunctionCall(Function::Regex, all) => self.regex(all, scope, source, bound)?,
            Expression::FunctionCall(function, all) => {
                if let Function::Custom(name) = function
                    && !functions::is_cast(name.as_str())
                    && !math::takes(name.as_str(), all.len())
                {
                    return Err(SparqlError::Unsupported(format!("the function {name}")));
                }
                Expr::Call(function.clone(), all.iter().map(sub).collect::<Result<Vec<_>, _>>()?)
            }
        })
    }

    fn equal(
        &mut self,
        a: &Expression,
        b: &Expression,
        scope: &Scope,
        source: Source,
        bound: &Slots,
    ) -> Result<Expr, SparqlError> {
        let (a, b) = (self.expression(a, scope, source, bound)?, self.expression(b, scope, source, bound)?);
        let lang_is = |call: &Expr, tag: &Expr| match (call, tag) {
            (Expr::Call(Function::Lang, all), Expr::Term(tag)) => match all[..] {
                [Expr::Slot(slot)] => Some(Expr::LangIs(slot, *tag)),
                _ => None,
            },
            _ => None,
        };
        let short = lang_is(&a, &b).or_else(|| lang_is(&b, &a));
        Ok(short.unwrap_or_else(|| Expr::Equal(Box::new(a), Box::new(b))))
    }

    /// The pattern sees the values of the row that is tested (section 18.6, `substitute`).
    fn exists(
        &mut self,
        pattern: &GraphPattern,
        scope: &Scope,
        source: Source,
        bound: &Slots,
    ) -> Result<Expr, SparqlError> {
        let group = self.group(pattern, scope, source)?;
        Ok(Expr::Exists(self.arrange(group, bound)?.0))
    }

    fn regex(
        &mut self,
        arguments: &[Expression],
        scope: &Scope,
        source: Source,
        bound: &Slots,
    ) -> Result<Expr, SparqlError> {
        let constant = |at: usize| match arguments.get(at) {
            None => Some(""),
            Some(Expression::Literal(it)) => plain_text(it),
            Some(_) => None,
        };
        if let (Some(pattern), Some(flags)) = (constant(1), constant(2))
            && let Some(regex) = functions::compile_regex(pattern, flags)
        {
            let text = Box::new(self.expression(&arguments[0], scope, source, bound)?);
            return Ok(Expr::Regex { text, regex });
        }
        let all = arguments.iter().map(|it| self.expression(it, scope, source, bound));
        Ok(Expr::Call(Function::Regex, all.collect::<Result<Vec<_>, _>>()?))
    }
}

fn plain_text(literal: &Literal) -> Option<&str> {
    literal.datatype().as_str().ends_with("#string").then(|| literal.value())
}
