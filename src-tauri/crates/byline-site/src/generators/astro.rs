use byline_post::FrontMatter;

use super::{Generator, address_and_base, blank, evidence, needs_package, pictures_served};
use crate::address::Permalinks;
use crate::folder::{Folder, files_under, has, is_picture, text};
use crate::head::DATE_KEYS;
use crate::paths::{encoded, extension, file_name, inside, is_within, join, normalise, parent, relative};
use crate::places::post_folders;
use crate::scan;
use crate::site::{Pictures, Site};
use crate::styles::stylesheets;
use crate::zod;

/// Astro (docs.astro.build). Its configuration is JavaScript and is looked at, never run.
pub(super) struct Astro;

const CONFIGURATIONS: [&str; 6] = [
    "astro.config.mjs",
    "astro.config.ts",
    "astro.config.js",
    "astro.config.mts",
    "astro.config.cjs",
    "astro.config.cts",
];

const COLLECTIONS: [&str; 6] = [
    "src/content.config.ts",
    "src/content.config.mjs",
    "src/content.config.js",
    "src/content/config.ts",
    "src/content/config.mjs",
    "src/content/config.js",
];

/// Where the official blog and other starters write the site's name.
const NAMES: [(&str, &str); 6] = [
    ("src/consts.ts", "SITE_TITLE"),
    ("src/consts.js", "SITE_TITLE"),
    ("src/consts.ts", "NAME"),
    ("src/config.ts", "title"),
    ("src/site.config.ts", "title"),
    ("src/config.ts", "SITE_TITLE"),
];

/// And its address, where the configuration does not write it out.
const ADDRESSES: [(&str, &str); 6] = [
    ("src/config.ts", "website"),
    ("src/config.ts", "SITE_URL"),
    ("src/consts.ts", "SITE_URL"),
    ("src/config.ts", "site"),
    ("src/site.config.ts", "url"),
    ("src/consts.ts", "site"),
];

const TEMPLATES: [&str; 3] =
    ["src/components/BaseHead.astro", "src/layouts/Layout.astro", "src/layouts/BlogPost.astro"];

impl Generator for Astro {
    fn id(&self) -> &'static str {
        "astro"
    }

    fn recognise(&self, folder: &dyn Folder) -> bool {
        CONFIGURATIONS.iter().any(|name| has(folder, name)) || needs_package(folder, "astro")
    }

    fn read(&self, folder: &dyn Folder) -> Site {
        let (configured_by, config) = evidence(folder, &CONFIGURATIONS);
        let mut site = blank(self, FrontMatter::Yaml, "public");
        site.configured_by = configured_by;
        let place = |key: &str| scan::value(&config, key).and_then(|path| normalise(&path));
        let served = place("publicDir").unwrap_or_else(|| "public".to_owned());
        site.rules.statics = vec![served.clone(), String::new()];
        site.skip.push(place("outDir").unwrap_or_else(|| "dist".to_owned()));
        // The configuration may take it from a file of facts about the site.
        let site_address = scan::value(&config, "site").or_else(|| {
            let said = ADDRESSES.iter().filter_map(|(path, key)| scan::value(&text(folder, path)?, key));
            said.into_iter().find(|_| config.contains("site:") || config.contains("site,"))
        });
        let (address, _) = address_and_base(&site_address.unwrap_or_default());
        let base = scan::value(&config, "base").map(|base| format!("/{}", base.trim_matches('/'))).unwrap_or_default();
        base.trim_end_matches('/').clone_into(&mut site.rules.base);
        site.address = address.map(|address| format!("{address}{}", site.rules.base));

        let files = files_under(folder, "", &site.skip);
        let collections = COLLECTIONS.iter().find_map(|path| {
            let text = text(folder, path)?;
            Some(((*path).to_owned(), text))
        });
        let (described_by, described) = collections.unzip();
        let described: String = described.unwrap_or_default();
        // The loader's `base` is where the files are, wherever that is.
        let loaded: Vec<String> = scan::values(&described, "base").iter().filter_map(|path| normalise(path)).collect();
        let loaders = loaded.iter().filter(|path| has(folder, path)).map(|path| files_in(&files, path));
        let mut sources: Vec<String> = loaders.flatten().collect();
        sources.dedup();
        site.post_folders = match post_folders(&sources, &[""]) {
            found if !found.is_empty() => found,
            _ => post_folders(&files, &["src/content", "src/data", "content", "data", "src/pages", "src"]),
        };
        if site.post_folders.is_empty() {
            let first = loaded.into_iter().next();
            site.post_folders = vec![first.unwrap_or_else(|| "src/content/blog".to_owned())];
        }
        site.configured_by.extend(described_by.clone());

        let main = site.post_folders[0].clone();
        site.rules.root = collection_of(&main);
        let without = scan::value(&config, "trailingSlash").as_deref() == Some("never")
            || scan::value(&config, "format").as_deref() == Some("file");
        site.rules.permalinks = if described.contains("generateId") {
            Permalinks::Unknown
        } else {
            match permalinks(&files, &site.rules.root, !without) {
                // Starlight makes the pages of its one collection by itself.
                Permalinks::Unknown if site.rules.root == "src/content/docs" && described.contains("docsSchema(") => {
                    Permalinks::Astro { below: String::new(), named: true, folders: !without }
                }
                known => known,
            }
        };
        site.rules.underscores_hide = true;
        site.rules.usual.complete = true;
        site.rules.usual.needs_date = false;
        let about = described_posts(&described, &site.rules.root);
        let keys = DATE_KEYS.iter().copied().filter(|key| about.contains(&format!("{key}:")));
        keys.max_by_key(|key| key.len()).unwrap_or("pubDate").clone_into(&mut site.rules.usual.date_key);
        site.rules.usual.wanted = zod::details(about);
        site.rules.usual.wanted_by = described_by.unwrap_or_default();
        site.rules.usual.strict = about.contains(".strict()") || about.contains("strictObject(");
        site.pictures = pictures(&files, &main, &served);
        site.stylesheets = stylesheets(folder, &files, &[served, "src".to_owned()], &TEMPLATES);
        site.name = NAMES.iter().find_map(|(path, key)| scan::value(&text(folder, path)?, key));
        site
    }
}

/// The part of the description of all collections that is about this one.
fn described_posts<'a>(described: &'a str, collection: &str) -> &'a str {
    const CALL: &str = "defineCollection(";
    let starts: Vec<usize> = described.match_indices(CALL).map(|(at, _)| at).collect();
    let parts: Vec<(&str, &str)> = starts
        .iter()
        .enumerate()
        .filter_map(|(at, start)| {
            let end = starts.get(at + 1).copied().unwrap_or(described.len());
            Some((described.get(..*start)?, described.get(*start..end)?))
        })
        .collect();
    let based = |part: &str| {
        let mut bases = scan::values(part, "base").into_iter().filter_map(|path| normalise(&path));
        bases.any(|base| is_within(collection, &base))
    };
    let named = |before: &str| {
        let name = before.trim_end().trim_end_matches(['=', ':']).trim_end();
        name.ends_with(file_name(collection)) || name.trim_end_matches("Collection").ends_with(file_name(collection))
    };
    let own = parts.iter().find(|(_, part)| based(part)).or_else(|| parts.iter().find(|(before, _)| named(before)));
    let only = parts.first().filter(|_| parts.len() == 1);
    let part = own.or(only).map_or(if parts.is_empty() { described } else { "" }, |(_, part)| *part);
    // The schema may stand elsewhere under a name.
    let schema = part.split_once("schema").map_or("", |(_, rest)| rest.trim_start_matches([':', ' ']));
    let name = schema.split(|it: char| !it.is_alphanumeric() && it != '_').next().unwrap_or_default();
    let elsewhere = (!part.contains("bject(") && !name.is_empty())
        .then(|| described.find(&format!("{name} =")).and_then(|at| described.get(at..)))
        .flatten();
    elsewhere.unwrap_or(part)
}

fn files_in(files: &[String], folder: &str) -> Vec<String> {
    files.iter().filter(|path| inside(path, folder).is_some()).cloned().collect()
}

/// The folder of the collection: `src/content/NAME`, or else the folder itself.
fn collection_of(folder: &str) -> String {
    match inside(folder, "src/content").and_then(|rest| rest.split('/').next()) {
        Some(name) => join("src/content", name),
        None => folder.to_owned(),
    }
}

/// Pictures that pages import stand in `src` and are written relative to the post; others are served as they are.
fn pictures(files: &[String], posts: &str, served: &str) -> Pictures {
    let count = |folder: &str| files.iter().filter(|path| is_picture(path) && inside(path, folder).is_some()).count();
    let imported = crate::habits::picture_folder(files, "src").filter(|folder| count(folder) > 0);
    let public = pictures_served(files, served, "images");
    match imported {
        Some(folder) if count(&folder) >= count(&public.folder) => {
            Pictures { url: encoded(&relative(posts, &folder)), folder }
        }
        _ => public,
    }
}

/// Where the one page is that is made for every post: `src/pages/blog/[...slug].astro` serves `/blog/NAME/`.
fn permalinks(files: &[String], collection: &str, folders: bool) -> Permalinks {
    // A text among the pages is a page by itself.
    if let Some(below) = inside(collection, "src/pages") {
        return Permalinks::Astro { below: below.to_owned(), named: false, folders };
    }
    let routes: Vec<&str> = files
        .iter()
        .filter_map(|path| inside(path, "src/pages"))
        .filter(|path| extension(path) == "astro")
        // `[...slug]/index.astro` is the same page as `[...slug].astro`.
        .map(|path| path.strip_suffix("/index.astro").unwrap_or(path))
        .filter(|path| !parent(path).contains('['))
        .filter(|path| {
            let place = file_name(path).trim_end_matches(".astro");
            let name = place.trim_start_matches("[...").trim_start_matches('[').trim_end_matches(']');
            place.starts_with('[') && matches!(name, "slug" | "id" | "post" | "path" | "name")
        })
        .map(parent)
        .collect();
    let name = file_name(collection);
    let own = routes.iter().find(|route| **route == name || route.ends_with(&format!("/{name}")));
    match (own, routes.as_slice()) {
        (Some(route), _) | (None, [route]) => Permalinks::Astro { below: (*route).to_owned(), named: true, folders },
        _ => Permalinks::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date;

    use crate::{InMemory, Known, Site, understand};

    const DAY: Date = Date::constant(2026, 11, 23);

    fn site(files: &[(&str, &str)]) -> Site {
        understand(&InMemory::new(files.iter().copied()))
    }

    const BLOG: &[(&str, &str)] = &[
        (
            "astro.config.mjs",
            "export default defineConfig({\n  // site: 'https://old.org',\n  site: 'https://a.org', base: '/b',\n});",
        ),
        (
            "src/content.config.ts",
            "const blog = defineCollection({ loader: glob({ base: './src/content/blog', pattern: '**/*.md' }) });",
        ),
        (
            "src/content/blog/one.md",
            "---\ntitle: 'One'\ndescription: 'About one'\npubDate: 'Jul 08 2022'\nheroImage: '../../assets/one.jpg'\n---\n",
        ),
        (
            "src/content/blog/two.mdx",
            "---\ntitle: 'Two'\ndescription: 'About two'\npubDate: 2023-01-02\nheroImage: '../../assets/two.jpg'\n---\n",
        ),
        ("src/content/blog/_hidden.md", ""),
        ("src/content/authors/a.md", ""),
        ("src/content/authors/b.md", ""),
        ("src/content/authors/c.md", ""),
        ("src/pages/blog/[...slug].astro", ""),
        ("src/assets/one.jpg", ""),
        ("public/favicon.svg", ""),
        ("dist/blog/x.md", ""),
    ];

    #[test]
    fn the_official_blog_is_understood() {
        let site = site(BLOG);
        assert_eq!(site.generator, "astro");
        assert_eq!(site.configured_by, ["astro.config.mjs", "src/content.config.ts"]);
        assert_eq!(site.post_folders, ["src/content/blog"]);
        assert_eq!(
            site.address_of("src/content/blog/One Two.md", &Known::default()).as_deref(),
            Some("https://a.org/b/blog/one-two/")
        );
        assert!(site.is_post("src/content/blog/two.mdx") && !site.is_post("src/content/blog/_hidden.md"));
        let place = site.place_picture("src/content/blog/x.md", "n.jpg", &|_| false);
        assert_eq!((place.path.as_str(), place.link.as_str()), ("src/assets/n.jpg", "../../assets/n.jpg"));
        assert!(site.publishes_future());
    }

    #[test]
    fn a_new_post_has_all_that_the_build_wants() {
        let post = site(BLOG).new_post("Hello there", DAY, None, &|_| false);
        assert_eq!(post.path, "src/content/blog/hello-there.mdx", "as the newest one is");
        assert!(post.text.contains("title: 'Hello there'\n") && post.text.contains("\npubDate: "), "{}", post.text);
        assert!(post.text.contains("\ndescription: \"\"\n"), "{}", post.text);
        assert!(post.text.contains("heroImage: \"../../assets/"), "{}", post.text);
        let required: Vec<String> =
            site(BLOG).fields.into_iter().filter(|field| field.required).map(|field| field.name).collect();
        assert_eq!(required, ["title", "pubDate", "description", "heroImage"]);
    }

    #[test]
    fn the_first_post_has_what_the_schema_wants() {
        let check = |schema: &str, author: Option<&str>, expect: &str| {
            let site = site(&[("astro.config.ts", ""), ("src/content.config.ts", schema)]);
            let post = site.new_post("A", DAY, author, &|_| false);
            assert_eq!((post.path.as_str(), post.text.as_str()), ("src/content/blog/a.md", expect));
        };
        check(
            "const team = defineCollection({ schema: z.object({ role: z.string() }) });\nconst blog = defineCollection({ schema: z.object({\n  title: z.string(),\n  description: z.string().min(5),\n  summary: z.string().optional(),\n  date: z.coerce.date(),\n  kind: z.enum(['note', 'essay']),\n  author: z.string(),\n}) });",
            None,
            "---\ntitle: A\ndate: 2026-11-23\ndescription: A\nauthor: \"\"\nkind: note\n---\n\n",
        );
        check(
            "const post = z.object({ title: z.string(), pubDate: z.date(), draft: z.boolean() }).strict();\nexport const collections = { blog: defineCollection({ loader: glob({ base: 'src/content/blog' }), schema: post }) };",
            Some("Ann"),
            "---\ntitle: A\npubDate: 2026-11-23\ndraft: false\n---\n\n",
        );
    }

    #[test]
    fn a_theme_with_facts_in_a_file_is_understood() {
        let schema = "const blog = defineCollection({ loader: glob({ base: `./${PATH}` }), schema: z.object({ title: z.string(), pubDatetime: z.date(), author: z.string().default(SITE.author), tags: z.array(z.string()).default(['others']) }) });";
        let site = site(&[
            ("astro.config.ts", "export default defineConfig({ site: SITE.website });"),
            ("src/config.ts", "export const SITE = { website: 'https://a.org/', title: 'A blog' };"),
            ("src/content.config.ts", schema),
            (
                "src/data/blog/one.md",
                "---\nauthor: Ann\npubDatetime: 2025-09-23T15:22:00Z\ntitle: One\nfeatured: true\ntags: [a]\n---\n",
            ),
            (
                "src/data/blog/two.md",
                "---\nauthor: Ann\npubDatetime: 2024-09-23T15:22:00Z\ntitle: Two\nfeatured: false\ntags: [a]\n---\n",
            ),
            ("src/pages/blog/[...slug]/index.astro", ""),
        ]);
        assert_eq!(
            site.address_of("src/data/blog/one.md", &Known::default()).as_deref(),
            Some("https://a.org/blog/one/")
        );
        let post = site.new_post("A", DAY, None, &|_| false);
        assert!(post.text.contains("\nfeatured: false\n"), "{}", post.text);
        let wanted: Vec<(&str, &str, bool)> = site
            .fields
            .iter()
            .filter(|field| field.name != "featured")
            .map(|field| (field.name.as_str(), field.kind, field.required))
            .collect();
        assert_eq!(
            wanted,
            [
                ("title", "text", true),
                ("pubDatetime", "date", true),
                ("author", "text", false),
                ("tags", "tags", false)
            ]
        );
    }

    #[test]
    fn starlight_makes_its_pages_by_itself() {
        let site = site(&[
            (
                "astro.config.mjs",
                "export default defineConfig({ site: 'https://a.org', integrations: [starlight()] });",
            ),
            (
                "src/content.config.ts",
                "export const collections = { docs: defineCollection({ schema: docsSchema() }) };",
            ),
            ("src/content/docs/blog/one.md", "---\ntitle: One\ndate: 2026-01-02\n---\n"),
            ("src/content/docs/guide.md", "---\ntitle: Guide\n---\n"),
        ]);
        assert_eq!(site.post_folders, ["src/content/docs/blog"]);
        assert_eq!(
            site.address_of("src/content/docs/blog/one.md", &Known::default()).as_deref(),
            Some("https://a.org/blog/one/")
        );
    }

    #[test]
    fn a_name_is_not_written_where_another_text_is_wanted() {
        let schema = "const blog = defineCollection({ schema: z.object({ title: z.string(), pubDate: z.date(), author: reference('authors').optional() }) });";
        let site = site(&[
            ("astro.config.ts", ""),
            ("src/content.config.ts", schema),
            ("src/content/blog/one.md", "---\ntitle: One\npubDate: 2026-01-02\n---\n"),
        ]);
        let post = site.new_post("A", DAY, Some("Carl"), &|_| false);
        assert_eq!(post.text, "---\ntitle: A\npubDate: 2026-11-23\n---\n\n");
    }

    #[test]
    fn a_relation_is_taken_over() {
        let schema = "const blog = defineCollection({ schema: z.object({ title: z.string(), pubDate: z.date(), author: reference('authors'), room: z.enum(['a', 'b']) }) });";
        let site = site(&[
            ("astro.config.ts", ""),
            ("src/content.config.ts", schema),
            ("src/content/blog/one.md", "---\ntitle: One\npubDate: 2026-01-02\nauthor: ann\nroom: b\n---\n"),
            ("src/content/blog/two.md", "---\ntitle: Two\npubDate: 2026-01-01\nauthor: bob\nroom: a\n---\n"),
        ]);
        let post = site.new_post("A", DAY, Some("Carl"), &|_| false);
        assert_eq!(post.text, "---\ntitle: A\npubDate: 2026-11-23\nauthor: ann\nroom: b\n---\n\n");
        let room = site.fields.iter().find(|field| field.name == "room").unwrap();
        assert_eq!((room.kind, room.required), ("choice", true));
        assert_eq!(room.told_by.as_deref(), Some("src/content.config.ts"));
    }

    #[test]
    fn collections_may_be_anywhere() {
        let check = |files: &[(&str, &str)], expect: &[&str]| {
            let mut all = vec![("package.json", r#"{"dependencies": {"astro": "^5"}}"#)];
            all.extend(files);
            let site = site(&all);
            assert_eq!(
                (site.generator, site.post_folders.as_slice()),
                ("astro", expect.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>().as_slice())
            );
        };
        check(&[], &["src/content/blog"]);
        check(&[("src/content.config.ts", "base: './src/data/blog'"), ("src/data/blog/a.md", "")], &["src/data/blog"]);
        check(&[("src/content.config.ts", "base: './texts'"), ("texts/a.md", "")], &["texts"]);
        check(&[("src/content/docs/a.md", ""), ("src/content/docs/b.md", "")], &["src/content/docs"]);
        check(
            &[("src/content/blog/de/a.md", ""), ("src/content/blog/en/a.md", "")],
            &["src/content/blog/de", "src/content/blog/en"],
        );
        check(&[("src/pages/posts/a.md", "")], &["src/pages/posts"]);
        check(&[("src/content.config.ts", "base: '../../secrets'")], &["src/content/blog"]);
    }
}
