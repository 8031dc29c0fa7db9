//! The table that a run ends in.

use std::fmt::Write;

use super::sample::{Measured, short};

/// One thing measured, ours beside one peer.
pub(crate) struct Row {
    /// What was done.
    pub(crate) what: String,
    pub(crate) ours: Measured,
    /// Who else did it.
    pub(crate) peer: String,
    pub(crate) theirs: Measured,
    /// What we set out to reach, in words.
    pub(crate) goal: &'static str,
}

/// The rows as a Markdown table.
pub(crate) fn print(rows: &[Row]) -> String {
    let mut table = String::from(
        "Median (smallest..largest) of programs that took turns in one run; the ratio is ours by theirs, so less is better.\n\n\
         | what | Byline | peer | its figure | ratio | goal |\n| --- | --- | --- | --- | --- | --- |\n",
    );
    for row in rows {
        let ratio = match (&row.ours, &row.theirs) {
            (Ok(ours), Ok(theirs)) if theirs.median() > 0.0 => short(ours.median() / theirs.median()),
            _ => "-".to_owned(),
        };
        // Writing to a string cannot fail.
        let _ = writeln!(
            table,
            "| {} | {} | {} | {} | {ratio} | {} |",
            row.what,
            cell(&row.ours),
            row.peer,
            cell(&row.theirs),
            row.goal
        );
    }
    table
}

fn cell(measured: &Measured) -> String {
    match measured {
        Ok(sample) => sample.to_string(),
        Err(why) => format!("not measured: {why}"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{Sample, Unit};
    use super::{Row, print};

    #[test]
    fn a_row_has_a_ratio_or_says_why_not() {
        let row = |theirs| Row {
            what: "rendering".to_owned(),
            ours: Sample::new(vec![2.0], Unit::Milliseconds),
            peer: "marked".to_owned(),
            theirs,
            goal: "1 ms",
        };
        let table =
            print(&[row(Sample::new(vec![8.0], Unit::Milliseconds)), row(Err("it is not installed".to_owned()))]);
        assert!(table.contains("| 8.00 ms (8.00..8.00) | 0.250 | 1 ms |"), "{table}");
        assert!(table.contains("| not measured: it is not installed | - |"), "{table}");
    }
}
