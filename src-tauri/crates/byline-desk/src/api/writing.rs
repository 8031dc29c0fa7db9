use serde::Serialize;
use specta::Type;

/// What the posts of a site can show beyond plain words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Type)]
pub struct Writing {
    /// The line that ends what a list of posts shows of this one; none where the site knows no such line.
    pub read_more: Option<String>,
    /// The kinds of boxes that stand out from the text, the plainest first.
    pub callouts: Vec<Callout>,
    /// What a picture can have beyond its description.
    pub figure: Figure,
    /// The tag around several pictures, where the site has one.
    pub gallery: Option<Gallery>,
    /// Whether readers see a break wherever a line of the file ends; where not, words go on over lines.
    pub line_breaks: bool,
}

/// What a picture can have beyond its description, and how that is written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Type)]
pub struct Figure {
    /// The site's own tag for a picture.
    pub tag: Option<FigureTag>,
    /// Whether HTML in a post reaches the readers: `never`, `absolute` (not with links to files beside the post) or
    /// `always`.
    pub html: HtmlReach,
    /// Whether `{: width="50%"}` right after a picture gives it a size.
    pub braces: bool,
}

/// Whether HTML in a post reaches the readers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum HtmlReach {
    /// It does not.
    #[default]
    Never,
    /// It does, but not with links to files beside the post.
    Absolute,
    /// It does.
    Always,
}

/// How a tag is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum TagSyntax {
    /// `{{< NAME A="B" >}}`
    Hugo,
    /// `{% NAME A="B" %}`
    Liquid,
    /// `{{ NAME(A="B") }}`
    Tera,
}

impl TagSyntax {
    fn of(name: &str) -> Self {
        match name {
            "hugo" => Self::Hugo,
            "tera" => Self::Tera,
            _ => Self::Liquid,
        }
    }
}

/// A tag that shows a picture, and what it calls the picture's parts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct FigureTag {
    /// How it is written.
    pub syntax: TagSyntax,
    /// Its name.
    pub name: String,
    /// The picture's link.
    pub link: String,
    /// The description, where the tag has one.
    pub alt: Option<String>,
    /// The caption, where the tag has one.
    pub caption: Option<String>,
    /// The width, where the tag has one.
    pub size: Option<String>,
}

/// A tag around several pictures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Gallery {
    /// How it is written.
    pub syntax: TagSyntax,
    /// Its name.
    pub name: String,
    /// How each picture inside is written.
    pub inside: Inside,
}

/// How a picture inside a gallery is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum Inside {
    /// As any picture.
    Markdown,
    /// In HTML.
    Html,
    /// With the tag for one.
    Figure,
}

/// The words of a post that show something of another website.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct EmbedText {
    /// The website's name.
    pub name: String,
    /// The words, for a paragraph of their own.
    pub text: String,
}

/// One kind of box, and how it is written: `opens`, then each line of its words after `prefix`, then `closes`; a line
/// that is empty here is not there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Callout {
    /// What the site calls it, such as `note` or `warning`.
    pub kind: String,
    /// The line before its words.
    pub opens: String,
    /// What stands in front of each line of its words.
    pub prefix: String,
    /// The line after its words.
    pub closes: String,
}

impl From<&byline_site::Writing> for Writing {
    fn from(writing: &byline_site::Writing) -> Self {
        Self {
            read_more: writing.read_more.clone(),
            callouts: writing.callouts.iter().map(Callout::from).collect(),
            figure: (&writing.figure).into(),
            gallery: writing.gallery.as_ref().map(Gallery::from),
            line_breaks: writing.line_breaks,
        }
    }
}

impl From<&byline_site::Callout> for Callout {
    fn from(one: &byline_site::Callout) -> Self {
        Self {
            kind: one.kind.clone(),
            opens: one.opens.clone(),
            prefix: one.prefix.clone(),
            closes: one.closes.clone(),
        }
    }
}

impl From<&byline_site::Figure> for Figure {
    fn from(figure: &byline_site::Figure) -> Self {
        let html = match figure.html {
            byline_site::Html::Never => HtmlReach::Never,
            byline_site::Html::Absolute => HtmlReach::Absolute,
            byline_site::Html::Always => HtmlReach::Always,
        };
        Self { tag: figure.tag.as_ref().map(FigureTag::from), html, braces: figure.braces }
    }
}

impl From<&byline_site::FigureTag> for FigureTag {
    fn from(tag: &byline_site::FigureTag) -> Self {
        Self {
            syntax: TagSyntax::of(tag.syntax),
            name: tag.name.clone(),
            link: tag.link.clone(),
            alt: tag.alt.clone(),
            caption: tag.caption.clone(),
            size: tag.size.clone(),
        }
    }
}

impl From<&byline_site::Gallery> for Gallery {
    fn from(gallery: &byline_site::Gallery) -> Self {
        let inside = match gallery.inside {
            "figure" => Inside::Figure,
            "html" => Inside::Html,
            _ => Inside::Markdown,
        };
        Self { syntax: TagSyntax::of(gallery.syntax), name: gallery.name.clone(), inside }
    }
}
