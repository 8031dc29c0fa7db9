//! The same few things again and again, until chance has had its turn. Each has a short form that always runs, and a long
//! one for `cargo xtask soak`.

mod cuts;
mod kills;
mod two_writers;

/// The long forms.
mod long {
    #[test]
    fn two_writers_publish_200_posts_each() {
        super::two_writers::publish(200);
    }

    #[test]
    fn a_publish_is_killed_200_times() {
        super::kills::kill(200);
    }

    #[test]
    fn a_line_is_cut_50_times_in_each_way() {
        super::cuts::cut(50);
    }
}

/// Chance that is the same in each run (xorshift64), so that what is found can be found again.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % most.max(1)
    }
}
