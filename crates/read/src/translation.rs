//! One article in several languages: which file is the version of which, and in which language.

use crate::language_data::{self, Fact};
use courant_text::language_tag::LanguageTag;
use std::collections::{BTreeMap, BTreeSet};

/// What a path says of a version of an article that is there in other languages too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Translation {
    /// The language that the path names.
    pub language: LanguageTag,
    /// The path without that, which all versions share: of `boat/index.fr.md` and `fr/boat/index.md` it is `boat/index.md`.
    pub of: String,
    /// The path from which its address is made: generators put the language first, and that of the whole site nowhere.
    pub place: String,
}

/// What is known of the languages of a site.
#[derive(Clone, Debug, Default)]
pub struct SiteLanguages {
    /// The main one.
    pub main: Option<LanguageTag>,
    /// All that its configuration states.
    pub all: Vec<LanguageTag>,
    /// Whether its generator is known, so that paths mean what they mean there.
    pub is_stated: bool,
}

/// The articles that are versions of others, by path. Where the site states its languages its word counts (Hugo and Zola: `name.fr.md`, and
/// Hugo, Astro and VitePress: a folder for each language); else a file is a version of another where that lies beside it: `name.md`, or the
/// same in the folder of another language.
pub fn translations<'p>(
    paths: impl Iterator<Item = &'p str> + Clone,
    site: &SiteLanguages,
) -> BTreeMap<String, Translation> {
    let there: BTreeSet<&str> = paths.clone().collect();
    let known: BTreeSet<&str> = language_data::rows(Fact::Evidence).map(|row| row.language).collect();
    let language = |name: &str| {
        let tag = LanguageTag::parse(name)?;
        let stated = |tag: &LanguageTag| site.all.iter().any(|one| one.as_str().eq_ignore_ascii_case(tag.as_str()));
        let is_known = if site.all.is_empty() { known.contains(tag.primary()) } else { stated(&tag) };
        is_known.then_some(tag)
    };
    // What lies in the folder of a language, by the rest of its path.
    let mut in_folders: BTreeMap<&str, usize> = BTreeMap::new();
    for (folder, rest) in paths.clone().filter_map(|path| path.split_once('/')) {
        if language(folder).is_some() {
            *in_folders.entry(rest).or_default() += 1;
        }
    }
    let of_name = |path: &str| {
        let (folder, name) = path.rsplit_once('/').map_or(("", path), |(folder, name)| (folder, name));
        let (bare, ending) = name.rsplit_once('.')?;
        let (bare, tag) = bare.rsplit_once('.')?;
        let tag = language(tag).filter(|_| !bare.is_empty())?;
        let slash = if folder.is_empty() { "" } else { "/" };
        let of = format!("{folder}{slash}{bare}.{ending}");
        let is_main = site.main.as_ref() == Some(&tag);
        let place = match (is_main, site.is_stated || bare == "index") {
            (true, true) => of.clone(),
            (false, true) => format!("{}/{of}", tag.as_str().to_lowercase()),
            (_, false) => path.to_string(),
        };
        (!site.all.is_empty() || there.contains(of.as_str())).then_some(Translation { language: tag, of, place })
    };
    // An index lies in every folder: that alone makes none a translation of the folder above.
    let is_telling = |of: &str| {
        let name = of.rsplit_once('/').map_or(of, |(_, name)| name);
        name.split_once('.')
            .is_none_or(|(bare, _)| !bare.eq_ignore_ascii_case("index") && !bare.eq_ignore_ascii_case("readme"))
    };
    let shared = paths.clone().filter_map(|path| path.split_once('/'));
    let translated: BTreeSet<&str> =
        shared.filter(|(_, of)| is_telling(of) && there.contains(of)).map(|(folder, _)| folder).collect();
    let of_folder = |path: &str| {
        let (folder, of) = path.split_once('/')?;
        let tag = language(folder)?;
        let has_others =
            in_folders.get(of).is_some_and(|count| *count > 1) || (there.contains(of) && translated.contains(folder));
        let is_main = site.main.as_ref() == Some(&tag);
        let place = if is_main && site.is_stated { of } else { path };
        (!site.all.is_empty() || has_others).then(|| Translation {
            language: tag,
            of: of.to_string(),
            place: place.to_string(),
        })
    };
    paths.filter_map(|path| Some((path.to_string(), of_name(path).or_else(|| of_folder(path))?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Path, language, what all versions share, and the place.
    type Row = (String, String, String, String);
    /// Paths, the languages that the site states, and which are versions.
    type Case<'c> = (&'c [&'c str], &'c [&'c str], Vec<Row>);

    fn found(paths: &[&str], languages: &[&str]) -> Vec<Row> {
        let tag = |text: &&str| LanguageTag::parse(text).expect("a tag");
        let site = SiteLanguages {
            main: LanguageTag::parse("en"),
            all: languages.iter().map(tag).collect(),
            is_stated: !languages.is_empty(),
        };
        let row = |(path, Translation { language, of, place }): (String, Translation)| {
            (path, language.to_string(), of, place)
        };
        translations(paths.iter().copied(), &site).into_iter().map(row).collect()
    }

    #[test]
    fn a_version_is_known_by_what_lies_beside_it() {
        let row =
            |path: &str, language: &str, of: &str, place: &str| (path.into(), language.into(), of.into(), place.into());
        let cases: &[Case] = &[
            (&["a.md", "a.fr.md"], &[], vec![row("a.fr.md", "fr", "a.md", "a.fr.md")]),
            (&["a.fr.md"], &[], vec![]),
            (
                &["b/index.md", "b/index.pt-BR.md"],
                &[],
                vec![row("b/index.pt-BR.md", "pt-BR", "b/index.md", "pt-br/b/index.md")],
            ),
            (&["node.js.md", "node.md", "a.io.md", "a.md", ".fr.md"], &[], vec![]),
            (
                &["en/a.md", "fr/a.md", "fr/b.md"],
                &[],
                vec![row("en/a.md", "en", "a.md", "en/a.md"), row("fr/a.md", "fr", "a.md", "fr/a.md")],
            ),
            (&["go/a.md", "js/a.md", "a/b/fr/c.md"], &[], vec![]),
            (&["a.md", "fr/a.md"], &[], vec![row("fr/a.md", "fr", "a.md", "fr/a.md")]),
            // `cs` may be computer science: that both have an index says nothing.
            (&["index.md", "cs/index.md", "readme.md", "cs/README.md"], &[], vec![]),
            (
                &["index.md", "fr/index.md", "a.md", "fr/a.md"],
                &[],
                vec![row("fr/a.md", "fr", "a.md", "fr/a.md"), row("fr/index.md", "fr", "index.md", "fr/index.md")],
            ),
            // The site says its languages.
            (
                &["a.fr.md", "a.de.md", "x/b.en.md"],
                &["en", "fr"],
                vec![row("a.fr.md", "fr", "a.md", "fr/a.md"), row("x/b.en.md", "en", "x/b.md", "x/b.md")],
            ),
            (
                &["en/a.md", "fr/b.md", "de/c.md"],
                &["en", "fr"],
                vec![row("en/a.md", "en", "a.md", "a.md"), row("fr/b.md", "fr", "b.md", "fr/b.md")],
            ),
        ];
        for (paths, languages, expected) in cases {
            assert_eq!(found(paths, languages), *expected, "{paths:?} {languages:?}");
        }
    }
}
