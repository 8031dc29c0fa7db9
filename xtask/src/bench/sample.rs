//! Several measurements of one thing.

use std::fmt;
use std::time::Instant;

use crate::step::Stop;

/// What was measured, or why it could not be.
pub(crate) type Measured = Result<Sample, String>;

/// At least one figure.
#[derive(Debug, Clone)]
pub(crate) struct Sample {
    figures: Vec<f64>,
    unit: Unit,
}

/// What the figures count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    Milliseconds,
    Megabytes,
    Kilobytes,
}

impl Sample {
    /// Fails when there is no figure.
    pub(crate) fn new(mut figures: Vec<f64>, unit: Unit) -> Measured {
        figures.sort_by(f64::total_cmp);
        if figures.is_empty() {
            return Err("it gave no figure".to_owned());
        }
        Ok(Self { figures, unit })
    }

    /// The figure in the middle.
    pub(crate) fn median(&self) -> f64 {
        let middle = self.figures.len() / 2;
        match self.figures.get(middle.wrapping_sub(1)) {
            Some(before) if self.figures.len().is_multiple_of(2) => f64::midpoint(*before, self.figures[middle]),
            _ => self.figures[middle],
        }
    }
}

impl fmt::Display for Sample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            Unit::Milliseconds => "ms",
            Unit::Megabytes => "MB",
            Unit::Kilobytes => "kB",
        };
        let (first, last) = (self.figures[0], self.figures[self.figures.len() - 1]);
        write!(f, "{} {unit} ({}..{})", short(self.median()), short(first), short(last))
    }
}

/// Three digits that matter, no more.
pub(crate) fn short(figure: f64) -> String {
    let digits = match figure {
        ..1.0 => 3,
        1.0..10.0 => 2,
        10.0..100.0 => 1,
        _ => 0,
    };
    format!("{figure:.digits$}")
}

/// How many milliseconds `work` takes.
pub(crate) fn milliseconds(work: impl FnOnce() -> Result<(), Stop>) -> Result<f64, Stop> {
    let start = Instant::now();
    work()?;
    Ok(start.elapsed().as_secs_f64() * 1000.0)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{Sample, Unit, short};

    #[test]
    fn the_middle_is_found_and_the_ends_are_told() {
        for (figures, expect) in [
            (vec![3.0], "3.00 ms (3.00..3.00)"),
            (vec![30.0, 1.0, 2.0], "2.00 ms (1.00..30.0)"),
            (vec![4.0, 1.0, 2.0, 3.0], "2.50 ms (1.00..4.00)"),
        ] {
            assert_eq!(Sample::new(figures, Unit::Milliseconds).unwrap().to_string(), expect);
        }
        assert!(Sample::new(Vec::new(), Unit::Megabytes).is_err());
    }

    #[test]
    fn a_figure_has_three_digits() {
        for (figure, expect) in [(0.0712, "0.071"), (3.456, "3.46"), (45.67, "45.7"), (1234.5, "1234")] {
            assert_eq!(short(figure), expect);
        }
    }
}
