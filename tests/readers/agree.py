#!/usr/bin/env python3
"""agree.py COURANT: other people's readers see in our feeds what `courant show` and the ledger say.

Reads are compared field by field, in RSS, Atom and JSON Feed: feedparser, newsboat, sfeed, rss-parser, feedsmith and feed-rs, on the sample
articles and on those in tests/readers/articles, which hold what readers stumble over. What each reads is a table, READERS.md; a field that
a reader begins or ceases to read changes it, and `UPDATE=1` writes it anew.
Exit status 1 when a field is read as something else, or the table is not the one that is committed. Run in the project's folder.
"""
import calendar, csv, datetime, html.parser, json, mimetypes, os, pathlib, re, shutil, sqlite3, subprocess, sys, tempfile, urllib.parse

import feedparser

COURANT = os.path.abspath(sys.argv[1])
HERE = pathlib.Path(__file__).parent
TABLE = HERE.parent.parent / "READERS.md"
FORMATS = [("RSS 2.0", "rss.xml"), ("Atom 1.0", "atom.xml"), ("JSON Feed 1.1", "feed.json")]
FEED_FIELDS = ["title", "description", "link", "self", "language"]
ITEM_FIELDS = ["id", "title", "link", "published", "updated", "authors", "categories", "schemes", "summary", "content", "image",
               "enclosures", "enclosure types", "enclosure lengths", "language"]
LABELS = {"schemes": "schemes of categories", "self": "own address", "id": "id (guid)"}
differences = []


class Visible(html.parser.HTMLParser):
    """The words of HTML, and the addresses in it."""

    def __init__(self, base):
        super().__init__(convert_charrefs=True)
        self.base, self.words, self.addresses = base, [], []

    def handle_starttag(self, tag, attributes):
        self.words.append(" ")
        self.addresses += [urllib.parse.urljoin(self.base, value) for name, value in attributes if name in ("href", "src")]

    def handle_endtag(self, tag):
        self.words.append(" ")

    def handle_data(self, data):
        self.words.append(data)


def visible(text, base=""):
    """What a person sees of HTML, in one line, then the addresses in it."""
    parser = Visible(base)
    parser.feed(text)
    parser.close()
    return " ".join(" ".join("".join(parser.words).split()).split() + sorted(parser.addresses))


def moment(text):
    return int(datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp())


def ledger(folder):
    """id -> path, published, updated of every article that was ever published."""
    with open(folder / "ledger.tsv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    rows = [row for row in rows if next(iter(row.values())) == "article"]
    if not rows:
        sys.exit("ledger.tsv names no article")
    return {row["id"]: row for row in rows}


def shown(folder, paths):
    """path -> what `courant show` understands of the article."""
    files = [f"seeds/{path}" for path in paths]
    output = subprocess.run([COURANT, "show", "--format", "json", *files], cwd=folder, capture_output=True, check=True).stdout
    return dict(zip(paths, map(json.loads, output.decode("utf-8").splitlines())))


def expected_of(folder, record, article):
    """An article in the fields of readers: what was understood of it, with the addresses that the configuration gives."""
    path = record["path"]
    place = pathlib.PurePosixPath(path).with_suffix("")
    # A slug that is stated takes the place of the file's name.
    slug = re.search(rb"^\W*slug\W+([\w-]+)", (folder / "seeds" / path).read_bytes(), re.MULTILINE | re.IGNORECASE)
    if slug:
        place = place.with_name(slug[1].decode("utf-8"))
    link = article["url"] or f"https://harbour.example/{urllib.parse.quote(str(place))}/"
    media = []
    for medium in article["media"]:
        beside = folder / "seeds" / pathlib.PurePosixPath(path).parent / medium["url"]
        is_here = "://" not in medium["url"]
        media.append((urllib.parse.urljoin(link, medium["url"]), medium["type"] or mimetypes.guess_type(medium["url"])[0],
                      beside.stat().st_size if is_here else medium["length"]))
    return {
        "id": record["id"],
        "title": article["title"],
        "link": link,
        "published": moment(record["published"]),
        "updated": moment(record["updated"]),
        "authors": [person["name"] for person in article["authors"]],
        "categories": [category["label"] for category in article["categories"]],
        "terms": [category["term"] for category in article["categories"]],
        "schemes": [category["scheme"] for category in article["categories"]],
        "summary": article["summary"],
        "content": visible(article["content_html"], link),
        "image": article["image"] and article["image"]["url"] and urllib.parse.urljoin(link, article["image"]["url"]),
        "enclosures": [url for url, _, _ in media],
        "enclosure types": [kind for _, kind, _ in media],
        "enclosure lengths": [length for _, _, length in media],
        "language": article["language"],
    }


def read_with_feedparser(paths):
    for path in paths:
        feed = feedparser.parse(str(path))
        if not feed.version:
            yield None
            continue
        if feed.bozo:
            differences.append(f"{path.name}: feedparser: {feed.bozo_exception}")
        items = []
        for entry in feed.entries:
            files = entry.get("enclosures", [])
            images = [medium["url"] for medium in entry.get("media_content", []) if medium.get("medium") == "image"]
            images += [thumbnail["url"] for thumbnail in entry.get("media_thumbnail", [])]
            items.append({
                "id": entry.get("id"),
                "title": entry.get("title"),
                "link": entry.get("link"),
                "published": calendar.timegm(entry.published_parsed),
                # An item of RSS says only what is not the same.
                "updated": calendar.timegm(dict.get(entry, "updated_parsed") or entry.published_parsed),
                "authors": [author.get("name") for author in entry.get("authors", [])],
                "categories": [tag.get("label") or tag.term for tag in entry.get("tags", [])],
                "schemes": [tag.get("scheme") for tag in entry.get("tags", [])],
                "summary": entry.get("summary"),
                "content": next((content.value for content in entry.get("content", [])), None),
                "image": next(iter(images), None),
                "enclosures": [file.get("href") for file in files],
                "enclosure types": [file.get("type") for file in files],
                "enclosure lengths": [int(file.length) if file.get("length") else None for file in files],
                "language": entry.get("language") or entry.title_detail.get("language"),
            })
        own = next((link.href for link in feed.feed.get("links", []) if link.rel == "self"), None)
        yield {"title": feed.feed.get("title"), "description": feed.feed.get("subtitle"), "link": feed.feed.get("link"), "self": own,
               "language": feed.feed.get("language"), "items": items}


def read_with_newsboat(paths):
    for path in paths:
        with tempfile.TemporaryDirectory() as folder:
            urls, cache, config = (os.path.join(folder, name) for name in ("urls", "cache.db", "config"))
            pathlib.Path(urls).write_text(path.absolute().as_uri() + "\n")
            pathlib.Path(config).write_text("")
            environment = dict(os.environ, HOME=folder, LANG="C.UTF-8")
            command = ["newsboat", "-q", "-u", urls, "-c", cache, "-C", config, "-x", "reload"]
            subprocess.run(command, check=True, env=environment, stdin=subprocess.DEVNULL, timeout=120, capture_output=True)
            with sqlite3.connect(cache) as database:
                database.row_factory = sqlite3.Row
                rows = database.execute("select * from rss_item").fetchall()
                feed = database.execute("select * from rss_feed").fetchone()
        items = [{
            "id": row["guid"], "title": row["title"], "link": row["url"], "published": row["pubDate"], "content": row["content"],
            # It keeps one line of them all.
            "authors": row["author"].split(", ") if row["author"] else [],
            "enclosures": [row["enclosure_url"]] if row["enclosure_url"] else [],
            "enclosure types": [row["enclosure_type"]] if row["enclosure_url"] else [],
        } for row in rows]
        yield {"title": feed["title"], "link": feed["url"], "items": items} if items else None


def read_with_sfeed(paths):
    def unescaped(text):
        return text.replace("\\\\", "\0").replace("\\n", "\n").replace("\\t", "\t").replace("\0", "\\")

    for path in paths:
        output = subprocess.run(["sfeed"], stdin=open(path, "rb"), capture_output=True, check=True, timeout=60).stdout.decode("utf-8")
        items = []
        for line in output.splitlines():
            time, title, link, content, _, guid, author, enclosure, category = line.split("\t")
            items.append({"id": guid, "title": title, "link": link, "published": int(time), "content": unescaped(content),
                          "authors": [author] if author else [], "enclosures": [enclosure] if enclosure else [],
                          "categories": category.split("|") if category else []})
        yield {"items": items} if items else None


def read_with_node(name):
    def read(paths):
        output = subprocess.run(["node", str(HERE / "agree.mjs"), *map(str, paths)], capture_output=True, check=True, timeout=120).stdout
        return [json.loads(line)[name] for line in output.decode("utf-8").splitlines()]

    return read


def read_with_feed_rs(paths):
    command = ["cargo", "run", "--quiet", "--example", "read_feed", "--", *map(str, paths)]
    output = subprocess.run(command, capture_output=True, check=True, timeout=600).stdout
    return [json.loads(line) for line in output.decode("utf-8").splitlines()]


READERS = {
    "feedparser": read_with_feedparser,
    "newsboat": read_with_newsboat,
    "sfeed": read_with_sfeed,
    "rss-parser": read_with_node("rss-parser"),
    "feedsmith": read_with_node("feedsmith"),
    "feed-rs": read_with_feed_rs,
}


def is_nothing(value):
    return value in (None, "", []) or (isinstance(value, list) and all(is_nothing(one) for one in value))


def mark(where, field, pairs, terms=()):
    """What a reader makes of a field: pairs of what is expected and what is seen, for every item and what it is called."""
    if all(is_nothing(seen) for _, seen, _ in pairs):
        return "—"
    same = lambda expected, seen: expected == seen or (is_nothing(expected) and is_nothing(seen))
    if all(same(expected, seen) for expected, seen, _ in pairs):
        return "✓"
    for words, part in (("first", lambda all: all[:1]), ("last", lambda all: all[-1:])):
        if all(isinstance(expected, list) and same(part(expected), seen) for expected, seen, _ in pairs):
            return words
    if terms and all(same(term, seen) for term, (_, seen, _) in zip(terms, pairs)):
        return "terms"
    if all(same(expected, seen) or is_nothing(seen) for expected, seen, _ in pairs):
        return "some"
    for expected, seen, name in pairs:
        if not same(expected, seen):
            differences.append(f"{where}: {name}: {field}: expected {expected!r}, seen {seen!r}")
    return "wrong"


def collect(where, file_name, feed, expected_feed, expected_items, pairs):
    """Adds to field -> pairs what a reader sees of one feed."""
    if feed is None:
        feed = {"items": [{"id": id} for id in expected_items]}
        pairs.setdefault("id", []).extend((id, None, id) for id in expected_items)
    for field in FEED_FIELDS:
        pairs.setdefault(f"feed: {field}", []).append((expected_feed[field], feed.get(field), expected_feed["self"]))
    seen = {item["id"]: item for item in feed["items"]}
    if sorted(seen) != sorted(expected_items) or len(feed["items"]) != len(seen):
        differences.append(f"{where}: items: expected {sorted(expected_items)}, seen {sorted(item['id'] for item in feed['items'])}")
        return
    for id, item in seen.items():
        if item.get("content") is not None:
            item["content"] = visible(item["content"])
        # A description of RSS is HTML, a summary of the others is text (RFC 4287 section 4.2.13, JSON Feed 1.1).
        if file_name == "rss.xml" and item.get("summary") is not None:
            item["summary"] = visible(item["summary"])
        expected = expected_items[id]
        for field in ITEM_FIELDS if "title" in item else ITEM_FIELDS[1:]:
            pairs.setdefault(field, []).append((expected[field], item.get(field), expected["title"]))
        pairs.setdefault("terms", []).append(expected["terms"])


def table(results):
    lines = [
        "# What readers read of our feeds",
        "",
        "Written by `tests/readers/agree.py`, which compares every field of every article with what `courant show` says, on the samples in",
        "`seeds/` and on `tests/readers/articles/`, where titles hold `<`, `&` and emoji and texts run from right to left. ✓: the same for every",
        "article. first, last: that one of several. some: of some articles, of the others nothing. terms: of a category what identifies it, not",
        "what it is called. —: the reader has no such field, or does not read the format.",
    ]
    for name, _ in FORMATS:
        lines += ["", f"## {name}", "", "| | " + " | ".join(READERS) + " |", "|---" * (len(READERS) + 1) + "|"]
        for field in [*(f"feed: {field}" for field in FEED_FIELDS), *ITEM_FIELDS]:
            prefix, _, bare = field.rpartition(": ")
            label = f"{prefix}: {LABELS.get(bare, bare)}" if prefix else LABELS.get(field, field)
            lines.append(f"| {label} | " + " | ".join(results[name][reader].get(field, "wrong") for reader in READERS) + " |")
    return "\n".join(lines) + "\n"


def main():
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        shutil.copytree("seeds", folder / "seeds")
        shutil.copytree(HERE / "articles", folder / "seeds" / "news", dirs_exist_ok=True)
        shutil.copy("courant.toml", folder)
        subprocess.run([COURANT, "build", "--quiet"], cwd=folder, check=True)
        records = ledger(folder)
        results = {name: {} for name, _ in FORMATS}
        feeds = folder / "feeds"
        folders = sorted(path.parent for path in feeds.rglob("feed.json"))
        ours = [json.loads((folder / "feed.json").read_text()) for folder in folders]
        main_feed = ours[folders.index(feeds)]
        articles = shown(folder, sorted({records[item["id"]]["path"] for item in main_feed["items"]}))
        expected = {item["id"]: expected_of(folder, records[item["id"]], articles[records[item["id"]]["path"]]) for item in main_feed["items"]}
        for reader, read in READERS.items():
            understood = iter(read([place / file_name for _, file_name in FORMATS for place in folders]))
            for name, file_name in FORMATS:
                pairs = {}
                for place, our in zip(folders, ours):
                    address = f"https://harbour.example/{place.relative_to(folder)}/{file_name}"
                    expected_feed = {"title": our["title"], "description": our.get("description"), "link": "https://harbour.example/",
                                     "self": address, "language": our.get("language")}
                    expected_items = {item["id"]: expected[item["id"]] for item in our["items"]}
                    collect(f"{name}: {reader}: {address}", file_name, next(understood), expected_feed, expected_items, pairs)
                terms = pairs.pop("terms")
                results[name][reader] = {
                    field: mark(f"{name}: {reader}", field, list_of, terms if field == "categories" else ())
                    for field, list_of in pairs.items()
                }
        if "title = " + json.dumps(main_feed["title"]) not in (folder / "courant.toml").read_text():
            differences.append(f"the main feed is called {main_feed['title']}, not what courant.toml says")
    written = table(results)
    if os.environ.get("UPDATE"):
        TABLE.write_text(written)
    elif not TABLE.is_file() or TABLE.read_text() != written:
        differences.append(f"{TABLE.name} is not what the readers read (UPDATE=1 writes it):\n{written}")
    print(f"{len(READERS)} readers, {len(FORMATS)} formats, {len(folders)} feeds, {len(expected)} articles, {len(differences)} differences")
    print("\n".join(differences))
    sys.exit(1 if differences else 0)


main()
