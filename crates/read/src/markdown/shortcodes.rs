//! What generators put into Markdown for themselves: shortcodes of Hugo, tags of Liquid, attribute lists of kramdown, containers.
//!
//! Those that show something become what they show; others go. In code nothing is touched, because there they are the subject.

use super::figures::figure;
use crate::article::Media;
use pulldown_cmark::{Event, Options, Parser, Tag};
use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

/// A shortcode that shows something we cannot know, and how many there are of such.
#[derive(Debug, PartialEq, Eq)]
pub struct Gone {
    /// Its name.
    pub name: String,
    /// Its first byte in the source.
    pub start: usize,
    /// With this one.
    pub count: usize,
}

/// The source with its shortcodes replaced, and the first of those that left nothing.
pub fn replaced(source: &str) -> (Cow<'_, str>, Option<Gone>) {
    let has = |mark: &str| memchr::memmem::find(source.as_bytes(), mark.as_bytes()).is_some();
    if !["{{", "{%", "{:", ":::"].into_iter().any(has) {
        return (Cow::Borrowed(source), None);
    }
    let mut scan = Scan {
        source,
        code: code(source),
        written: String::with_capacity(source.len()),
        seen: Vec::new(),
        closed: HashSet::new(),
        endless_comment: false,
        ends: FENCES.map(|(_, closing, _)| Ahead::of(closing)),
        line_end: Ahead::of("\n"),
        equals: Ahead::of("="),
    };
    scan.all();
    let lost: Vec<_> = scan.seen.into_iter().filter(|(name, _)| !scan.closed.contains(name)).collect();
    let gone = lost.first().map(|(name, start)| Gone { name: name.clone(), start: *start, count: lost.len() });
    (Cow::Owned(scan.written), gone)
}

/// Where code stands, in order.
pub(super) fn code(source: &str) -> Vec<Range<usize>> {
    Parser::new_ext(source, Options::empty())
        .into_offset_iter()
        .filter(|(event, _)| matches!(event, Event::Code(_) | Event::Start(Tag::CodeBlock(_))))
        .map(|(_, range)| range)
        .collect()
}

/// How each kind begins and ends.
const FENCES: [(&str, &str, Kind); 6] = [
    ("{{<", ">}}", Kind::Hugo),
    ("{{%", "%}}", Kind::Hugo),
    ("{%", "%}", Kind::Tag),
    ("{{", "}}", Kind::Output),
    ("{:", "}", Kind::Attributes),
    (":::", "\n", Kind::Container),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Hugo,
    Tag,
    Output,
    Attributes,
    Container,
}

struct Scan<'s> {
    source: &'s str,
    code: Vec<Range<usize>>,
    written: String,
    /// Names that left nothing, and where.
    seen: Vec<(String, usize)>,
    /// Names that have an end tag: what stands between is kept, so that nothing is lost.
    closed: HashSet<String>,
    endless_comment: bool,
    /// The end of each of the [`FENCES`].
    ends: [Ahead; FENCES.len()],
    /// What tells whether an attribute list is one.
    line_end: Ahead,
    equals: Ahead,
}

/// The next place of a mark. It is looked for again only once it has been passed, so that thousands of openings before one far end cost
/// no more than one.
struct Ahead {
    mark: &'static str,
    /// Where it stands next; the end of the source where it stands no more.
    next: Option<usize>,
}

impl Ahead {
    fn of(mark: &'static str) -> Ahead {
        Ahead { mark, next: None }
    }

    /// Where the mark stands at or behind a place; no place may be before one that was asked for earlier.
    fn next_from(&mut self, source: &str, place: usize) -> Option<usize> {
        let rest = source.as_bytes().get(place..)?;
        let next = match self.next.filter(|&next| next >= place) {
            Some(next) => next,
            None => memchr::memmem::find(rest, self.mark.as_bytes()).map_or(source.len(), |length| place + length),
        };
        self.next = Some(next);
        Some(next).filter(|&next| next < source.len())
    }
}

impl<'s> Scan<'s> {
    fn all(&mut self) {
        let mut code = std::mem::take(&mut self.code).into_iter().peekable();
        let mut at = 0;
        while let Some(found) = memchr::memchr2(b'{', b':', self.source.as_bytes().get(at..).unwrap_or_default()) {
            let start = at + found;
            self.write(at..start);
            while code.next_if(|range| range.end <= start).is_some() {}
            if let Some(range) = code.peek().filter(|range| range.start <= start) {
                self.write(start..range.end);
                at = range.end;
                continue;
            }
            at = self.one(start).unwrap_or_else(|| {
                self.write(start..start + 1);
                start + 1
            });
        }
        self.write(at..self.source.len());
    }

    fn write(&mut self, range: Range<usize>) {
        self.written.push_str(self.source.get(range).unwrap_or_default());
    }

    /// Replaces what begins here, and gives its end; `None` when nothing does.
    fn one(&mut self, start: usize) -> Option<usize> {
        let source = self.source;
        let rest = source.get(start..)?;
        let index = FENCES.iter().position(|(opening, ..)| rest.starts_with(opening))?;
        let (opening, closing, kind) = FENCES.get(index)?;
        let inside = start + opening.len();
        let closed = match self.ends.get_mut(index)?.next_from(source, inside) {
            Some(closed) => closed,
            // The last line may have no end.
            None if *kind == Kind::Container => source.len(),
            None => return None,
        };
        let inner = source.get(inside..closed)?;
        let end = (closed + closing.len()).min(source.len());
        match kind {
            Kind::Hugo => self.hugo(inner, start..end, opening, closing),
            Kind::Tag => return self.tag(inner, start, end),
            Kind::Output => self.output(inner)?,
            Kind::Attributes => self.attributes(inside..closed)?,
            Kind::Container => self.container(inner, start)?,
        }
        Some(end)
    }

    fn hugo(&mut self, inner: &str, place: Range<usize>, opening: &str, closing: &str) {
        let inner = inner.trim();
        // `{{</* name */>}}` shows a shortcode as it is written.
        if let Some(shown) = inner.strip_prefix("/*").and_then(|shown| shown.strip_suffix("*/")) {
            let shown = shown.trim();
            self.written.push_str(&format!("{opening} {shown} {closing}"));
        } else {
            self.named(inner.trim_end_matches('/'), place);
        }
    }

    fn tag(&mut self, inner: &str, start: usize, end: usize) -> Option<usize> {
        let inner = inner.trim_matches(|c: char| c == '-' || c.is_whitespace());
        if inner == "comment" {
            return self.after_comment(end);
        }
        self.named(inner, start..end);
        Some(end)
    }

    /// The end of a comment that begins here; one without an end is passed over as a tag.
    fn after_comment(&mut self, start: usize) -> Option<usize> {
        let closing = "endcomment %}";
        let rest = self.source.get(start..).filter(|_| !self.endless_comment)?;
        let length = memchr::memmem::find(rest.as_bytes(), closing.as_bytes());
        self.endless_comment = length.is_none();
        Some(start + length.map_or(0, |length| length + closing.len()))
    }

    /// `{{ site.url }}/a.jpg`, `{{ "/a.jpg" | relative_url }}`: what Jekyll would write in front is no part of the article.
    fn output(&mut self, inner: &str) -> Option<()> {
        let is_margin = |c: char| c == '-' || c.is_whitespace();
        let inner = inner.trim_start_matches(is_margin);
        if let Some(quote) = inner.chars().next().filter(|c| "\"'".contains(*c)) {
            let text = inner.trim_end_matches(is_margin).get(1..)?.split(quote).next()?;
            self.written.push_str(text);
            return Some(());
        }
        ["site.", "page.", "include."].iter().any(|object| inner.starts_with(object)).then_some(())
    }

    /// `{: .class #id}` belongs to what stands before it; `{:toc}` makes a list of contents of the item `TOC`.
    fn attributes(&mut self, place: Range<usize>) -> Option<()> {
        let inner = self.source.get(place.clone())?;
        let holds = |mark: &mut Ahead| mark.next_from(self.source, place.start).is_some_and(|at| at < place.end);
        let begins = inner.starts_with([' ', '.', '#']) || inner == "toc" || holds(&mut self.equals);
        if holds(&mut self.line_end) || !begins {
            return None;
        }
        if inner == "toc" {
            let line = self.written.strip_suffix('\n').unwrap_or(&self.written);
            let start = line.len() - line.bytes().rev().take(40).position(|byte| byte == b'\n').unwrap_or(0);
            if line.get(start..).is_some_and(|item| item.starts_with(['*', '-', '+', '1'])) {
                self.written.truncate(start);
            }
        }
        Some(())
    }

    /// `:::tip A title` to `:::` sets apart what is between.
    fn container(&mut self, inner: &str, start: usize) -> Option<()> {
        let before = self.source.get(..start)?;
        if !(before.is_empty() || before.ends_with('\n')) {
            return None;
        }
        let words = inner.trim_matches(|c: char| c == ':' || c.is_whitespace());
        let title = words.trim_start_matches(|c: char| c.is_alphanumeric() || "-_{}.".contains(c));
        match title.trim_matches(|c: char| "[]{}\"".contains(c) || c.is_whitespace()) {
            "" => self.written.push('\n'),
            title => self.written.push_str(&format!("\n**{title}**\n\n")),
        }
        Some(())
    }

    /// A shortcode or a tag by its name and its arguments.
    fn named(&mut self, inner: &str, place: Range<usize>) {
        let arguments = Arguments::of(inner);
        let name = arguments.name;
        if let Some(closed) = name.strip_prefix('/').map(str::trim).or_else(|| name.strip_prefix("end")) {
            if closed == "highlight" {
                self.line_begins();
                self.written.push_str(CODE_FENCE);
            }
            self.closed.insert(closed.to_string());
        } else if name == "highlight" {
            self.line_begins();
            self.written.push_str(CODE_FENCE);
            if !self.source.get(place.end..).is_some_and(|rest| rest.starts_with(['\n', '\r'])) {
                self.written.push('\n');
            }
        } else if let Some(shown) = shown(&arguments) {
            self.written.push_str(&shown);
        } else {
            self.seen.push((name.to_string(), place.start));
        }
    }

    fn line_begins(&mut self) {
        if !self.written.is_empty() && !self.written.ends_with('\n') {
            self.written.push('\n');
        }
    }
}

/// Longer than any that the code itself could hold by chance.
const CODE_FENCE: &str = "~~~~~~~~";

/// What a shortcode shows, as Markdown; `None` for one that we do not know.
fn shown(arguments: &Arguments) -> Option<String> {
    let source = || arguments.named(&["src", "url", "image_path", "image", "path", "file", "link"]);
    let first = || arguments.positional.first().cloned();
    // Jekyll's includes are named by files: `{% include figure.html src="a.jpg" %}`.
    let name = if arguments.name == "include" { first()? } else { arguments.name.to_string() };
    let name = name.rsplit('/').next().unwrap_or_default().split('.').next().unwrap_or_default().to_lowercase();
    let is = |words: &[&str]| words.iter().any(|word| name.contains(word));
    let id = || arguments.named(&["id", "video_id"]);
    let provider = arguments.named(&["provider"]).unwrap_or_default();
    let beside = || if arguments.name == "include" { None } else { first() };
    match name.as_str() {
        "ref" | "relref" => first().or_else(|| arguments.named(&["path"])),
        "link" | "post_url" => first().map(|path| format!("/{}", path.trim_start_matches('/'))),
        "raw" | "toc" => Some(String::new()),
        _ if is(&["youtube"]) || provider == "youtube" => {
            Some(format!("<https://www.youtube.com/watch?v={}>", id().or_else(beside)?))
        }
        _ if is(&["vimeo"]) || provider == "vimeo" => Some(format!("<https://vimeo.com/{}>", id().or_else(beside)?)),
        _ if is(&["figure", "image", "img", "picture"]) => picture(arguments, source().or_else(beside)?),
        _ if is(&["audio", "video"]) => {
            let title = arguments.named(&["title", "caption"]).unwrap_or_default();
            Some(format!("![{title}](<{}>)", source().or_else(beside)?))
        }
        _ => None,
    }
}

fn picture(arguments: &Arguments, url: String) -> Option<String> {
    let caption = [arguments.named(&["title"]), arguments.named(&["caption"])];
    let caption = caption.into_iter().flatten().collect::<Vec<_>>().join(". ");
    let picture = Media {
        url,
        caption: Some(caption).filter(|caption| !caption.is_empty()),
        credit: arguments.named(&["attr", "credit"]),
        alt: arguments.named(&["alt"]),
        ..Media::default()
    };
    Some(format!("\n\n{}\n\n", figure(&picture)))
}

/// `name first "second one" key="value"`.
struct Arguments<'a> {
    name: &'a str,
    positional: Vec<String>,
    keys: Vec<(String, String)>,
}

impl<'a> Arguments<'a> {
    fn of(inner: &'a str) -> Arguments<'a> {
        let inner = inner.trim();
        let (name, rest) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
        // `/ name` closes too.
        let (name, rest) = if name == "/" { (inner, "") } else { (name, rest) };
        let mut arguments = Arguments { name, positional: Vec::new(), keys: Vec::new() };
        let mut rest = rest.trim_start();
        while !rest.is_empty() {
            let length = rest.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(rest.len());
            let (word, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
            let key = after.trim_start().strip_prefix('=').filter(|_| !word.starts_with(['"', '\'', '`']));
            let (value, after) = value(key.unwrap_or(rest));
            match key {
                Some(_) => arguments.keys.push((word.to_lowercase(), value)),
                None => arguments.positional.push(value),
            }
            rest = after.trim_start();
        }
        arguments
    }

    fn named(&self, names: &[&str]) -> Option<String> {
        let find = |name: &&str| self.keys.iter().find(|(key, _)| key == name);
        names.iter().find_map(find).map(|(_, value)| value.clone()).filter(|value| !value.is_empty())
    }
}

/// One value, quoted or not, and what follows it.
fn value(text: &str) -> (String, &str) {
    let text = text.trim_start();
    let Some(quote) = text.chars().next().filter(|c| "\"'`".contains(*c)) else {
        let length = text.find(char::is_whitespace).unwrap_or(text.len());
        let (value, rest) = text.split_at_checked(length).unwrap_or((text, ""));
        return (value.to_string(), rest);
    };
    let inside = text.get(1..).unwrap_or_default();
    let mut escaped = false;
    let mut value = String::new();
    for (at, c) in inside.char_indices() {
        match c {
            '\\' if !escaped && quote == '"' => escaped = true,
            c if c == quote && !escaped => return (value, inside.get(at + 1..).unwrap_or_default()),
            c => {
                escaped = false;
                value.push(c);
            }
        }
    }
    (value, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortcodes_become_what_they_show() {
        let figure = "\n\n<figure><img src=\"a.jpg\" alt=\"A boat\"><figcaption>A \"boat\"</figcaption></figure>\n\n";
        let figure = figure.replace("\"boat\"", "&quot;boat&quot;");
        let cases = [
            ("{{< figure src=\"a.jpg\" alt='A boat' caption=\"A \\\"boat\\\"\" >}}", figure.as_str()),
            ("{% include figure.html image_path=\"a.jpg\" alt=\"A boat\" caption='A \"boat\"' %}", &figure),
            ("{% picture a.jpg alt=\"A boat\" caption='A \"boat\"' %}", &figure),
            ("{{< youtube w7Ft2ymGmfc >}}", "<https://www.youtube.com/watch?v=w7Ft2ymGmfc>"),
            ("{{< youtube id=\"w7F\" autoplay=\"true\" >}}", "<https://www.youtube.com/watch?v=w7F>"),
            ("[a]({{< ref \"about.md\" >}})", "[a](about.md)"),
            ("![a]({{ site.baseurl }}/b.jpg)", "![a](/b.jpg)"),
            ("![a]({{ '/b.jpg' | relative_url }})", "![a](/b.jpg)"),
            ("{% highlight ruby %}\nputs\n{% endhighlight %}", "~~~~~~~~\nputs\n~~~~~~~~"),
            ("{{< audio src=\"a.mp3\" title=\"Talk\" >}}", "![Talk](<a.mp3>)"),
            ("a{% comment %} b {% endcomment %}c", "ac"),
            ("{{%/* note */%}}", "{{% note %}}"),
            ("# A\n{: .no_toc #x}\n\n* TOC\n{:toc}\n\nb", "# A\n\n\n\n\nb"),
            (":::tip[Mind this]\n\nb\n\n:::\n", "\n**Mind this**\n\n\nb\n\n\n"),
            (":::note A title\nb\n:::\n", "\n**A title**\n\nb\n\n"),
            // What is none of it stays.
            ("`{{< figure src=\"a.jpg\" >}}` {{< x", "`{{< figure src=\"a.jpg\" >}}` {{< x"),
            ("```\n{% if a %}\n```\n{{ name }} a:b {c} {:", "```\n{% if a %}\n```\n{{ name }} a:b {c} {:"),
            ("std::::vec", "std::::vec"),
            ("a b\n{:toc}\n:::", "a b\n\n\n"),
        ];
        for (source, expected) in cases {
            let (text, gone) = replaced(source);
            assert_eq!((text.as_ref(), gone), (expected, None), "{source}");
        }
    }

    #[test]
    fn what_shows_something_unknown_is_told_once() {
        let (text, gone) = replaced("{{% notice %}}Mind.{{% /notice %}}\n{{< gist a b >}}\n{% embed x %}\n");
        assert_eq!(text, "Mind.\n\n\n");
        assert_eq!(gone, Some(Gone { name: "gist".into(), start: 35, count: 2 }));
    }

    #[test]
    fn hostile_shortcodes_end() {
        for piece in ["{{<", "{%", "{{", "{:", ":::", "{{< a >}}", "{% comment %}", "`{{<"] {
            let source = piece.repeat(20_000);
            assert!(replaced(&source).0.len() <= source.len() * 2, "{piece}");
        }
    }
}
