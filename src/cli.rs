//! The command line: what can be asked for, and how it is described.

use crate::deploy::Host;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, ColorChoice, Parser, Subcommand, ValueEnum};
use courant_read::Field;
use courant_read::reader::Reader;
use courant_read::readers::{self, READERS};
use courant_validate::report::ReportFormat;
use std::path::PathBuf;

/// Turns a folder of articles into feeds that are valid and stay stable.
#[derive(Debug, Parser)]
#[command(name = "courant", version, arg_required_else_help = true, after_help = EXAMPLES, propagate_version = true)]
pub struct Cli {
    /// What to do
    #[command(subcommand)]
    pub command: Command,
    /// When to colour messages
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: ColorChoice,
}

const EXAMPLES: &str = "\
Examples:
  courant build                    seeds/ in this folder becomes feeds/
  courant build ~/articles         a folder of articles becomes ~/articles/feeds/
  courant build --dry-run          says what subscribers would see change, writes nothing
  courant show seeds/news.txt      what was understood of an article, and where it was found
  courant serve                    shows feeds and pages in the browser while you write
  courant check feeds/             checks feeds, yours or anybody's
  courant adopt old-feed.xml       keeps the ids of the feed that subscribers have
  courant init                     writes a commented courant.toml

Exit status: 0 fine; 1 something in the articles or feeds is wrong; 2 the work could not be done.";

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Turn articles into RSS, Atom and JSON feeds
    #[command(after_help = BUILD_EXAMPLES)]
    Build(BuildArguments),
    /// Show what is understood of articles, field by field, and where each was found
    #[command(after_help = SHOW_EXAMPLES)]
    Show(ShowArguments),
    /// Print the links by which browsers and readers find the feeds, for the head of your own pages
    #[command(after_help = "Example:\n  courant links > layouts/partials/feeds.html")]
    Links {
        /// The project
        #[arg(value_name = "DIR", default_value = ".")]
        project: PathBuf,
        /// Read the configuration from this file
        #[arg(long, value_name = "FILE")]
        config: Option<PathBuf>,
    },
    /// Check feeds: files, folders, addresses, standard input
    #[command(after_help = CHECK_EXAMPLES)]
    Check(CheckArguments),
    /// Explain a finding: what is checked, why, and where it is written
    #[command(after_help = "Example:\n  courant explain guid-twice")]
    Explain {
        /// Codes or names of rules
        #[arg(value_name = "RULE", required = true)]
        rules: Vec<String>,
    },
    /// List what is checked
    #[command(after_help = "Examples:\n  courant rules\n  courant rules podcast --format json")]
    Rules {
        /// Codes, names or groups of rules, or levels; all when none is named
        #[arg(value_name = "RULE")]
        rules: Vec<String>,
        /// How to print
        #[arg(long, default_value = "text")]
        format: RulesFormat,
    },
    /// Take over the ids and dates that subscribers know from feeds, so that nothing comes back as new
    #[command(after_help = ADOPT_EXAMPLES)]
    Adopt(AdoptArguments),
    /// Show, change and merge what subscribers were promised: ids, dates and addresses
    #[command(after_help = LEDGER_EXAMPLES)]
    Ledger {
        /// What to do
        #[command(subcommand)]
        command: LedgerCommand,
    },
    /// Show what subscribers see change between two states of feeds, or with the next build
    #[command(after_help = DIFF_EXAMPLES)]
    Diff(DiffArguments),
    /// End a feed that subscribers have, or one of its files: only so does its address go
    #[command(after_help = RETIRE_EXAMPLES)]
    Retire(RetireArguments),
    /// Write what makes a host deliver the feeds well: header fields, a server's configuration, a workflow
    #[command(after_help = DEPLOY_FILES_EXAMPLES)]
    DeployFiles(DeployFilesArguments),
    /// Tell the WebSub hub which feeds have changed since it was told last; after the feeds are where subscribers find them
    #[command(after_help = PING_EXAMPLES)]
    Ping(PingArguments),
    /// Build, serve the feeds and pages, and build again when articles or the configuration change
    #[cfg(feature = "serve")]
    #[command(after_help = SERVE_EXAMPLES)]
    Serve(ServeArguments),
    /// Write a commented courant.toml
    Init {
        /// The folder of the project
        #[arg(value_name = "DIR", default_value = ".")]
        project: PathBuf,
    },
    /// Print a JSON Schema of courant.toml, by which editors complete and check it
    #[command(
        after_help = "Example:\n  courant schema > courant.schema.json, and `#:schema ./courant.schema.json` as the first line of courant.toml"
    )]
    Schema,
    /// Print a completion script for a shell
    #[command(after_help = "Example:\n  courant completions bash > ~/.local/share/bash-completion/completions/courant")]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    #[command(after_help = "Example:\n  courant man > ~/.local/share/man/man1/courant.1")]
    Man,
}

const LEDGER_EXAMPLES: &str = "\
Examples:
  courant ledger show seeds/news.txt
  courant ledger set seeds/news.txt --published 2024-05-01
  courant ledger merge                  settles the conflicts that a merge has left in ledger.tsv

So that git merges ledgers by itself: `ledger.tsv merge=courant` in .gitattributes, and once in each clone
  git config merge.courant.driver 'courant ledger merge %O %A %B'";

/// What is done to a ledger.
#[derive(Debug, Subcommand)]
pub enum LedgerCommand {
    /// Show what was promised of articles and feeds
    Show {
        /// Paths of articles, folders of feeds, or ids; all when none is named
        #[arg(value_name = "ENTRY")]
        entries: Vec<String>,
        /// How to print
        #[arg(long, default_value = "text")]
        format: LedgerFormat,
        #[command(flatten)]
        project: LedgerProject,
    },
    /// Change what was promised: subscribers will see it
    Set(LedgerSetArguments),
    /// Merge two ledgers that have come from one, or settle the conflicts that a merge has left
    Merge {
        /// The ledger that both have come from, the one of this branch, which is written, and that of the other; none to settle the project's own
        #[arg(value_names = ["BASE", "OURS", "THEIRS"], num_args = 3)]
        ledgers: Vec<PathBuf>,
        #[command(flatten)]
        project: LedgerProject,
    },
}

/// Whose ledger it is.
#[derive(Debug, Args)]
pub struct LedgerProject {
    /// The project
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub project: PathBuf,
    /// Read the configuration from this file
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

/// What `ledger set` is told.
#[derive(Debug, Args)]
pub struct LedgerSetArguments {
    /// The path of an article, the folder of a feed (`.` for the main one), or an id
    #[arg(value_name = "ENTRY")]
    pub entry: String,
    /// When an article was first published
    #[arg(long, value_name = "DATE")]
    pub published: Option<String>,
    /// When it was updated last
    #[arg(long, value_name = "DATE")]
    pub updated: Option<String>,
    /// The id: subscribers will see what has another as new
    #[arg(long, value_name = "ID")]
    pub id: Option<String>,
    /// The path of the article that the promise is of
    #[arg(long, value_name = "PATH")]
    pub path: Option<String>,
    /// Whose ledger it is
    #[command(flatten)]
    pub project: LedgerProject,
}

/// How `ledger show` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LedgerFormat {
    /// For people
    Text,
    /// An object a line
    Json,
}

const BUILD_EXAMPLES: &str = "\
Examples:
  courant build
  courant build --dry-run
  courant build blog --out public/feeds
  courant build --now 2026-11-24T08:00:00Z     the same dates on every machine

Ids and dates are remembered in ledger.tsv: commit it with the articles.";

/// What `build` is told.
#[derive(Debug, Args)]
pub struct BuildArguments {
    /// The project: courant.toml in it, articles in its seeds/, feeds into its feeds/. A folder with neither is itself the folder of articles
    #[arg(value_name = "DIR", default_value = ".")]
    pub project: PathBuf,
    /// Write the feeds to this folder
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Read the configuration from this file
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Take this as the present time (RFC 3339); SOURCE_DATE_EPOCH is understood too
    #[arg(long, value_name = "TIME")]
    pub now: Option<String>,
    /// Say what would change, write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Publish although subscribers will see as new what they have
    #[arg(long)]
    pub accept_new_ids: bool,
    /// Publish although much of what subscribers have would go from their feeds
    #[arg(long)]
    pub accept_removals: bool,
    /// Publish drafts too
    #[arg(long)]
    pub drafts: bool,
    /// Publish articles dated in the future too
    #[arg(long)]
    pub future: bool,
    /// Say nothing but what is wrong
    #[arg(long, short, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Say every remark and every file
    #[arg(long, short)]
    pub verbose: bool,
}

const ADOPT_EXAMPLES: &str = "\
Examples:
  courant adopt --dry-run old/public/index.xml      moving from Hugo: what would be taken over
  courant adopt https://example.org/feed/           moving from WordPress
  courant adopt feed.xml atom.xml                   ids of RSS and of Atom, where subscribers have both
  courant adopt feeds/rss.xml                       the ledger was lost: from the feeds that are published

Articles are found by id, address, title and text, in this order. Exit status 0 also where an item has no article.";

/// What `adopt` is told.
#[derive(Debug, Args)]
pub struct AdoptArguments {
    /// Feeds (RSS, Atom, JSON Feed), folders of them, or their addresses; the first that knows an article is right
    #[arg(value_name = "FEED", required = true)]
    pub feeds: Vec<PathBuf>,
    /// The project
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub project: PathBuf,
    /// Read the configuration from this file
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Take this as the present time (RFC 3339); SOURCE_DATE_EPOCH is understood too
    #[arg(long, value_name = "TIME")]
    pub now: Option<String>,
    /// Also where the ledger promises something else
    #[arg(long)]
    pub replace: bool,
    /// Say what would be taken over, write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Name every item
    #[arg(long, short)]
    pub verbose: bool,
}

const RETIRE_EXAMPLES: &str = "\
Examples:
  courant retire --list                          every feed: its address, what it is of, its state
  courant retire categories/cafe                 by its folder
  courant retire https://example.org/feeds/categories/cafe/atom.xml
  courant retire feeds/*/*/feed.json             all of one format
  courant retire --undo categories/cafe          back, under the same address and id

A feed once published stays at its address, empty if need be, whatever becomes of its articles and of the configuration. What is retired is
noted in the ledger; the next build removes its files, and it does not come back by itself.";

/// What `retire` is told.
#[derive(Debug, Args)]
pub struct RetireArguments {
    /// Feeds by folder (`categories/cafe`) or address, or their files (`categories/cafe/atom.xml`)
    #[arg(value_name = "FEED", required_unless_present = "list")]
    pub feeds: Vec<String>,
    /// The project
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub project: PathBuf,
    /// Read the configuration from this file
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Bring them back, under the same addresses and ids
    #[arg(long, conflicts_with = "list")]
    pub undo: bool,
    /// List all feeds, with what each is of and whether it is published
    #[arg(long, conflicts_with = "feeds")]
    pub list: bool,
}

const DIFF_EXAMPLES: &str = "\
Examples:
  courant diff                                      the published feeds, and what build would write
  courant diff old-feeds/ feeds/
  courant diff https://example.org/rss.xml feeds/rss.xml
  courant diff --format json old.xml new.xml | jq .again_as_new

+ is new, ~ updated (which fields, from what to what), - gone, ^ in another place, ! comes back as new because its id has changed,
* a field of the feed itself. Feeds that do not change are not named.
Exit status: 0 nothing comes back as new; 1 something does, or a build would stop because too much would go.";

/// What `diff` is told.
#[derive(Debug, Args)]
pub struct DiffArguments {
    /// A feed or a folder of feeds, as it was
    #[arg(value_name = "OLD", requires = "new")]
    pub old: Option<PathBuf>,
    /// The same, as it is
    #[arg(value_name = "NEW")]
    pub new: Option<PathBuf>,
    /// Without OLD and NEW: the project
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub project: PathBuf,
    /// Read the configuration from this file
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Take this as the present time (RFC 3339); SOURCE_DATE_EPOCH is understood too
    #[arg(long, value_name = "TIME")]
    pub now: Option<String>,
    /// How to print
    #[arg(long, default_value = "text")]
    pub format: DiffFormat,
    /// Name every item
    #[arg(long, short)]
    pub verbose: bool,
}

/// How `diff` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// For a person
    Text,
    /// An object a line for each feed
    Json,
}

const PING_EXAMPLES: &str = "\
Examples:
  courant build && ./deploy && courant ping
  courant ping --all               also of feeds that have not changed

A hub that cannot be reached is said, and told the next time; the exit status is 0 all the same.";

/// What `ping` is told.
#[derive(Debug, Args)]
pub struct PingArguments {
    /// The project
    #[arg(value_name = "DIR", default_value = ".")]
    pub project: PathBuf,
    /// The feeds are in this folder
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Read the configuration from this file
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Tell of every feed
    #[arg(long)]
    pub all: bool,
    /// Say what the hub would be told, tell it nothing
    #[arg(long)]
    pub dry_run: bool,
}

const DEPLOY_FILES_EXAMPLES: &str = "\
Examples:
  courant deploy-files netlify                       _headers and _redirects in the folder of the site
  courant deploy-files cloudflare --out - >> static/_headers
  courant deploy-files cloudflare --redirects >> static/_redirects
  courant deploy-files nginx --out /etc/nginx/snippets/feeds.conf
  courant deploy-files apache                        feeds/.htaccess
  courant deploy-files github-pages                  .github/workflows/feeds.yml

The feeds are delivered as what browsers and readers take them for, compressed, and good for as long as `ttl` says. A file that
somebody has changed is not written over. `courant check https://...` tells afterwards how the feeds are delivered.";

/// What `deploy-files` is told.
#[derive(Debug, Args)]
pub struct DeployFilesArguments {
    /// What delivers the feeds
    pub host: Host,
    /// The project
    #[arg(value_name = "DIR", default_value = ".")]
    pub project: PathBuf,
    /// Write to this file; `-` is standard output
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Read the configuration from this file
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Write over a file that somebody has changed, or that is another's
    #[arg(long)]
    pub force: bool,
    /// Print the redirects alone, from where articles and feeds were to where they are
    #[arg(long)]
    pub redirects: bool,
}

#[cfg(feature = "serve")]
const SERVE_EXAMPLES: &str = "\
Examples:
  courant serve                                 the feeds are at http://127.0.0.1:4000/rss.xml
  courant serve blog --listen 8080
  courant serve --no-watch --listen 0.0.0.0:4000 > requests.log     behind a proxy

Open pages are loaded anew after a build; only what is sent holds the script for that, no file does. The feeds hold the addresses of the
configuration, here too: links lead to the real site. A build that fails is told, and the feeds stay as they were.
With --no-watch the folder of feeds may be written by another process: what changes in it is served within seconds.

Each request is a line on standard output: time, method, path, status, bytes, milliseconds. Ctrl-C or SIGTERM ends the server.";

/// What `serve` is told.
#[cfg(feature = "serve")]
#[derive(Debug, Args)]
pub struct ServeArguments {
    /// The project
    #[arg(value_name = "DIR", default_value = ".")]
    pub project: PathBuf,
    /// Listen on this address and port; a port alone is one of 127.0.0.1, port 0 is any that is free
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:4000")]
    pub listen: String,
    /// Build once, watch no articles and let subscribers keep what they have for a while: for a server in production
    #[arg(long)]
    pub no_watch: bool,
    /// Write the feeds to this folder, and serve it
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Read the configuration from this file
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Say nothing of requests and builds but what is wrong
    #[arg(long, short)]
    pub quiet: bool,
}

const SHOW_EXAMPLES: &str = "\
Examples:
  courant show seeds/news.txt
  courant show --format json seeds/*.md | jq .title
  courant show --lines seeds/news.txt          what each line was taken for, and why
  courant show --explain title seeds/news.txt  which titles were weighed, and why this one won
  curl -s https://example.org/article | courant show --kind html -";

/// What `show` is told.
#[derive(Debug, Args)]
pub struct ShowArguments {
    /// Articles; `-` is standard input
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// How to print
    #[arg(long, default_value = "text")]
    pub format: ShowFormat,
    /// Print every line of a text with what it was taken for, and why
    #[arg(long)]
    pub lines: bool,
    /// Print the candidates that were weighed for a field, and which won
    #[arg(long, value_name = "FIELD", conflicts_with = "lines")]
    pub explain: Option<Field>,
    /// What the articles are, whatever their names say
    #[arg(long, value_name = "KIND", value_parser = reader())]
    pub kind: Option<&'static Reader>,
    /// Read the configuration from this file (default: courant.toml here, if there is one)
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

/// How `show` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ShowFormat {
    /// For a person
    Text,
    /// One object a line for each file, each line of text, or each candidate
    Json,
}

/// The readers, as the command line names them.
fn reader() -> impl TypedValueParser<Value = &'static Reader> {
    let names = READERS.iter().map(|reader| PossibleValue::new(reader.name).help(reader.about));
    PossibleValuesParser::new(names).try_map(|name| readers::find_by_name(&name).ok_or("is no kind of article"))
}

const CHECK_EXAMPLES: &str = "\
Examples:
  courant check feeds/
  courant check --format short --deny warnings public/index.xml
  courant check --allow profile --allow R014 feed.xml
  courant check --fix --dry-run feeds/           what would be corrected, as a diff
  courant check https://example.org/feed         the feed, and how it is delivered
  courant check --links https://example.org/feed
  make-feed | courant check -

In a folder, feeds are found by what they hold, whatever their names; hidden files, node_modules and links are passed over.
A finding is named by its code, its name or its group. Allowed findings are left out, denied ones count as errors.

Exit status: 0 no errors; 1 errors, or findings that are denied; 2 something could not be read, or no feed was found.";

/// What `check` is told.
#[derive(Debug, Args)]
pub struct CheckArguments {
    /// Feeds, folders of them, or their addresses (http, https); `-` is standard input
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,
    /// Pass over files that are no feeds, also those that are named
    #[arg(long)]
    pub skip_others: bool,
    /// How findings are shown
    #[arg(long, default_value = "human", value_name = "FORMAT")]
    pub format: ReportFormat,
    /// Leave these findings out
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub allow: Vec<String>,
    /// Count these findings as errors; `warnings` and `advice` name whole levels
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub deny: Vec<String>,
    /// Leave out all but these findings
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub only: Vec<String>,
    /// Show each finding; otherwise a person (human, github) sees one of each rule in a file, and where the others are
    #[arg(long)]
    pub all: bool,
    /// Show so many findings of one file, the worst of them (default: 1000; sarif 5000; json all)
    #[arg(long, value_name = "NUMBER")]
    pub max_findings: Option<usize>,
    /// Show how often each rule found something in place of the findings: a table, or with `--format json` an object a line
    #[arg(long)]
    pub statistics: bool,
    /// Pass over the findings that this file knows, so that only new ones count
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Write what is found now into the file of --baseline, in place of what is there
    #[arg(long, requires = "baseline", conflicts_with_all = ["fix", "statistics", "output_file"])]
    pub update_baseline: bool,
    /// Write the report into this file, without colours
    #[arg(long, value_name = "FILE")]
    pub output_file: Option<PathBuf>,
    /// For an address: ask the links, pictures and enclosures in the feed too
    #[arg(long)]
    pub links: bool,
    /// Make the corrections that cannot be wrong, and show what is left; what is read from standard input is written to standard output
    #[arg(long)]
    pub fix: bool,
    /// With --fix: show the corrections as a diff, write nothing
    #[arg(long, requires = "fix")]
    pub dry_run: bool,
    /// Take this as the present time (RFC 3339); SOURCE_DATE_EPOCH is understood too
    #[arg(long, value_name = "TIME")]
    pub now: Option<String>,
    /// Read the configuration from this file (default: courant.toml here, if there is one)
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Say nothing but findings
    #[arg(long, short)]
    pub quiet: bool,
}

/// How `rules` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RulesFormat {
    /// For a person
    Text,
    /// A JSON object a line
    Json,
}
