//! How long to wait between attempts. Two clients in step would meet again and again, so chance has its part.

use std::time::Duration;

const FIRST: u64 = 200;
const LONGEST: u64 = 3_000;

/// Pauses that grow from 0.2 s to 3 s, each shortened by chance to as little as half.
pub(super) struct Backoff {
    state: u64,
    attempt: u32,
}

impl Backoff {
    pub(super) fn new(seed: u64) -> Self {
        Self { state: seed ^ 0x9e37_79b9_7f4a_7c15, attempt: 0 }
    }

    pub(super) fn next(&mut self) -> Duration {
        let full = FIRST.saturating_mul(1 << self.attempt.min(10)).min(LONGEST);
        self.attempt = self.attempt.saturating_add(1);
        // Xorshift: even enough for this, and no dependency.
        self.state = self.state.max(1);
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        Duration::from_millis(full / 2 + self.state % (full / 2 + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_three_seconds_and_differ_between_clients() {
        let pauses = |seed| {
            let mut backoff = Backoff::new(seed);
            (0..12).map(|_| backoff.next().as_millis()).collect::<Vec<_>>()
        };
        for seed in [0, 1, 42, u64::MAX, 0x9e37_79b9_7f4a_7c15] {
            for (at, pause) in pauses(seed).into_iter().enumerate() {
                let full = (200 << at).min(3_000);
                assert!((full / 2..=full).contains(&pause), "{pause} at {at} with {seed}");
            }
        }
        assert_ne!(pauses(1), pauses(2));
    }
}
