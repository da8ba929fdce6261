//! Which words are one typing error away?
//!
//! One error is one edit of Damerau and Levenshtein: a letter too much, one missing, one wrong, or two neighbours
//! in each other's place.

/// Shorter words have too many neighbours, letters.
const LETTERS_MIN: usize = 5;

/// Whether a word may hold a typing error; numbers and codes may not, because their neighbours are other things.
pub(super) fn may_err(word: &str) -> bool {
    word.chars().count() >= LETTERS_MIN && !word.chars().any(char::is_numeric)
}

/// How a word of a label answers a word that was asked for.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Nearness {
    /// It begins with a text one edit away.
    Prefix,
    /// It is at most one edit away itself.
    Word,
}

/// Whether `word` is, or begins with, a text at most one edit away from `asked`.
pub(super) fn nearness(asked: &str, word: &str) -> Option<Nearness> {
    let same: usize =
        asked.chars().zip(word.chars()).take_while(|it| it.0 == it.1).map(|it| it.0.len_utf8()).sum();
    // An edit before the first difference can be moved to it, so that only this place needs to be tried.
    let (asked, word) = (&asked[same..], &word[same..]);
    let Some((asked_first, asked_rest)) = split_first(asked) else {
        let is_near = split_first(word).is_none_or(|it| it.1.is_empty());
        return Some(if is_near { Nearness::Word } else { Nearness::Prefix });
    };
    let rest_after = |text: &str, start: &str| -> Option<Nearness> {
        let rest = text.strip_prefix(start)?;
        Some(if rest.is_empty() { Nearness::Word } else { Nearness::Prefix })
    };
    let mut nearness = rest_after(word, asked_rest); // a letter too much
    if let Some((word_first, word_rest)) = split_first(word) {
        nearness = nearness.max(rest_after(word_rest, asked_rest)); // a wrong letter
        nearness = nearness.max(rest_after(word_rest, asked)); // a missing letter
        if let (Some((asked_second, asked_rest)), Some((word_second, word_rest))) =
            (split_first(asked_rest), split_first(word_rest))
            && (asked_first, asked_second) == (word_second, word_first)
        {
            nearness = nearness.max(rest_after(word_rest, asked_rest)); // two in each other's place
        }
    }
    nearness
}

/// The first letter and what follows it.
pub(super) fn split_first(text: &str) -> Option<(char, &str)> {
    let mut letters = text.chars();
    let first = letters.next()?;
    Some((first, letters.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_edit_is_near() {
        for word in ["gothenburg", "gothenbrug", "gothenbur", "gothenburgg", "gothenbirg", "othenburg"] {
            assert_eq!(nearness("gothenburg", word), Some(Nearness::Word), "{word}");
        }
        assert_eq!(nearness("gotheb", "gothenburg"), Some(Nearness::Prefix));
        assert_eq!(nearness("gothenburg", "gtohenbrug"), None);
        assert!(may_err("košice") && !may_err("leon") && !may_err("se232"));
    }

    /// The distance by its definition: optimal string alignment, equal to the true distance up to one.
    fn distance(a: &[char], b: &[char]) -> usize {
        let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                rows[i][j] = if i == 0 || j == 0 {
                    i + j
                } else {
                    let mut best = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                    best = best.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
                    if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                        best = best.min(rows[i - 2][j - 2] + 1);
                    }
                    best
                };
            }
        }
        rows[a.len()][b.len()]
    }

    proptest! {
        #[test]
        fn nearness_is_the_distance_of_a_prefix(asked in "[abö]{1,6}", word in "[abö]{0,8}") {
            let (a, w): (Vec<char>, Vec<char>) = (asked.chars().collect(), word.chars().collect());
            let expected = if distance(&a, &w) <= 1 {
                Some(Nearness::Word)
            } else {
                (0..=w.len()).any(|end| distance(&a, &w[..end]) <= 1).then_some(Nearness::Prefix)
            };
            prop_assert_eq!(nearness(&asked, &word), expected);
        }
    }
}
