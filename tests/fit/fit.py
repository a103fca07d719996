#!/usr/bin/env python3
"""fit.py CORPUS [--models local title context final lede author keyword] [--folds 5] [--features FILE]

Fits the weights of plain text (crates/read/src/text_lines/weights.tsv) on articles of which people or publishers said what belongs to them.
CORPUS: a folder with gold.jsonl and text/, as ../shared/articles is. Needs numpy, and Rust for the features.

Each model goes into those after it, so that for each the features are made anew: local (a line by itself), title, context (a line among its
like), final (the same, after a look at all), lede (the line that says best what the article is about), author (which of the names are the
authors'), keyword (which short names are its keywords). local, context and final: logistic regression on whether people marked the line as
part of the article, a line weighing what it has of the article's words. title: which line of a text is its publisher's title. lede: which
line is nearest, by words, to its publisher's description. author: logistic regression on whether the publisher gives the name as an
author's. keyword: the same on whether it gives the name as a tag, in two models: local by the name itself, context by what local models that were
fitted on other sites say of it and of its like.

Before a model is written it is fitted once for each drawer of sites without that drawer, and the figure that is printed as held out is
that of every article under the weights that have not seen its site. The weights that are written are fitted on all.
--features FILE takes the features from a file (`cargo run --release --example features -- CORPUS/text/*.txt > FILE`); for one model alone.
"""
import argparse, collections, hashlib, json, os, re, subprocess, unicodedata
import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
WEIGHTS = os.path.join(ROOT, "crates/read/src/text_lines/weights.tsv")
ORDER = ["local", "title", "context", "final", "lede", "author", "keyword"]
ROWS = [row for model in ORDER for row in (["keyword local", "keyword context"] if model == "keyword" else [model])]
# What the program itself states (examples/features.rs): the reasons that each model weighs, and the numbers by which it claims.
REASONS, NUMBERS = {}, {}

TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
QUOTES = {0x2018: 39, 0x2019: 39, 0x201C: 34, 0x201D: 34, 0x201E: 34, 0xAB: 34, 0xBB: 34, 0x2013: 45, 0x2014: 45, 0xAD: None}
def norm(text): return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text or "").translate(QUOTES)).strip()
def plain(text): return re.sub(r"[\W_]+", " ", norm(text).lower()).strip()
def tokens(text): return TOKEN.findall(norm(text))
def ngrams(words, n): return [tuple(words[i : i + n]) for i in range(len(words) - n + 1)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus")
    parser.add_argument("--models", nargs="+", choices=ORDER, default=ORDER)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--features")
    parser.add_argument("--print", action="store_true", help="print the weights, write nothing")
    arguments = parser.parse_args()
    with open(os.path.join(arguments.corpus, "gold.jsonl"), encoding="utf-8") as file:
        gold = {row["id"]: row for row in map(json.loads, file)}
    for model in arguments.models:
        source = open(arguments.features, encoding="utf-8") if arguments.features else features(arguments.corpus, gold)
        names, texts = read_features(source, model)
        if model == "keyword":
            fit_keywords(arguments, gold, names, texts)
            continue
        design = (Persons if model == "author" else Design)(arguments.corpus, gold, model, names, texts)
        drawer = np.array([drawer_of(gold[id], arguments.folds) for id in design.ids])
        scores = np.zeros(len(design.y))
        for held_out in range(arguments.folds):
            apart = drawer[design.text] == held_out
            scores[apart] = design.x[apart] @ FIT[model](design.where(~apart))
        theta = FIT[model](design)
        print(f"{model}, held out: {QUALITY[model](design, scores)} of {len(design.y)}")
        print(f"{model}, fitted on: {QUALITY[model](design, design.x @ theta)}", flush=True)
        if arguments.print:
            print("\n".join(rows(model, names, theta)))
        else:
            write(model, rows(model, names, theta))


def fit_keywords(arguments, gold, names, texts):
    """Both models of keywords. The second is fitted on what first ones say that have not seen the site, and so is the figure held out."""
    design = Keywords(gold, names, texts)
    drawer = np.array([drawer_of(gold[id], arguments.folds) for id in design.ids])[design.text]
    fits = design.fits

    def first(rows):
        """The scores of a first look: of each of these drawers by one fitted without it, of the others by one fitted on all of these."""
        scores = design.x @ logistic(design.where(rows & fits))
        for apart in np.unique(drawer[rows]):
            scores[drawer == apart] = design.x[drawer == apart] @ logistic(design.where(rows & fits & (drawer != apart)))
        return scores

    scores = np.zeros(len(design.y))
    for held_out in range(arguments.folds):
        apart = drawer == held_out
        both = design.among(first(~apart))
        scores[apart] = both.x[apart] @ logistic(both.where(~apart & fits))
    local, both = logistic(design.where(fits)), design.among(first(np.full(len(fits), True)))
    context = logistic(both.where(fits))
    print(f"keyword, held out: {of_keywords(design, scores)} of {len(design.y)}", flush=True)
    reasons = REASONS["keyword context"]
    for model, fitted in (("keyword local", rows("keyword local", names, local)), ("keyword context", rows("keyword context", reasons, context))):
        if arguments.print:
            print("\n".join(fitted))
        else:
            write(model, fitted)


def drawer_of(row, drawers):
    return int(hashlib.md5(row.get("domain", row["id"]).encode()).hexdigest(), 16) % drawers


def features(corpus, gold):
    """What the program sees in the texts, with the weights as they are now."""
    paths = [os.path.join(os.path.abspath(corpus), "text", id + ".txt") for id in gold]
    paths = [path for path in paths if os.path.exists(path)]
    subprocess.run(["cargo", "build", "-q", "--release", "--example", "features"], cwd=ROOT, check=True)
    program = os.path.join(os.environ.get("CARGO_TARGET_DIR", os.path.join(ROOT, "target")), "release/examples/features")
    for start in range(0, len(paths), 200):
        run = subprocess.run([program, *paths[start : start + 200]], capture_output=True, check=True)
        yield from run.stdout.decode("utf-8").split("\n")


def read_features(lines, model):
    """The reasons of a model, and of each text its lines (of the models of authors and keywords its names): number, {reason: amount}; of names
    the place and the name too."""
    texts = {}
    name = "keyword local" if model == "keyword" else model
    kind = {"author": "name", "keyword": "keyword"}.get(model)
    for line in lines:
        cells = line.rstrip("\n").split("\t")
        if cells[0] == "model":
            REASONS[cells[1]] = cells[2:]
        elif cells[0] == "number":
            NUMBERS[cells[1]] = float(cells[2])
        elif cells[0] == "text":
            current = texts.setdefault(os.path.basename(cells[1]).removesuffix(".txt"), [])
        elif len(cells) > 1 and cells[0] == kind or cells[0].isdigit() and not kind:
            cell = next(cell for cell in cells[1:] if cell.split("|")[0] == name)
            pairs = (pair.rsplit("=", 1) for pair in cell.split("|")[1:])
            amounts = {reason: float(amount) for reason, amount in pairs}
            current.append((int(cells[1]), amounts, cells[2], cells[3]) if kind else (int(cells[0]), amounts))
    return REASONS[name], texts


class Design:
    """The lines as numbers: x their reasons and a one, y what is wanted of them, weight, text the index of theirs."""

    def __init__(self, corpus, gold, model, names, texts):
        column = {name: index for index, name in enumerate(names)}
        cells, y, weight, text, self.ids = [], [], [], [], []
        for id, lines in texts.items():
            with open(os.path.join(corpus, "text", id + ".txt"), encoding="utf-8", errors="replace") as file:
                raw = file.read().split("\n")
            told = [raw[number - 1] for number, _ in lines]
            wanted, weighs = WANTED[model](gold[id], told, [bool(reasons) for _, reasons in lines])
            if wanted is None:
                continue
            self.ids.append(id)
            for index, (_, reasons) in enumerate(lines):
                if wanted[index] < 0 or weighs[index] == 0:
                    continue
                cells += ((len(y), column[reason], amount) for reason, amount in reasons.items())
                y.append(wanted[index]); weight.append(weighs[index]); text.append(len(self.ids) - 1)
        self.x = np.zeros((len(y), len(names) + 1), np.float32)
        row, col, amount = zip(*cells)
        self.x[row, col] = amount
        self.x[:, -1] = 1
        self.y, self.weight, self.text = np.array(y), np.array(weight), np.array(text)

    def where(self, mask):
        part = object.__new__(Design)
        part.ids, part.x, part.y, part.weight, part.text = self.ids, self.x[mask], self.y[mask], self.weight[mask], self.text[mask]
        return part

    def segments(self):
        """Where each text begins among the lines, and of each line the index of its text, without gaps."""
        changes = np.r_[True, np.diff(self.text) != 0]
        return np.flatnonzero(changes), np.cumsum(changes) - 1


class Persons(Design):
    """The names as numbers: y whether the publisher gives the name as an author's."""

    def __init__(self, corpus, gold, model, names, texts):
        column = {name: index for index, name in enumerate(names)}
        x, y, text, self.ids, self.wanted, self.told = [], [], [], [], [], []
        for id, found in texts.items():
            row = gold[id]
            authors = row["gold"].get("authors") or []
            if not (authors and all(row["in_text"].get("authors") or [False]) or not authors and row.get("no_author")):
                continue
            self.ids.append(id)
            self.wanted.append(persons(authors))
            for number, amounts, place, name in found:
                values = np.zeros(len(names) + 1, np.float32)
                values[[column[reason] for reason in amounts]] = list(amounts.values())
                values[-1] = 1
                own = persons([name])
                x.append(values); y.append(float(bool(own) and own <= self.wanted[-1])); text.append(len(self.ids) - 1)
                self.told.append((number, place, name))
        self.x, self.y, self.text, self.weight = np.array(x), np.array(y), np.array(text), np.ones(len(y))


class Keywords(Design):
    """What may be a keyword as numbers: y whether the publisher gives it as a tag; fits whether that can be learnt from."""

    def __init__(self, gold, names, texts):
        column = {name: index for index, name in enumerate(names)}
        x, y, text, group, told, self.ids, self.wanted, self.whole = [], [], [], [], [], [], [], []
        for id, found in texts.items():
            row = gold[id]
            there = row["in_text"].get("tags") or []
            if not (row["gold"].get("tags") and any(there)):
                continue
            self.ids.append(id); self.wanted.append({plain(tag) for tag in row["gold"]["tags"]} - {""}); self.whole.append(all(there))
            for _, amounts, place, name in found:
                values = np.zeros(len(names) + 1, np.float32)
                values[[column[reason] for reason in amounts]] = list(amounts.values())
                values[-1] = 1
                x.append(values); y.append(float(plain(name) in self.wanted[-1])); text.append(len(self.ids) - 1)
                group.append(f"{id} {place}"); told.append(plain(name))
        self.x, self.y, self.text, self.told = np.array(x), np.array(y), np.array(text), told
        self.group = np.unique(group, return_inverse=True)[1]
        sizes, lengths = np.bincount(self.group)[self.group], np.bincount(self.text)[self.text]
        # Of a text that has but some of its publisher's tags, the groups without any tell nothing.
        whole, tagged = np.array(self.whole)[self.text], np.bincount(self.group, self.y)[self.group] > 0
        self.fits = whole | tagged
        self.weight = np.where(whole, 1, 0.5) / np.sqrt(sizes) / lengths**0.3

    def among(self, scores):
        """The same with nothing but what a first look says of each and its like, as keywords.rs tells the second."""
        most_told = NUMBERS["keyword most"]
        scores = np.clip(scores, -most_told, most_told) / NUMBERS["keyword scale"]
        mean = np.bincount(self.group, scores) / np.bincount(self.group)
        most, most_of_all = np.full(len(mean), -most_told), np.full(len(self.ids), -most_told)
        np.maximum.at(most, self.group, scores); np.maximum.at(most_of_all, self.text, scores)
        part = object.__new__(Design)
        part.__dict__.update(self.__dict__)
        part.x = np.c_[scores, mean[self.group], most[self.group], most_of_all[self.text], np.ones(len(scores))]
        return part


def of_keywords(design, scores):
    """Mean F1 of the tags, precision and recall, of texts that have all of their publisher's."""
    claimed = [set() for _ in design.ids]
    enough = NUMBERS["keyword enough"]
    for row in np.flatnonzero(scores >= np.log(enough / (1 - enough))):
        claimed[design.text[row]].add(design.told[row])
    pairs = [(own, wanted) for own, wanted, whole in zip(claimed, design.wanted, design.whole) if whole]
    right = sum(len(own & wanted) for own, wanted in pairs)
    mean = np.mean([2 * len(own & wanted) / (len(own) + len(wanted)) for own, wanted in pairs])
    precision, recall = right / max(1, sum(len(own) for own, _ in pairs)), right / sum(len(wanted) for _, wanted in pairs)
    return f"tags {mean:.4f}, precision {precision:.3f}, recall {recall:.3f}"


def persons(values):
    """Names as score-articles compares them."""
    found = set()
    for value in values:
        for part in re.split(r"\s*[;,|/]\s*|\s+(?:and|und|et|y|e|en|och|og|i|&)\s+", norm(value)):
            found.add(plain(re.sub(r"^(?:by|von|par|por|door|di|av|text|przez)\s*:?\s+", "", part.strip(), flags=re.I)))
    return found - {""}


def of_claimed(design, scores):
    """Mean F1 of the names, and the share of texts without an author of which none is claimed, as `authors.rs` claims them."""
    right, none = [], []
    enough, near, of_list = (NUMBERS[f"author {name}"] for name in ("enough", "near", "listed"))
    for index, wanted in enumerate(design.wanted):
        own = np.flatnonzero(design.text == index)
        taken, seen = set(), set()
        order = own[np.argsort(-scores[own], kind="stable")]
        for row in order:
            number, place, name = design.told[row]
            first, first_place, _ = design.told[order[0]]
            sure, most = (1 / (1 + np.exp(-scores[at])) for at in (row, order[0]))
            listed = number == first and place.split(".")[0] == first_place.split(".")[0]
            least = of_list if listed else enough if number == first else max(enough, near * most)
            if most >= enough and sure >= least and (number, place) not in taken:
                taken.add((number, place)); seen |= persons([name])
        if wanted:
            right.append(2 * len(seen & wanted) / (len(seen) + len(wanted)))
        else:
            none.append(not seen)
    return f"authors {np.mean(right):.4f}, no author {np.mean(none):.4f}"


def wanted_in_body(row, lines, _):
    """Whether each line belongs to the article, from 0 to 1 (-1: nobody knows), and how much it weighs."""
    gold, y, weight = row["gold"], np.full(len(lines), -1.0), np.zeros(len(lines))
    must_have, must_not = map(norm, gold.get("must_have") or []), [norm(p) for p in gold.get("must_not") or []]
    marked = 0.05
    if gold.get("body"):
        marked = 0.03
        body = tokens(gold["body"])
        fours, whole = set(ngrams(body, 4)), {plain(line) for line in gold["body"].split("\n")}
        words = [tokens(line) for line in lines]
        for index, own in enumerate(words):
            if own:
                before = words[index - 1][-3:] if index else []
                after = words[index + 1][:3] if index + 1 < len(words) else []
                y[index] = belongs(own, before, after, fours, plain(lines[index]) in whole)
                weight[index] = min(0.2, (len(own) + 2) / max(1, len(body)))
    for phrases, value in ((must_not, 0), (list(must_have), 1)):
        for phrase in filter(None, phrases):
            for index, line in enumerate(map(norm, lines)):
                # A line that has more than a phrase that does not belong may belong.
                whole = value or len(phrase) > 0.5 * len(line) or not gold.get("body")
                if phrase in line and whole:
                    y[index] = value
                    weight[index] = weight[index] + marked if gold.get("body") else marked
    return y, weight


def belongs(own, before, after, fours, whole):
    if len(own) >= 6:
        shingles = ngrams(own, 4)
        return sum(shingle in fours for shingle in shingles) / len(shingles)
    if len(own) >= 4:
        return float(whole or any(shingle in fours for shingle in ngrams(own, 4)))
    joined = [tuple((before + own)[-4:]), tuple((own + after)[:4])]
    return float(whole or any(len(four) == 4 and four in fours for four in joined))


def wanted_title(row, lines, _):
    if not row["gold"].get("title") or not row["in_text"].get("title"):
        return None, None
    y = np.array([float(plain(line) == plain(row["gold"]["title"])) for line in lines])
    y[int(NUMBERS["title within"]):] = -1
    return (y, np.ones(len(lines))) if (y == 1).any() else (None, None)


def wanted_lede(row, lines, could_be):
    wanted = [word.lower() for word in tokens(row["gold"].get("description"))]
    if len(wanted) < 8 or not any(could_be):
        return None, None
    likeness = [shared(cut(line), wanted) if could else -1 for line, could in zip(lines, could_be)]
    return np.array(likeness), np.ones(len(lines))


def shared(text, wanted):
    own, other = collections.Counter(word.lower() for word in tokens(text)), collections.Counter(wanted)
    return 2 * sum((own & other).values()) / max(1, sum(own.values()) + sum(other.values()))


def cut(text):
    head = text.strip()[:300]
    end = max(head.rfind(". "), head.rfind("? "), head.rfind("! "))
    return head[: end + 1] if len(text.strip()) > 300 and end > 60 else head


def logistic(design, ridge=2.0):
    x, y, weight = design.x, design.y, design.weight / design.weight.mean()
    theta, unit = np.zeros(x.shape[1]), np.eye(x.shape[1])
    for _ in range(40):
        p = 1 / (1 + np.exp(-x @ theta))
        gradient = x.T @ (weight * (p - y)) + ridge * np.r_[theta[:-1], 0]
        hessian = (x * (weight * np.maximum(p * (1 - p), 1e-4))[:, None]).T @ x + ridge * unit
        step = np.linalg.solve(hessian, gradient)
        theta -= step
        if np.abs(step).max() < 1e-4:
            break
    return theta


def softmax(scores, starts, segment):
    e = np.exp(scores - np.maximum.reduceat(scores, starts)[segment])
    return e / np.add.reduceat(e, starts)[segment]


def choice(design, ridge=2.0):
    """One line of each text is the title; copies of it share what is wanted."""
    (starts, segment), x = design.segments(), design.x
    theta, unit = np.zeros(x.shape[1]), np.eye(x.shape[1])
    for _ in range(60):
        p = softmax(x @ theta, starts, segment)
        q = p * design.y
        q /= np.maximum(np.add.reduceat(q, starts), 1e-12)[segment]
        mean = np.add.reduceat(x * p[:, None], starts)
        hessian = (x * p[:, None]).T @ x - mean.T @ mean + (ridge + 1e-3) * unit
        step = np.linalg.solve(hessian, x.T @ (p - q) + ridge * theta)
        theta -= step * min(1, 2 / np.abs(step).max())
        if np.abs(step).max() < 1e-4:
            break
    return theta


def reward(design):
    """The line whose likeness is greatest is chosen most often; the ascent is Adam's."""
    (starts, segment), x = design.segments(), design.x
    theta = np.zeros(x.shape[1]); first = np.zeros_like(theta); second = np.zeros_like(theta)
    for turn in range(1, 3001):
        p = softmax(x @ theta, starts, segment)
        expected = np.add.reduceat(p * design.y, starts)
        gradient = x.T @ (p * (design.y - expected[segment])) / len(starts) - 0.0002 * theta
        first, second = 0.9 * first + 0.1 * gradient, 0.999 * second + 0.001 * gradient**2
        theta += 0.02 * (first / (1 - 0.9**turn)) / (np.sqrt(second / (1 - 0.999**turn)) + 1e-8)
    theta[-1] = 0
    return theta


def accuracy(design, scores):
    right = (scores > 0) == (design.y > 0.5)
    return f"{(design.weight * right).sum() / design.weight.sum():.4f}"


def of_chosen(design, scores):
    starts, _ = design.segments()
    return f"{np.mean([design.y[a + np.argmax(scores[a:b])] for a, b in zip(starts, np.r_[starts[1:], len(scores)])]):.4f}"


WANTED = {"local": wanted_in_body, "context": wanted_in_body, "final": wanted_in_body, "title": wanted_title, "lede": wanted_lede}
FIT = {"local": logistic, "context": logistic, "final": logistic, "title": choice, "lede": reward, "author": logistic}
QUALITY = {"local": accuracy, "context": accuracy, "final": accuracy, "title": of_chosen, "lede": of_chosen, "author": of_claimed}


def rows(model, names, theta):
    return [f"{model}\talways\t{theta[-1]:.3f}"] + [f"{model}\t{name}\t{value:.3f}" for name, value in zip(names, theta)]


def write(model, fitted):
    with open(WEIGHTS, encoding="utf-8") as file:
        others = [line for line in file.read().splitlines() if line and not line.startswith(model + "\t")]
    table = sorted(others + fitted, key=lambda line: ROWS.index(line.split("\t")[0]))
    with open(WEIGHTS, "w", encoding="utf-8") as file:
        file.write("\n".join(table) + "\n")


if __name__ == "__main__":
    main()
