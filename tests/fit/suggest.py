#!/usr/bin/env python3
"""suggest.py COURANT CORPUS [--folds 5]

Measures what `suggest = true` suggests, on articles whose publishers gave tags. CORPUS: a folder with gold.jsonl and text/, as
../shared/articles is.

The articles are in one project. A part of them at a time names no tags, the others name their publishers'; what is suggested for that part
is compared with the tags that it was given. A tag counts where its words stand in the article and another article has it too: nothing
else can be suggested.
"""
import argparse, collections, hashlib, json, os, subprocess, tempfile, unicodedata

CONFIGURATION = """title = "T"
link = "https://example.org/"
suggest = true
limit = 0
max_bytes = 0
category_feeds = false
folder_categories = false
archive = false
formats = ["json"]
"""


def key(name):
    """What two names are compared by, as in crates/read/src/categories.rs."""
    return "".join(c for c in unicodedata.normalize("NFKC", name) if not c.isspace() and c not in "-‐_.,'’\"").lower()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("courant", type=os.path.abspath)
    parser.add_argument("corpus", type=os.path.abspath)
    parser.add_argument("--folds", type=int, default=5)
    arguments = parser.parse_args()
    with open(os.path.join(arguments.corpus, "gold.jsonl"), encoding="utf-8") as file:
        gold = {row["id"]: row["gold"].get("tags") for row in map(json.loads, file) if row["gold"].get("tags")}
    paths = [path for id in gold if os.path.exists(path := os.path.join(arguments.corpus, "text", id + ".txt"))]
    shown = subprocess.run([arguments.courant, "show", "--format", "json", *paths], capture_output=True)
    articles = {os.path.basename(row["path"])[:-4]: row for row in map(json.loads, shown.stdout.decode().split("\n")[:-1])}
    of_all = collections.Counter(name for id in articles for name in {key(tag) for tag in gold[id]})
    right = suggested = reachable = 0
    for fold in range(arguments.folds):
        apart = {id for id in articles if int(hashlib.md5(id.encode()).hexdigest(), 16) % arguments.folds == fold}
        others = of_all - collections.Counter(name for id in apart for name in {key(tag) for tag in gold[id]})
        for id, found in suggestions(arguments.courant, articles, gold, apart).items():
            words = key(articles[id]["title"] or "") + "\n" + key(articles[id]["content_text"])
            wanted = {name for tag in gold[id] if (name := key(tag)) in words and others[name]}
            right += len(wanted & found)
            suggested += len(found)
            reachable += len(wanted)
    precision, recall = right / max(suggested, 1), right / max(reachable, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    print(f"{len(articles)} articles: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}")


def suggestions(courant, articles, gold, apart):
    """By id of the articles that are apart, what is suggested for each."""
    with tempfile.TemporaryDirectory() as project:
        write(project, "courant.toml", CONFIGURATION)
        for id, row in articles.items():
            tags = [] if id in apart else gold[id]
            head = {"title": row["title"] or id, "id": "https://example.org/" + id, "tags": tags, "lang": row["language"] or "und"}
            write(project, f"seeds/{id}.md", json.dumps(head) + "\n\n" + row["content_text"])
        subprocess.run([courant, "build", "--quiet"], cwd=project, capture_output=True)
        with open(os.path.join(project, "feeds/feed.json"), encoding="utf-8") as file:
            items = {item["id"].rsplit("/", 1)[1]: item for item in json.load(file)["items"]}
    return {id: {key(tag) for tag in items[id].get("tags", [])} for id in apart if id in items}


def write(project, path, text):
    path = os.path.join(project, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


if __name__ == "__main__":
    main()
