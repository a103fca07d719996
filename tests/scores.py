#!/usr/bin/env python3
"""scores.py COURANT SHARED [--update] [--kind text|html]

Measures `courant show` on other people's real articles (SHARED/articles, by SHARED/tools/score-articles) and prints the figures beside
those committed in tests/scores.json. Exit status 1 where one is lower by more than half a point; 0 and a word where SHARED has no articles.
--update writes tests/scores.json and the tables of EVALUATION.md: read their diff.
"""
import argparse, datetime, json, os, re, subprocess, sys

HERE = os.path.dirname(os.path.abspath(__file__))
COMMITTED = os.path.join(HERE, "scores.json")
EVALUATION = os.path.join(HERE, "..", "EVALUATION.md")
KINDS = {"text": "texts", "html": "pages"}
MOST_LOST = 0.005
FIGURES = ["title", "authors", "no author", "date", "language", "tags", "section", "image", "summary ROUGE-1", "summary ROUGE-L",
           "body F1", "body precision", "body recall", "keep", "drop"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("courant"); parser.add_argument("shared")
    parser.add_argument("--update", action="store_true"); parser.add_argument("--kind", choices=list(KINDS), action="append")
    arguments = parser.parse_args()
    tool = os.path.join(arguments.shared, "tools", "score-articles")
    if not os.path.exists(tool) or not os.path.isdir(os.path.join(arguments.shared, "articles")):
        print("passed over: no articles in", arguments.shared)
        return 0
    kinds = arguments.kind or list(KINDS)
    now = {kind: measure(arguments.courant, tool, kind) for kind in kinds}
    committed = read(COMMITTED)
    lost = [line for kind in kinds for line in compare(kind, now[kind], committed.get(kind, {}))]
    if arguments.update:
        update(committed, now)
        return 0
    print("\n".join(lost) if lost else "nothing is lost")
    return 1 if lost else 0


def measure(courant, tool, kind):
    """The figures of all articles, and of each language: {group: {figure: [value, count]}}."""
    run = subprocess.run([sys.executable, tool, courant, "--kind", kind, "--by", "language"], capture_output=True, text=True, check=True)
    groups = {}
    for line in run.stdout.splitlines():
        group = re.fullmatch(r"(\S+):", line)
        figure = re.fullmatch(r"  (.+?) +([\d.]+)  n=(\d+)", line)
        if group:
            current = groups.setdefault(group[1], {})
        elif figure:
            current[figure[1]] = [float(figure[2]), int(figure[3])]
    whole = json.loads(run.stdout.strip().splitlines()[-1])
    return {"articles": whole["articles"], "lost": whole["lost"], "per_second": whole["per_second"], "groups": groups}


def compare(kind, now, committed):
    before = committed.get("groups", {}).get("all", {})
    print(f"{KINDS[kind]}: {now['articles']} articles, {now['lost']} without an answer, {now['per_second']} a second")
    lost = [f"{KINDS[kind]}: {now['lost']} without an answer"] if now["lost"] else []
    for figure in FIGURES:
        if figure in now["groups"]["all"]:
            value, count = now["groups"]["all"][figure]
            known = before.get(figure, [value])[0]
            print(f"  {figure:16} {value:.4f}  ({value - known:+.4f})  n={count}")
            if value < known - MOST_LOST:
                lost.append(f"{KINDS[kind]}: {figure} fell from {known:.4f} to {value:.4f}")
    return lost


def update(committed, now):
    committed.update(now)
    committed["date"] = datetime.date.today().isoformat()
    with open(COMMITTED, "w", encoding="utf-8") as file:
        json.dump(committed, file, indent=1, sort_keys=True)
        file.write("\n")
    with open(EVALUATION, encoding="utf-8") as file:
        page = file.read()
    for kind in KINDS:
        if kind in committed:
            pattern = rf"(<!-- {kind} -->\n).*?(<!-- /{kind} -->)"
            page = re.sub(pattern, lambda found: found[1] + table(committed, kind) + found[2], page, flags=re.S)
    with open(EVALUATION, "w", encoding="utf-8") as file:
        file.write(page)


def table(committed, kind):
    measured = committed[kind]
    figures = [figure for figure in FIGURES if figure in measured["groups"]["all"]]
    groups = sorted(measured["groups"].items(), key=lambda group: -size(group[1]))
    rows = [f"| {name} | {size(group)} | " + " | ".join(cell(group.get(figure)) for figure in figures) + " |" for name, group in groups]
    head = f"Measured {committed['date']}: {measured['articles']} {KINDS[kind]}, {measured['per_second']:.0f} a second.\n\n"
    return head + "| language | n | " + " | ".join(figures) + " |\n" + "|---" * (len(figures) + 2) + "|\n" + "\n".join(rows) + "\n"


def size(group):
    return max((count for figure, (_, count) in group.items() if figure not in ("keep", "drop")), default=0)


def cell(figure):
    return f"{figure[0]:.3f}" if figure else ""


def read(path):
    if not os.path.exists(path):
        return {}
    with open(path, encoding="utf-8") as file:
        return json.load(file)


sys.exit(main())
