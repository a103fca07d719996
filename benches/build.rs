//! What a build of 10,000 articles costs, against the least that any program would need for the same: `cargo bench`.
//!
//! All articles go into one RSS and one Atom feed with full content. The floor reads every file, renders its Markdown and writes as many
//! bytes, and does nothing else: no front matter, no sanitising, no ids, no check, no safe publishing.

#[cfg(unix)]
mod cost;

#[cfg(unix)]
fn main() {
    let arguments: Vec<_> = std::env::args().collect();
    match arguments.iter().position(|argument| argument == measured::FLOOR) {
        Some(place) => measured::floor(&arguments[place + 1..]),
        None => measured::report(),
    }
}

#[cfg(not(unix))]
fn main() {
    println!("processor time and memory of a process are measured on Unix only");
}

#[cfg(unix)]
mod measured {
    use super::cost::{Cost, best, goal, run};
    use pulldown_cmark::{Options, Parser, html};
    use std::fs;
    use std::path::Path;
    use std::process::Command;

    pub const FLOOR: &str = "--floor";
    const ARTICLES: usize = 10_000;
    const WORDS: usize = 600;
    const CONFIG: &str = "title = \"Measured\"\nlink = \"https://example.org/\"\nfeed_url = \"https://example.org/feeds/\"\n\
        permalink = \"https://example.org/{path}/\"\nlimit = 0\nmax_bytes = 0\nformats = [\"rss\", \"atom\"]\ncategory_feeds = false\n";

    pub fn report() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = folder.path();
        let articles = std::env::var("ARTICLES").ok().and_then(|count| count.parse().ok()).unwrap_or(ARTICLES);
        write_articles(root, articles);
        println!("{articles} Markdown articles of {WORDS} words, all in one RSS and one Atom feed; the best of three");
        let first = best(|| {
            for path in ["feeds", ".courant"] {
                let _ = fs::remove_dir_all(root.join(path));
            }
            let _ = fs::remove_file(root.join("ledger.tsv"));
            build(root)
        });
        let again = best(|| build(root));
        fs::write(root.join("seeds/one-more.md"), article(articles)).expect("there is room");
        let one_more = build(root);
        let feeds: Vec<String> = ["rss.xml", "atom.xml"]
            .map(|name| fs::metadata(root.join("feeds").join(name)).map_or(0, |file| file.len()).to_string())
            .to_vec();
        println!("feeds of {} bytes", feeds.join(" and "));
        let own = std::env::current_exe().expect("this program");
        let floor = best(|| run(Command::new(&own).arg(FLOOR).arg(root).args(&feeds)));
        println!("{:24}{:>12}{:>10}{:>10}", "", "processor s", "wall s", "peak MB");
        for (name, cost) in
            [("floor", floor), ("first build", first), ("one article more", one_more), ("nothing changed", again)]
        {
            println!("{name:24}{:>12.2}{:>10.2}{:>10.0}", cost.processor_seconds, cost.seconds, cost.peak_megabytes);
        }
        goal("first build, times the floor", first.processor_seconds / floor.processor_seconds, 4.0);
        goal("peak of the first build, MB", first.peak_megabytes, 500.0);
        goal("nothing changed, part of the first", again.processor_seconds / first.processor_seconds, 1.0 / 3.0);
    }

    fn build(root: &Path) -> Cost {
        run(Command::new(env!("CARGO_BIN_EXE_courant"))
            .args(["build", "--quiet", "--now", "2026-11-24T08:00:00Z"])
            .arg(root))
    }

    /// The floor: the project, and how long each feed is to be.
    pub fn floor(arguments: &[String]) {
        let root = Path::new(&arguments[0]);
        let mut paths: Vec<_> =
            fs::read_dir(root.join("seeds")).expect("articles").flatten().map(|entry| entry.path()).collect();
        paths.sort();
        let mut bodies = Vec::new();
        for path in paths {
            let text = fs::read_to_string(path).expect("an article");
            let body = text.splitn(3, "---\n").nth(2).unwrap_or(&text);
            let mut rendered = String::new();
            html::push_html(&mut rendered, Parser::new_ext(body, Options::all()));
            bodies.push(rendered);
        }
        for (number, length) in arguments[1..].iter().enumerate() {
            let mut feed = String::new();
            for body in &bodies {
                feed.push_str("<item><description>");
                feed.push_str(&body.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"));
                feed.push_str("</description></item>\n");
            }
            let length = length.parse().expect("a number of bytes");
            let mut bytes = feed.into_bytes();
            bytes.resize(length, b' ');
            fs::write(root.join(format!("floor-{number}.xml")), bytes).expect("there is room");
        }
    }

    fn write_articles(root: &Path, count: usize) {
        fs::create_dir_all(root.join("seeds")).expect("a folder");
        fs::write(root.join("courant.toml"), CONFIG).expect("there is room");
        for number in 0..count {
            fs::write(root.join(format!("seeds/article-{number:05}.md")), article(number)).expect("there is room");
        }
    }

    const VOCABULARY: &[&str] = &[
        "the", "harbour", "bridge", "water", "a", "council", "decided", "on", "ferry", "morning", "after", "years",
        "of", "work", "people", "crossed", "first", "and", "last", "boats", "lay", "in", "sand", "wind", "from",
        "north", "price", "bread",
    ];
    const SUBJECTS: &[&str] = &["Harbour", "Traffic", "Weather", "Council", "Fishing", "Trade", "History"];

    /// An article that nobody would mistake for prose, in the shape of one: headings, links, emphasis, a list and a quotation.
    fn article(number: usize) -> String {
        let mut random = number as u64 * 2_654_435_761 + 88_172_645_463_325_252;
        let mut next = move |below: usize| {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            (random % below as u64) as usize
        };
        let mut text = format!(
            "---\ntitle: \"Article {number}: {} {}\"\ndate: 20{:02}-{:02}-{:02}T{:02}:00:00Z\ntags: [{}, {}]\nauthor: Ada Example\n---\n\n",
            VOCABULARY[next(VOCABULARY.len())],
            VOCABULARY[next(VOCABULARY.len())],
            10 + number % 16,
            1 + next(12),
            1 + next(28),
            next(24),
            SUBJECTS[number % SUBJECTS.len()],
            SUBJECTS[next(SUBJECTS.len())],
        );
        let mut sentence_start = true;
        for word_number in 1..=WORDS {
            let word = VOCABULARY[next(VOCABULARY.len())];
            match word_number % 75 {
                0 => text.push_str(&format!("{word}.\n\n## {word} and {}\n\n", VOCABULARY[next(VOCABULARY.len())])),
                20 => text.push_str(&format!("[{word}](../article-{:05}/) ", next(ARTICLES))),
                30 => text.push_str(&format!("*{word}* & ")),
                45 => text.push_str(&format!("{word}:\n\n- one {word}\n- another\n\n> A {word} said so.\n\nThen ")),
                part if part % 12 == 0 => text.push_str(&format!("{word}. ")),
                _ if sentence_start => text.push_str(&format!("{}{} ", word[..1].to_uppercase(), &word[1..])),
                _ => text.push_str(&format!("{word} ")),
            }
            sentence_start = text.ends_with(". ") || text.ends_with("\n\n");
        }
        text.push('\n');
        text
    }
}
