//! Previews: what is shown, what is not, and how long it takes.

use std::time::{Duration, Instant};

use super::*;
use crate::Post;
use crate::random::repeated;

fn post(text: &str) -> Post {
    Post::parse(text.as_bytes(), "").unwrap()
}

fn html(text: &str) -> String {
    let picture = |target: &str| match target {
        "gone.png" => PictureSource::Missing,
        remote if remote.starts_with("http") => PictureSource::Remote(remote.to_owned()),
        other => PictureSource::Show(format!("byline://site/{}", other.replace(' ', "%20"))),
    };
    let post = post(text);
    Head::of(&post).html() + &blocks(&post, &picture).iter().map(|block| &*block.html).collect::<String>()
}

/// The HTML without its lines.
fn plain(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once(" data-line=\"") {
        out.push_str(before);
        rest = after.split_once('"').unwrap().1;
    }
    out + rest
}

fn check(text: &str, expect: &str) {
    assert_eq!(plain(&html(text)).trim(), expect, "{text:?}");
}

#[test]
fn text_is_shown_as_a_reader_sees_it() {
    check("Words *and* **more**\n", "<p>Words <em>and</em> <strong>more</strong></p>");
    check(
        "a\n\n| x | y |\n|:-:|--:|\n| 1 | 2 |\n",
        "<p>a</p>\n<table><thead><tr><th align=\"center\">x</th><th align=\"right\">y</th></tr></thead><tbody>\n<tr><td align=\"center\">1</td><td align=\"right\">2</td></tr>\n</tbody></table>",
    );
    check(
        "- [x] a\n- [ ] b\n",
        "<ul>\n<li><span class=\"task\">☑</span> a</li>\n<li><span class=\"task\">☐</span> b</li>\n</ul>",
    );
    check("```rust x\nfn a() {}\n```\n", "<pre><code class=\"language-rust\">fn a() {}\n</code></pre>");
    check("~~a~~ <kbd>b</kbd> -- \"c\"\n", "<p><del>a</del> <kbd>b</kbd> -- \"c\"</p>");
    let notes = html("a[^x] b[^y]\n\n[^y]: Y\n\n[^x]: X\n");
    assert!(notes.contains("href=\"#post-fn-1\"") && notes.contains("id=\"post-fn-2\""), "{notes}");
}

#[test]
fn pictures_are_shown_or_a_card() {
    check("![A](a b.png)\n", "<p><img src=\"byline://site/a%20b.png\" alt=\"A\"></p>");
    check("x ![A](a.png) y\n", "<p>x <img src=\"byline://site/a.png\" alt=\"A\"> y</p>");
    check("![A](gone.png)\n", "<figure class=\"missing\"><figcaption>A <small>gone.png</small></figcaption></figure>");
    check("x ![](gone.png)\n", "<p>x <span class=\"missing\">gone.png</span></p>");
    check("![](http://x.y/z.png)\n", "<figure class=\"remote\"><figcaption>http://x.y/z.png</figcaption></figure>");
    check(
        "<img src=\"a.png\" width=20 onerror=alert(1) alt='B'>\n",
        "<img src=\"byline://site/a.png\" alt=\"B\" width=\"20\">",
    );
    check("<img src=\"http://x.y/z.png\">\n", "<span class=\"remote\">http://x.y/z.png</span>");
    check("{% include x.html %}\n", "<p class=\"cannot-show\"><code>{% include x.html %}</code></p>");
    check(
        "{{< chart src=\"a.png\" >}}\n{{ y }}\n",
        "<p class=\"cannot-show\"><code>{{&lt; chart src=\"a.png\" &gt;}}\n{{ y }}</code></p>",
    );
}

#[test]
fn what_only_the_site_knows_is_shown_as_what_it_is_or_as_a_card() {
    check(
        "{{< figure src=\"a.png\" alt=\"A\" caption=\"C <b>\" >}}\n",
        "<figure><img src=\"byline://site/a.png\" alt=\"A\"><figcaption>C &lt;b&gt;</figcaption></figure>",
    );
    check(
        "{% asset_img a.png Words %}\n",
        "<figure><img src=\"byline://site/a.png\" alt=\"Words\"><figcaption>Words</figcaption></figure>",
    );
    check(
        "{% include figure.html image_path=\"/gone.png\" %}\n",
        "<figure><img src=\"byline://site//gone.png\" alt=\"\"></figure>",
    );
    for tag in [
        "{{< youtube dQ_w >}}",
        "{% include youtube.html id=\"dQ_w\" %}",
        "{{ youtube(id=\"dQ_w\") }}",
        "{{< youtube-video id=dQ_w >}}",
    ] {
        check(tag, "<figure class=\"embed\"><figcaption>YouTube <small>dQ_w</small></figcaption></figure>");
    }
    check(
        "<iframe width=\"560\" src=\"https://www.youtube.com/embed/a\">x</iframe>\n",
        "<span class=\"embed\">YouTube <small>https://www.youtube.com/embed/a</small></span>",
    );
    check("<!--more-->\n", "<p class=\"read-more\">…</p>");
    check("<Chart data={x} />\n", "<p class=\"cannot-show\"><code>&lt;Chart data={x} /&gt;</code></p>");
    check("<DIV>a</DIV>\n", "<div>a</div>");
    check("> [!WARNING]\n> Mind\n", "<blockquote class=\"callout callout-warning\">\n<p>Mind</p>\n</blockquote>");
    check(":::tip\nDo\n:::\n", "<blockquote class=\"callout callout-tip\">\n<p>Do</p>\n</blockquote>");
    check("[a]({{< relref \"b.md\" >}})\n", "<p><a href=\"b.md\" rel=\"noopener noreferrer\">a</a></p>");
    let mdx = Post::parse(b"import A from './a'\n\nWords\n", "x.mdx").unwrap();
    let found = blocks(&mdx, &|_| PictureSource::Missing);
    assert!(found[0].html.contains("cannot-show") && found[1].html.contains("Words"));
}

#[test]
fn pictures_in_a_generators_own_tags_are_shown() {
    check(
        "{{< figure src=\"a.png\" alt=\"A\" caption=`B <i>` width=\"50%\" >}}\n",
        "<figure><img src=\"byline://site/a.png\" alt=\"A\" width=\"50%\"><figcaption>B &lt;i&gt;</figcaption></figure>",
    );
    check("{% include image.html url='gone.png' %}\n", "<figure><span class=\"missing\">gone.png</span></figure>");
    check(
        "{% asset_img a.png 300 200 Two words %}\n",
        "<figure><img src=\"byline://site/a.png\" alt=\"Two words\" width=\"300\"><figcaption>Two words</figcaption></figure>",
    );
    check("<img src=\"a.png\" width=\"50%\">\n", "<img src=\"byline://site/a.png\" alt=\"\" width=\"50%\">");
}

#[test]
fn pictures_are_as_wide_as_the_post_says() {
    let image = |more: &str| format!("<p><img src=\"byline://site/a.png\" alt=\"A\"{more}></p>");
    check("![A](a.png){: width=\"50%\"}\n", &image(" width=\"50%\""));
    check("![A](a.png){width=300px .right}\n", &image(" width=\"300\" class=\"right\""));
    check("![A](a.png){: .missing onload=x style=\"width: 33%; position: fixed\"}\n", &image(" width=\"33%\""));
    check(
        "x ![A](a.png){: width=20} *y*\n",
        "<p>x <img src=\"byline://site/a.png\" alt=\"A\" width=\"20\"> <em>y</em></p>",
    );
    check("![A](a.png){: title=\"a *b* `c`\"}\n", &image(""));
    check("![A](a.png){: title=\"a *b*\"} c\n", "<p><img src=\"byline://site/a.png\" alt=\"A\"> c</p>");
    check("![A](a.png){a} b\n", "<p><img src=\"byline://site/a.png\" alt=\"A\">{a} b</p>");
    check("`![A](a.png){: width=20}`\n", "<p><code>![A](a.png){: width=20}</code></p>");
    check(
        "<img src=\"a.png\" width=\"300px\" class=\"right callout\" style=\"width:66%\" alt=\"A\">\n",
        "<img src=\"byline://site/a.png\" alt=\"A\" width=\"300\" class=\"right\">",
    );
    check(
        "![A](gone.png){: width=20}\n",
        "<figure class=\"missing\"><figcaption>A <small>gone.png</small></figcaption></figure>",
    );
}

#[test]
fn a_caption_stands_below_its_picture() {
    let image = "<img src=\"byline://site/a.png\" alt=\"A\"";
    check("![A](a.png \"Said <b>\")\n", &format!("<figure>{image}><figcaption>Said &lt;b&gt;</figcaption></figure>"));
    check("x ![A](a.png \"Said \\\"so\\\"\")\n", &format!("<p>x {image} title=\"Said &quot;so&quot;\"></p>"));
    check(
        "<figure>\n  <img src=\"a.png\" alt=\"A\" width=\"33%\">\n  <figcaption>Said</figcaption>\n</figure>\n",
        &format!("<figure>\n  {image} width=\"33%\">\n  <figcaption>Said</figcaption>\n</figure>"),
    );
}

#[test]
fn galleries_are_shown_as_galleries() {
    let image = |name: &str, more: &str| {
        format!("<img src=\"byline://site/{name}.png\" alt=\"{}\"{more}>", name.to_uppercase())
    };
    let gallery = |items: &[String]| format!("<div class=\"gallery\">\n{}\n</div>", items.join("\n"));
    let two = gallery(&[image("a", ""), image("b", "")]);
    check("![A](a.png)\n![B](b.png)\n", &two);
    check("{{< gallery >}}\n![A](a.png)\n\n![B](b.png)\n{{< /gallery >}}\n", &two);
    check("{% gallery %}\n<img src=\"a.png\" alt=\"A\">\n<img src=\"b.png\" alt=\"B\">\n{% endgallery %}\n", &two);
    check(
        "{{< gallery >}}\n{{< figure src=\"a.png\" alt=\"A\" >}}\n{{< figure src=\"b.png\" alt=\"B\" >}}\n{{< /gallery >}}\n",
        &two,
    );
    check("{% gallery() %}\n![A](a.png){: width=\"50%\"}\n{% end %}\n", &gallery(&[image("a", " width=\"50%\"")]));
    check(
        "> {{< gallery >}}\n> ![A](a.png)\n> ![B](b.png)\n> {{< /gallery >}}\n",
        &format!("<blockquote>\n{two}\n</blockquote>"),
    );
    check(
        "![A](a.png \"Said\")\n![](gone.png)\n",
        "<div class=\"gallery\">\n<figure><img src=\"byline://site/a.png\" alt=\"A\"><figcaption>Said</figcaption></figure>\n\
         <span class=\"missing\">gone.png</span>\n</div>",
    );
    // Pictures beside each other in words are a part of them.
    check("![A](a.png) ![B](b.png)\n", &format!("<p>{} {}</p>", image("a", ""), image("b", "")));
    let after = html("One\n\n{{< gallery >}}\n![A](a.png)\n{{< /gallery >}}\n\nTwo\n");
    let places = ["One", "gallery", "Two"].map(|word| after.find(word).unwrap());
    assert!(places.is_sorted(), "{after}");
    let found = blocks(&post("One\n\n{{< gallery >}}\n\n![A](a.png)\n{{< /gallery >}}\nTwo\n"), &|_| {
        PictureSource::Show("p".into())
    });
    assert_eq!(found.iter().map(|block| block.line).collect::<Vec<_>>(), [1, 3, 7]);
    assert!(found[1].html.contains("<img src=\"p\" alt=\"A\" data-line=\"2\">"), "{:?}", found[1]);
}

#[test]
fn classes_of_themes_make_boxes_and_are_no_words() {
    let boxed = |kind: &str| format!("<blockquote class=\"callout callout-{kind}\">\n<p>Mind\nit</p>\n</blockquote>");
    check("Mind\nit\n{: .notice}\n", &boxed("note"));
    check("Mind\nit\n{: .notice--warning}\n", &boxed("warning"));
    check("> Mind\n> it\n{: .prompt-tip }\n", &boxed("tip"));
    check("{: .hint }\nMind\nit\n", &boxed("tip"));
    check("Mind\nit\n{: .lead #x}\n", "<p>Mind\nit</p>");
    check("# A\n\n## B\n{: .no_toc }\n\nc\n", "<header class=\"post-head\"><h1>A</h1></header>\n<h2>B</h2>\n<p>c</p>");
    check("- a\n- b\n{: .wide}\n", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>");
    check(
        "| a |\n|---|\n| b |\n{: .table}\n",
        "<table><thead><tr><th>a</th></tr></thead><tbody>\n<tr><td>b</td></tr>\n</tbody></table>",
    );
    check("```\n{: .x}\n```\n", "<pre><code>{: .x}\n</code></pre>");
    check("a {: .x} b\n", "<p>a {: .x} b</p>");
}

#[test]
fn the_header_tells_the_details_and_lines_stay_true() {
    let text = std::fs::read_to_string("fixtures/messy-meetup.md").unwrap();
    let post = post(&text);
    let found = blocks(&post, &|_| PictureSource::Show("p".into()));
    assert_eq!(
        Head::of(&post).html().trim(),
        "<header class=\"post-head\"><h1>Our team visits the Harbour Data Meetup</h1><p class=\"byline\">\
         <time datetime=\"2019-03-07\">7 March 2019</time> · Maria Lopez</p></header>"
    );
    let picture = "<p><img src=\"p\" alt=\"Harbour Meetup\" data-line=\"0\"></p>\n";
    assert_eq!(found[0], Block { line: 3, html: picture.into() });
    assert_eq!((found[1].line, found[1].html.trim()), (10, "<p data-line=\"0\"><em>Who came along?</em></p>"));
    let all: String = found.iter().map(|block| &*block.html).collect();
    assert!(!all.contains("Maria") && !all.contains("2019") && !all.contains("Harbour Data"));
    assert!(found.windows(2).all(|pair| pair[0].line <= pair[1].line));
}

/// Posts that want to run something, load something or lead somewhere.
pub(super) const ATTACKS: [&str; 18] = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><use href='data:x'></svg>",
    "<iframe src='http://x'></iframe><object data=x></object><embed src=x>",
    "[a](javascript:alert(1)) [b](JaVaScRiPt:alert(1)) [c](data:text/html,x) [d](vbscript:x) [e](file:///etc/passwd)",
    "[a](java\tscript:alert(1)) <a href='&#x6a;avascript:alert(1)'>b</a> <a href=\"java\nscript:x\">c</a>",
    "```<style/onload=alert(1)>\nx\n```",
    "```js\"onmouseover=alert(1)\nx\n```",
    "<form action=http://x><input name=a><button>b</button></form>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<p data-background-iframe=\"javascript:x\" hx-get=x x-on:click=y style=\"background:url(http://x)\">a</p>",
    "<base href=http://x><meta http-equiv=refresh content=0><link rel=stylesheet href=http://x>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
    "<video poster=http://x src=http://x></video><img srcset='http://x 2x'><table background=http://x></table>",
    "<a id=__TAURI__ class='byline evil'>a</a>",
    "<img src=picture-0>![a](javascript:x)",
    "# <img src=x onerror=alert(1)> title\n",
    "---\ntitle: <script>alert(1)</script>\nauthor: \"<img src=x onerror=alert(1)>\"\n---\n",
];

#[test]
fn attacks_are_neutralised() {
    for attack in ATTACKS {
        let html = html(attack);
        for tag in crate::html::tags(&html) {
            let name = tag.name.as_str();
            let refused =
                ["script", "svg", "math", "style", "iframe", "object", "embed", "form", "input", "button", "base"];
            assert!(
                !refused.contains(&name) && name != "meta" && name != "link" && name != "video",
                "{attack}: {html}"
            );
            for (attribute, range) in &tag.attributes {
                let value = crate::html::unescaped(&html[range.clone()]).to_lowercase();
                let fine =
                    ["href", "src", "alt", "class", "id", "rel", "title", "align", "datetime", "width", "data-line"];
                assert!(fine.contains(&attribute.as_str()), "{attack}: {html}");
                let scheme = value.split(':').next().unwrap_or_default();
                if attribute == "href" {
                    assert!(!value.contains(':') || ["http", "https", "mailto"].contains(&scheme), "{attack}: {html}");
                }
                if attribute == "src" {
                    assert!(value.starts_with("byline://site/"), "{attack}: {html}");
                }
                if attribute == "id" {
                    assert!(value.starts_with("post-"), "{attack}: {html}");
                }
            }
        }
        let policy =
            page(&post(attack), &[], &Page { lang: "en\"><script>", styles: &[], around: None, head_extra: "" });
        assert!(!policy.contains("<script"), "{policy}");
    }
}

#[test]
fn deep_and_large_input_is_a_card_and_quick() {
    let ladder: String = (1..600).map(|n| "`".repeat(n) + " ").collect();
    let notes = repeated(1000, |n| format!("a[^{n}]\n\n[^{n}]: b\n\n"));
    for (name, text) in [
        ("quotes", ">".repeat(50_000)),
        ("divs", "<div>".repeat(20_000)),
        ("brackets", "[".repeat(50_000)),
        ("pictures", "![".repeat(50_000) + "](a b.png)"),
        ("spaced pictures", "![a](b c.png) ".repeat(5_000)),
        ("definitions", repeated(20_000, |n| format!("[r{n}]: x\n"))),
        ("ladder", ladder),
        ("footnotes", notes),
        ("lists", repeated(2_000, |n| format!("{}- a\n", " ".repeat(n * 2 % 4_000)))),
        ("unclosed", "<b><i>".repeat(5_000) + "\n\n" + &"<p><b>".repeat(5_000)),
        ("hidden ends", "<div title=\"</div>\"><!-- </div> -->".repeat(10_000)),
        ("scoped ends", "<div><marquee></div></marquee>".repeat(10_000)),
        ("emphasis", "*a **b ".repeat(10_000)),
        ("images open", "<img src=".repeat(20_000)),
        ("large", "word ".repeat(500_000)),
    ] {
        let start = Instant::now();
        let post = post(&text);
        let made = blocks(&post, &|_| PictureSource::Missing);
        post.words();
        crate::links::pictures(&post);
        let took = start.elapsed();
        assert!(took < Duration::from_secs(5), "{name}: {took:?}, {} blocks", made.len());
        if ["quotes", "divs", "unclosed", "hidden ends", "scoped ends", "large"].contains(&name) {
            assert!(made.iter().any(|block| block.html.contains("too-complex")), "{name}");
        }
    }
}

#[test]
fn any_text_gives_blocks_in_order_that_clean_to_themselves() {
    let mut random = crate::random::Random::new(31);
    for _ in 0..500 {
        let text = random.text(60);
        let found = blocks(&post(&text), &|target| PictureSource::Show(format!("p/{}", target.len())));
        assert!(found.windows(2).all(|pair| pair[0].line <= pair[1].line), "{text:?}");
        for block in found {
            let names: Vec<String> = crate::html::tags(&block.html).into_iter().map(|tag| tag.name).collect();
            assert!(!names.iter().any(|name| name == "script" || name == "style"), "{text:?}");
        }
    }
}

#[test]
fn a_line_ends_for_readers_where_the_site_breaks_lines() {
    let mut drawing = Drawing::default();
    let mut html = |every: bool| {
        drawing.break_lines(every);
        let found = drawing.blocks(&post("one\ntwo *three\nfour*\n\n> a\n> b\n"), &|_| PictureSource::Missing);
        found.iter().map(|block| &*block.html).collect::<String>()
    };
    assert_eq!(html(false).matches("<br>").count(), 0);
    assert_eq!(html(true).matches("<br>\n").count(), 3);
    assert_eq!(html(false).matches("<br>").count(), 0, "what was drawn in the other way is drawn again");
}

#[test]
fn a_page_is_whole_and_allows_no_script() {
    let post = post("# A <b>title\n\n![a](x.png)\n");
    let found = blocks(&post, &|_| PictureSource::Show("http://localhost:1/x.png".into()));
    let extra = sentences(&[("missing", "Gone </style>".into()), ("remote", "\"far\"".into())]);
    assert_eq!(extra.matches("</style").count(), 1);
    let html = page(&post, &found, &Page { lang: "en", styles: &[], around: None, head_extra: &extra });
    assert!(html.starts_with("<!doctype html>\n<html lang=\"en\">"));
    assert!(html.contains("default-src 'none'; script-src 'none'; style-src 'unsafe-inline'; font-src 'none'; "));
    assert!(html.contains("img-src http://localhost:1; "), "{html}");
    let css = ["a{content:'</style><script>'}".to_owned(), "b{src:url(\"file:///site/f.woff2\")}".to_owned()];
    let around = Around {
        root_class: "r",
        body_class: "b c",
        body_id: "i",
        inside: "<h2><span data-place=\"title\"></span></h2><div data-place=\"content\"></div>",
    };
    let html = page(&post, &found, &Page { lang: "en", styles: &css, around: Some(around), head_extra: "" });
    assert_eq!(html.matches("</style>").count(), 2);
    assert!(html.contains("font-src file:;"), "{html}");
    assert!(html.contains("<body class=\"b c\" id=\"i\">\n<h2>A title</h2><p><img"), "{html}");
    assert!(page(&post, &[], &Page { lang: "en", styles: &[], around: None, head_extra: "" }).contains(STYLE));
}

#[test]
fn the_real_post_is_shown_with_its_picture() {
    let Ok(text) = std::fs::read_to_string("../../../../shared/posts/aws-summit.md") else {
        return;
    };
    let html = plain(&html(&text));
    assert!(html.contains("<h1>fourTheorem attends AWS Summit in NYC</h1>"), "{html}");
    assert!(html.contains("<time datetime=\"2017-08-24\">24 August 2017</time> · James Dadd"), "{html}");
    assert!(html.contains("<img src=\"byline://site/aws%20summit%20.jpg\" alt=\"AWS Summit\">"), "{html}");
    assert!(!html.contains("<hr") && !html.contains('*') && html.matches("James Dadd").count() == 1);
}
