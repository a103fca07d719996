#!/usr/bin/env python3
"""agree.py COURANT: other people's readers see in feeds/ what `courant show` and the ledger say.

feedparser reads RSS and Atom: ids, titles, dates, links, categories and summaries; newsboat: ids, titles and dates.
Run in the project's folder. Exit status 1 when anything differs, with a line for each difference.
"""
import calendar, csv, datetime, json, os, pathlib, sqlite3, subprocess, sys, tempfile

import feedparser

FEEDS = pathlib.Path("feeds")
differences = []


def differs(where, what, expected, seen):
    if expected != seen:
        differences.append(f"{where}: {what}: expected {expected!r}, seen {seen!r}")


def moment(text):
    return int(datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp())


def ledger():
    """id -> path, published, updated of every article that was ever published."""
    with open("ledger.tsv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    rows = [row for row in rows if next(iter(row.values())) == "article"]
    if not rows:
        sys.exit("ledger.tsv names no article")
    return {row["id"]: row for row in rows}


def shown(program, paths):
    """path -> what `courant show` understands of the article."""
    files = [f"seeds/{path}" for path in paths]
    output = subprocess.run([program, "show", "--format", "json", *files], capture_output=True, check=True).stdout
    return dict(zip(paths, map(json.loads, output.decode("utf-8").splitlines())))


def check_with_feedparser(path, records, articles):
    feed = feedparser.parse(str(path))
    if feed.bozo:
        differences.append(f"{path}: feedparser: {feed.bozo_exception}")
    for entry in feed.entries:
        record = records.get(entry.get("id"))
        if record is None:
            differences.append(f"{path}: {entry.get('id')} is not in the ledger")
            continue
        article, where = articles[record["path"]], f"{path}: {record['path']}"
        differs(where, "title", article["title"], entry.get("title"))
        differs(where, "published", moment(record["published"]), calendar.timegm(entry.published_parsed))
        if path.name == "atom.xml":
            differs(where, "updated", moment(record["updated"]), calendar.timegm(entry.updated_parsed))
        terms = [tag.get("label") or tag.term for tag in entry.get("tags", [])]
        differs(where, "categories", [category["label"] for category in article["categories"]], terms)
        differs(where, "summary", article["summary"], entry.get("summary"))
        people = [person["name"] for person in article["authors"]]
        differs(where, "authors", people, [author.get("name") for author in entry.get("authors", [])])
    return len(feed.entries)


def check_with_newsboat(path, records, articles):
    with tempfile.TemporaryDirectory() as folder:
        urls, cache, config = (os.path.join(folder, name) for name in ("urls", "cache.db", "config"))
        pathlib.Path(urls).write_text(path.absolute().as_uri() + "\n")
        pathlib.Path(config).write_text("")
        environment = dict(os.environ, HOME=folder, LANG="C.UTF-8")
        command = ["newsboat", "-q", "-u", urls, "-c", cache, "-C", config, "-x", "reload"]
        subprocess.run(command, check=True, env=environment, stdin=subprocess.DEVNULL, timeout=120)
        with sqlite3.connect(cache) as database:
            rows = database.execute("select guid, title, pubDate from rss_item").fetchall()
    for guid, title, published in rows:
        record = records.get(guid)
        if record is None:
            differences.append(f"{path}: newsboat: {guid} is not in the ledger")
            continue
        where = f"{path}: newsboat: {record['path']}"
        differs(where, "title", articles[record["path"]]["title"], title)
        differs(where, "date", moment(record["published"]), published)
    return len(rows)


def main():
    records = ledger()
    in_feeds = {item["id"] for path in FEEDS.rglob("feed.json") for item in json.loads(path.read_text())["items"]}
    articles = shown(sys.argv[1], sorted(records[id]["path"] for id in in_feeds if id in records))
    paths = sorted(path for path in FEEDS.rglob("*.xml") if path.name in ("rss.xml", "atom.xml"))
    if not paths:
        sys.exit("there are no feeds")
    for path in paths:
        items = len(json.loads((path.parent / "feed.json").read_text())["items"])
        differs(path, "entries in feedparser", items, check_with_feedparser(path, records, articles))
        differs(path, "entries in newsboat", items, check_with_newsboat(path, records, articles))
    print(f"{len(paths)} feeds, {len(articles)} articles, {len(differences)} differences")
    print("\n".join(differences))
    sys.exit(1 if differences else 0)


main()
