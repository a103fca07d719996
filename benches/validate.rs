//! What checking a large feed costs with every rule on, against a program that only parses it: `cargo bench --bench validate`.
//!
//! The yardstick is `xmllint --noout` (libxml2) on the same file, run by turns with ours, so that both meet the same machine.

#[cfg(unix)]
mod cost;

#[cfg(unix)]
fn main() {
    measured::report();
}

#[cfg(not(unix))]
fn main() {
    println!("processor time and memory of a process are measured on Unix only");
}

#[cfg(unix)]
mod measured {
    use super::cost::{Cost, best, goal, run};
    use std::fmt::Write;
    use std::fs;
    use std::path::{Path, PathBuf};
    use std::process::{Command, Stdio};

    const ITEMS: usize = 22_000;
    const SMALL_FILES: usize = 989;
    const ROUNDS: usize = 5;

    pub fn report() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = folder.path();
        let large = write_feed(root, "large.xml", ITEMS);
        against_a_parser(&large);
        growth(root);
        let small = root.join("small");
        fs::create_dir(&small).expect("a folder");
        for number in 0..SMALL_FILES {
            write_feed(&small, &format!("{number:03}.xml"), 1 + number % 3);
        }
        let all = best(|| run(check(&small).env("RAYON_NUM_THREADS", "1")));
        println!("\n{SMALL_FILES} small feeds in one call, on one core");
        goal("seconds", all.seconds, 1.0);
        goal("of these, seconds of the processor", all.processor_seconds, 1.0);
        let first = small.join("000.xml");
        let mut start = Cheapest::new();
        (0..20).for_each(|_| start.add(run(&mut check(&first))));
        println!("\none small feed, the best of twenty");
        goal("milliseconds from start to end", start.0.seconds * 1e3, 5.0);
        goal("of these, milliseconds of the processor", start.0.processor_seconds * 1e3, 5.0);
    }

    fn against_a_parser(feed: &Path) {
        let megabytes = megabytes(feed);
        let mut parse = Command::new("xmllint");
        parse.arg("--noout").arg(feed);
        let has_parser = Command::new("xmllint").arg("--version").stderr(Stdio::null()).status().is_ok();
        let mut ours = Cheapest::new();
        let mut theirs = Cheapest::new();
        for _ in 0..ROUNDS {
            ours.add(run(&mut check(feed)));
            if has_parser {
                theirs.add(run(&mut parse));
            }
        }
        let one_thread = best(|| run(check(feed).env("RAYON_NUM_THREADS", "1")));
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        println!(
            "a feed of {ITEMS} items, {megabytes:.0} MB, every rule on; the best of {ROUNDS}, {threads} processors"
        );
        println!("{:28}{:>12}{:>10}{:>10}", "", "processor s", "wall s", "peak MB");
        let print = |name: &str, cost: Cost| {
            println!("{name:28}{:>12.2}{:>10.2}{:>10.0}", cost.processor_seconds, cost.seconds, cost.peak_megabytes);
        };
        print("courant check", ours.0);
        print("courant check, one thread", one_thread);
        if has_parser {
            print("xmllint --noout", theirs.0);
            goal("wall, times xmllint", ours.0.seconds / theirs.0.seconds, 1.0);
            goal("wall on one thread, times xmllint", one_thread.seconds / theirs.0.seconds, 1.0);
            goal("processor, times xmllint", ours.0.processor_seconds / theirs.0.processor_seconds, 1.0);
        } else {
            println!("xmllint is not installed: there is nothing to compare with");
        }
        goal("peak memory, times the file", ours.0.peak_megabytes / megabytes, 4.0);
    }

    fn growth(root: &Path) {
        println!("\nprocessor seconds as the feed grows");
        let mut per_megabyte = Vec::new();
        for wanted in [10, 20, 40] {
            let feed = write_feed(root, &format!("{wanted}.xml"), ITEMS * wanted / 50);
            let cost = best(|| run(check(&feed).env("RAYON_NUM_THREADS", "1")));
            println!("{:>6.1} MB{:>10.3}", megabytes(&feed), cost.processor_seconds);
            per_megabyte.push(cost.processor_seconds / megabytes(&feed));
        }
        if let [first, .., last] = per_megabyte.as_slice() {
            goal("a megabyte of the largest, times one of the smallest", last / first, 1.2);
        }
    }

    /// The least of each that some runs took.
    struct Cheapest(Cost);

    impl Cheapest {
        fn new() -> Cheapest {
            let most = f64::INFINITY;
            Cheapest(Cost { processor_seconds: most, seconds: most, peak_megabytes: most })
        }

        fn add(&mut self, cost: Cost) {
            let least = &mut self.0;
            least.processor_seconds = least.processor_seconds.min(cost.processor_seconds);
            least.seconds = least.seconds.min(cost.seconds);
            least.peak_megabytes = least.peak_megabytes.min(cost.peak_megabytes);
        }
    }

    fn check(path: &Path) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_courant"));
        command.args(["check", "--quiet", "--now", "2026-11-24T08:00:00Z"]).arg(path);
        command
    }

    fn megabytes(path: &Path) -> f64 {
        fs::metadata(path).map_or(0.0, |file| file.len() as f64 / 1e6)
    }

    const WORDS: &[&str] = &[
        "the", "harbour", "bridge", "water", "a", "council", "decided", "on", "ferry", "morning", "after", "years",
        "of", "work", "people", "crossed", "café", "first", "and", "last", "boats", "lay", "in", "sand", "wind",
    ];

    /// A feed as a large publisher writes it: full texts, half of them in CDATA, pictures, authors and categories.
    fn write_feed(folder: &Path, name: &str, items: usize) -> PathBuf {
        let mut feed = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\" \
             xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
             xmlns:media=\"http://search.yahoo.com/mrss/\">\n<channel>\n<title>Measured</title>\n<link>https://example.org/</link>\n\
             <description>Articles that nobody wrote</description>\n<language>en</language>\n\
             <atom:link rel=\"self\" type=\"application/rss+xml\" href=\"https://example.org/feed.xml\"/>\n",
        );
        for number in 0..items {
            write_item(&mut feed, number).expect("a string takes all");
        }
        feed.push_str("</channel>\n</rss>\n");
        let path = folder.join(name);
        fs::write(&path, feed).expect("there is room");
        path
    }

    fn write_item(feed: &mut String, number: usize) -> std::fmt::Result {
        let mut random = number as u64 * 2_654_435_761 + 88_172_645_463_325_252;
        let mut words = |count: usize| {
            let mut text = String::from("Then");
            for _ in 0..count {
                random ^= random << 13;
                random ^= random >> 7;
                random ^= random << 17;
                text.push(' ');
                text.push_str(WORDS[(random % WORDS.len() as u64) as usize]);
            }
            text
        };
        let mut body = String::new();
        for paragraph in 0..3 {
            let (before, linked, after) = (words(36), words(3), words(16));
            let address = format!("https://example.org/articles/{}/", number * 7 + paragraph);
            writeln!(
                body,
                "<p>{before}, <a href=\"{address}\">{linked}</a> &amp; {after} — <em>{}</em>.</p>",
                words(2)
            )?;
        }
        let picture = format!("https://example.org/pictures/{number}");
        writeln!(
            body,
            "<figure><img src=\"{picture}.jpg\" alt=\"{}\" width=\"800\" height=\"600\"/></figure>",
            words(4)
        )?;
        let body = match number % 2 {
            0 => format!("<![CDATA[{body}]]>"),
            _ => body.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"),
        };
        writeln!(feed, "<item>\n  <title>{} &amp; {}</title>", words(6), words(2))?;
        writeln!(feed, "  <link>https://example.org/articles/{number}/</link>")?;
        writeln!(feed, "  <guid isPermaLink=\"false\">tag:example.org,2020:{number}</guid>")?;
        writeln!(feed, "  <pubDate>Tue, 24 Nov 2026 0{}:00:00 +0000</pubDate>", number % 8)?;
        writeln!(feed, "  <dc:creator>Ada Example</dc:creator>\n  <category>Harbour</category>")?;
        writeln!(feed, "  <category domain=\"https://example.org/tags\">{}</category>", words(1))?;
        writeln!(feed, "  <description>{}</description>\n  <content:encoded>{body}</content:encoded>", words(30))?;
        writeln!(
            feed,
            "  <media:content url=\"{picture}.jpg\" type=\"image/jpeg\" medium=\"image\" width=\"800\" height=\"600\">"
        )?;
        writeln!(feed, "    <media:title type=\"plain\">{}</media:title>", words(4))?;
        writeln!(feed, "    <media:credit role=\"photographer\">Bo Example</media:credit>\n  </media:content>")?;
        writeln!(feed, "  <media:thumbnail url=\"{picture}-small.jpg\" width=\"160\" height=\"120\"/>\n</item>")
    }
}
