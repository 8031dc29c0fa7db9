/// Longest name, without the extension, in characters.
const LONGEST: usize = 80;

/// Extensions taken off the end of a name before it is made safe; the real one comes from the content.
const EXTENSIONS: [&str; 16] = [
    "jpg", "jpeg", "jpe", "jfif", "png", "apng", "gif", "webp", "svg", "heic", "heif", "avif", "bmp", "tif", "tiff",
    "jxl",
];

/// Names that Windows gives to devices, with any extension
/// (Microsoft, "Naming Files, Paths, and Namespaces").
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2",
    "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// A file name of the form `[a-z0-9-]{1,80}.extension` that every system and every address accepts.
///
/// Only the last part of a path is used. Letters of other scripts are written in Latin ones; what has no such
/// form is left out. `extension` is without the dot and is taken as it is. A name with nothing left becomes `picture`.
pub fn safe_name(name: &str, extension: &str) -> String {
    let file = name.trim_end_matches(['/', '\\', '.', ' ']);
    let file = file.rsplit(['/', '\\']).next().unwrap_or_default();
    let mut stem = without_extension(file);
    // `x.jpg.php` and `x.jpg.jpg`: what is left may carry a picture's extension too.
    while let Some((front, _)) = picture_extension(stem) {
        stem = front;
    }

    let mut safe = String::new();
    // No more than this can matter, however long the name is.
    for character in stem.chars().take(4 * LONGEST) {
        let mut bytes = [0; 4];
        let latin = deunicode::deunicode_with_tofu(character.encode_utf8(&mut bytes), "");
        for plain in latin.chars() {
            if plain.is_ascii_alphanumeric() {
                safe.push(plain.to_ascii_lowercase());
            } else if plain != '\'' && !safe.is_empty() && !safe.ends_with('-') {
                safe.push('-');
            }
        }
    }
    safe.truncate(LONGEST);
    let safe = safe.trim_matches('-');
    if safe.is_empty() {
        format!("picture.{extension}")
    } else if DEVICES.contains(&safe) {
        format!("{safe}-picture.{extension}")
    } else {
        format!("{safe}.{extension}")
    }
}

/// Takes off one extension: a known one, or two to four letters and digits after the last dot.
fn without_extension(file: &str) -> &str {
    if let Some((front, _)) = picture_extension(file) {
        return front;
    }
    match file.rsplit_once('.') {
        Some((front, last))
            if !front.is_empty()
                && (2..=4).contains(&last.len())
                && last.starts_with(|c: char| c.is_ascii_alphabetic())
                && last.chars().all(|c| c.is_ascii_alphanumeric()) =>
        {
            front
        }
        _ => file,
    }
}

fn picture_extension(file: &str) -> Option<(&str, &str)> {
    let (front, last) = file.rsplit_once('.')?;
    EXTENSIONS.contains(&last.to_ascii_lowercase().as_str()).then_some((front, last))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, expect: &str) {
        assert_eq!(safe_name(name, "jpg"), expect, "{name:?}");
    }

    #[test]
    fn names_are_made_safe() {
        check("aws summit .jpg", "aws-summit.jpg");
        check("DSC_0042.JPG", "dsc-0042.jpg");
        check("Zoë's café.png", "zoes-cafe.jpg");
        check("Zoe\u{308}.png", "zoe.jpg");
        check("Team 1.5 final", "team-1-5-final.jpg");
        check("Straße – München.jpeg", "strasse-munchen.jpg");
        check("C:\\Users\\me\\Pictures\\my photo.jpg", "my-photo.jpg");
        check("../../.git/hooks/post-commit", "post-commit.jpg");
    }

    #[test]
    fn hostile_names_are_made_harmless() {
        check("CON.jpg", "con-picture.jpg");
        check("COM¹.png", "com1-picture.jpg");
        check("nul", "nul-picture.jpg");
        check("a.jpg.", "a.jpg");
        check("a .jpg", "a.jpg");
        check(".htaccess", "htaccess.jpg");
        check("-rf.jpg", "rf.jpg");
        check("x.jpg.php", "x.jpg");
        check("x\u{202e}gpj.exe", "xgpj.jpg");
        check("", "picture.jpg");
        check("...", "picture.jpg");
        check("/", "picture.jpg");
        check(&"a".repeat(300), &format!("{}.jpg", "a".repeat(80)));
    }

    #[test]
    fn any_name_has_the_promised_form() {
        let pieces = ["a", "É", " ", ".", "/", "-", "\u{1f600}", "\u{301}", "\0", "猫", "con", "%", ".jpg"];
        let mut seed = 7_u64;
        for _ in 0..2_000 {
            let mut name = String::new();
            for _ in 0..(seed % 60) {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                let index = usize::try_from(seed >> 33).unwrap() % pieces.len();
                name.push_str(pieces[index]);
            }
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(3);
            let safe = safe_name(&name, "jpg");
            let stem = safe.strip_suffix(".jpg").unwrap();
            assert!((1..=88).contains(&stem.len()), "{name:?} -> {safe:?}");
            assert!(
                stem.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'),
                "{name:?} -> {safe:?}"
            );
            assert!(!stem.starts_with('-') && !DEVICES.contains(&stem));
            assert_eq!(safe_name(&safe, "jpg"), safe, "stable");
        }
    }
}
