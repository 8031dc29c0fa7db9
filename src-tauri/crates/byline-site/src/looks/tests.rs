//! What is found of the looks of sites of each generator, and what is not let through.

use crate::{InMemory, Looks, understand};

fn looks(files: &[(&str, &str)]) -> Looks {
    let folder = InMemory::new(files.iter().copied());
    understand(&folder).looks(&folder, &|path| format!("byline://site/{path}"))
}

const JEKYLL_HEAD: &str = r#"<head><title>{{ page.title }}</title>
<link rel="stylesheet" href="{{ '/assets/css/base.css' | relative_url }}">
<link rel="stylesheet" href="{{ "/assets/css/blog.css?v=2" | relative_url }}">
<link rel="stylesheet" href="https://fonts.example/far.css"></head>"#;

#[test]
fn a_theme_for_jekyll() {
    let found = looks(&[
        ("_config.yml", "title: A blog\n"),
        ("_posts/2024-01-02-a.md", "---\nlayout: post\n---\na"),
        (
            "_layouts/default.html",
            "<!doctype html><html class=\"no-js\" lang=\"{{ page.lang }}\">{% include head.html %}<body class=\"layout--{{ page.layout }} wide\">\n\
             {% include nav.html %}<div class=\"wrapper\" id=\"main\" onclick=\"x()\"><main aria-label=\"Content\">{{ content }}</main></div>\
             <footer class=\"foot\">{{ site.title }}</footer><script src=\"x.js\"></script></body></html>",
        ),
        ("_includes/head.html", JEKYLL_HEAD),
        (
            "_includes/nav.html",
            "<nav>{% for p in site.pages %}<a href=\"{{ p.url }}\">{{ p.title }}</a>{% endfor %}</nav>",
        ),
        (
            "_layouts/post.html",
            "---\nlayout: default\n---\n<article class=\"post h-entry\" itemscope>\n<header class=\"post-header\">\
             <h1 class=\"post-title\">{{ page.title | escape }}</h1>\n<p class=\"post-meta\">\
             {% if page.date %}<time class=\"dt\" datetime=\"{{ page.date | date_to_xmlschema }}\">{{ page.date | date: \"%b\" }}</time>\
             {% else %}<b>{{ page.title }}</b>{% endif %}\
             {% if page.author %} by <span class=\"author\">{{ page.author }}</span>{% endif %}</p></header>\n\
             <div class=\"post-content e-content\">{{ content }}</div>\n{% include comments.html %}</article>",
        ),
        (
            "assets/css/base.css",
            "@import \"more.css\";\nbody { background: url(/assets/img/paper.png) }\n@media (prefers-color-scheme: dark) { body { color: #fff } }",
        ),
        (
            "assets/css/more.css",
            "@import url('https://fonts.example/f.css');\n@font-face { src: url('../fonts/a.woff2') format('woff2') }",
        ),
        ("assets/css/blog.css", ".post { color: red }"),
        ("assets/img/paper.png", ""),
        ("assets/fonts/a.woff2", ""),
    ]);
    let layout = found.layout.unwrap();
    assert_eq!(
        layout.inside,
        "<div class=\"wrapper\" id=\"main\"><main><article class=\"post h-entry\"><header class=\"post-header\">\
         <h1 class=\"post-title\"><span data-place=\"title\"></span></h1><p class=\"post-meta\">\
         <time class=\"dt\"><span data-place=\"date\"></span></time><span class=\"author\"><span data-place=\"author\"></span></span></p></header>\
         <div class=\"post-content e-content\"><div data-place=\"content\"></div></div></article></main></div>"
    );
    assert_eq!((layout.root_class.as_str(), layout.body_class.as_str()), ("no-js", "layout-- wide"));
    assert_eq!(found.styles.len(), 2);
    let base = &found.styles[0];
    assert!(base.contains("url(\"byline://site/assets/fonts/a.woff2\")"), "{base}");
    assert!(base.contains("url(\"byline://site/assets/img/paper.png\")"), "{base}");
    assert!(base.contains("@media (max-width: 0)") && !base.contains("fonts.example"), "{base}");
    assert_eq!(found.styles[1], ".post { color: red }");
}

#[test]
fn a_theme_for_hugo() {
    let found = looks(&[
        ("hugo.toml", "theme = 'paper'\n"),
        ("content/posts/a.md", "---\ntitle: a\n---\n"),
        (
            "themes/paper/layouts/_default/baseof.html",
            "<html>{{ partial \"head.html\" . }}<body class=\"{{ if .IsHome }}home{{ else }}inner{{ end }} paper\">\
             {{- partial \"menu.html\" . -}}<div class=\"container\">{{ block \"main\" . }}default{{ end }}</div></body></html>",
        ),
        (
            "themes/paper/layouts/_default/single.html",
            "{{ define \"main\" }}<article class=\"post-single\">{{/* a note */}}<h1 class=\"t\">{{ .Title }}</h1>\
             {{ if .Date }}<time>{{ .Date.Format \"2006\" }}</time>{{ end }}\
             {{ with .Params.author }}<i class=\"by\">{{ .author }}</i>{{ end }}\
             <section class=\"body\">{{ .Content }}</section></article>{{ end }}\n{{ define \"side\" }}{{ .Content }}{{ end }}",
        ),
        (
            "layouts/partials/head.html",
            "<head>{{ $s := resources.Get \"css/main.css\" }}<link href=\"{{ $s.RelPermalink }}\"><style>.x{a:b}</style><style>{{ .Site }}</style><link href='{{ \"paper.css\" | relURL }}'></head>",
        ),
        (
            "themes/paper/layouts/partials/menu.html",
            "<nav>{{ range .Site.Menus.main }}<a>{{ .Title }}</a>{{ end }}</nav>",
        ),
        ("assets/css/main.css", "a{}"),
        ("themes/paper/static/paper.css", "b{}"),
        ("themes/paper/static/paper.scss", "$x: 1;"),
    ]);
    assert_eq!(found.styles, ["a{}", ".x{a:b}", "b{}"]);
    let layout = found.layout.unwrap();
    assert_eq!(
        layout.inside,
        "<div class=\"container\"><article class=\"post-single\"><h1 class=\"t\"><span data-place=\"title\"></span></h1>\
         <time><span data-place=\"date\"></span></time><span class=\"by\"><span data-place=\"author\"></span></span>\
         <section class=\"body\"><div data-place=\"content\"></div></section></article></div>"
    );
    assert_eq!(layout.body_class, "home paper");
}

#[test]
fn other_generators() {
    let eleventy = looks(&[
        ("eleventy.config.js", ""),
        ("posts/a.md", "---\nlayout: layouts/post.njk\n---\n"),
        (
            "_includes/layouts/base.njk",
            "<html><link href=\"/css/index.css\"><body><main id=\"skip\">{{ content | safe }}</main></body></html>",
        ),
        (
            "_includes/layouts/post.njk",
            "---\nlayout: layouts/base.njk\n---\n<h1>{{ title }}</h1><ul class=\"meta\"><li>{{ page.date | readableDate }}</li>{%- for tag in tags %}<li>{{ tag.title }}</li>{%- endfor %}</ul>{{ content | safe }}",
        ),
        ("public/css/index.css", "e{}"),
    ]);
    assert_eq!(eleventy.styles, ["e{}"]);
    assert_eq!(
        eleventy.layout.unwrap().inside,
        "<main id=\"skip\"><h1><span data-place=\"title\"></span></h1><ul class=\"meta\"><li><span data-place=\"date\"></span></li></ul>\
         <div data-place=\"content\"></div></main>"
    );
    let zola = looks(&[
        ("config.toml", "base_url = \"https://a.example\"\ntheme = \"t\"\n"),
        ("content/a.md", "+++\n+++\n"),
        (
            "templates/base.html",
            "<html><link href=\"{{ get_url(path='z.css') }}\"><body class=\"z\">{% block content %}{% endblock content %}</body></html>",
        ),
        (
            "templates/page.html",
            "{% extends \"base.html\" %}{% block content %}<article><h1>{{ page.title }}</h1>{{ page.content | safe }}</article>{% endblock content %}",
        ),
        ("static/z.css", "z{}"),
    ]);
    assert_eq!(zola.styles, ["z{}"]);
    assert_eq!(
        zola.layout.unwrap().inside,
        "<article><h1><span data-place=\"title\"></span></h1><div data-place=\"content\"></div></article>"
    );
    let hexo = looks(&[
        ("_config.yml", "theme: land\n"),
        ("package.json", "{\"dependencies\":{\"hexo\":\"7\"}}"),
        ("source/_posts/a.md", "---\ntitle: a\n---\n"),
        ("scaffolds/post.md", "---\ntitle: {{ title }}\n---\n"),
        (
            "themes/land/layout/layout.ejs",
            "<html><%- partial('_partial/head') %><body><div id=\"c\"><%- body %></div></body></html>",
        ),
        ("themes/land/layout/_partial/head.ejs", "<head><%- css('css/style') %></head>"),
        (
            "themes/land/layout/post.ejs",
            "<% if (page.title) { %><h1><%= page.title %></h1><% } else { %><h2><%= page.title %></h2><% } %><% page.tags.each(function(t){ %><i><%= t.title %></i><% }) %><div class=\"entry\"><%- page.content %></div>",
        ),
        ("themes/land/source/css/style.css", "h{}"),
    ]);
    assert_eq!(hexo.styles, ["h{}"]);
    assert_eq!(
        hexo.layout.unwrap().inside,
        "<div id=\"c\"><h1><span data-place=\"title\"></span></h1><div class=\"entry\"><div data-place=\"content\"></div></div></div>"
    );
    let astro = looks(&[
        ("astro.config.mjs", "export default {}"),
        ("src/content/blog/a.md", "---\ntitle: a\n---\n"),
        ("src/components/Head.astro", "---\nimport '../styles/global.css'\n---\n<meta charset=\"utf-8\"><slot />"),
        ("src/components/Date.astro", "---\n---\n<time>{date}</time>"),
        ("src/components/Menu.astro", "---\n---\n<nav>{pages.map((p) => <a>{p.title}</a>)}</nav>"),
        (
            "src/layouts/BlogPost.astro",
            "---\nimport Head from '../components/Head.astro';\nimport FormattedDate from '../components/Date.astro';\nimport Menu from '../components/Menu.astro';\nconst { title } = Astro.props\n---\n<html><head><Head title={title} /><style>.prose{w:1}</style></head><body><Menu /><main class={`x`}><article class=\"prose\">{hero && (<div class=\"hero\"><img src={hero} /></div>)}<div class=\"date\"><FormattedDate date={date} /></div><h1>{title}</h1><slot /></article></main></body></html>",
        ),
        ("src/styles/global.css", "g{}"),
    ]);
    assert_eq!(astro.styles, ["g{}", ".prose{w:1}"]);
    assert_eq!(
        astro.layout.unwrap().inside,
        "<main><article class=\"prose\"><div class=\"date\"><span data-place=\"date\"></span></div><h1><span data-place=\"title\"></span></h1><div data-place=\"content\"></div></article></main>"
    );
    let next = looks(&[
        ("next.config.js", ""),
        ("package.json", "{\"dependencies\":{\"next\":\"14\"}}"),
        ("_posts/a.md", "---\ntitle: a\n---\n"),
        ("app/layout.tsx", "import \"./globals.css\";\nexport default function L() {}"),
        ("app/globals.css", "n{}"),
    ]);
    assert_eq!((next.styles, next.layout), (vec!["n{}".to_owned()], None));
}

#[test]
fn a_title_that_the_layout_has_no_place_for_is_put_above_the_text() {
    let found = looks(&[
        ("_config.yml", ""),
        ("_posts/2024-01-02-a.md", "a"),
        ("_layouts/default.html", "<link href=\"/a.css\"><body><div class=\"c\">{{ content }}</div></body>"),
        ("a.css", "a{}"),
    ]);
    let inside = found.layout.unwrap().inside;
    assert!(
        inside.starts_with("<div class=\"c\"><header class=\"post-head\"><h1><span data-place=\"title\">"),
        "{inside}"
    );
}

#[test]
fn what_cannot_be_understood_gives_a_page_of_our_own() {
    let without_text = looks(&[
        ("_config.yml", ""),
        ("_posts/2024-01-02-a.md", "a"),
        ("_layouts/post.html", "<link href=\"/a.css\"><div>{% render_all %}</div>"),
        ("a.css", "a{}"),
    ]);
    assert_eq!(without_text.layout, None);
    let only_sass = looks(&[
        ("_config.yml", ""),
        ("_posts/2024-01-02-a.md", "a"),
        ("_layouts/post.html", "<link href=\"/assets/main.css\"><div>{{ content }}</div>"),
        ("assets/main.scss", "---\n---\n$x: 1;"),
        ("_site/assets/main.css", "built{}"),
    ]);
    assert_eq!(only_sass, Looks::default());
}

#[test]
fn nothing_of_a_hostile_template_gets_through() {
    let found = looks(&[
        ("_config.yml", ""),
        ("_posts/2024-01-02-a.md", "a"),
        (
            "_layouts/post.html",
            "<link href=\"/a.css\"><body class=\"a&quot;><script>\" onload=x><iframe src=//x><div id=\"a\" style=\"background:url(//x)\"><svg><script>x</script>\
             <form action=//x><a href=\"javascript:x\" class=\"ok '><img src=x onerror=y>\">{{ content }}</a></form></svg></div><img src=//x></iframe>",
        ),
        (
            "a.css",
            "a{background:url(//x/y.png)} b{background:url( 'https://x/y' )} c{background:url(../../../etc/x.png)} d::before{content:\"</style><script>\"} </style><script>x</script> @import url(//x/z.css); @import 'https://x/z.css' screen;",
        ),
    ]);
    let css = &found.styles[0];
    for refused in ["//x", "</style", "@import", "etc"] {
        assert!(!css.contains(refused), "{refused}: {css}");
    }
    let layout = found.layout.unwrap();
    for tag in byline_post::html::tags(&layout.inside) {
        assert!(["div", "span", "header", "h1"].contains(&tag.name.as_str()), "{}", layout.inside);
        assert!(tag.attributes.iter().all(|(name, _)| ["class", "id", "data-place"].contains(&name.as_str())));
    }
    assert!(!layout.body_class.contains(['"', '<', '&']));
}

#[test]
fn templates_that_include_themselves_end() {
    let found = looks(&[
        ("_config.yml", ""),
        ("_posts/2024-01-02-a.md", "a"),
        ("_layouts/post.html", "---\nlayout: post\n---\n<link href=\"/a.css\">{% include x.html %}{{ content }}"),
        ("_includes/x.html", "<div>{% include x.html %}{% include x.html %}</div>"),
        ("a.css", "@import 'b.css';a{}"),
        ("b.css", "@import 'a.css';b{}"),
    ]);
    assert!(found.layout.is_some());
}
