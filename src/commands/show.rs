//! `courant show`: what was understood of an article, field by field, and where each was found.

mod why;

use super::people_files::PeopleFiles;
use super::project::{VocabularyFile, configuration_here, parse_configuration, read_text, read_vocabulary};
use super::{Outcome, print, print_plain};
use crate::cli::{ShowArguments, ShowFormat};
use crate::config::Config;
use crate::disk;
use crate::failure::{Failure, FailureKind, Reason};
use crate::plan::read_context;
use crate::read::{look_at, read_seed};
use courant_read::article::{Article, Category, Media, Origin, Person, Sourced};
use courant_read::boilerplate::Boilerplate;
use courant_read::front_matter::unread_keys;
use courant_read::people::People;
use courant_read::ranked::{Candidate, Detail};
use courant_read::reader::Reader;
use courant_read::reference;
use courant_read::remark::Remark;
use courant_read::{Field, ReadContext, SourceFile, learn_boilerplate, plain_text, readers};
use courant_text::source::Level;
use courant_text::text::escape_terminal;
use memchr::memmem;
use rayon::prelude::*;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Shows articles in the order given.
pub fn run(arguments: &ShowArguments) -> Result<Outcome, Failure> {
    let (config, vocabulary, people) = configuration(arguments)?;
    let context = ReadContext {
        boilerplate: boilerplate(&arguments.files, &config),
        ..read_context(&config, &vocabulary.entries, &people)
    };
    let mut outcome = Outcome::Fine;
    // By batches, so that the first results come soon and memory does not grow with the list.
    for batch in arguments.files.chunks(64) {
        let page = |file: &PathBuf| {
            // Lines are those of a text, whatever its name says.
            let kind = if arguments.lines { Some(&plain_text::READER) } else { arguments.kind };
            let shown = show(file, kind, arguments.explain, &config, &context);
            Ok((page(&shown, arguments, &context)?, shown.is_wrong()))
        };
        let pages: Vec<(String, bool)> = batch.par_iter().map(page).collect::<Result<_, Failure>>()?;
        if pages.iter().any(|(_, is_wrong)| *is_wrong) {
            outcome = Outcome::MaterialWrong;
        }
        for (page, _) in &pages {
            match arguments.format {
                ShowFormat::Text => print(page.as_bytes())?,
                ShowFormat::Json => print_plain(page.as_bytes())?,
            };
        }
    }
    if outcome == Outcome::MaterialWrong {
        arguments.files.iter().try_for_each(|file| is_there(file))?;
    }
    Ok(outcome)
}

/// What is not there, or the system does not let us look at, is no article with a mistake.
fn is_there(file: &Path) -> Result<(), Failure> {
    if file == Path::new("-") {
        return Ok(());
    }
    match look_at(file)? {
        Some(metadata) if metadata.is_file() => match disk::open_to_read(file) {
            // A link is told of as what it is.
            Err(error) if !file.is_symlink() => Err(Failure::new("reading", file, error)),
            _ => Ok(()),
        },
        Some(_) => Ok(()),
        None => {
            let why = Reason::from("there is no such file").of_kind(FailureKind::NotFound);
            Err(Failure::new("reading", file, why))
        }
    }
}

/// The configuration, and the files of the vocabulary and of people beside it.
fn configuration(arguments: &ShowArguments) -> Result<(Config, VocabularyFile, People), Failure> {
    let Some(path) = configuration_here(arguments.config.as_deref())? else {
        return Ok((Config::default(), VocabularyFile::default(), People::default()));
    };
    let config = parse_configuration(&read_text(&path)?, &path)?;
    let root = path.parent().unwrap_or(Path::new(""));
    let vocabulary = read_vocabulary(root, &config)?;
    let people = PeopleFiles::read(root, &config).people;
    Ok((config, vocabulary, people))
}

/// What was read, and what was understood of it.
struct Understood {
    source_file: SourceFile,
    article: Article,
    /// The candidates for the field that is explained.
    candidates: Vec<Candidate<String>>,
}

/// One file, as it is shown.
struct Shown {
    path: String,
    read: Option<Understood>,
    remarks: Vec<Remark>,
}

impl Shown {
    fn is_wrong(&self) -> bool {
        self.read.is_none() || self.remarks.iter().any(|remark| remark.level == Level::Error)
    }
}

fn show(
    file: &Path,
    kind: Option<&'static Reader>,
    field: Option<Field>,
    config: &Config,
    context: &ReadContext,
) -> Shown {
    let path = file.to_string_lossy().into_owned();
    match seed(file, kind, config) {
        Ok(source_file) => {
            let detail = if field.is_some() { Detail::All } else { Detail::Taken };
            let reading = courant_read::read(&source_file, context, detail);
            let candidates = field.map(|field| reading.candidates(field)).unwrap_or_default();
            let (mut article, mut remarks) = reading.into_article();
            remarks.extend(unread_keys([&article]));
            reference::write_out(&mut article);
            Shown { path, read: Some(Understood { source_file, article, candidates }), remarks }
        }
        Err(remark) => Shown { path, read: None, remarks: vec![remark] },
    }
}

fn seed(file: &Path, kind: Option<&'static Reader>, config: &Config) -> Result<SourceFile, Remark> {
    let path = path_among_articles(file, config);
    let mut source_file = if file == Path::new("-") {
        standard_input(config.max_file_bytes)?
    } else {
        read_seed(&path, &plain_text::READER, file, config.max_file_bytes).map_err(|unread| unread.remark(&path))?
    };
    source_file.reader = kind.unwrap_or_else(|| readers::recognize(&source_file.path, &source_file.bytes));
    Ok(source_file)
}

/// The path by which a build would know the file: its folders say something only inside the folder of articles.
fn path_among_articles(file: &Path, config: &Config) -> String {
    let plain = file.strip_prefix(".").unwrap_or(file);
    let inside = plain.strip_prefix(&config.articles).ok().filter(|_| plain.is_relative());
    let name = || file.file_name().map(Path::new).unwrap_or(file);
    inside.unwrap_or_else(name).to_string_lossy().into_owned()
}

/// What recurs in the folders of files that lie in the project's folder of articles, as a build learns it; of other files nothing is
/// learnt from their neighbours.
fn boilerplate(files: &[PathBuf], config: &Config) -> Boilerplate {
    let plain = |file: &PathBuf| file.strip_prefix(".").map_or_else(|_| file.clone(), Path::to_path_buf);
    let inside = files.iter().map(plain).filter(|file| file.is_relative() && file.starts_with(&config.articles));
    let folders: BTreeSet<PathBuf> = inside.filter_map(|file| Some(file.parent()?.to_path_buf())).collect();
    let neighbours = folders.iter().filter_map(|folder| folder.read_dir().ok()).flatten().flatten();
    let has_boilerplate =
        |path: &PathBuf| readers::find_by_path(&path.to_string_lossy()).is_some_and(|reader| reader.has_boilerplate);
    let paths = neighbours.map(|entry| entry.path()).filter(|path| path.is_file());
    let paths: BTreeSet<PathBuf> = paths.filter(has_boilerplate).collect();
    let source_files: Vec<SourceFile> = paths.iter().filter_map(|path| seed(path, None, config).ok()).collect();
    learn_boilerplate(&source_files)
}

fn standard_input(max_bytes: u64) -> Result<SourceFile, Remark> {
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().take(max_bytes.saturating_add(1)).read_to_end(&mut bytes);
    read.map_err(|error| Remark::new(Level::Error, "-", format!("cannot be read: {error}")))?;
    if bytes.len() as u64 > max_bytes {
        return Err(Remark::new(Level::Error, "-", format!("is larger than {max_bytes} bytes")));
    }
    Ok(SourceFile::new("-", bytes))
}

/// What is printed of one file.
fn page(shown: &Shown, arguments: &ShowArguments, context: &ReadContext) -> Result<String, Failure> {
    let Some(Understood { source_file, article, candidates }) = &shown.read else {
        return unread(shown, arguments.format);
    };
    let detailed = |detail: String| format!("{}\n{detail}\n", escape_terminal(&shown.path));
    let json = match (arguments.format, arguments.explain) {
        (ShowFormat::Text, _) if arguments.lines => return Ok(detailed(why::lines(source_file, context))),
        (ShowFormat::Text, Some(_)) => return Ok(detailed(why::candidates(candidates))),
        (ShowFormat::Text, None) => return Ok(as_text(shown)),
        (ShowFormat::Json, _) if arguments.lines => why::lines_json(&shown.path, source_file, context),
        (ShowFormat::Json, Some(_)) => why::candidates_json(&shown.path, candidates),
        (ShowFormat::Json, None) => serde_json::to_string(&ArticleJson::of(shown, article)).map(one_line),
    };
    json.map_err(|error| Failure::new("writing", "standard output", Reason::caused_by(error)))
}

/// A file that could not be read, whatever was asked of it.
fn unread(shown: &Shown, format: ShowFormat) -> Result<String, Failure> {
    match format {
        ShowFormat::Text => Ok(as_text(shown)),
        ShowFormat::Json => {
            let json = serde_json::to_string(&UnreadJson { path: &shown.path, remarks: remarks_json(shown) });
            json.map(one_line).map_err(|error| Failure::new("writing", "standard output", Reason::caused_by(error)))
        }
    }
}

/// JSON as one line for every reader: some end lines at separators that JSON need not escape (Unicode's NEL, LS and PS).
fn one_line(mut json: String) -> String {
    let has = |separator: &str| memmem::find(json.as_bytes(), separator.as_bytes()).is_some();
    if !["\u{85}", "\u{2028}", "\u{2029}"].into_iter().any(has) {
        json.push('\n');
        return json;
    }
    let mut line = String::with_capacity(json.len() + 1);
    let mut rest = json.as_str();
    while let Some(at) = rest.find(['\u{85}', '\u{2028}', '\u{2029}']) {
        let (before, separator) = rest.split_at(at);
        line += before;
        let mut characters = separator.chars();
        line.extend(characters.next().map(|separator| format!("\\u{:04x}", u32::from(separator))));
        rest = characters.as_str();
    }
    line += rest;
    line.push('\n');
    line
}

/// A file that could not be read.
#[derive(Serialize)]
struct UnreadJson<'a> {
    path: &'a str,
    remarks: Vec<RemarkJson<'a>>,
}

/// The fields of an article, as programs read them.
#[derive(Serialize)]
struct ArticleJson<'a> {
    path: &'a str,
    title: Option<&'a str>,
    section: Option<&'a str>,
    summary: Option<&'a str>,
    language: Option<&'a str>,
    authors: Vec<PersonJson<'a>>,
    categories: Vec<CategoryJson<'a>>,
    published: Option<String>,
    updated: Option<String>,
    url: Option<&'a str>,
    site_name: Option<&'a str>,
    image: Option<ImageJson<'a>>,
    media: Vec<MediaJson<'a>>,
    rights: Option<&'a str>,
    content_html: &'a str,
    content_text: String,
    from: BTreeMap<&'static str, String>,
    remarks: Vec<RemarkJson<'a>>,
}

#[derive(Serialize)]
struct PersonJson<'a> {
    name: &'a str,
    email: Option<&'a str>,
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct CategoryJson<'a> {
    term: &'a str,
    label: &'a str,
    scheme: Option<&'a str>,
}

#[derive(Serialize)]
struct ImageJson<'a> {
    url: Option<&'a str>,
    credit: Option<&'a str>,
    caption: Option<&'a str>,
    alt: Option<&'a str>,
}

#[derive(Serialize)]
struct MediaJson<'a> {
    url: &'a str,
    #[serde(rename = "type")]
    media_type: Option<&'a str>,
    length: Option<u64>,
}

#[derive(Serialize)]
struct RemarkJson<'a> {
    level: Level,
    line: Option<usize>,
    column: Option<usize>,
    message: &'a str,
}

fn remarks_json(shown: &Shown) -> Vec<RemarkJson<'_>> {
    let json =
        |remark: &'_ Remark| (remark.position.map(|at| at.line_number), remark.position.map(|at| at.column_number));
    shown
        .remarks
        .iter()
        .map(|remark| {
            let (line, column) = json(remark);
            RemarkJson { level: remark.level, line, column, message: &remark.message }
        })
        .collect()
}

fn text_of(known: &Option<Sourced<String>>) -> Option<&str> {
    known.as_ref().map(|known| known.value.as_str())
}

impl<'a> ArticleJson<'a> {
    fn of(shown: &'a Shown, article: &'a Article) -> ArticleJson<'a> {
        ArticleJson {
            path: &shown.path,
            title: text_of(&article.title),
            section: text_of(&article.section),
            summary: text_of(&article.summary),
            language: article.language.as_ref().map(|language| language.value.as_str()),
            authors: article.authors.iter().map(|person| person_json(&person.value)).collect(),
            categories: article.categories.iter().map(|category| category_json(&category.value)).collect(),
            published: article.published.as_ref().map(|date| date.value.rfc3339()),
            updated: article.updated.as_ref().map(|date| date.value.rfc3339()),
            url: text_of(&article.url),
            site_name: text_of(&article.site_name),
            image: article.image.as_ref().map(|image| image_json(&image.value)),
            media: article.media.iter().map(|media| media_json(&media.value)).collect(),
            rights: text_of(&article.rights),
            content_html: article.content.as_str(),
            content_text: article.content.text(),
            from: origins(article),
            remarks: remarks_json(shown),
        }
    }
}

fn person_json(person: &Person) -> PersonJson<'_> {
    PersonJson { name: &person.name, email: person.email.as_deref(), url: person.url.as_deref() }
}

fn category_json(category: &Category) -> CategoryJson<'_> {
    CategoryJson { term: &category.term, label: &category.label, scheme: category.scheme.as_deref() }
}

fn image_json(image: &Media) -> ImageJson<'_> {
    ImageJson {
        // A text can credit a picture that was not saved with it.
        url: Some(image.url.as_str()).filter(|url| !url.is_empty()),
        credit: image.credit.as_deref(),
        caption: image.caption.as_deref(),
        alt: image.alt.as_deref(),
    }
}

fn media_json(media: &Media) -> MediaJson<'_> {
    MediaJson { url: &media.url, media_type: media.media_type.as_deref(), length: media.length_bytes }
}

/// Where each field was found; a list names each of its places once.
fn origins(article: &Article) -> BTreeMap<&'static str, String> {
    fn one<T>(known: &Option<Sourced<T>>) -> Vec<&Origin> {
        known.iter().map(|known| &known.from).collect()
    }
    fn many<T>(known: &[Sourced<T>]) -> Vec<&Origin> {
        known.iter().map(|known| &known.from).collect()
    }
    let fields = [
        ("title", one(&article.title)),
        ("section", one(&article.section)),
        ("summary", one(&article.summary)),
        ("language", one(&article.language)),
        ("authors", many(&article.authors)),
        ("categories", many(&article.categories)),
        ("published", one(&article.published)),
        ("updated", one(&article.updated)),
        ("url", one(&article.url)),
        ("site_name", one(&article.site_name)),
        ("image", one(&article.image)),
        ("media", many(&article.media)),
        ("rights", one(&article.rights)),
    ];
    fields
        .into_iter()
        .filter(|(_, origins)| !origins.is_empty())
        .map(|(field, origins)| (field, listed(&origins)))
        .collect()
}

fn listed(origins: &[&Origin]) -> String {
    let mut names: Vec<String> = Vec::new();
    for name in origins.iter().map(|origin| origin.to_string()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.join(", ")
}

/// A page for a person: fields with where they come from, then the body as text.
fn as_text(shown: &Shown) -> String {
    let mut page = format!("{}\n", escape_terminal(&shown.path));
    if let Some(Understood { article, .. }) = &shown.read {
        let origins = origins(article);
        for (field, value) in fields(article) {
            let origin = origins.get(field).map(|origin| format!("  ({origin})")).unwrap_or_default();
            // Writing to a string cannot fail.
            let _ = writeln!(page, "  {field:10} {}{}", escape_terminal(&value), escape_terminal(&origin));
        }
    }
    for remark in &shown.remarks {
        let place = remark.position.map(|position| format!("{position}: ")).unwrap_or_default();
        let _ = writeln!(page, "  {}: {place}{}", remark.level, escape_terminal(&remark.message));
    }
    if let Some(Understood { article, .. }) = &shown.read {
        for line in article.content.text().lines() {
            // The cells of a row stand between tabs.
            let _ = writeln!(page, "\n    {}", escape_terminal(&line.replace('\t', " | ")));
        }
    }
    page.push('\n');
    page
}

fn fields(article: &Article) -> Vec<(&'static str, String)> {
    let text = |known: &Option<Sourced<String>>| known.iter().map(|known| known.value.clone()).collect::<Vec<_>>();
    let date = |known: &Option<Sourced<courant_text::date::Timestamp>>| {
        known.iter().map(|known| known.value.rfc3339()).collect::<Vec<_>>()
    };
    let categories =
        article.categories.iter().map(|category| category.value.label.clone()).collect::<Vec<_>>().join(", ");
    let authors = article.authors.iter().map(|person| person.value.name.clone()).collect::<Vec<_>>().join(", ");
    let image = article.image.iter().map(|image| described(&image.value)).collect();
    let rows = [
        ("title", text(&article.title)),
        ("section", text(&article.section)),
        ("summary", text(&article.summary)),
        ("language", article.language.iter().map(|language| language.value.to_string()).collect()),
        ("authors", vec![authors]),
        ("categories", vec![categories]),
        ("published", date(&article.published)),
        ("updated", date(&article.updated)),
        ("url", text(&article.url)),
        ("site_name", text(&article.site_name)),
        ("image", image),
        ("media", article.media.iter().map(|media| media.value.url.clone()).collect()),
        ("rights", text(&article.rights)),
    ];
    rows.into_iter()
        .flat_map(|(field, values)| {
            values.into_iter().filter(|value| !value.is_empty()).map(move |value| (field, value))
        })
        .collect()
}

fn described(image: &Media) -> String {
    let parts = [Some(image.url.as_str()), image.credit.as_deref(), image.caption.as_deref(), image.alt.as_deref()];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" | ")
}
