//! What is made of the declarations of `courant.toml`'s keys, as people and editors see it.

use crate::project::Project;
use courant_testing::{assert_golden, repository};
use serde_json::Value;

const BEGIN: &str = "<!-- keys: made of src/config.rs, `UPDATE=1 cargo test` writes it -->\n";
const END: &str = "<!-- end of keys -->\n";

#[test]
fn the_table_of_the_readme_is_made_of_the_declarations() {
    let readme = std::fs::read_to_string(repository().join("README.md")).expect("there is a README");
    let (before, rest) = readme.split_once(BEGIN).expect("the table has its beginning");
    let (_, after) = rest.split_once(END).expect("the table has its end");
    assert_golden("README.md", &format!("{before}{BEGIN}{}{END}{after}", courant::config::readme_table()));
}

/// Everything that the schema says of a key is in the file that `init` writes, and nothing else is a key.
#[test]
fn the_schema_knows_the_keys_of_a_first_configuration() {
    let project = Project::new(&[]);
    let run = project.courant(&["schema"]);
    assert_eq!(run.status, 0, "{run:?}");
    let schema: Value = serde_json::from_str(&run.stdout).expect("it is JSON");
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert_eq!(schema["additionalProperties"], false);
    assert_eq!(schema["properties"]["limit"]["default"], 50);
    assert_eq!(
        schema["properties"]["formats"]["items"]["enum"],
        serde_json::json!(courant::render::FORMATS.map(|format| format.key))
    );
    assert_eq!(schema["properties"]["feed"]["items"]["required"], serde_json::json!(["name"]));
    std::fs::remove_file(project.path("courant.toml")).ok();
    assert_eq!(project.courant(&["init"]).status, 0);
    let written = project.read("courant.toml");
    let properties = schema["properties"].as_object().expect("an object");
    for (key, about) in properties {
        let is_shown = [format!("# {key} = "), format!("# [{key}]"), format!("# [[{key}]]")];
        assert!(is_shown.iter().any(|line| written.contains(line.as_str())), "{key}");
        let description = about["description"].as_str().unwrap_or_default();
        let words: Vec<&str> = written.split_whitespace().filter(|word| *word != "#").collect();
        assert!(description.len() > 10 && words.join(" ").contains(description), "{key}: {description}");
    }
}

#[test]
fn a_mistake_in_bytes_is_shown_where_it_stands_and_a_mark_counts_for_nothing() {
    let project = Project::new(&[]);
    std::fs::write(project.path("courant.toml"), b"title = \"x\"\nrights = \"\xE9\"\n").expect("a file");
    let run = project.courant(&["build"]);
    assert!(run.status == 2 && run.stderr.contains("courant.toml:2:11"), "{run:?}");
    project.write("courant.toml", "\u{FEFF}titel = \"x\"\n");
    let run = project.courant(&["build"]);
    assert!(run.stderr.contains("courant.toml:1:1: `titel` is not known here"), "{run:?}");
}
