//! Word documents, put together from their parts.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// The namespaces that a part may use.
const NAMESPACES: &str = concat!(
    r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" "#,
    r#"xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" "#,
    r#"xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" "#,
    r#"xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" "#,
    r#"xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" "#,
    r#"xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" "#,
    r#"xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" "#,
    r#"xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" "#,
    r#"xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" "#,
    r#"xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office""#,
);

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#;

/// A document being put together.
#[derive(Debug, Clone)]
pub struct Docx {
    body: String,
    parts: Vec<(String, Vec<u8>)>,
    rels: String,
}

impl Docx {
    /// A document with this XML between `<w:body>` and its end.
    pub fn new(body: &str) -> Self {
        Self { body: body.to_owned(), parts: Vec::new(), rels: String::new() }
    }

    /// With another part, such as `docProps/core.xml`, as it is.
    #[must_use]
    pub fn part(mut self, name: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.parts.push((name.to_owned(), bytes.into()));
        self
    }

    /// With a part beside the text: `kind` is `styles`, `numbering`, `footnotes`, `endnotes`, and `inner` stands in its
    /// root element.
    #[must_use]
    pub fn beside(self, kind: &str, inner: &str) -> Self {
        let root = match kind {
            "header" => "hdr",
            "footer" => "ftr",
            kind => kind,
        };
        let xml = format!(r#"<?xml version="1.0" encoding="UTF-8"?><w:{root} {NAMESPACES}>{inner}</w:{root}>"#);
        self.rel(&format!("rel-{kind}"), kind, &format!("{kind}.xml")).part(&format!("word/{kind}.xml"), xml)
    }

    /// With a picture, which the text names by `id`.
    #[must_use]
    pub fn picture(self, id: &str, name: &str, bytes: &[u8]) -> Self {
        self.rel(id, "image", &format!("media/{name}")).part(&format!("word/media/{name}"), bytes)
    }

    /// With an address outside, which the text names by `id`.
    #[must_use]
    pub fn link(mut self, id: &str, address: &str) -> Self {
        self.relate(id, "hyperlink", address, r#" TargetMode="External""#);
        self
    }

    /// With a relation of the text to `target`.
    #[must_use]
    pub fn rel(mut self, id: &str, kind: &str, target: &str) -> Self {
        self.relate(id, kind, target, "");
        self
    }

    fn relate(&mut self, id: &str, kind: &str, target: &str, mode: &str) {
        let kind = format!("http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}");
        // Writing to a string does not fail.
        let _ = write!(self.rels, r#"<Relationship Id="{id}" Type="{kind}" Target="{target}"{mode}/>"#);
    }

    /// The document's file.
    pub fn build(&self) -> Vec<u8> {
        let rels = |inner: &str| {
            let space = "http://schemas.openxmlformats.org/package/2006/relationships";
            format!(r#"<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{space}">{inner}</Relationships>"#)
        };
        let main = r#"<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>"#;
        let body = &self.body;
        let document = format!(
            r#"<?xml version="1.0" encoding="UTF-8"?><w:document {NAMESPACES}><w:body>{body}<w:sectPr/></w:body></w:document>"#
        );
        let mut parts = vec![
            ("[Content_Types].xml".to_owned(), TYPES.as_bytes().to_vec()),
            ("_rels/.rels".to_owned(), rels(main).into_bytes()),
            ("word/document.xml".to_owned(), document.into_bytes()),
            ("word/_rels/document.xml.rels".to_owned(), rels(&self.rels).into_bytes()),
        ];
        parts.extend(self.parts.iter().cloned());
        packed(&parts)
    }
}

/// Parts packed into one file, in this order.
///
/// # Panics
///
/// If they cannot be packed.
#[allow(clippy::unwrap_used, reason = "a test that cannot go on should stop there")]
pub fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let how = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        zip.start_file(name.as_str(), how).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
