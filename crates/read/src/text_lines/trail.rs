//! The path that a site prints above an article: `Home > News > Harbour`.

use crate::line_phrases::{Phrases, Use, fold};

/// The longest part of a path, in words: what is longer is a sentence, or the title at its end.
const LONGEST_PART: usize = 5;

/// Whether a line is such a path: two arrows or more, or one between short parts.
pub fn is_trail(text: &str) -> bool {
    let parts: Vec<&str> = parts(text).collect();
    let short = |part: &&str| part.split_whitespace().count() <= LONGEST_PART && !part.ends_with(['.', '!', '?']);
    let (last, above) = parts.split_last().map_or(("", [].as_slice()), |(last, above)| (*last, above));
    (2..=8).contains(&parts.len()) && text.len() <= 300 && above.iter().all(short) && (parts.len() > 2 || short(&last))
}

/// The parts of a line that name parts of the publication, widest first: neither the first page nor the title.
pub fn sections<'a>(text: &'a str, title: Option<&str>, phrases: Phrases) -> Vec<&'a str> {
    let title = title.map(fold);
    let names = |part: &&str| {
        let folded = fold(part);
        let leads = phrases.uses(&folded).has_any(&[Use::Navigation, Use::Share]);
        !leads && Some(&folded) != title.as_ref() && part.split_whitespace().count() <= LONGEST_PART
    };
    parts(text).filter(names).collect()
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(['>', '›', '»', '→']).flat_map(|part| part.split(" / ")).map(str::trim).filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_told_from_a_line_that_has_an_arrow() {
        let table = [
            ("Home > News > Harbour", true),
            ("News › Harbour", true),
            ("Home / Local history / A bridge that nobody wanted opens after all", true),
            ("› More news", false),
            ("Read on → the whole story of the bridge, from its first stone to its last", false),
            ("Harbour", false),
        ];
        for (line, expected) in table {
            assert_eq!(is_trail(line), expected, "{line}");
        }
    }

    #[test]
    fn neither_the_first_page_nor_the_title_is_a_section() {
        let line = "Home > News > Harbour > A bridge opens";
        assert_eq!(sections(line, Some("A Bridge opens"), Phrases::for_language("en")), ["News", "Harbour"]);
        assert_eq!(sections("Inicio » Cultura", None, Phrases::for_language("es")), ["Cultura"]);
        assert_eq!(sections("Harbour", None, Phrases::for_language("en")), ["Harbour"]);
    }
}
