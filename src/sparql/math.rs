//! What do roots, powers and logarithms give? The mathematical functions of `XPath`, as extension functions.
//!
//! `XPath` and `XQuery` Functions and Operators 3.1, section 4.8, under the namespace of that specification: numbers of
//! any type in, `xsd:double` out, and not-a-number where the function has no value. Other stores know them by the same IRIs.

use super::value::Value;
use oxsdatatypes::Double;

const NS: &str = "http://www.w3.org/2005/xpath-functions/math#";

/// Whether an IRI is in the namespace of these functions.
pub(super) fn is_of(iri: &str) -> bool {
    iri.starts_with(NS)
}

/// Whether an IRI names one of these functions and it takes so many arguments.
pub(super) fn takes(iri: &str, n: usize) -> bool {
    let Some(name) = iri.strip_prefix(NS) else { return false };
    match n {
        0 => name == "pi",
        1 => one(name).is_some(),
        2 => two(name).is_some(),
        _ => false,
    }
}

fn one(name: &str) -> Option<fn(f64) -> f64> {
    Some(match name {
        "exp" => f64::exp,
        "exp10" => |it| 10_f64.powf(it),
        "log" => f64::ln,
        "log10" => f64::log10,
        "sqrt" => f64::sqrt,
        "sin" => f64::sin,
        "cos" => f64::cos,
        "tan" => f64::tan,
        "asin" => f64::asin,
        "acos" => f64::acos,
        "atan" => f64::atan,
        _ => return None,
    })
}

fn two(name: &str) -> Option<fn(f64, f64) -> f64> {
    Some(match name {
        "pow" => f64::powf,
        "atan2" => f64::atan2,
        _ => return None,
    })
}

/// The value of a call, `None` where an argument is no number.
pub(super) fn call<'a>(iri: &str, values: &[Value<'_>]) -> Option<Value<'a>> {
    let name = iri.strip_prefix(NS)?;
    let number = match values {
        [] => std::f64::consts::PI,
        [it] => one(name)?(number(it)?),
        [a, b] => two(name)?(number(a)?, number(b)?),
        _ => return None,
    };
    Some(Value::Double(Double::from(number)))
}

fn number(value: &Value<'_>) -> Option<f64> {
    Some(match value {
        Value::Integer(it) => Double::from(*it).into(),
        Value::Decimal(it) => Double::from(*it).into(),
        Value::Float(it) => Double::from(*it).into(),
        Value::Double(it) => (*it).into(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_any_type_give_a_double() {
        let of = |name: &str, all: &[&str]| {
            let values: Vec<Value<'_>> = all.iter().map(|it| Value::Decimal(it.parse().unwrap())).collect();
            assert!(takes(&format!("{NS}{name}"), values.len()), "{name}");
            let Some(Value::Double(it)) = call(&format!("{NS}{name}"), &values) else { panic!("{name}") };
            f64::from(it)
        };
        assert!((of("sqrt", &["2.25"]) - 1.5).abs() < 1e-12);
        assert!((of("pow", &["1.5", "2"]) - 2.25).abs() < 1e-12);
        assert!((of("exp10", &["2"]) - 100.0).abs() < 1e-12);
        assert!((of("log", &["10"]) - std::f64::consts::LN_10).abs() < 1e-15);
        assert!(of("sqrt", &["-1"]).is_nan());
        assert!(call(&format!("{NS}sqrt"), &[Value::String("2".into())]).is_none());
        assert!(!takes(&format!("{NS}sqrt"), 2) && !takes(&format!("{NS}cbrt"), 1) && !takes("sqrt", 1));
    }
}
