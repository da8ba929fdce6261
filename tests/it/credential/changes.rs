//! A changed credential is not valid: every bit, every byte left out, every value exchanged.

use super::{check, faults, signed};
use concord::credential::Verdict;
use serde_json::{Value, json};

/// What a valid verdict rests on.
fn meaning(verdict: &Verdict) -> String {
    let said = verdict.said.as_ref().unwrap();
    format!("{}{:?}", said.nquads, said.created)
}

#[test]
fn no_flipped_bit_is_valid() {
    let text = signed();
    assert!(check(&text).is_valid(), "{}", faults(&check(&text)));
    let mut bytes = text.clone().into_bytes();
    for at in 0..bytes.len() {
        for bit in 0..8 {
            bytes[at] ^= 1 << bit;
            let verdict = concord::credential::verify(
                &bytes,
                &concord::credential::Policy::at(super::time("2026-06-01T00:00:00Z")),
            );
            let told = || {
                String::from_utf8_lossy(&bytes[at.saturating_sub(20)..]).chars().take(40).collect::<String>()
            };
            assert!(!verdict.is_valid(), "bit {bit} of byte {at}: {}", told());
            bytes[at] ^= 1 << bit;
        }
    }
}

#[test]
fn a_byte_that_is_left_out_or_doubled_was_white_space_or_ends_it() {
    let text = signed();
    let before = meaning(&check(&text));
    let (mut n_valid, mut n_space) = (0, 0);
    let mut in_string = false;
    for (at, sign) in text.char_indices() {
        // No string of the sample ends in a backslash before its quote.
        if sign == '"' && !text[..at].ends_with('\\') {
            in_string = !in_string;
        }
        let is_space = !in_string && sign.is_ascii_whitespace();
        n_space += usize::from(is_space);
        let rest = &text[at + sign.len_utf8()..];
        for changed in [format!("{}{rest}", &text[..at]), format!("{}{sign}{sign}{rest}", &text[..at])] {
            let verdict = check(&changed);
            assert_eq!(verdict.is_valid(), is_space, "byte {at}, {sign:?}: {}", faults(&verdict));
            if is_space {
                assert_eq!(meaning(&verdict), before);
                n_valid += 1;
            }
        }
    }
    assert!(n_space > 0 && n_valid == 2 * n_space);
}

/// Every place in a value: the path to it.
fn places(value: &Value, path: &str, found: &mut Vec<String>) {
    found.push(path.to_owned());
    let escape = |key: &String| key.replace('~', "~0").replace('/', "~1");
    match value {
        Value::Object(members) => {
            members.iter().for_each(|(key, it)| places(it, &format!("{path}/{}", escape(key)), found));
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, it)| places(it, &format!("{path}/{at}"), found));
        }
        _ => (),
    }
}

#[test]
fn no_exchanged_value_is_valid() {
    let whole: Value = serde_json::from_str(&signed()).unwrap();
    let mut paths = Vec::new();
    places(&whole, "", &mut paths);
    let others = [
        json!(null),
        json!(0),
        json!(1.5),
        json!(true),
        json!(""),
        json!("other"),
        json!("urn:test:other"),
        json!([]),
        json!({}),
        json!([[]]),
        json!({"id": "urn:test:other"}),
        json!({"@value": "other"}),
        json!(["a", "a"]),
        json!("2026-03-01T12:00:01Z"),
    ];
    let mut n_tried = 0;
    for path in &paths {
        for other in &others {
            let mut changed = whole.clone();
            *changed.pointer_mut(path).unwrap() = other.clone();
            assert!(!check(&changed.to_string()).is_valid(), "{path} as {other}");
            n_tried += 1;
        }
    }
    assert!(n_tried > 500, "{n_tried}");
}

#[test]
fn no_member_can_be_taken_out_doubled_or_renamed() {
    let whole: Value = serde_json::from_str(&signed()).unwrap();
    let mut paths = Vec::new();
    places(&whole, "", &mut paths);
    let mut n_tried = 0;
    for path in paths.iter().filter(|it| !it.is_empty()) {
        let (parent, last) = path.rsplit_once('/').unwrap();
        let key = last.replace("~1", "/").replace("~0", "~");
        let mut changed = whole.clone();
        match changed.pointer_mut(parent).unwrap() {
            Value::Object(members) => {
                // A prefix that nothing uses any more, or not yet, changes no statement; none here is so.
                let value = members.shift_remove(&key).unwrap();
                let mut renamed = members.clone();
                renamed.insert(format!("{key}x"), value);
                let taken = changed.to_string();
                assert!(!check(&taken).is_valid(), "without {path}");
                *changed.pointer_mut(parent).unwrap() = Value::Object(renamed);
                assert!(!check(&changed.to_string()).is_valid(), "renamed {path}");
            }
            Value::Array(items) => {
                let at: usize = key.parse().unwrap();
                let item = items.remove(at);
                assert!(!check(&changed.to_string()).is_valid(), "without {path}");
                if let Value::Array(items) = changed.pointer_mut(parent).unwrap() {
                    items.push(item.clone());
                    items.push(item);
                }
                let doubled = check(&changed.to_string());
                // The same context twice is the same meaning; a statement twice is refused.
                let is_context = path.starts_with("/@context");
                assert!(is_context || !doubled.is_valid(), "doubled {path}");
            }
            _ => unreachable!("a parent holds something"),
        }
        n_tried += 1;
    }
    assert!(n_tried > 40, "{n_tried}");
}

/// The same with members and values in the opposite order; the first context has to stay the first.
fn turned(value: &Value, is_context: bool) -> Value {
    match value {
        Value::Object(members) => {
            let turned = members.iter().rev().map(|(key, it)| (key.clone(), turned(it, key == "@context")));
            Value::Object(turned.collect())
        }
        Value::Array(items) if !is_context => {
            Value::Array(items.iter().rev().map(|it| turned(it, false)).collect())
        }
        other => other.clone(),
    }
}

#[test]
fn the_order_of_members_and_of_values_is_no_change() {
    let whole: Value = serde_json::from_str(&signed()).unwrap();
    let verdict = check(&turned(&whole, false).to_string());
    assert!(verdict.is_valid(), "{}", faults(&verdict));
    assert_eq!(meaning(&verdict), meaning(&check(&signed())));
}
