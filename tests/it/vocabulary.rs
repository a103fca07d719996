//! Categories from a vocabulary file: by which names articles find them, and what readers of the feeds get.

use crate::project::Project;
use courant_testing::shared;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;

/// Of the shape in which IPTC's Media Topics are passed on, with the keys that they have for languages. Kept short.
const SUBJECTS: &str = r#"[
    {"code": "medtop:90000001", "level": 1, "retired": "", "name": {"ar": "موانئ", "de": "Häfen", "dk": "havne", "en-GB": "harbours",
     "en-US": "harbors", "es": "Puertos", "fr": "Ports", "no-NB": "havner", "no-NN": "hamner", "pt-PT": "portos de mar", "pt-BR": "portos",
     "se": "Hamnar", "zh-Hans": "港口"}},
    {"code": "medtop:90000002", "level": 2, "retired": "", "name": {"en-GB": "fisheries", "de": "Fischerei"}},
    {"code": "medtop:90000003", "level": 2, "retired": "2020-01-01T12:00:00+00:00", "name": {"en-GB": "whaling", "de": "Walfang"}}]"#;

/// The name of the first of them, by the language that an article states.
const NAMES: [(&str, &str); 15] = [
    ("ar", "موانئ"),
    ("de", "Häfen"),
    ("da", "havne"),
    ("en", "harbours"),
    ("en-GB", "harbours"),
    ("en-US", "harbors"),
    ("es", "Puertos"),
    ("fr", "Ports"),
    ("nb", "havner"),
    ("no", "havner"),
    ("nn", "hamner"),
    ("pt-PT", "portos de mar"),
    ("pt-BR", "portos"),
    ("sv", "Hamnar"),
    ("zh-Hans", "港口"),
];

const SITE: &str = "title = \"Quay\"\nlink = \"https://example.org/\"\nfeed_url = \"https://example.org/feeds/\"\nlanguage = \"en\"\n\
    vocabulary = \"subjects.json\"\n";
const SCHEME: &str = "http://cv.iptc.org/newscodes/mediatopic/";

fn site(articles: &[(&str, &str)]) -> Project {
    let project = Project::new(&[("courant.toml", SITE), ("subjects.json", SUBJECTS)]);
    articles.iter().for_each(|(path, text)| project.write(path, text));
    project
}

/// Term, label and scheme of each category of an article.
fn shown(project: &Project, path: &str) -> Vec<[String; 3]> {
    let run = project.courant(&["show", "--format", "json", path]);
    categories(&run.stdout)
}

/// The same, of a line of JSON.
fn categories(json: &str) -> Vec<[String; 3]> {
    let article: Value = serde_json::from_str(json).unwrap_or_else(|error| panic!("{error}: {json}"));
    let part = |category: &Value, key: &str| category[key].as_str().unwrap_or_default().to_string();
    let categories = article["categories"].as_array().into_iter().flatten();
    categories.map(|category| ["term", "label", "scheme"].map(|key| part(category, key))).collect()
}

#[test]
fn every_language_of_the_vocabulary_finds_its_categories_and_labels_them() {
    let project = site(&[]);
    for (language, name) in NAMES {
        let text = format!("---\ntitle: T\nlang: {language}\ntags: [{name}]\n---\nText.\n");
        project.write("seeds/a.md", text);
        let expected = [["medtop:90000001".to_string(), name.to_string(), SCHEME.to_string()]];
        assert_eq!(shown(&project, "seeds/a.md"), expected, "{language}");
    }
    // Whatever name an article uses, its readers see the one in its own language.
    for name in ["harbors", "HÄFEN", "medtop:90000001", "90000001", "http://cv.iptc.org/newscodes/mediatopic/90000001"]
    {
        project.write("seeds/a.md", format!("---\ntitle: T\nlang: fr\ntags: [\"{name}\"]\n---\nText.\n"));
        assert_eq!(shown(&project, "seeds/a.md").concat().get(1).map(String::as_str), Some("Ports"), "{name}");
    }
    project.write("seeds/a.md", "---\ntitle: T\nlang: de\ntags: [Walfang]\n---\nText.\n");
    assert_eq!(shown(&project, "seeds/a.md"), [["Walfang", "Walfang", ""]], "retired");
}

#[test]
fn what_a_text_names_behind_a_label_is_found_too() {
    let project = site(&[
        (
            "seeds/texts/netze.txt",
            "Die Netze werden geflickt\n3. Mai 2026\nAm Kai werden seit dem Morgen die Netze geflickt, und viele Leute sehen dabei zu.\n\
             Die Arbeit dauert bis zum Abend, sagt der Vorsitzende des Vereins der Fischer.\nThemen: Häfen, Fischerei, Netze\n",
        ),
        (
            "seeds/texts/filets.txt",
            "Les filets sont réparés sur le quai\n3 mai 2026\nDepuis ce matin, on répare les filets sur le quai, et beaucoup de gens regardent.\n\
             Le travail dure jusqu'au soir, dit le président de l'association des pêcheurs.\nMots-clés : Ports, filets\n",
        ),
    ]);
    let labels = |path: &str| shown(&project, path).into_iter().map(|[_, label, _]| label).collect::<Vec<_>>();
    assert_eq!(labels("seeds/texts/netze.txt"), ["Häfen", "Fischerei", "Netze", "texts"]);
    assert_eq!(labels("seeds/texts/filets.txt"), ["Ports", "filets", "texts"]);
}

#[test]
fn readers_get_term_label_and_scheme_and_one_feed_for_a_category_of_many_languages() {
    let project = site(&[
        ("seeds/a.md", "---\ntitle: A\ndate: 2026-05-01\nlang: de\ntags: [Häfen]\n---\nText.\n"),
        ("seeds/b.md", "---\ntitle: B\ndate: 2026-05-02\nlang: es\ntags: [Puertos]\n---\nTexto.\n"),
        ("seeds/c.md", "---\ntitle: C\ndate: 2026-05-03\nlang: en\ntags: [harbours]\n---\nText.\n"),
    ]);
    project.write("courant.toml", format!("{SITE}[[feed]]\nname = \"quays\"\ncategories = [\"Hamnar\"]\n"));
    project.build();
    let atom = project.read("feeds/atom.xml");
    assert!(
        atom.contains(&format!("<category term=\"medtop:90000001\" scheme=\"{SCHEME}\" label=\"Häfen\"/>")),
        "{atom}"
    );
    let rss = project.read("feeds/rss.xml");
    assert!(rss.contains(&format!("<category domain=\"{SCHEME}\">Puertos</category>")), "{rss}");
    let json: Value = serde_json::from_str(&project.read("feeds/feed.json")).expect("JSON");
    assert_eq!(json["items"][0]["tags"], serde_json::json!(["harbours"]));
    assert_eq!(project.titles("feeds/categories/harbours/atom.xml"), ["C", "B", "A"]);
    assert_eq!(project.titles("feeds/quays/atom.xml"), ["C", "B", "A"]);
    let feed = project.feed("feeds/atom.xml");
    let category = &feed.entries[1].categories[0];
    let read = (category.term.as_str(), category.label.as_deref(), category.scheme.as_deref());
    assert_eq!(read, ("medtop:90000001", Some("Puertos"), Some(SCHEME)));
}

#[test]
fn plurals_and_articles_of_a_language_are_one_category_by_the_vocabulary_alone() {
    let project = Project::new(&[("seeds/a.md", "---\ntitle: T\ntags: [The Arts, Arts, Art, arts]\n---\nText.\n")]);
    let labels =
        |project: &Project| shown(project, "seeds/a.md").into_iter().map(|[_, label, _]| label).collect::<Vec<_>>();
    assert_eq!(labels(&project), ["The Arts", "Arts", "Art"]);
    project.write("courant.toml", "vocabulary = \"subjects.csv\"\n");
    project.write("subjects.csv", "term,label,scheme,aliases\narts,Arts,,the arts|art\n");
    assert_eq!(labels(&project), ["Arts"]);
}

/// Only what is a category elsewhere in the collection, or a subject of the vocabulary in the article's language.
#[test]
fn categories_are_suggested_for_articles_that_name_none() {
    let project = Project::new(&[
        ("courant.toml", "suggest = true\nvocabulary = \"subjects.json\"\nfolder_categories = false\n"),
        (
            "subjects.json",
            r#"[{"code": "s:1", "name": {"en": "cranes", "nl": "kranen"}}, {"code": "s:2", "name": {"en": "art", "de": "Kunst"}}]"#,
        ),
        ("seeds/a.md", "---\ntitle: Regatta\ndate: 2026-05-01\ntags: [Sailing]\n---\nSailing boats.\n"),
        (
            "seeds/b.md",
            "---\ntitle: Sailing again\ndate: 2026-05-02\nlang: en\n---\nThe quay. Two cranes, and the cranes turn. The quay is full.\n",
        ),
        (
            "seeds/c.md",
            "---\ntitle: Art der Arbeit\ndate: 2026-05-03\nlang: de\n---\nDiese Art der Arbeit, jene Art.\n",
        ),
        ("seeds/d.md", "---\ntitle: Cranes\ndate: 2026-05-04\nlang: en\ntags: [Harbour]\n---\nCranes, cranes.\n"),
    ]);
    project.build();
    let json: Value = serde_json::from_str(&project.read("feeds/feed.json")).expect("JSON");
    let tags: Vec<&Value> = json["items"].as_array().into_iter().flatten().map(|item| &item["tags"]).collect();
    assert_eq!(tags[0], &serde_json::json!(["Harbour"]), "an article that names its own keeps to them");
    assert_eq!(tags[1], &Value::Null, "a word of another language is no name: {tags:?}");
    assert_eq!(tags[2], &serde_json::json!(["Sailing", "cranes"]), "not `quay`, which is nobody's category");
    assert!(project.read("feeds/atom.xml").contains("<category term=\"s:1\" label=\"cranes\"/>"));
    project.write("courant.toml", "folder_categories = false\n");
    project.build();
    assert!(!project.read("feeds/feed.json").contains("cranes\""), "off unless it is asked for");
}

/// The real one: every name in each of its languages leads to a concept of that name, with its code, its scheme and that label.
#[test]
fn the_media_topics_of_iptc_are_usable_in_all_their_languages() {
    let Some(path) = shared("vocabularies/iptc_mediatopics_2023-10-24.json") else { return };
    let text = fs::read_to_string(path).expect("it is there");
    let topics: Vec<Value> = serde_json::from_str(&text).expect("a list");
    let topics: Vec<&Value> = topics.iter().filter(|topic| topic["retired"] == "").collect();
    // By language, the names and which codes each has.
    let mut names: BTreeMap<&str, BTreeMap<&str, Vec<&str>>> = BTreeMap::new();
    for topic in &topics {
        for (language, name) in topic["name"].as_object().expect("names") {
            let codes = names.entry(language).or_default().entry(name.as_str().expect("a name")).or_default();
            codes.push(topic["code"].as_str().expect("a code"));
        }
    }
    assert_eq!(names.len(), 13);
    let project = site(&[]);
    project.write("subjects.json", &text);
    let mut wanted = Vec::new();
    for (key, names) in names {
        let language = match key {
            "dk" => "da",
            "se" => "sv",
            "no-NB" => "nb",
            "no-NN" => "nn",
            tag => tag,
        };
        // Names that differ in case alone are one category, and two concepts of one name cannot be told apart.
        let mut once: BTreeMap<String, (&str, Vec<&str>)> = BTreeMap::new();
        for (name, codes) in names {
            once.entry(name.to_lowercase()).or_insert((name, Vec::new())).1.extend(codes);
        }
        let tags: Vec<&str> = once.values().map(|(name, _)| *name).collect();
        let tags = serde_json::to_string(&tags).expect("JSON");
        let path = format!("seeds/{language}.md");
        project.write(&path, format!("---\ntitle: T\nlang: {language}\ntags: {tags}\n---\nText.\n"));
        wanted.push((path, once));
    }
    let paths = wanted.iter().map(|(path, _)| path.as_str());
    let run = project.courant(&["show", "--format", "json"].into_iter().chain(paths).collect::<Vec<_>>());
    assert_eq!(run.stdout.lines().count(), 13, "{run:?}");
    for ((path, names), json) in wanted.iter().zip(run.stdout.lines()) {
        let found = categories(json);
        let is_there = |(name, codes): &(&str, Vec<&str>)| {
            found.iter().any(|[term, label, scheme]| {
                codes.contains(&term.as_str()) && label.to_lowercase() == name.to_lowercase() && scheme == SCHEME
            })
        };
        let missed: Vec<&str> = names.values().filter(|one| !is_there(one)).map(|(name, _)| *name).collect();
        assert!(missed.is_empty(), "{path}: {missed:?}");
    }
}
