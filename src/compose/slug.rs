//! Names of folders for names that people give: ASCII, lower case, the same for ever.

/// The longest slug, in bytes: it is one of several parts of a path.
const LONGEST: usize = 60;

/// A folder name for a category, an author or a language. Different names that come out alike are told apart by [`marked`].
pub fn slug(name: &str) -> String {
    // Signs that make a name: without them C, C++ and C# would be one.
    let spelt = name
        .replace('+', " plus ")
        .replace('#', " sharp ")
        .replace('&', " and ")
        .replace('@', " at ")
        .replace('%', " percent ");
    let spelt = if spelt.starts_with('.') { spelt.replacen('.', "dot ", 1) } else { spelt };
    let mut slug = String::new();
    for character in deunicode::deunicode(&spelt).chars() {
        if character.is_ascii_alphanumeric() {
            slug.push(character.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') && character != '\'' {
            slug.push('-');
        }
        if slug.len() >= LONGEST {
            break;
        }
    }
    let slug = slug.trim_end_matches('-').to_string();
    if slug.is_empty() || is_reserved(&slug) { marked(&slug, name) } else { slug }
}

/// A slug that also says which of several names it stands for.
pub fn marked(slug: &str, name: &str) -> String {
    let hash = blake3::hash(name.to_lowercase().as_bytes()).to_hex();
    let mark = hash.get(..8).unwrap_or_default();
    if slug.is_empty() { mark.to_string() } else { format!("{slug}-{mark}") }
}

/// Names that Windows keeps for devices: a folder of feeds must be one that everybody can check out.
fn is_reserved(slug: &str) -> bool {
    let numbered = |prefix: &str| {
        slug.strip_prefix(prefix).is_some_and(|rest| rest.len() == 1 && rest.chars().all(|c| c.is_ascii_digit()))
    };
    matches!(slug, "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_folders_that_can_be_told_apart() {
        let cases = [
            ("AI", "ai"),
            ("Beleid", "beleid"),
            ("C++", "c-plus-plus"),
            ("C#", "c-sharp"),
            (".NET", "dot-net"),
            ("Research & Development", "research-and-development"),
            ("Économie générale", "economie-generale"),
            ("Straßenbau", "strassenbau"),
            ("don't", "dont"),
            ("  spaces  ", "spaces"),
            ("Comet", "comet"),
            ("COM12", "com12"),
            ("comx", "comx"),
            ("lpt", "lpt"),
        ];
        for (name, folder) in cases {
            assert_eq!(slug(name), folder, "{name}");
        }
    }

    #[test]
    fn every_name_gets_a_folder_inside_its_own() {
        for name in
            ["", "..", "../../etc/passwd", "CON", "com1", "\u{202E}", "\0", "///", "💥", "日本語", &"x".repeat(10_000)]
        {
            let folder = slug(name);
            assert!(!folder.is_empty() && folder.len() <= LONGEST + 9, "{name:?} gives {folder:?}");
            assert!(
                folder.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'),
                "{name:?} gives {folder:?}"
            );
            assert_ne!(folder, "con");
        }
        // Windows has devices of these names.
        for name in ["CON", "prn", "aux", "nul", "com1", "LPT9"] {
            assert!(slug(name).starts_with(&format!("{}-", name.to_lowercase())), "{name}");
        }
    }

    #[test]
    fn names_of_one_folder_are_told_apart_by_all_but_their_case() {
        let [one, other, same] = ["Caf\u{e9}", "Cafe", "CAF\u{c9}"].map(|name| marked("cafe", name));
        assert!(
            one != other && one == same && one.starts_with("cafe-") && one.len() == "cafe-".len() + 8,
            "{one} {other}"
        );
    }
}
