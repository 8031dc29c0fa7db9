//! Pictures that a paragraph shows with a generator's own tags, drawn as the site would.

use super::escape::words;
use super::picture::Pictures;
use crate::tagged::picture;

/// The pictures of a paragraph in which every line is a tag for one; nothing where a line is another tag. The first of its lines is
/// `from` of the block.
pub(super) fn drawn(source: &str, from: usize, pictures: &mut Pictures) -> Option<String> {
    let found: Vec<_> = source.trim().lines().map(picture).collect::<Option<_>>()?;
    let figures = found.iter().enumerate().map(|(line, figure)| {
        let width = figure.width.trim_end_matches("px");
        let digits = width.trim_end_matches('%');
        let is_width = (1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        let more = if is_width { format!(" width=\"{width}\"") } else { String::new() };
        let image = pictures.html(&figure.link, &figure.alt, &more, false);
        let caption = match figure.caption.trim() {
            "" => String::new(),
            caption => format!("<figcaption>{}</figcaption>", words(caption)),
        };
        format!("<figure data-line=\"{}\">{image}{caption}</figure>\n", from + line)
    });
    Some(figures.collect())
}
