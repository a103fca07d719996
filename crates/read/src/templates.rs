//! Templates in articles: what the generator of a site would have filled in, shown or left out.
//!
//! Values that front matter and the site's configuration answer are filled in, known shortcodes become what they show, and the rest goes and
//! is told. Nothing here loops, or reads a file. In code templates are the subject and stay.

mod arguments;
mod expression;
mod filters;
mod jsx;
mod layout;
mod lexer;
pub mod mdx;
mod scope;
mod shown;
mod unanswered;

use crate::article::{Article, Media, Sourced};
use crate::context::ReadContext;
use crate::profile::templates::{Outputs, TemplateForms};
use crate::reference::Reference;
use crate::remark::Remark;
use arguments::Arguments;
use courant_html::escape;
use courant_text::source::{Level, Position};
use lexer::Ahead;
use lexer::{Form, Mark};
use scope::{Answer, Scope, written};
use serde_json::{Map, Value};
use shown::{CODE_FENCE, Shown, link, media};
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
pub use unanswered::{UNANSWERED, without_unanswered};

/// What templates in an article can ask.
#[derive(Clone, Copy)]
pub struct Page<'a> {
    /// Its front matter.
    pub values: &'a Map<String, Value>,
    /// What the site says.
    pub context: &'a ReadContext,
}

impl Page<'_> {
    fn forms(&self) -> &TemplateForms {
        self.context.profile.map_or(&TemplateForms::GUESSED, |profile| &profile.templates)
    }
}

/// A source with its templates filled in.
#[derive(Debug, Default)]
pub struct Filled<'s> {
    /// The text, in which [`UNANSWERED`] stands for each value that is not known.
    pub text: Cow<'s, str>,
    /// Shortcodes, tags and components that left nothing.
    pub left_out: Tally,
    /// Values that are not known.
    pub unanswered: Tally,
    /// What may be a template and stands as it is.
    pub kept: Tally,
}

impl Filled<'_> {
    /// What an author is told, once for each kind. `place` says where a byte of the source stands.
    pub fn remarks(&self, path: &str, place: impl Fn(usize) -> Position) -> Vec<Remark> {
        let told = |level: Level, tally: &Tally, what: &str, to_do: &str| {
            let (written, start) = tally.first.as_ref()?;
            let others = match tally.count {
                1 => " is".to_string(),
                2 => " and another one are".to_string(),
                count => format!(" and {} others are", count - 1),
            };
            Some(Remark::new(level, path, format!("{what}`{written}`{others} {to_do}")).at(place(*start)))
        };
        let left_out = "left out, write what it shows as Markdown or HTML";
        let unanswered = "left out, because neither front matter nor the site's configuration says what it stands for";
        let kept = "shown as written; state `profile` where a generator fills it in";
        let remarks = [
            told(Level::Warning, &self.left_out, "", left_out),
            told(Level::Warning, &self.unanswered, "", unanswered),
            told(Level::Advice, &self.kept, "", kept),
        ];
        remarks.into_iter().flatten().collect()
    }
}

/// The first of some, and how many there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How it is written, and its first byte in the source.
    pub first: Option<(String, usize)>,
    /// With the first.
    pub count: usize,
}

impl Tally {
    fn join(&mut self, other: Tally) {
        self.count += other.count;
        self.first = self.first.take().or(other.first);
    }

    fn add(&mut self, written: &str, start: usize) {
        /// As much as a remark quotes.
        const QUOTED: usize = 60;
        self.count += 1;
        self.first.get_or_insert_with(|| {
            let line = written.split_whitespace().collect::<Vec<_>>().join(" ");
            let short: String = line.chars().take(QUOTED).collect();
            (if short.len() < line.len() { format!("{short}…") } else { line }, start)
        });
    }
}

/// Fills in the templates of Markdown. `code` says where code stands in it.
pub fn filled<'s>(source: &'s str, page: &Page, code: impl FnOnce(&str) -> Vec<Range<usize>>) -> Filled<'s> {
    filled_in(source, page, page.forms(), code, false)
}

/// Fills in the templates of HTML, without what stands for unknown values.
pub fn filled_html<'s>(source: &'s str, page: &Page) -> Filled<'s> {
    let filled = filled_in(source, page, page.forms(), html_code, true);
    match filled.text {
        Cow::Owned(text) => Filled { text: Cow::Owned(unanswered::plain(&text).into_owned()), ..filled },
        Cow::Borrowed(_) => filled,
    }
}

/// Fills in the templates in what front matter states: texts and addresses. An address in which a value is not known goes. Most generators
/// do not fill in these, so that only what cannot be anything else is one.
pub fn fill_article(article: &mut Article, page: &Page, path: &str) -> Vec<Remark> {
    let mut told = Filled::default();
    let mut text_of = |text: &str| {
        let filled = filled_in(text, page, &TemplateForms::GUESSED, |_| Vec::new(), false);
        told.left_out.join(filled.left_out);
        told.unanswered.join(filled.unanswered);
        filled.text.into_owned()
    };
    let is_template = |text: &str| text.contains("{{") || text.contains("{%");
    for field in
        [&mut article.title, &mut article.summary].into_iter().flatten().filter(|field| is_template(&field.value))
    {
        field.value = unanswered::plain(&text_of(&field.value)).split_whitespace().collect::<Vec<_>>().join(" ");
    }
    if let Some(image) = article.image.take_if(|image| is_template(&image.value.url)) {
        let url = text_of(&image.value.url);
        if !url.contains(UNANSWERED) {
            article.image = Some(Sourced { value: Media { url, ..image.value }, ..image });
        }
    }
    if let Some(url) = article.url.take_if(|url| is_template(&url.value)) {
        let value = text_of(&url.value);
        if !value.contains(UNANSWERED) {
            article.url = Some(Sourced { value, ..url });
        }
    }
    told.remarks(path, |_| Position { line_number: 1, column_number: 1 })
}

/// Where HTML has code, or what is none of its text.
fn html_code(source: &str) -> Vec<Range<usize>> {
    const ELEMENTS: [(&str, &str); 4] =
        [("<pre", "</pre>"), ("<code", "</code>"), ("<script", "</script>"), ("<style", "</style>")];
    let mut ends = ELEMENTS.map(|(_, end)| Ahead::of(end));
    let mut code = Vec::new();
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'<', source.as_bytes().get(at..).unwrap_or_default()) {
        let start = at + found;
        at = start + 1;
        let begins = |(opening, _): &(&str, &str)| {
            let rest = source.get(start..).and_then(|rest| rest.strip_prefix(opening));
            rest.is_some_and(|rest| rest.starts_with(|c: char| c == '>' || c.is_whitespace()))
        };
        let Some(index) = ELEMENTS.iter().position(begins) else { continue };
        if let Some(end) = ends.get_mut(index).and_then(|end| end.next_from(source, start)) {
            code.push(start..end);
            at = end;
        }
    }
    code
}

fn filled_in<'s>(
    source: &'s str,
    page: &Page,
    forms: &TemplateForms,
    code: impl FnOnce(&str) -> Vec<Range<usize>>,
    in_html: bool,
) -> Filled<'s> {
    let has = |mark: &str| memchr::memmem::find(source.as_bytes(), mark.as_bytes()).is_some();
    if !["{{", "{%", "{#"].into_iter().any(has) {
        return Filled { text: Cow::Borrowed(source), ..Filled::default() };
    }
    let marks = lexer::marks(source, &code(source), forms);
    if marks.is_empty() {
        return Filled { text: Cow::Borrowed(source), ..Filled::default() };
    }
    let is_template = |mark: &Mark| {
        let name = mark.inner.split_whitespace().next().unwrap_or_default();
        mark.form == Form::Tag && !mark.in_code && (mark.raw.is_some() || TAGS.contains(&name))
    };
    let mut filling = Filling {
        source,
        forms,
        is_template: forms.outputs == Outputs::Values || marks.iter().any(is_template),
        pairs: pairs(&marks),
        marks: &marks,
        scope: Scope::new(page.values, page.context, source.len()),
        written: String::with_capacity(source.len()),
        open: Vec::new(),
        skipped: 0,
        in_code: 0,
        in_html,
        filled: Filled::default(),
    };
    let mut at = 0;
    for (index, mark) in marks.iter().enumerate() {
        filling.text(at..mark.place.start);
        at = mark.place.end;
        filling.mark(index, mark);
        if mark.trims_behind && !mark.in_code {
            let rest = source.get(at..).unwrap_or_default();
            at += rest.len() - rest.trim_start().len();
        }
    }
    filling.text(at..source.len());
    Filled { text: Cow::Owned(unanswered::settled(filling.written)), ..filling.filled }
}

/// Tags that no text about something else has, so that a file with one of them is a template.
const TAGS: [&str; 34] = [
    "assign",
    "if",
    "for",
    "include",
    "include_relative",
    "set",
    "capture",
    "unless",
    "comment",
    "raw",
    "verbatim",
    "link",
    "post_url",
    "highlight",
    "block",
    "extends",
    "render",
    "layout",
    "liquid",
    "case",
    "import",
    "from",
    "macro",
    "codeblock",
    "post_link",
    "asset_img",
    "endif",
    "endfor",
    "image",
    "figure",
    "youtube",
    "img",
    "else",
    "tablerow",
];

/// Of each mark that opens, the one that closes it; of each that closes, the one that opens.
fn pairs(marks: &[Mark]) -> HashMap<usize, usize> {
    let mut open: HashMap<(Form, String), Vec<usize>> = HashMap::new();
    let mut pairs = HashMap::new();
    for (index, mark) in marks.iter().enumerate() {
        if mark.raw.is_some() || mark.shows.is_some() {
            continue;
        }
        match opens_or_closes(mark) {
            Some((name, false)) => open.entry((mark.form, name)).or_default().push(index),
            Some((name, true)) => {
                if let Some(opener) = open.get_mut(&(mark.form, name)).and_then(Vec::pop) {
                    pairs.insert(opener, index);
                    pairs.insert(index, opener);
                }
            }
            None => {}
        }
    }
    pairs
}

/// The name of a mark and whether it closes; `None` for one that stands alone.
fn opens_or_closes(mark: &Mark) -> Option<(String, bool)> {
    let inner = mark.inner;
    match mark.form {
        Form::Shortcode => {
            if let Some(closes) = inner.strip_prefix('/') {
                return Some((closes.trim().to_string(), true));
            }
            let name = inner.split_whitespace().next()?;
            (!inner.ends_with('/')).then(|| (name.to_string(), false))
        }
        Form::Tag => {
            let name = inner.split(|c: char| c.is_whitespace() || c == '(').next()?;
            let is_call = inner.part_behind(name).trim_start().starts_with('(');
            // Zola closes every call by `{% end %}`.
            match name.strip_prefix("end") {
                Some(closes) => Some((closes.to_string(), true)),
                None if name == "set" && inner.contains('=') => None,
                None => Some((
                    if is_call && name != "if" && name != "for" { String::new() } else { name.to_string() },
                    false,
                )),
            }
        }
        Form::Output | Form::Comment => None,
    }
}

trait Behind {
    fn part_behind(&self, beginning: &str) -> &str;
}

impl Behind for str {
    fn part_behind(&self, beginning: &str) -> &str {
        self.strip_prefix(beginning).unwrap_or_default()
    }
}

/// What has begun and not ended.
struct Open {
    /// The mark that ends it.
    closed_by: usize,
    kind: Kind,
    /// Where what it holds begins in what is written.
    start: usize,
    /// Whether what it holds goes.
    skips: bool,
}

enum Kind {
    /// Conditions: what the branches before came to.
    If {
        before: Option<bool>,
    },
    /// A name for what is between.
    Capture(String),
    Code,
    /// What stands behind, in the line.
    Around(String),
    /// What stands behind, as a block.
    BlockAround(String),
    Plain,
}

struct Filling<'s, 'a> {
    source: &'s str,
    forms: &'a TemplateForms,
    is_template: bool,
    pairs: HashMap<usize, usize>,
    marks: &'a [Mark<'s>],
    scope: Scope<'a>,
    written: String,
    open: Vec<Open>,
    skipped: usize,
    in_code: usize,
    in_html: bool,
    filled: Filled<'s>,
}

impl<'s> Filling<'s, '_> {
    fn text(&mut self, place: Range<usize>) {
        let text = self.source.get(place).unwrap_or_default();
        if text.contains(UNANSWERED) {
            self.written.push_str(&text.replace(UNANSWERED, ""));
        } else {
            self.written.push_str(text);
        }
    }

    fn mark(&mut self, index: usize, mark: &Mark) {
        if let Some(shows) = &mark.shows {
            return self.written.push_str(shows);
        }
        if let Some(raw) = &mark.raw {
            return self.text(raw.clone());
        }
        let closes_code = || {
            let last = self.open.last();
            last.is_some_and(|open| open.closed_by == index)
        };
        if (mark.in_code || self.in_code > 0) && !closes_code() {
            return self.in_code(mark);
        }
        if mark.trims_before {
            self.trim_end();
        }
        match mark.form {
            Form::Comment => {}
            Form::Output => self.output(mark),
            Form::Tag => self.tag(index, mark),
            Form::Shortcode => self.shortcode(index, mark),
        }
    }

    /// White space before a mark that takes it goes, but not that before what is open.
    fn trim_end(&mut self) {
        let start = self.open.last().map_or(0, |open| open.start);
        let kept = self.written.trim_end().len().max(start);
        self.written.truncate(kept);
    }

    /// In code a mark is shown, but for what writes one, and what the generator fills in there too.
    fn in_code(&mut self, mark: &Mark) {
        if mark.form == Form::Output {
            let is_literal = mark.inner.starts_with(['"', '\'']) && mark.inner.contains(['{', '}']);
            let answer = (is_literal || self.forms.in_code).then(|| expression::answer(mark.inner, &mut self.scope));
            if let Some(text) = answer.and_then(|answer| self.words(&answer)) {
                return self.written.push_str(&text);
            }
        }
        self.text(mark.place.clone());
    }

    fn output(&mut self, mark: &Mark) {
        let given = called(mark.inner);
        if self.forms.outputs != Outputs::Values || given.is_some() {
            if let Some(given) = &given {
                let shown = shown::shown(given, false);
                if shown.is_some() || self.forms.outputs == Outputs::Calls || self.is_template {
                    return self.show(shown, mark);
                }
            }
            if self.forms.outputs == Outputs::Calls {
                return self.text(mark.place.clone());
            }
        }
        let answer = expression::answer(mark.inner, &mut self.scope);
        if answer == Answer::Known(Value::Null) {
            return;
        }
        if let Some(text) = self.words(&answer) {
            return self.written.push_str(&text);
        }
        let in_address = is_in_address(&self.written);
        let leads = self.source.get(mark.place.end..).is_some_and(|rest| rest.starts_with(['/', '{']));
        if is_site_address(mark.inner) && (in_address || leads) {
            // What stands behind it begins at the root of the site.
            return;
        }
        let is_template = self.is_template || in_address || SITE_ROOTS.iter().any(|root| mark.inner.starts_with(root));
        if is_template {
            self.unanswered(mark);
        } else {
            self.filled.kept.add(self.source.get(mark.place.clone()).unwrap_or_default(), mark.place.start);
            self.text(mark.place.clone());
        }
    }

    /// A value as words, as long as they may be many.
    fn words(&mut self, answer: &Answer) -> Option<String> {
        let Answer::Known(value) = answer else { return None };
        written(value).filter(|text| self.scope.pays(text.len()))
    }

    fn unanswered(&mut self, mark: &Mark) {
        if self.skipped == 0 {
            self.filled.unanswered.add(self.source.get(mark.place.clone()).unwrap_or_default(), mark.place.start);
        }
        self.written.push(UNANSWERED);
    }

    fn left_out(&mut self, mark: &Mark) {
        if self.skipped == 0 {
            self.filled.left_out.add(self.source.get(mark.place.clone()).unwrap_or_default(), mark.place.start);
        }
    }

    fn tag(&mut self, index: usize, mark: &Mark) {
        let inner = mark.inner;
        let name = inner.split(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
        let rest = inner.part_behind(name).trim();
        match name {
            _ if name.starts_with("end") => self.close(index),
            "assign" | "set" if rest.contains('=') => {
                if let Some((name, value)) = rest.split_once('=').filter(|_| self.skipped == 0) {
                    let answer = expression::answer(value.trim(), &mut self.scope);
                    self.scope.set(name.trim(), answer);
                }
            }
            "capture" | "set" => {
                let name = rest.trim_matches(['"', '\'']).to_string();
                self.open(index, Kind::Capture(name), false);
            }
            "if" | "unless" => {
                let holds = expression::holds(rest, &mut self.scope).map(|holds| holds == (name == "if"));
                if holds.is_none() {
                    self.left_out(mark);
                }
                self.open(index, Kind::If { before: holds }, holds == Some(false));
            }
            "elsif" | "elif" | "elseif" | "else" => self.branch(rest),
            "comment" => self.open(index, Kind::Plain, true),
            "echo" => self.output(&Mark { inner: rest, form: Form::Output, ..mark.clone() }),
            "for" | "tablerow" | "case" | "macro" => {
                self.left_out(mark);
                self.open(index, Kind::Plain, false);
            }
            "when" | "break" | "continue" | "cycle" => {}
            _ => {
                let given = self.given(inner);
                let is_pair = self.pairs.contains_key(&index);
                let shown = shown::shown(&given, is_pair);
                self.place(index, mark, shown);
            }
        }
    }

    /// The arguments of a tag. Jekyll's includes are named by files: `{% include figure.html src="a.jpg" %}`.
    fn given(&mut self, inner: &str) -> Arguments {
        let mut given = Arguments::of(inner);
        if matches!(given.name.as_str(), "include" | "include_relative" | "render" | "include_cached")
            && !given.positional.is_empty()
        {
            given.name = given.positional.remove(0);
        }
        for (_, value) in &mut given.named {
            // `src=page.image`
            let names = ["page.", "site.", "config.", "frontmatter."];
            let answer = if names.iter().any(|root| value.starts_with(root)) {
                expression::answer(value, &mut self.scope)
            } else {
                Answer::Unknown
            };
            if let Answer::Known(known) = answer {
                *value = written(&known).unwrap_or_default();
            }
        }
        given
    }

    fn shortcode(&mut self, index: usize, mark: &Mark) {
        if mark.inner.starts_with('/') {
            return self.close(index);
        }
        let given = self.given(mark.inner.trim_end_matches('/'));
        if given.name == "param" {
            let answer = given.first().map_or(Answer::Unknown, |name| self.scope.parameter(&name));
            return match answer {
                Answer::Known(value) => self.written.push_str(&written(&value).unwrap_or_default()),
                _ => self.unanswered(mark),
            };
        }
        if given.name == "doc"
            && let Some(link) = self.doc(index, mark)
        {
            self.written.push_str(&link);
            return self.open(index, Kind::Plain, true);
        }
        let shown = shown::shown(&given, self.pairs.contains_key(&index));
        self.place(index, mark, shown);
    }

    /// Nikola: `{{% doc %}}slug{{% /doc %}}` and `{{% doc %}}words <slug>{{% /doc %}}`.
    fn doc(&self, index: usize, mark: &Mark) -> Option<String> {
        let end = self.marks.get(*self.pairs.get(&index)?)?.place.start;
        let inner = self.source.get(mark.place.end..end)?.trim();
        let (words, slug) = match inner.strip_suffix('>').and_then(|inner| inner.rsplit_once('<')) {
            Some((words, slug)) => (words.trim(), slug.trim()),
            None => (inner, inner),
        };
        let is_slug = !slug.is_empty() && !slug.contains(['<', '>', '{', '\n']);
        is_slug.then(|| link(words, &Reference::href(crate::reference::ReferenceForm::Slug, slug), self.in_html))
    }

    fn place(&mut self, index: usize, mark: &Mark, shown: Option<Shown>) {
        let is_pair = self.pairs.contains_key(&index);
        match shown {
            Some(Shown::Around(before, after)) if is_pair => {
                self.written.push_str(&before);
                self.open(index, Kind::Around(after), false);
            }
            Some(Shown::BlockAround(before, after)) if is_pair => {
                layout::write_block(&mut self.written, before.trim_end());
                self.open(index, Kind::BlockAround(after), false);
            }
            Some(Shown::Code(_)) if is_pair && self.in_html => {
                self.in_code += 1;
                self.open(index, Kind::Code, false);
            }
            Some(Shown::Code(language)) if is_pair => {
                layout::begin_line(&mut self.written);
                self.written.push_str(CODE_FENCE);
                self.written.push_str(&language);
                if !self.source.get(mark.place.end..).is_some_and(|rest| rest.starts_with(['\n', '\r'])) {
                    self.written.push('\n');
                }
                self.in_code += 1;
                self.open(index, Kind::Code, false);
            }
            Some(Shown::Hidden) if is_pair => self.open(index, Kind::Plain, true),
            Some(Shown::Inner) if is_pair => self.open(index, Kind::Plain, false),
            // What it holds is kept, and is all that is known of it.
            None if is_pair => self.open(index, Kind::Plain, false),
            shown => {
                self.show(shown, mark);
                if is_pair {
                    self.open(index, Kind::Plain, false);
                }
            }
        }
    }

    /// Writes what stands alone.
    fn show(&mut self, shown: Option<Shown>, mark: &Mark) {
        match shown {
            Some(Shown::Inline(text) | Shown::Address(text)) => self.written.push_str(&text),
            Some(Shown::Link(text, url)) => self.written.push_str(&link(&text, &url, self.in_html)),
            Some(Shown::Media(title, url)) => self.written.push_str(&media(&title, &url, self.in_html)),
            Some(Shown::Block(text)) => layout::write_block(&mut self.written, &text),
            Some(Shown::Around(before, after)) => self.written.push_str(&(before + &after)),
            Some(Shown::BlockAround(before, after)) => layout::write_block(&mut self.written, &(before + &after)),
            Some(Shown::Hidden) => {}
            Some(Shown::Inner | Shown::Code(_)) | None => self.left_out(mark),
        }
    }

    fn open(&mut self, index: usize, kind: Kind, skips: bool) {
        let Some(&closed_by) = self.pairs.get(&index) else { return };
        self.skipped += usize::from(skips);
        self.open.push(Open { closed_by, kind, start: self.written.len(), skips });
    }

    fn branch(&mut self, condition: &str) {
        let length = self.written.len();
        let holds = expression::holds(condition, &mut self.scope);
        let Some(open) = self.open.last_mut() else { return };
        let Kind::If { before } = &mut open.kind else { return };
        if open.skips {
            self.written.truncate(open.start);
            self.skipped = self.skipped.saturating_sub(1);
        }
        let is_else = condition.is_empty() || condition.starts_with(':');
        let skips = match *before {
            Some(true) => true,
            Some(false) if !is_else => holds == Some(false),
            _ => false,
        };
        if *before == Some(false) {
            *before = if is_else { Some(true) } else { holds };
        }
        open.start = if open.skips { open.start } else { length };
        open.skips = skips;
        self.skipped += usize::from(skips);
    }

    fn close(&mut self, index: usize) {
        if !self.pairs.get(&index).is_some_and(|_| self.open.iter().rev().take(64).any(|open| open.closed_by == index))
        {
            return;
        }
        while let Some(open) = self.open.pop() {
            let is_it = open.closed_by == index;
            self.end(open);
            if is_it {
                return;
            }
        }
    }

    fn end(&mut self, open: Open) {
        if open.skips {
            self.skipped = self.skipped.saturating_sub(1);
            self.written.truncate(open.start);
        }
        match open.kind {
            Kind::If { .. } | Kind::Plain => {}
            Kind::Capture(name) => {
                let text = self.written.split_off(open.start.min(self.written.len()));
                let answer = match text.contains(UNANSWERED) {
                    false => self.scope.made(text.trim().to_string()).map_or(Answer::Unknown, Answer::Known),
                    true => Answer::Unknown,
                };
                self.scope.set(&name, answer);
            }
            Kind::Code if self.in_html => {
                self.in_code = self.in_code.saturating_sub(1);
                let code = self.written.split_off(open.start.min(self.written.len()));
                let code = escape(code.trim_matches(['\n', '\r'])).to_string();
                self.written.push_str(&format!("<pre><code>{code}</code></pre>"));
            }
            Kind::Code => {
                self.in_code = self.in_code.saturating_sub(1);
                layout::begin_line(&mut self.written);
                self.written.push_str(CODE_FENCE);
            }
            Kind::Around(after) => self.written.push_str(&after),
            Kind::BlockAround(after) => layout::write_block(&mut self.written, &after),
        }
    }
}

/// Names below which only a generator's values are.
const SITE_ROOTS: [&str; 14] = [
    "site.",
    "page.",
    "include.",
    "config.",
    ".Site.",
    ".Page.",
    ".Params.",
    "$frontmatter.",
    "frontmatter.",
    "frontMatter.",
    "collections.",
    "metadata.",
    "theme.",
    "post.",
];

/// What a generator's own address is called in its templates.
fn is_site_address(inner: &str) -> bool {
    const NAMES: [&str; 14] = [
        "site.url",
        "site.baseurl",
        "site.base_url",
        "site.baseUrl",
        "site.BaseURL",
        ".Site.BaseURL",
        "config.base_url",
        "config.url",
        "config.root",
        "config.baseurl",
        "metadata.url",
        "SITEURL",
        "base_url",
        "site.github.url",
    ];
    let name = inner.split('|').next().unwrap_or_default().trim();
    NAMES.contains(&name)
}

/// Whether a text ends within an address: of a link, a picture or an attribute.
fn is_in_address(text: &str) -> bool {
    const FARTHEST: usize = 300;
    let tail = text.as_bytes();
    let tail = tail.get(tail.len().saturating_sub(FARTHEST)..).unwrap_or_default();
    let start = tail.iter().rposition(u8::is_ascii_whitespace).map_or(0, |at| at + 1);
    let word = tail.get(start..).unwrap_or_default();
    let has = |sign: &[u8]| memchr::memmem::find(word, sign).is_some();
    let defines = word.is_empty() && tail.ends_with(b"]: ");
    let open = word.iter().rposition(|byte| *byte == b'(').zip(word.iter().rposition(|byte| *byte == b')'));
    let closed = open.is_some_and(|(open, close)| close > open);
    defines || (has(b"](") && !closed) || has(b"://") || has(b"=\"") || has(b"='") || word.ends_with(b"<")
}

/// A shortcode of Zola's: `youtube(id="x")`.
fn called(inner: &str) -> Option<Arguments> {
    let (name, rest) = inner.split_once('(')?;
    let name = name.trim_end();
    let is_name =
        !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_') && rest.trim_end().ends_with(')');
    (is_name && !matches!(name, "url_for" | "relURL" | "absURL" | "require")).then(|| Arguments::of(inner))
}

/// The address that a tag refers to, where it is one that does.
fn reference(given: &Arguments) -> Option<String> {
    let target = match given.name.as_str() {
        "link" if given.positional.len() > 1 => None,
        // Names of classes may stand before the file (https://hexo.io/docs/tag-plugins).
        "asset_img" => {
            given.positional.iter().find(|word| crate::picture::is_media(word)).cloned().or_else(|| given.first())
        }
        _ => given.named(&["path"]).or_else(|| given.first()),
    };
    Reference::of_tag(&given.name, &target?)
}

/// The address that a filter makes of a path below the site's own.
fn address_of(filter: &str, path: &str) -> Option<String> {
    Reference::of_filter(filter, path)
}

#[cfg(test)]
mod tests;
