//! Routes by files: where sites made of pages have the address of a post (Next.js, Astro).

use super::recognition::SiteTree;

/// How a program tells a route that stands for many pages from others.
pub struct RouteFiles {
    /// The folders that routes are in, inside that of the site.
    pub roots: &'static [&'static str],
    /// What a folder with a route of its own holds (`page.tsx` in `app/blog/[slug]`), without the ending; empty where a file is the route
    /// (`[slug].astro`).
    pub page: &'static str,
    /// The endings of the files.
    pub endings: &'static [&'static str],
}

/// A route to which something is to be filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// Its folders, with `/` before each: `/blog`, or nothing.
    pub folders: String,
    /// The file, inside the site.
    pub from: String,
}

/// More folders than a site has routes.
const MOST_FOLDERS: usize = 500;
/// Deeper than routes lie.
const DEEPEST: usize = 6;
/// What the folders of posts are called.
const BLOGS: [&str; 5] = ["blog", "posts", "post", "articles", "writing"];
/// What posts are called where routes have a name for them; `[tag]` and `[page]` are lists.
const POSTS: [&str; 9] = ["slug", "slugs", "id", "post", "path", "name", "article", "title", "postId"];

impl RouteFiles {
    /// The route of posts, of several that whose folder is called like that of the articles, else the only one.
    pub fn of_posts(&self, folder: &str, articles: &str, tree: &dyn SiteTree) -> Option<Route> {
        let mut found = Vec::new();
        let mut open: Vec<(String, String, usize)> =
            self.roots.iter().rev().map(|root| (format!("{folder}{root}"), String::new(), 0)).collect();
        let mut count = 0;
        while let Some((place, route, depth)) = open.pop() {
            count += 1;
            if count > MOST_FOLDERS {
                break;
            }
            for name in tree.names(&place) {
                let path = format!("{place}/{name}");
                let stem = self.endings.iter().find_map(|ending| name.strip_suffix(ending));
                if stem.is_some() && is_of_posts(&name) && self.page.is_empty() {
                    found.push(Route { folders: route.clone(), from: path });
                } else if stem.is_none() && is_of_posts(&name) && !self.page.is_empty() {
                    let pages = self.endings.iter().map(|ending| format!("{path}/{}{ending}", self.page));
                    found
                        .extend(pages.filter(|page| tree.has(page)).map(|from| Route { folders: route.clone(), from }));
                } else if depth < DEEPEST && !name.contains('.') && !name.starts_with(['[', '_', '@']) {
                    // `(group)` is no part of an address.
                    let is_group = name.starts_with('(') && name.ends_with(')');
                    let below = if is_group { route.clone() } else { format!("{route}/{name}") };
                    open.push((path, below, depth + 1));
                }
            }
        }
        let last = articles.rsplit('/').next().unwrap_or(articles);
        let called = |route: &&Route| route.folders.rsplit('/').next() == Some(last);
        let is_usual = |route: &&Route| BLOGS.iter().any(|name| route.folders.ends_with(name));
        let only = (found.len() == 1).then(|| found.first()).flatten();
        found.iter().find(called).or(only).or_else(|| found.iter().find(is_usual)).cloned()
    }
}

/// Whether a name is that of a route to posts: `[slug]`, `[...slug].astro`, `[[...slug]]`.
fn is_of_posts(name: &str) -> bool {
    let inside = name.trim_start_matches('[').trim_start_matches("...");
    let parameter = inside.split(']').next().unwrap_or_default();
    name.starts_with('[') && inside.contains(']') && POSTS.contains(&parameter)
}
