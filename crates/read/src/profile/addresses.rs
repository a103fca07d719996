//! Where the articles of a generator's site can be read: the pattern that it has where a site states none, its own placeholders, and how it
//! makes a part of an address of a name.

use super::configuration::{Known, SiteConfiguration};
use super::recognition::SiteTree;
use super::site::SiteValues;
use super::slugs;

/// What a site shows of itself where it is asked how its addresses are made.
pub struct SiteFiles<'a> {
    /// What its configuration says.
    pub configuration: &'a SiteConfiguration,
    /// Its files.
    pub tree: &'a dyn SiteTree,
    /// Its folder, with `/` at the end; empty where it is the whole.
    pub folder: &'a str,
    /// The folder of articles.
    pub articles: &'a str,
}

/// How a generator makes addresses.
#[derive(Clone, Copy)]
pub struct Addresses {
    /// The pattern of sites that state none, below the address of the site; `None` where each site has a way of its own.
    pub pattern: Option<&'static str>,
    /// Patterns that have a name: Jekyll's `permalink: pretty`.
    pub styles: &'static [(&'static str, &'static str)],
    /// The placeholders of its patterns, and what `permalink` has for each.
    pub placeholders: &'static [(&'static str, &'static str)],
    /// What a stated `slug` takes the place of in the path of an article.
    pub slug_replaces: SlugReplaces,
    /// The slug that a site's author states, as the address has it.
    pub stated_slug: fn(&str) -> String,
    /// The name of a file without its ending, as `{path}` has it.
    pub file_name: fn(&str) -> String,
    /// The same as `{filename}` has it.
    pub bare_name: fn(&str) -> String,
    /// The same, and a stated slug, as `{slug}` has it.
    pub slug: fn(&str) -> String,
    /// The whole path without its ending, where more than its parts one by one decides: a date in it.
    pub whole_path: fn(&str) -> Option<String>,
    /// The name of a folder.
    pub folder: fn(&str) -> String,
    /// A title.
    pub title: fn(&str) -> String,
    /// A category.
    pub category: fn(&str) -> String,
    /// The category of articles that have none.
    pub no_category: &'static str,
    /// Whether `{path}` leaves out the date before the name of a file.
    pub drops_date: bool,
    /// The folders of the project from which paths count: of an article in `content/posts/` the path begins with `posts/`.
    pub roots: &'static [&'static str],
    /// The folder of posts, which is no part of a path; the folders that it is in are categories.
    pub posts_folder: Option<&'static str>,
    /// Whether a stated path is a folder: `/about` is read at `/about/`.
    pub pages_are_folders: bool,
    /// The same rules with what the configuration of a site says of them.
    pub of_site: fn(&SiteValues, Addresses) -> Addresses,
    /// Whether a path from the root is one below the address of the site: `/img/a.png` of a site at `/sub/` is `/sub/img/a.png`.
    pub roots_are_of_site: bool,
    /// Whether links between pages may leave out the ending of a file, and lead to pages that are no articles by their paths.
    pub links_are_routes: bool,
    /// The pattern of articles that state another language than the site's, with the path that all versions share; nothing where the path says it.
    pub in_other_languages: fn(&SiteValues) -> Option<String>,
    /// The pattern of one site that states none, where its settings or its files tell more than `pattern`.
    pub usual: fn(&SiteFiles) -> Option<Known<String>>,
    /// The file that is the page of its folder, beside `index`, without its ending.
    pub page_file: Option<&'static str>,
    /// Whether a file that is called as its folder is what that folder is read as: `boats/boats.md`.
    pub folder_named_files: bool,
    /// Whether `permalink: false` says that the article has no address of its own.
    pub false_is_no_page: bool,
    /// Whether `aliases` are addresses of before, and not other names.
    pub aliases_are_addresses: bool,
    /// Whether the day of an article is that of the offset which its author wrote, and not that of the site's clock.
    pub days_as_written: bool,
    /// Whether addresses are in small letters, whatever stands in them.
    pub small_letters: bool,
    /// Whether what follows the date in the name of a file is a stated slug.
    pub dated_names: DatedNames,
    /// Whether articles in the main language of the site lie in a folder of that too.
    pub main_language_has_folder: bool,
}

/// Whether what follows the date in the name of a file is a stated slug.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DatedNames {
    /// Of all articles, or of none.
    AreSlugs(bool),
    /// Where the date of the article is that of the name.
    AreSlugsWhereDating,
}

/// What a stated `slug` takes the place of in the path of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlugReplaces {
    /// The last part.
    Name,
    /// All of it.
    Path,
    /// Nothing.
    Nothing,
}

/// What holds where nothing is known of the generator.
pub const GENERAL: Addresses = Addresses {
    pattern: None,
    styles: &[],
    placeholders: &[],
    slug_replaces: SlugReplaces::Name,
    stated_slug: slugs::as_written,
    file_name: slugs::as_written,
    bare_name: slugs::as_written,
    slug: slugs::as_written,
    whole_path: |_| None,
    folder: slugs::as_written,
    title: slugs::title_words,
    category: slugs::title_words,
    no_category: "",
    drops_date: false,
    roots: &[],
    posts_folder: None,
    pages_are_folders: false,
    of_site: |_, rules| rules,
    roots_are_of_site: false,
    links_are_routes: false,
    in_other_languages: |_| None,
    usual: |_| None,
    page_file: None,
    folder_named_files: false,
    false_is_no_page: false,
    aliases_are_addresses: true,
    days_as_written: false,
    small_letters: false,
    dated_names: DatedNames::AreSlugs(false),
    main_language_has_folder: false,
};

/// What may stand in `permalink`, without its braces, the most usual first.
pub const FIELDS: &[&str] = &[
    "path",
    "slug",
    "slug_or_title",
    "slug_or_filename",
    "plain_slug",
    "title",
    "filename",
    "dir",
    "section",
    "sections",
    "last_dir",
    "lang_dir",
    "category",
    "categories",
    "slug_categories",
    "lang",
    "year",
    "short_year",
    "week_year",
    "week",
    "week_day",
    "weekday_number",
    "month",
    "i_month",
    "short_month",
    "month_name",
    "day",
    "i_day",
    "year_day",
    "i_year_day",
    "weekday_name",
    "short_weekday",
    "hour",
    "minute",
    "second",
];

/// Those of [`FIELDS`] that tell an article from its neighbours: each pattern needs one.
pub const TELLING_FIELDS: &[&str] =
    &["path", "slug", "slug_or_title", "slug_or_filename", "plain_slug", "title", "filename"];

/// Whether `permalink` knows this: one of [`FIELDS`], or a part of the sections: `sections[1:]`, `sections[last]`.
pub fn is_field(name: &str) -> bool {
    FIELDS.contains(&name) || Slice::of(name, "sections").is_some()
}

/// Some of several folders, as Hugo writes them: `[1:]`, `[:last]`, `[1:2]`, `[last]`. What lies outside of them is passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slice {
    from: Place,
    /// Behind the last; nothing where it is one alone.
    to: Option<Place>,
}

/// A place among folders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    At(usize),
    /// The last one.
    Last,
    /// Behind the last one.
    End,
}

impl Slice {
    /// The slice behind a name: of `sections[1:]` and `sections` it is `[1:]`.
    pub fn of(field: &str, name: &str) -> Option<Slice> {
        let inside = field.strip_prefix(name)?.strip_prefix('[')?.strip_suffix(']')?;
        let place = |text: &str| if text == "last" { Some(Place::Last) } else { text.parse().ok().map(Place::At) };
        match inside.split_once(':') {
            None => Some(Slice { from: place(inside)?, to: None }),
            Some((from, to)) => Some(Slice {
                from: if from.is_empty() { Place::At(0) } else { place(from)? },
                to: Some(if to.is_empty() { Place::End } else { place(to)? }),
            }),
        }
    }

    /// Those of these folders.
    pub fn take<'p>(&self, folders: &[&'p str]) -> Vec<&'p str> {
        let at = |place: Place| match place {
            Place::At(at) => at.min(folders.len()),
            Place::Last => folders.len().saturating_sub(1),
            Place::End => folders.len(),
        };
        let from = at(self.from);
        let to = self.to.map_or(from.saturating_add(1).min(folders.len()), at);
        folders.get(from..to).unwrap_or_default().to_vec()
    }
}

/// A placeholder of a generator's pattern that `permalink` has nothing for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Untranslated {
    /// As it is written: `:w_year`.
    pub placeholder: String,
}

impl Addresses {
    /// A generator's own pattern (`/:year/:title/`, the name of a style) with the placeholders of `permalink`, as a path below the site's
    /// address. White space within `{{ }}` says nothing.
    ///
    /// # Errors
    ///
    /// The first placeholder that nothing is known to stand for.
    ///
    /// ```
    /// let jekyll = courant_read::profile::find("jekyll").expect("a profile");
    /// assert_eq!(jekyll.addresses.translate("pretty").as_deref(), Ok("/{categories}/{year}/{month}/{day}/{slug}/"));
    /// let unknown = jekyll.addresses.translate("/:moon/:title").expect_err("nobody knows it");
    /// assert_eq!(unknown.placeholder, ":moon");
    /// ```
    pub fn translate(&self, pattern: &str) -> Result<String, Untranslated> {
        let pattern = self.styles.iter().find(|(name, _)| *name == pattern).map_or(pattern, |(_, style)| style);
        let pattern = without_space_in_braces(pattern.trim());
        let mut translated = String::new();
        let mut rest = pattern.as_str();
        while let Some(first) = rest.chars().next() {
            // Hugo writes a colon that begins no placeholder so.
            if let Some(after) = rest.strip_prefix("\\:") {
                translated.push(':');
                rest = after;
                continue;
            }
            let longest = self.placeholders.iter().filter(|(known, _)| rest.starts_with(known));
            if let Some((known, field)) = longest.max_by_key(|(known, _)| known.len())
                && !continues(known, rest)
            {
                translated.push_str(field);
                rest = rest.get(known.len()..).unwrap_or_default();
                continue;
            }
            if let Some((field, after)) = self.sliced(rest) {
                translated.push_str(&field);
                rest = after;
                continue;
            }
            if begins_placeholder(rest) {
                return Err(Untranslated { placeholder: placeholder(rest).to_string() });
            }
            translated.push(first);
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
        }
        if !translated.starts_with('/') && !translated.contains("://") {
            translated.insert(0, '/');
        }
        Ok(translated)
    }

    /// A part of the sections that a pattern begins with, and what follows it.
    fn sliced<'p>(&self, rest: &'p str) -> Option<(String, &'p str)> {
        let (known, field) = self.placeholders.iter().find(|(_, field)| *field == "{sections}")?;
        let inside = rest.strip_prefix(known)?.strip_prefix('[')?;
        let (slice, after) = inside.split_once(']')?;
        let name = format!("{}[{slice}]", field.trim_matches(['{', '}']));
        is_field(&name).then(|| (format!("{{{name}}}"), after))
    }
}

/// Whether the name of a placeholder goes on behind one that is known: `:titles` is not `:title`.
fn continues(known: &str, rest: &str) -> bool {
    let after = rest.get(known.len()..).unwrap_or_default();
    known.starts_with(':')
        && known != ":output_ext"
        && after.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '[')
}

fn begins_placeholder(rest: &str) -> bool {
    rest.starts_with('{')
        || rest.strip_prefix(':').is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphanumeric()))
}

/// The placeholder that a text begins with.
fn placeholder(rest: &str) -> &str {
    let end = if rest.starts_with("{{") {
        rest.find("}}").map(|at| at + 2)
    } else if rest.starts_with('{') {
        rest.find('}').map(|at| at + 1)
    } else {
        rest.char_indices().skip(1).find(|(_, c)| !(c.is_ascii_alphanumeric() || "_[]:".contains(*c))).map(|(at, _)| at)
    };
    rest.get(..end.unwrap_or(rest.len())).unwrap_or(rest)
}

/// `{{ page.fileSlug }}` as `{{page.fileSlug}}`.
fn without_space_in_braces(pattern: &str) -> String {
    let mut depth = 0usize;
    let mut bare = String::with_capacity(pattern.len());
    for character in pattern.chars() {
        match character {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            c if c.is_whitespace() && depth > 0 => continue,
            _ => {}
        }
        bare.push(character);
    }
    bare
}

#[cfg(test)]
mod tests {
    use crate::profile::{PROFILES, find};

    /// A generator, its own pattern, and what `permalink` calls the same.
    #[test]
    fn patterns_of_generators_are_translated() {
        let cases = [
            (
                "jekyll",
                "/:categories/:year/:month/:day/:title:output_ext",
                "/{categories}/{year}/{month}/{day}/{slug}.html",
            ),
            ("jekyll", "date", "/{categories}/{year}/{month}/{day}/{slug}.html"),
            ("jekyll", "ordinal", "/{categories}/{year}/{year_day}/{slug}.html"),
            ("jekyll", "none", "/{categories}/{slug}.html"),
            ("jekyll", ":year/:i_month/:slug", "/{year}/{i_month}/{plain_slug}"),
            ("jekyll", "/blog/:short_year-:month", "/blog/{short_year}-{month}"),
            ("hugo", "/:year/:month/:slug/", "/{year}/{month}/{slug_or_title}/"),
            ("hugo", "/:sections/:slugorcontentbasename/", "/{sections}/{slug_or_filename}/"),
            ("hugo", "/:sections[1:]/:sections[last]/:title", "/{sections[1:]}/{sections[last]}/{title}"),
            ("jekyll", "weekdate", "/{categories}/{year}/W{week}/{short_weekday}/{slug}.html"),
            ("hugo", "/:section/:contentbasename", "/{section}/{filename}"),
            ("hugo", "/a\\:b/:title/", "/a:b/{title}/"),
            ("hexo", ":year/:month/:day/:title/", "/{year}/{month}/{day}/{path}/"),
            ("hexo", ":category/:name.html", "/{categories}/{filename}.html"),
            ("pelican", "{date:%Y}/{date:%b}/{date:%d}/{slug}/", "/{year}/{short_month}/{day}/{slug_or_title}/"),
            ("pelican", "posts/{category}/{slug}-{lang}.html", "/posts/{category}/{slug_or_title}-{lang}.html"),
            ("eleventy", "/blog/{{ page.fileSlug }}/", "/blog/{slug}/"),
            ("eleventy", "/jugs/{{ title | slugify }}/index.html", "/jugs/{title}/index.html"),
            ("ghost", "/{primary_tag}/{slug}/", "/{category}/{slug}/"),
            ("ghost", "https://e.example/{year}/{slug}/", "https://e.example/{year}/{slug}/"),
        ];
        for (name, pattern, expected) in cases {
            let profile = find(name).unwrap_or_else(|| panic!("{name}"));
            assert_eq!(profile.addresses.translate(pattern).as_deref(), Ok(expected), "{name} {pattern}");
        }
    }

    #[test]
    fn what_nothing_stands_for_is_named() {
        let cases = [
            ("jekyll", "/:titles/", ":titles"),
            ("jekyll", "/W:fortnight/:title", ":fortnight"),
            ("hugo", "/:sections[x:]/:slug", ":sections[x:]"),
            ("pelican", "{slug}/{date:%U}", "{date:%U}"),
            ("eleventy", "/{{ page.url | upper }}/", "{{page.url|upper}}"),
            ("hexo", ":hash/:title", ":hash"),
            ("ghost", "/{", "{"),
        ];
        for (name, pattern, expected) in cases {
            let profile = find(name).unwrap_or_else(|| panic!("{name}"));
            let failed = profile.addresses.translate(pattern).expect_err(pattern);
            assert_eq!(failed.placeholder, expected, "{name}");
        }
    }

    /// The rules of generators, each with names as their own programs made addresses of them.
    #[test]
    fn names_become_addresses_as_their_generators_make_them() {
        type Rule = fn(&super::Addresses) -> fn(&str) -> String;
        let (slug, file, title, folder): (Rule, Rule, Rule, Rule) =
            (|of| of.slug, |of| of.file_name, |of| of.title, |of| of.folder);
        let cases = [
            ("hugo", slug, "Counting Stars", "counting-stars"),
            ("hugo", title, "Über die Straße von Messina", "über-die-straße-von-messina"),
            ("hugo", title, "Node.js 20.1 & C++: what's new on board?", "node.js-20.1-c-whats-new-on-board"),
            ("hugo", title, "L'été à l’île d'Elbe", "lété-à-lîle-delbe"),
            ("hugo", title, "A page of **marks** & signs", "a-page-of-marks-signs"),
            ("hugo", title, "日本語の記事", "日本語の記事"),
            ("hugo", title, "a - b", "a-b"),
            ("hugo", file, "Wind & Weather", "wind--weather"),
            ("hugo", file, "Größe", "größe"),
            ("jekyll", slug, "what's-a-scion", "what's-a-scion"),
            ("jekyll", slug, "node.js-in-the-shed", "node.js-in-the-shed"),
            ("jekyll", slug, "poire-belle-hélène", "poire-belle-hélène"),
            ("jekyll", slug, "UPPER_case-Name", "UPPER_case-Name"),
            ("jekyll", slug, "The Slug", "The-Slug"),
            ("zola", slug, "héhé (hey)", "hehe-hey"),
            ("zola", slug, "日本", "ri-ben"),
            ("hexo", file, "Spaces & Ümlauts", "Spaces & Ümlauts"),
            ("hexo", file, "grower's-notes.v2", "grower's-notes.v2"),
            ("eleventy", file, "UPPER-Case", "UPPER-Case"),
            ("eleventy", title, "Ein Krug für Ömer", "ein-krug-fuer-oemer"),
            ("pelican", title, "Zürich & Genève, \"L'Été\" & more", "zurich-geneve-lete-more"),
            ("pelican", title, "Node.js 20.1 on the board: C++ & co.", "nodejs-201-on-the-board-c-co"),
            ("pelican", title, "夜行列車", "ye-xing-lie-che"),
            ("nikola", file, "C++ and Über", "c++-and-uber"),
            ("astro", file, "My Great_Post (2)", "my-great_post-2"),
            ("docusaurus", file, "Welcome_2", "Welcome_2"),
            ("obsidian", file, "Q&A: 100% sure?", "Q-and-A:-100-percent-sure"),
            ("obsidian", folder, "My Notes", "My-Notes"),
        ];
        for (name, rule, text, expected) in cases {
            let profile = find(name).unwrap_or_else(|| panic!("{name}"));
            assert_eq!(rule(&profile.addresses)(text), expected, "{name}");
        }
    }

    #[test]
    fn the_date_of_a_path_of_docusaurus_goes_before_it() {
        let cases = [
            ("2021-08-26-welcome", Some("2021/08/26/welcome")),
            ("2021-8-6-welcome", Some("2021/8/6/welcome")),
            ("deep/2021-08-26-welcome", Some("2021/08/26/deep/welcome")),
            ("2021/08/26-welcome", Some("2021/08/26/welcome")),
            ("2021/08/26/welcome", Some("2021/08/26/welcome")),
            ("2021-08-26-welcome/part", Some("2021/08/26/welcome/part")),
            ("2020/01/02/2021-08-26", Some("2021/08/26/2020/01/02/")),
            ("a/12021-08-26x", Some("2021/08/26/a/1x")),
            ("welcome", None),
            ("20210826-welcome", None),
            ("2021-08", None),
            ("ä2021-08-26-ö", Some("2021/08/26/äö")),
        ];
        let rule = find("docusaurus").expect("a profile").addresses.whole_path;
        for (path, expected) in cases {
            assert_eq!(rule(path).as_deref(), expected, "{path}");
        }
    }

    #[test]
    fn what_a_pattern_is_translated_to_is_known() {
        for profile in PROFILES {
            let of = &profile.addresses;
            let own = of.pattern.into_iter().map(str::to_string);
            let styles = of.styles.iter().map(|(name, _)| of.translate(name).expect(name));
            let placeholders = of.placeholders.iter().map(|(_, field)| field.to_string());
            for pattern in own.chain(styles).chain(placeholders) {
                for part in pattern.split('{').skip(1) {
                    let name = part.split('}').next().unwrap_or_default();
                    assert!(super::FIELDS.contains(&name), "{} {pattern}", profile.name);
                }
            }
        }
        assert!(super::TELLING_FIELDS.iter().all(|name| super::FIELDS.contains(name)));
    }

    #[test]
    fn no_rule_fails_on_any_name() {
        for profile in PROFILES {
            let of = &profile.addresses;
            for rule in [of.stated_slug, of.file_name, of.slug, of.folder, of.title, of.category] {
                for text in ["", "-", "///", "\u{0}\u{FFFD}", "💥", "%", "%zz", ":", "{", "..", &"é ".repeat(1000)] {
                    assert!(rule(text).len() <= text.len() * 20 + 20, "{}", profile.name);
                    assert!(of.translate(text).is_ok_and(|to| to.starts_with('/')) || text.starts_with('{'));
                }
            }
            assert!(of.pattern.is_none_or(|pattern| pattern.starts_with('/')), "{}", profile.name);
        }
    }
}
