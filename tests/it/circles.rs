//! No circle of imports inside a crate but that of parent and child: whoever changes a room need know only the rooms below it.
//!
//! A module is a file. Of two modules what stands side by side below their nearest common parent is compared: `plain_text::body` that
//! imports `html_page::body` is `plain_text` importing `html_page`. A name that a module has from another is followed to where it is
//! declared, so that a parent's `pub use` hides nothing.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn no_module_imports_what_imports_it() {
    let of_crate = |(name, folder): &(String, PathBuf)| {
        let found = circles(&Modules::of(folder)).into_iter();
        found.map(|(parent, members)| (name.clone(), parent, members)).collect::<Vec<_>>()
    };
    let found: Vec<(String, String, String)> = crates().iter().flat_map(of_crate).collect();
    assert!(found.is_empty(), "modules that import each other (crate, parent, modules):\n{found:#?}");
}

#[test]
fn a_circle_is_found_through_children_and_names_handed_on() {
    let file = |path: &str, code: &str| (path_of(path), code.to_string());
    type Case = (&'static str, Vec<(Names, String)>, &'static str);
    let table: [Case; 6] = [
        ("down", vec![file("", "mod a; mod b;"), file("a", "use crate::b::B;"), file("b", "")], ""),
        ("each other", vec![file("", ""), file("a", "use super::b::B;"), file("b", "fn f() { crate::a::f() }")], "a b"),
        ("parent and child", vec![file("", "use a::A;"), file("a", "use super::{Root, b::B};"), file("b", "")], ""),
        (
            "a child of one",
            vec![file("", ""), file("a", ""), file("a::c", "use crate::b;"), file("b", "use crate::a::A;")],
            "a b",
        ),
        (
            "handed on",
            vec![file("", "pub use b::B;"), file("a", "use crate::B;"), file("b", "use crate::{a::{A, C}};")],
            "a b",
        ),
        (
            "of three",
            vec![file("", ""), file("a", "use super::b;"), file("b", "use super::c;"), file("c", "use super::a;")],
            "a b c",
        ),
    ];
    for (name, files, expected) in table {
        let found = circles(&Modules { code: files.into_iter().collect() });
        let found: Vec<String> = found.into_iter().map(|(_, members)| members).collect();
        assert_eq!(found.join("; "), expected, "{name}");
    }
}

/// The names of a module and those above it, from the crate's root on.
type Names = Vec<String>;

fn path_of(text: &str) -> Names {
    text.split("::").map(str::trim).filter(|name| !name.is_empty()).map(str::to_string).collect()
}

/// Every crate of the workspace: its name, and the folder of its sources.
fn crates() -> Vec<(String, PathBuf)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = vec![("courant".to_string(), root.join("src"))];
    let members = fs::read_dir(root.join("crates")).expect("the crates are there").flatten();
    all.extend(members.map(|member| (member.file_name().to_string_lossy().into_owned(), member.path().join("src"))));
    all.retain(|(_, folder)| folder.is_dir());
    all.sort();
    all
}

/// The modules of a crate, with their code.
struct Modules {
    code: BTreeMap<Names, String>,
}

impl Modules {
    fn of(folder: &Path) -> Modules {
        let mut code = BTreeMap::new();
        let mut folders = vec![folder.to_path_buf()];
        while let Some(inside) = folders.pop() {
            for path in fs::read_dir(inside).expect("a folder of sources").flatten().map(|entry| entry.path()) {
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|extension| extension == "rs") {
                    let module = module_of(path.strip_prefix(folder).expect("it was found there"));
                    if module.last().is_none_or(|name| name != "tests") {
                        code.entry(module).or_insert_with(String::new).push_str(&code_of(&path));
                    }
                }
            }
        }
        assert!(!code.is_empty(), "no sources in {}", folder.display());
        Modules { code }
    }

    /// The module in which what a path names is declared, if it is of this crate.
    fn find(
        &self,
        path: &[String],
        from: &Names,
        names: &HashMap<(Names, String), Names>,
        depth: usize,
    ) -> Option<Names> {
        let mut module = from.clone();
        let mut rest = path;
        match rest.first().map(String::as_str)? {
            "crate" => (module, rest) = (Vec::new(), &rest[1..]),
            "self" => rest = &rest[1..],
            "super" => {
                while rest.first().is_some_and(|name| name == "super") {
                    module.pop();
                    rest = &rest[1..];
                }
            }
            first => {
                let child = [module.as_slice(), &[first.to_string()]].concat();
                if !self.code.contains_key(&child) {
                    return None;
                }
            }
        }
        while let Some(name) = rest.first() {
            let child = [module.as_slice(), std::slice::from_ref(name)].concat();
            if !self.code.contains_key(&child) {
                break;
            }
            (module, rest) = (child, &rest[1..]);
        }
        let handed_on = rest.first().and_then(|name| names.get(&(module.clone(), name.clone())));
        let further = handed_on.filter(|_| depth < 8).and_then(|path| self.find(path, &module, names, depth + 1));
        Some(further.unwrap_or(module))
    }

    /// Of each module those that it imports.
    fn imports(&self) -> Vec<(Names, Names)> {
        let mut names = HashMap::new();
        for (module, code) in &self.code {
            for path in imported(code) {
                let last = path.last().expect("a path has a name").clone();
                names.insert((module.clone(), last), path);
            }
        }
        let edges = self.code.iter().flat_map(|(module, code)| {
            let named = imported(code).into_iter().chain(mentioned(code));
            named.filter_map(|path| Some((module.clone(), self.find(&path, module, &names, 0)?)))
        });
        edges.collect()
    }
}

fn module_of(relative: &Path) -> Names {
    let text = relative.with_extension("").to_string_lossy().replace(std::path::MAIN_SEPARATOR, "::");
    let mut module = path_of(&text);
    if module.last().is_some_and(|name| matches!(name.as_str(), "mod" | "lib" | "main")) {
        module.pop();
    }
    module
}

/// The code of a file: without the test modules, which stand last, and without comments.
fn code_of(path: &Path) -> String {
    let text = fs::read_to_string(path).expect("a source file");
    let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    code.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// The paths of the `use` declarations.
fn imported(code: &str) -> Vec<Names> {
    let statements = code.split(';').filter_map(|statement| {
        let at = statement.rfind("use ").filter(|at| {
            let before = statement[..*at].trim_end_matches(' ');
            before.is_empty() || before.ends_with(['\n', '{', '}', ')']) || before.ends_with("pub")
        })?;
        Some(&statement[at + 4..])
    });
    statements.flat_map(|tree| leaves(tree, &[])).filter(|path| !path.is_empty()).collect()
}

/// The paths of a tree of imports: `a::{b, c::{self, D as E}}`.
fn leaves(tree: &str, above: &[String]) -> Vec<Names> {
    let tree = tree.trim();
    let Some((prefix, list)) = tree.split_once('{') else {
        let path = tree.split(" as ").next().unwrap_or_default();
        let own = path_of(path).into_iter().filter(|name| name != "self" || above.is_empty());
        return vec![above.iter().cloned().chain(own).collect()];
    };
    let above: Names = above.iter().cloned().chain(path_of(prefix)).collect();
    let list = list.rsplit_once('}').map_or(list, |(list, _)| list);
    let (mut depth, mut parts) = (0, vec![String::new()]);
    for character in list.chars() {
        depth += i32::from(character == '{') - i32::from(character == '}');
        if character == ',' && depth == 0 {
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut() {
            part.push(character);
        }
    }
    parts.iter().filter(|part| !part.trim().is_empty()).flat_map(|part| leaves(part, &above)).collect()
}

/// The paths that stand in the code itself: `super::lines::Line`.
fn mentioned(code: &str) -> Vec<Names> {
    let words = code.split(|c: char| !c.is_alphanumeric() && c != '_' && c != ':');
    words.map(|word| word.trim_matches(':')).filter(|word| word.contains("::")).map(path_of).collect()
}

/// The circles of a crate: below which parent, and which of its children, in the order of the alphabet.
fn circles(modules: &Modules) -> Vec<(String, String)> {
    let mut siblings: BTreeMap<Names, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
    for (from, to) in modules.imports() {
        let common = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
        if let (Some(one), Some(other)) = (from.get(common), to.get(common)) {
            let below = siblings.entry(from[..common].to_vec()).or_default();
            below.entry(one.clone()).or_default().insert(other.clone());
        }
    }
    let named = siblings.iter().flat_map(|(parent, imports)| {
        circles_of(imports)
            .into_iter()
            .map(|members| (parent.join("::"), members.into_iter().collect::<Vec<_>>().join(" ")))
    });
    named.collect()
}

/// The sets of more than one that reach each other.
fn circles_of(imports: &BTreeMap<String, BTreeSet<String>>) -> BTreeSet<BTreeSet<String>> {
    let reached = |from: &str| {
        let (mut reached, mut open) = (BTreeSet::new(), vec![from.to_string()]);
        while let Some(next) = open.pop() {
            let new = imports.get(&next).into_iter().flatten().filter(|name| !reached.contains(*name)).cloned();
            let new: Vec<String> = new.collect();
            reached.extend(new.iter().cloned());
            open.extend(new);
        }
        reached
    };
    let all: BTreeMap<&String, BTreeSet<String>> = imports.keys().map(|name| (name, reached(name))).collect();
    let own = |name: &String| -> BTreeSet<String> {
        let reaches_back = |other: &&String| all.get(*other).is_some_and(|reached| reached.contains(name));
        all.get(name).into_iter().flatten().filter(reaches_back).cloned().collect()
    };
    imports.keys().map(own).filter(|members| members.len() > 1).collect()
}
