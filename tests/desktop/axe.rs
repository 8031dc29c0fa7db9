//! Whether everyone can use a screen, as far as a program can tell.

use std::fs;

use serde_json::Value;

use crate::window::{Window, root};

/// Waits for everything to stand still, so that a colour in mid-fade is not taken for one that is hard to read.
const STILL: &str = "const done = arguments[arguments.length - 1];
    Promise.allSettled(document.getAnimations().filter((one) => one.effect?.getComputedTiming().iterations !== Infinity)
        .map((one) => one.finished)).then(() => done(true));";

/// The preview's frame runs nothing, so what is in it cannot be asked; its words are the writer's own.
const CHECK: &str = "const done = arguments[arguments.length - 1];
    axe.run(document, { resultTypes: ['violations'], iframes: false,
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
      .then((result) => done(result.violations.map((one) => ({ id: one.id, impact: one.impact, help: one.help,
        nodes: one.nodes.map((node) => node.target.join(' ') + ' | ' + node.html.slice(0, 160) + ' | ' + node.failureSummary) }))),
        (error) => done([{ id: 'axe', impact: 'critical', help: String(error), nodes: [] }]));";

/// The faults of a screen that are serious or critical, one a line.
pub(crate) fn faults(window: &Window, screen: &str) -> Vec<String> {
    let axe = root().join("ui/node_modules/axe-core/axe.min.js");
    let axe = fs::read_to_string(&axe).unwrap_or_else(|error| panic!("{}: {error}", axe.display()));
    let session = window.session();
    session.run_later(STILL, &[]).unwrap();
    session.run(&format!("{axe};\nwindow.axe = axe; return true;"), &[]).unwrap();
    let found = session.run_later(CHECK, &[]).unwrap();
    let grave = |fault: &&Value| matches!(fault["impact"].as_str(), Some("serious" | "critical"));
    let all = found.as_array().unwrap();
    all.iter()
        .filter(grave)
        .map(|fault| {
            let nodes = fault["nodes"].as_array().unwrap();
            let nodes: Vec<&str> = nodes.iter().filter_map(Value::as_str).collect();
            let (id, impact, help) = (&fault["id"], &fault["impact"], &fault["help"]);
            let nodes = nodes.join("\n    ");
            format!("{screen}: {id} ({impact}): {help}\n    {nodes}")
        })
        .collect()
}
