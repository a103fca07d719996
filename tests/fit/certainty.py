#!/usr/bin/env python3
"""certainty.py SHARED

What the certainty of a text means (crates/read/src/text_lines/certainty.rs): fits it, and prints how often texts are read rightly by how
certain their reading is, for EVALUATION.md. SHARED: the folder with articles/ and tools/, as ../shared is. Needs numpy, and Rust.

A text is read rightly where its title is the publisher's and the F1 of its body is 0.9 or more, by SHARED/tools/score-articles. Logistic
regression on the odds of the two shares that the program states of each text; the figures for held-out sites are of weights that have not
seen the site. Prints the weights as they are and as they would be; nothing is written.
"""
import argparse, os, re, subprocess
import numpy as np
from fit import ROOT, drawer_of, features, json

FOLDS = 5
RIGHT_BODY = 0.9
BINS = [0, 30, 40, 50, 60, 70, 80, 90, 101]
MOST = 0.999


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=os.path.abspath)
    shared = parser.parse_args().shared
    with open(os.path.join(shared, "articles", "gold.jsonl"), encoding="utf-8") as file:
        gold = {row["id"]: row for row in map(json.loads, file)}
    stated = certainties(os.path.join(shared, "articles"), gold)
    subprocess.run(["cargo", "build", "-q", "--release"], cwd=ROOT, check=True)
    score = {field: scores(shared, field) for field in ["title", "authors", "date", "language", "body precision", "body recall"]}
    precision, recall = score.pop("body precision"), score.pop("body recall")
    score["body"] = {id: 2 * precision[id] * recall[id] / max(precision[id] + recall[id], 1e-9) for id in precision}
    both = [id for id in stated if id in score["title"] and id in score["body"]]
    score["read rightly"] = {id: float(score["title"][id] == 1 and score["body"][id] >= RIGHT_BODY) for id in both}

    x = np.array([[1, odds(stated[id][0]), odds(stated[id][1])] for id in both])
    y = np.array([score["read rightly"][id] for id in both])
    drawer = np.array([drawer_of(gold[id], FOLDS) for id in both])
    held_out = np.zeros(len(both))
    for apart in range(FOLDS):
        held_out[drawer == apart] = probability(x[drawer == apart] @ fitted(x[drawer != apart], y[drawer != apart]))
    print("always {:.2f}, title {:.2f}, lines {:.2f}".format(*fitted(x, y)))
    now = np.array([stated[id][2] / 100 for id in both])
    print(f"of {len(both)}: mean distance from what is so {apart_by(now, y):.3f}, on held-out sites {apart_by(held_out, y):.3f}\n")

    fields = ["read rightly", "title", "body", "authors", "date", "language"]
    print("| certainty | texts | " + " | ".join(fields) + " |\n|" + "---|" * (len(fields) + 2))
    for low, high in zip(BINS, BINS[1:]):
        ids = [id for id in stated if low <= stated[id][2] < high]
        cells = [[score[field][id] for id in ids if id in score[field]] for field in fields]
        cells = [f"{np.mean(cell):.2f} (n {len(cell)})" if cell else "" for cell in cells]
        print(f"| {low} to {min(high - 1, 100)} % | {len(ids)} | " + " | ".join(cells) + " |")


def certainties(corpus, gold):
    """Of each text how sure the program is of its title and of its lines, and what it states of both in percent."""
    stated = {}
    for line in features(corpus, gold):
        cells = line.split("\t")
        if cells[0] == "text":
            stated[os.path.basename(cells[1]).removesuffix(".txt")] = (float(cells[2]), float(cells[3]), int(cells[4]))
    return stated


def scores(shared, field):
    program = os.path.join(os.environ.get("CARGO_TARGET_DIR", os.path.join(ROOT, "target")), "release/courant")
    command = ["python3", os.path.join(shared, "tools", "score-articles"), program, "--list", field]
    run = subprocess.run(command, capture_output=True, check=True)
    rows = (line.split("\t") for line in run.stdout.decode("utf-8").split("\n") if re.match(r"\d\.\d{3}\t", line))
    return {cells[1]: float(cells[0]) for cells in rows}


def odds(share):
    share = min(max(share, 1 - MOST), MOST)
    return np.log(share / (1 - share))


def probability(score):
    return 1 / (1 + np.exp(-score))


def fitted(x, y):
    theta = np.zeros(x.shape[1])
    for _ in range(30):
        p = probability(x @ theta)
        gradient = x.T @ (p - y) + 1e-3 * theta
        theta -= np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + 1e-3 * np.eye(len(theta)), gradient)
    return theta


def apart_by(stated, right):
    """Mean distance between what is stated and how often it is so, over bins of a tenth."""
    bins = np.minimum((stated * 10).astype(int), 9)
    return sum(np.mean(bins == n) * abs(stated[bins == n].mean() - right[bins == n].mean()) for n in set(bins))


if __name__ == "__main__":
    main()
