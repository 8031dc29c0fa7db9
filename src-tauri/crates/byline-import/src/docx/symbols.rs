//! Letters of fonts that are pictures: what they show, as signs that every font has.

/// The sign that a letter of a symbol font shows.
pub(super) fn shown(font: &str, code: &str) -> Option<String> {
    let number = u32::from_str_radix(code, 16).ok()?;
    // Such fonts have their letters in a private place, F000 above where they are.
    let low = if (0xf000..=0xf0ff).contains(&number) { number - 0xf000 } else { number };
    let sign = match (font.to_lowercase().as_str(), low) {
        ("wingdings", 0xfc) | ("webdings", 0x61) | ("wingdings 2", 0x50) => "✓",
        ("wingdings", 0xfb) | ("wingdings 2", 0x4f) => "✗",
        ("wingdings", 0xfe) => "☑",
        ("wingdings", 0xa8 | 0x6f) => "☐",
        ("wingdings", 0xe0 | 0xe8) | ("symbol", 0xae) => "→",
        ("wingdings", 0xdf) | ("symbol", 0xac) => "←",
        ("wingdings", 0xf3) => "↔",
        ("wingdings", 0x4a) => "☺",
        ("wingdings", 0x4c) => "☹",
        ("wingdings", 0x28) => "☎",
        ("wingdings", 0x2a) => "✉",
        ("wingdings", 0xa7) => "▪",
        ("wingdings", 0x6c) | ("symbol", 0xb7) => "•",
        ("symbol", 0xb0) => "°",
        ("symbol", 0xb1) => "±",
        ("symbol", 0xb4) => "×",
        ("symbol", 0xa3) => "≤",
        ("symbol", 0xb3) => "≥",
        ("symbol", 0xb9) => "≠",
        ("symbol", 0xbb) => "≈",
        ("symbol", 0xa5) => "∞",
        ("symbol", 0xd6) => "√",
        ("symbol", 0x61) => "α",
        ("symbol", 0x62) => "β",
        ("symbol", 0x67) => "γ",
        ("symbol", 0x64) => "δ",
        ("symbol", 0x6d) => "µ",
        ("symbol", 0x70) => "π",
        ("symbol", 0x73) => "σ",
        ("symbol", 0x77) => "ω",
        ("symbol", 0x44) => "Δ",
        ("symbol", 0x53) => "Σ",
        ("symbol", 0x57) => "Ω",
        (_, 0xe000..=0xf8ff) => return None,
        _ => return char::from_u32(low).filter(|c| !c.is_control()).map(String::from),
    };
    Some(sign.to_owned())
}
