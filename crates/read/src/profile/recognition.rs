//! By which files the site of a generator is known.

use super::{PROFILES, Profile};
use std::cmp::Reverse;

/// The files of a site, wherever they are: paths are inside its folder, with `/` between their parts.
pub trait SiteTree {
    /// Whether there is a file or a folder.
    fn has(&self, path: &str) -> bool;

    /// The names in a folder, sorted; none where there is no folder.
    fn names(&self, folder: &str) -> Vec<String>;

    /// The text of a file, or why it cannot be read; nothing where there is none.
    fn text(&self, path: &str) -> Option<Result<String, String>>;
}

/// Files that are there in the sites of one generator.
#[derive(Clone, Copy, Debug)]
pub struct Sign {
    /// A file or folder; of `{one,other}` any.
    pub path: &'static str,
    /// Another one beside it, if there has to be one.
    pub with: Option<&'static str>,
    /// Words of which the file has to hold one, if it has to.
    pub says: &'static [&'static str],
    /// How well it tells this generator from all others.
    pub tells: Tells,
}

/// How well a sign tells a generator from all others, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tells {
    /// Others have such a file too: only where nothing says more.
    Little,
    /// Others have a file of this name, but not with this beside or in it.
    Well,
    /// No other generator has a file of this name.
    Alone,
}

impl Sign {
    /// A file that no other generator has.
    pub const fn alone(path: &'static str) -> Sign {
        Sign { path, with: None, says: &[], tells: Tells::Alone }
    }

    /// A file that others have too.
    pub const fn shared(path: &'static str) -> Sign {
        Sign { path, with: None, says: &[], tells: Tells::Little }
    }

    /// Only with another file or folder beside it.
    pub const fn with(self, path: &'static str) -> Sign {
        Sign { with: Some(path), tells: Tells::Well, ..self }
    }

    /// Only where it holds one of these words.
    pub const fn says(self, words: &'static [&'static str]) -> Sign {
        Sign { says: words, tells: Tells::Well, ..self }
    }

    /// The file by which the site in a folder is known.
    fn found(&self, tree: &dyn SiteTree, folder: &str) -> Option<String> {
        let place = |path: &str| format!("{folder}{path}");
        let beside = |path: &str| alternatives(path).iter().any(|path| tree.has(&place(path)));
        let has = |path: &String| tree.has(&place(path)) && self.with.is_none_or(beside);
        let says = |path: &String| {
            let text = || tree.text(&place(path)).and_then(Result::ok).unwrap_or_default();
            self.says.is_empty() || self.says.iter().any(|word| text().contains(word))
        };
        alternatives(self.path).into_iter().find(|path| has(path) && says(path))
    }
}

/// A site that is known, and by what.
#[derive(Clone, Debug, PartialEq)]
pub struct Recognized {
    /// Its generator.
    pub profile: &'static Profile,
    /// The folder of the site, with `/` at its end; empty where it is the whole.
    pub folder: String,
    /// The file by which it is known, inside that folder.
    pub sign: String,
}

/// Where a site may lie in a repository that holds more.
const FOLDERS: [&str; 7] = ["", "docs/", "site/", "website/", "blog/", "web/", "www/"];

/// The site that is there: of several signs the one that tells most, of several folders the outermost.
pub fn recognize(tree: &dyn SiteTree) -> Option<Recognized> {
    let folders = FOLDERS
        .into_iter()
        .enumerate()
        .filter(|(_, folder)| folder.is_empty() || tree.has(folder.trim_end_matches('/')));
    let found = folders.flat_map(|(at, folder)| {
        let signs = PROFILES.into_iter().flat_map(|profile| profile.signs.iter().map(move |sign| (profile, sign)));
        let found = signs.filter_map(move |(profile, sign)| {
            let file = sign.found(tree, folder)?;
            Some(((sign.tells, Reverse(at)), Recognized { profile, folder: folder.to_string(), sign: file }))
        });
        found.collect::<Vec<_>>()
    });
    // Of equals the first in the table.
    found.reduce(|best, other| if other.0 > best.0 { other } else { best }).map(|(_, recognized)| recognized)
}

/// The folder of the site of a generator that is stated: where it is known by a sign, else the whole.
pub fn folder_of(profile: &Profile, tree: &dyn SiteTree) -> String {
    let is_there = |folder: &&str| {
        (folder.is_empty() || tree.has(folder.trim_end_matches('/')))
            && profile.signs.iter().any(|sign| sign.found(tree, folder).is_some())
    };
    FOLDERS.into_iter().find(is_there).unwrap_or_default().to_string()
}

/// The paths that a pattern stands for: `{a,b}.{x,y}` is four. Patterns are ours, and short.
pub(super) fn alternatives(pattern: &str) -> Vec<String> {
    let braces = pattern.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)));
    let Some((before, (inner, after))) = braces else { return vec![pattern.to_string()] };
    let ends = alternatives(after);
    inner.split(',').flat_map(|one| ends.iter().map(move |end| format!("{before}{one}{end}"))).collect()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use std::collections::BTreeMap;

    /// A site in memory.
    pub struct Files(pub BTreeMap<&'static str, &'static str>);

    impl Files {
        pub fn of(files: &[(&'static str, &'static str)]) -> Files {
            Files(files.iter().copied().collect())
        }
    }

    impl SiteTree for Files {
        fn has(&self, path: &str) -> bool {
            self.0
                .keys()
                .any(|known| known.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
        }

        fn names(&self, folder: &str) -> Vec<String> {
            let below = self.0.keys().filter_map(|path| path.strip_prefix(folder)?.strip_prefix('/'));
            let mut names: Vec<String> = below.filter_map(|path| path.split('/').next()).map(str::to_string).collect();
            names.dedup();
            names
        }

        fn text(&self, path: &str) -> Option<Result<String, String>> {
            self.0.get(path).map(|text| Ok(text.to_string()))
        }
    }

    #[test]
    fn a_site_is_known_by_its_files() {
        /// The files of a site; its profile, its folder, and the file by which it is known.
        type Case<'c> = (&'c [(&'static str, &'static str)], Option<(&'c str, &'c str, &'c str)>);
        let cases: &[Case] = &[
            (&[("hugo.toml", ""), ("content/a.md", "")], Some(("hugo", "", "hugo.toml"))),
            (&[("config.yaml", "baseURL: x"), ("content/a.md", "")], Some(("hugo", "", "config.yaml"))),
            (
                &[("config/_default/hugo.toml", ""), ("package.json", "{}")],
                Some(("hugo", "", "config/_default/hugo.toml")),
            ),
            (&[("config.toml", "base_url = \"x\""), ("content/a.md", "")], Some(("zola", "", "config.toml"))),
            (&[("config.toml", "baseurl = \"x\""), ("content/a.md", "")], Some(("hugo", "", "config.toml"))),
            (&[("config.toml", "[server]"), ("src/main.rs", "")], None),
            (&[("_config.yml", "title: x"), ("_posts/a.md", "")], Some(("jekyll", "", "_config.yml"))),
            (&[("_config.yml", "title: x"), ("source/_posts/a.md", "")], Some(("hexo", "", "_config.yml"))),
            (&[("_config.yml", "theme: x"), ("README.md", "")], Some(("jekyll", "", "_config.yml"))),
            (&[("_posts/2024-01-01-a.md", "")], None),
            (&[("docs/_config.yml", "title: x"), ("docs/_posts/a.md", "")], Some(("jekyll", "docs/", "_config.yml"))),
            (&[(".eleventy.js", "")], Some(("eleventy", "", ".eleventy.js"))),
            (&[("eleventy.config.mjs", "")], Some(("eleventy", "", "eleventy.config.mjs"))),
            (&[("astro.config.ts", "")], Some(("astro", "", "astro.config.ts"))),
            (&[("website/docusaurus.config.ts", "")], Some(("docusaurus", "website/", "docusaurus.config.ts"))),
            (&[("next.config.mjs", ""), ("posts/a.mdx", "")], Some(("next", "", "next.config.mjs"))),
            (&[("next.config.js", ""), ("app/page.tsx", "")], None),
            (&[("pelicanconf.py", "")], Some(("pelican", "", "pelicanconf.py"))),
            (&[("conf.py", "BLOG_TITLE = 'x'")], Some(("nikola", "", "conf.py"))),
            (&[("conf.py", "project = 'Sphinx'"), ("index.rst", "")], None),
            (&[("docs/.vitepress/config.mts", "")], Some(("vitepress", "docs/", ".vitepress/config.mts"))),
            (
                &[("quartz.config.ts", ""), ("content/.obsidian/app.json", "")],
                Some(("obsidian", "", "quartz.config.ts")),
            ),
            (&[(".obsidian/app.json", "{}"), ("a.md", "")], Some(("obsidian", "", ".obsidian"))),
            // A vault beside a generator is edited with Obsidian, and published by the other.
            (&[(".obsidian/app.json", "{}"), ("hugo.yaml", ""), ("content/a.md", "")], Some(("hugo", "", "hugo.yaml"))),
            (&[("seeds/a.md", "")], None),
        ];
        for (files, expected) in cases {
            let found = recognize(&Files::of(files));
            let found = found.as_ref().map(|found| (found.profile.name, found.folder.as_str(), found.sign.as_str()));
            assert_eq!(found, *expected, "{files:?}");
        }
    }

    #[test]
    fn patterns_stand_for_paths() {
        assert_eq!(alternatives("a"), ["a"]);
        assert_eq!(alternatives("{,b/}a.{x,y}"), ["a.x", "a.y", "b/a.x", "b/a.y"]);
    }
}
