//! Which things belong to which? Lists of numbers under dense numbers, as two arrays.

/// For each number the ascending list of others that belong to it.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// Where the list of each number starts, with one more that closes the last.
    starts: Vec<u32>,
    all: Vec<u32>,
}

impl Default for Table {
    fn default() -> Self {
        Self { starts: vec![0], all: Vec::new() }
    }
}

impl Table {
    /// From pairs in any order; repeats count once. Numbers are below `n`.
    pub(super) fn new(n: usize, mut pairs: Vec<(u32, u32)>) -> Self {
        pairs.sort_unstable();
        pairs.dedup();
        let mut starts = vec![0u32; n + 1];
        for (key, _) in &pairs {
            starts[*key as usize + 1] += 1;
        }
        for at in 0..n {
            starts[at + 1] += starts[at];
        }
        Self { starts, all: pairs.into_iter().map(|it| it.1).collect() }
    }

    pub(super) fn of(&self, key: u32) -> &[u32] {
        &self.all[self.range(key)]
    }

    /// Where the list of a number stands among all of them.
    pub(super) fn range(&self, key: u32) -> std::ops::Range<usize> {
        self.starts[key as usize] as usize..self.starts[key as usize + 1] as usize
    }

    /// All lists, one after the other, with the number that each entry belongs to.
    pub(super) fn entries(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        (0..self.starts.len() as u32 - 1).flat_map(|key| self.of(key).iter().map(move |it| (key, *it)))
    }

    /// Every number that `start` leads to over one step or more, with the fewest steps, nearest first; at most
    /// `steps_max` steps far.
    pub(super) fn walk(&self, start: u32, steps_max: u32) -> Vec<(u32, u32)> {
        let mut found: Vec<(u32, u32)> = Vec::new();
        let mut seen: rustc_hash::FxHashSet<u32> = std::iter::once(start).collect();
        let mut from = 0;
        let mut last = vec![start];
        for steps in 1..=steps_max {
            for node in last {
                found.extend(self.of(node).iter().filter(|it| seen.insert(**it)).map(|it| (*it, steps)));
            }
            last = found[from..].iter().map(|it| it.0).collect();
            from = found.len();
            if last.is_empty() {
                break;
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_walk_tells_the_fewest_steps_and_ends_in_circles() {
        let table = Table::new(5, vec![(0, 1), (1, 2), (0, 2), (2, 3), (3, 0), (3, 0)]);
        assert_eq!(table.of(0), [1, 2]);
        assert_eq!(table.of(4), [0u32; 0]);
        assert_eq!(table.walk(0, 9), [(1, 1), (2, 1), (3, 2)]);
        assert_eq!(table.walk(0, 1), [(1, 1), (2, 1)]);
    }
}
