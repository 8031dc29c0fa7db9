use jiff::Zoned;

/// Tells the time. Handed in, so that a test can say what day it is.
pub trait Clock: Send + Sync {
    /// Now, where the person is.
    fn now(&self) -> Zoned;
}

/// The computer's own clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Zoned {
        Zoned::now()
    }
}
