#!/usr/bin/env python3
"""ids.py COURANT: nothing that an author does shows subscribers an article again that they have read.

newsboat and reader (PyPI) subscribe on loopback to RSS, Atom and, where they take it, JSON Feed, and read everything. Then articles are
edited, renamed and moved to another domain, each time built in a fresh clone and fetched again: no item may be unread, and the change has
to arrive (or nothing would be proved). A new article is unread, once. Without the ledger the build is stopped and names the items.
Exit status 1 when anything differs, with a line for each difference.
"""
import functools, http.server, os, pathlib, re, shutil, sqlite3, subprocess, sys, tempfile, threading

from reader import make_reader

COURANT = os.path.abspath(sys.argv[1])
differences = []

CONFIGURATION = """title = "The Harbour Post"
link = "http://first.example/"
feed_url = "http://first.example/feeds/"
permalink = "http://first.example/{path}/"
"""
ARTICLES = {
    "bridge.md": "---\ntitle: The bridge opens\ndate: 2026-11-20\n---\nThe new bridge opened on Friday. See http://first.example/harbour/ for more.\n",
    "tides.md": "---\ntitle: How tides are told\ndate: 2026-11-18\nurl: http://first.example/tides.html\n---\nA table tells the tides of a year, hour by hour. It is made from ninety years of readings at the gauge beside the lock, which "
    "somebody still checks by eye every morning.\n\nThe moon does most of the work, and the wind undoes it.\n",
    "light.txt": "The north light\n\n2026-11-16\n\nThe keeper of the north light gave her keys away on Monday.\n\nShe climbed the stairs once more.\n",
    "fish.html": "<!DOCTYPE html><html lang=\"en\"><head><title>Fish is dear</title><meta property=\"article:published_time\" content=\"2026-11-14T08:00:00Z\">"
    "</head><body><article><h1>Fish is dear</h1><p>A kilogram of cod costs twice what it did a year ago, says everybody on the quay.</p></article></body></html>\n",
}


class Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


class Newsboat:
    def __init__(self, folder, address):
        self.folder, self.name = folder, f"newsboat, {address.rsplit('/', 1)[1]}"
        folder.mkdir()
        (folder / "urls").write_text(address + "\n")
        (folder / "config").write_text("")

    def run(self, command):
        arguments = ["newsboat", "-q", "-u", self.folder / "urls", "-c", self.folder / "cache.db", "-C", self.folder / "config", "-x", command]
        environment = dict(os.environ, HOME=str(self.folder), LANG="C.UTF-8")
        run = subprocess.run(arguments, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=True)
        return run.stdout

    def fetch(self):
        self.run("reload")

    def query(self, words):
        with sqlite3.connect(self.folder / "cache.db") as database:
            return database.execute(words).fetchall()

    def unread(self):
        return int(re.match(r"\d+", self.run("print-unread")).group())

    def titles(self):
        return [title for (title,) in self.query("select title from rss_item where deleted = 0")]

    def read_all(self):
        self.query("update rss_item set unread = 0")


class Reader:
    def __init__(self, address):
        self.name, self.reader = f"reader, {address.rsplit('/', 1)[1]}", make_reader(":memory:")
        self.address = address
        self.reader.add_feed(address)

    def fetch(self):
        # Of all feeds it would update only those whose time has come; an error is an exception.
        self.reader.update_feed(self.address)

    def unread(self):
        return self.reader.get_entry_counts(read=False).total

    def titles(self):
        return [entry.title for entry in self.reader.get_entries()]

    def read_all(self):
        for entry in list(self.reader.get_entries(read=False)):
            self.reader.mark_entry_as_read(entry)


def git(folder, *arguments):
    command = ["git", "-c", "user.name=Test", "-c", "user.email=test@example.org", *arguments]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


class Site:
    """A project in a repository; every build takes place in a fresh clone."""

    def __init__(self, folder):
        self.folder, self.builds = folder, 0
        git(folder, "init", "--quiet", "--bare", "--initial-branch=main", "origin")

    def build(self, change):
        self.builds += 1
        clone = self.folder / f"clone-{self.builds}"
        git(self.folder, "clone", "--quiet", "origin", clone.name)
        git(clone, "checkout", "--quiet", "-B", "main")
        change(clone)
        run = subprocess.run([COURANT, "build"], cwd=clone, capture_output=True, text=True, timeout=60)
        if run.returncode == 0:
            git(clone, "add", ".")
            git(clone, "commit", "--quiet", "-m", "Build")
            git(clone, "push", "--quiet", "origin", "main")
            # What is served is always at the same address.
            served = self.folder / "www" / "feeds"
            served.parent.mkdir(exist_ok=True)
            shutil.rmtree(served, ignore_errors=True)
            shutil.copytree(clone / "feeds", served)
            # HTTP tells seconds, and readers pass over what is no younger than what they have; builds here come faster.
            for path in served.rglob("*"):
                os.utime(path, (1_795_000_000 + 60 * self.builds,) * 2)
        return run


def begin(clone):
    (clone / "seeds").mkdir()
    (clone / "courant.toml").write_text(CONFIGURATION)
    (clone / ".gitignore").write_text(".courant/\n")
    for name, text in ARTICLES.items():
        (clone / "seeds" / name).write_text(text)


def replaced(*pairs):
    def change(clone):
        for path, old, new in pairs:
            text = (clone / path).read_text()
            if old not in text:
                sys.exit(f"{path} does not hold {old}")
            (clone / path).write_text(text.replace(old, new))

    return change


def rename(clone):
    (clone / "seeds" / "news").mkdir()
    for old, new in (("bridge.md", "news/the-bridge-opened.md"), ("light.txt", "north-light.txt"), ("fish.html", "news/fish.html")):
        git(clone, "mv", f"seeds/{old}", f"seeds/{new}")


def move(clone):
    for path in [clone / "courant.toml", *(path for path in (clone / "seeds").rglob("*.*"))]:
        path.write_text(path.read_text().replace("http://first.example", "https://second.example"))


def add(clone):
    (clone / "seeds" / "ferry.md").write_text("---\ntitle: The ferry is late\ndate: 2026-11-22\n---\nThe ferry came in an hour late today.\n")


# What is done, and what subscribers see of it: titles that come, and how many items are new.
STEPS = [
    ("body and title edited", replaced(("seeds/bridge.md", "The bridge opens", "The bridge has opened"),
                                       ("seeds/bridge.md", "on Friday", "on Friday at noon"),
                                       ("seeds/light.txt", "The north light\n", "The north light goes to volunteers\n"),
                                       ("seeds/fish.html", "Fish is dear", "Fish is dear, and dearer soon")),
     ["The bridge has opened", "The north light goes to volunteers", "Fish is dear, and dearer soon"], 0),
    ("files renamed", rename, ["The bridge has opened"], 0),
    ("http://first.example is https://second.example", move, ["The bridge has opened"], 0),
    ("renamed and edited at once", lambda clone: (git(clone, "mv", "seeds/tides.md", "seeds/table.md"),
                                                  replaced(("seeds/table.md", "How tides are told", "How tides are told a year ahead"))(clone)),
     ["How tides are told a year ahead"], 0),
    ("a new article", add, ["The ferry is late"], 1),
]


def main():
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        site = Site(folder)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder / "www")))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/feeds"
        first = site.build(begin)
        if first.returncode:
            sys.exit(first.stdout + first.stderr)
        readers = [Newsboat(folder / "newsboat-rss", f"{address}/rss.xml"), Newsboat(folder / "newsboat-atom", f"{address}/atom.xml")]
        readers += [Reader(f"{address}/{name}") for name in ("rss.xml", "atom.xml", "feed.json")]
        for reader in readers:
            reader.fetch()
            if reader.unread() != len(ARTICLES):
                differences.append(f"{reader.name}: at first {reader.unread()} items are unread, not {len(ARTICLES)}")
            reader.read_all()
        for what, change, titles, new in STEPS:
            run = site.build(change)
            if run.returncode:
                differences.append(f"{what}: the build ends with {run.returncode}: {run.stdout}{run.stderr}")
                continue
            for reader in readers:
                reader.fetch()
                if reader.unread() != new:
                    differences.append(f"{what}: {reader.name}: {reader.unread()} items are unread, not {new}")
                missing = set(titles) - set(reader.titles())
                if missing:
                    differences.append(f"{what}: {reader.name}: {sorted(missing)} did not arrive: {reader.titles()}")
                reader.read_all()
            print(f"{what}: {new} new in {len(readers)} subscriptions")
        lost = site.build(lambda clone: (clone / "ledger.tsv").unlink())
        named = [title for title in ("The bridge has opened", "The north light goes to volunteers", "Fish is dear") if title in lost.stderr]
        if lost.returncode != 1 or not named:
            differences.append(f"without the ledger: exit status {lost.returncode}, not 1, or no item is named: {lost.stdout}{lost.stderr}")
        print(f"without the ledger: exit status {lost.returncode}, {len(named)} items looked for are named")
        server.shutdown()
    print(f"{len(differences)} differences")
    print("\n".join(differences))
    sys.exit(1 if differences else 0)


main()
