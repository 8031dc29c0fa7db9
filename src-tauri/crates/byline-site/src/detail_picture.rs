//! How a detail names a picture, which generators read otherwise than the links of a text.

use crate::paths::{encoded, inside};
use crate::site::Site;

impl Site {
    /// What is written into a detail to show the picture at `path`, whose link in the post's text is `link`.
    ///
    /// What Astro calls `image()` wants a path that is seen from the post (docs.astro.build, "Images in content
    /// collections"). Everywhere else a picture that is served from the site's root is named from there, without the
    /// site's base, which templates add by themselves; its variables mean nothing in a detail.
    pub fn picture_in_detail(&self, path: &str, link: &str) -> String {
        let url = self.pictures.url.as_str();
        match inside(path, &self.pictures.folder).filter(|_| url.starts_with('/')) {
            Some(rest) if !is_seen_from_post(link) => format!("{}/{}", url.trim_end_matches('/'), encoded(rest)),
            _ if self.generator == "astro" && !link.starts_with(['.', '/']) => format!("./{link}"),
            _ => link.to_owned(),
        }
    }
}

fn is_seen_from_post(link: &str) -> bool {
    !link.starts_with(['/', '{'])
}

#[cfg(test)]
mod tests {
    use crate::{InMemory, understand};

    fn check(files: &[(&str, &str)], post: &str, expect: &str) {
        let site = understand(&InMemory::new(files.iter().copied()));
        let place = site.place_picture(post, "a.png", &|_| false);
        assert_eq!(site.picture_in_detail(&place.path, &place.link), expect, "{files:?}");
    }

    #[test]
    fn each_generator_is_given_what_it_reads() {
        let jekyll = ("_config.yml", "baseurl: /blog\n");
        check(&[jekyll, ("assets/images/x.png", "")], "_posts/2026-01-02-a.md", "/assets/images/a.png");
        check(
            &[("hugo.toml", ""), ("static/images/x.png", ""), ("content/posts/a.md", "")],
            "content/posts/a.md",
            "/images/a.png",
        );
        check(&[("hugo.toml", ""), ("content/posts/a/index.md", "")], "content/posts/a/index.md", "a.png");
        let astro = [("astro.config.mjs", ""), ("src/content/blog/a/index.md", "![x](./b.png)\n")];
        check(&astro, "src/content/blog/a/index.md", "./a.png");
    }
}
