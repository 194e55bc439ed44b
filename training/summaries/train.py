#!/usr/bin/env python3
"""Trains the models of the scorer `auto` and the selector `best-set`.

usage: train.py DATA PROGRAM OUT [--work DIR] [--leave-out]

DATA is the folder with the files of records.py, PROGRAM the one that measures them (`cargo build --release -p excerpt-training
--bin summaries`; target/release/summaries), OUT gets cues.txt, salience.trees and summaries.tsv. With --leave-out nothing is written: each kind of set is scored by a model that saw none of it.
tests/reference/model.json is made anew. Needs: pip install numpy numba nltk lightgbm
"""
import argparse
import itertools
import json
import pickle
import re
import struct
import subprocess
from pathlib import Path

import lightgbm as lgb
import numpy as np

import cues
import records
import rouge

# Small steps, shallow trees, every split backed by many sentences.
COMMON = dict(verbose=-1, n_jobs=1, seed=1, deterministic=True, force_row_wise=True, reg_lambda=5, max_bin=127)
SENTENCES = dict(COMMON, objective="cross_entropy", learning_rate=0.1, num_leaves=20, max_depth=5, min_child_samples=200,
                 colsample_bytree=0.5)
SENTENCE_TREES = 200
# Where a summary has no more sentences than this, all sets of so many of the best sentences are tried for the labels, and a set counts
# 1/e of the best if its ROUGE-1, 2 and Lsum sum to so much less.
FEW, TRIED, LESS = 3, 9, 0.1
# Features of a set that are the same, or nearly, for all sets of a document: they say what the others count there.
CONTEXT = ["sentences", "mean-words", "cohesion", "count", "share"]
# The share of the mean variance added to each, so that features that say the same share their weight.
RIDGE = 0.05
# Feature values are cut off so many standard deviations from the mean.
FARTHEST = 5
# A set weighs the fourth root of its documents: a set of 20 says of its kind what one of 600 says of its own. Tokenized
# CNN/DailyMail weighs this many times that, half of everything; less where whole summaries are judged. Where references are
# extracts or opinions, or nearly the first sentences, what news teaches is wrong: such sets weigh more. (Sets of one kind weighing
# less each, and these no more than others, gained nothing on kinds left out and lost on these: DESIGN.md.)
POWER = 0.25
CNNDM_WEIGHT = {"sentences": 16, "sets": 8}
OTHER_WEIGHTS = {"opinosis": 5, "indosum-id": 3, "bbc": 4, "scinews-ko": 2, "bnlpc-bn": 2, "bnlpc2-bn": 2, "easc-ar": 2, "urdu-ur": 2}
# One document in five is shown once more with its sentences as if in another order.
POSITION_DROPPED = 0.2
# For out-of-fold scores, no more of a set than this.
FOLD = 2000
# Kinds are left out in so many groups.
GROUPS = 6


class Doc:
    """A record: features, words as numbers, references, the oracle's choice."""


def names(source, pattern):
    return re.findall(pattern, (Path(__file__).parents[2] / "src/features" / source).read_text())


FEATURES = [name for name, _ in names("list.rs", r'"([\w-]+)" (\w+) "')]
POSITIONS = [i for i, (_, group) in enumerate(names("list.rs", r'"([\w-]+)" (\w+) "')) if group == "Position"]
CUES = FEATURES.index("cues")
SET_FEATURES = names("sets.rs", r'\w+ "([\w-]+)" "')


def run(program, what, name, lines, count):
    """Feeds records to a program; returns what it says of each, and its rows of features."""
    feed = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines).encode()
    subprocess.run([program, what, name], input=feed, check=True)
    told = [json.loads(line) for line in open(f"{name}.jsonl", encoding="utf-8")]
    return told, np.fromfile(f"{name}.f32", np.float32).reshape(-1, count)


def load(args, name):
    """The documents of a set, measured and labelled."""
    cache = Path(args.work) / f"{name}.pickle"
    if cache.exists():
        return pickle.loads(cache.read_bytes())
    rows = list(records.read(args.data, name))
    told, X = run(args.program, "features", f"{args.work}/{name}", [row[0] for row in rows], len(FEATURES))
    docs, start = [], 0
    for (feed, references, lang), said in zip(rows, told):
        doc, size = Doc(), len(said["sentences"])
        doc.feed, doc.X, doc.allowed = feed, X[start : start + size].copy(), np.array(said["candidates"], bool)
        start += size
        number = {}
        encode = lambda text: [number.setdefault(word, len(number)) for word in rouge.words(text, lang)]
        doc.lang, doc.stems = lang, said["stems"]
        doc.tokens, doc.ends = rouge.flat([encode(sentence) for sentence in said["sentences"]])
        doc.references = [rouge.flat([encode(line) for line in text.split("\n") if line.strip()]) for text in references]
        doc.references = [reference for reference in doc.references if len(reference[0])]
        doc.vocabulary = len(number)
        if not doc.references or not doc.allowed.any():
            continue
        doc.k = records.SETS.get(name, records.CHECKS.get(name))[1]
        doc.y = labels(doc)
        docs.append(doc)
    cache.write_bytes(pickle.dumps(docs))
    return docs


def labels(doc):
    """The chance of each sentence to be in the best summary: the greedy oracle's choice, and where that is of few sentences, the mean
    of it and of all sets of the best ones, each the likelier the better it is."""
    tries = [rouge.oracle(doc.tokens, doc.ends, doc.allowed, reference, doc.vocabulary, doc.k) for reference, _ in doc.references]
    chosen = max(tries, key=lambda found: found[1])[0]
    greedy, likely = np.zeros((2, len(doc.allowed)), np.float32)
    greedy[chosen[chosen >= 0]] = 1
    if doc.k > FEW:
        return greedy
    allowed = np.flatnonzero(doc.allowed)
    alone = np.array([value(doc, [sentence]).sum() for sentence in allowed])
    tried = np.sort(allowed[np.argsort(-alone, kind="stable")[:TRIED]])
    sets = list(itertools.combinations(tried, min(doc.k, len(tried))))
    values = np.array([value(doc, one).sum() for one in sets])
    chances = np.exp((values - values.max()) / LESS)
    for one, chance in zip(sets, chances / chances.sum()):
        likely[list(one)] += chance
    return (greedy + likely) / 2


def value(doc, chosen):
    """ROUGE-1, 2 and Lsum of sentences, the best over the references each."""
    chosen = np.array(sorted(chosen), np.int64)
    each = [rouge.rouge(doc.tokens, doc.ends, chosen, *reference, doc.vocabulary) for reference in doc.references]
    return np.max(each, 0) if len(chosen) else np.zeros(3)


def weight(name, docs, model):
    own = CNNDM_WEIGHT[model] if name == "cnndm-tokenized" else OTHER_WEIGHTS.get(name, 1)
    return own * len(docs) ** (POWER - 1)


def fit_sentences(docs, trees, seed=0):
    random = np.random.default_rng(seed)
    X, y, w = [], [], []
    for name, own in docs.items():
        for doc in own:
            rows, labels = doc.X[doc.allowed], doc.y[doc.allowed]
            # Long documents weigh more, but not in proportion.
            each = np.full(len(labels), weight(name, own, "sentences") / np.sqrt(len(labels)))
            X, y, w = X + [rows], y + [labels], w + [each]
            if random.random() < POSITION_DROPPED:
                blind = rows.copy()
                blind[:, POSITIONS] = random.permutation(blind[:, POSITIONS])
                X, y, w = X + [blind], y + [labels], w + [each]
    w = np.concatenate(w)
    return lgb.train(SENTENCES, lgb.Dataset(np.vstack(X), np.concatenate(y), weight=w / w.mean()), trees)


def learn_cues(docs):
    """The cues and their weights; fills the feature `cues` of each document by weights fitted to the other half."""
    found = cues.find([doc for own in docs.values() for doc in own])
    halves = [{name: own[half::2] for name, own in docs.items()} for half in (0, 1)]
    for own in docs.values():
        for doc in own:
            doc.X[:, CUES] = 0
    fitted = [fit_cues(halves[1 - half], fit_sentences(halves[half], SENTENCE_TREES), len(found)) for half in (0, 1)]
    for half, weights in zip(halves, fitted):
        for own in half.values():
            fill_cues(own, weights)
    return found, (fitted[0] + fitted[1]) // 2


def fit_cues(docs, model, size):
    """Weights of cues, by what `model` leaves open in `docs`."""
    examples = []
    for name, own in docs.items():
        odds = model.predict(np.vstack([doc.X for doc in own]), raw_score=True)
        for doc, each in zip(own, np.split(odds, np.cumsum([len(doc.y) for doc in own])[:-1])):
            importance = weight(name, own, "sentences") / np.sqrt(doc.allowed.sum())
            examples += [(doc.cues[s], doc.words[s], doc.y[s], each[s], importance) for s in np.flatnonzero(doc.allowed)]
    return cues.fit(examples, size)


def fill_cues(docs, weights):
    for doc in docs:
        doc.X[:, CUES] = cues.sums(doc, weights)


def chances(model, docs):
    """What a model says of every sentence, a list for each document."""
    raw = model.predict(np.vstack([doc.X for doc in docs]), raw_score=True)
    cuts = np.cumsum([len(doc.y) for doc in docs])[:-1]
    return [1 / (1 + np.exp(-own)) for own in np.split(raw, cuts)]


def out_of_fold(docs):
    """Chances by a model of the other half of every set."""
    for fold in (0, 1):
        train = {name: own[fold::2][:FOLD] for name, own in docs.items()}
        model = fit_sentences(train, SENTENCE_TREES, fold)
        for own in docs.values():
            other = own[1 - fold :: 2][:FOLD]
            for doc, scores in zip(other, chances(model, other) if other else []):
                doc.scores = scores


def measure_sets(args, docs):
    """The sets of sentences of each document that has scores: their features, and what they are worth."""
    out = []
    for name, own in docs.items():
        own = [doc for doc in own if hasattr(doc, "scores")]
        feed = [dict(doc.feed, scores=[round(float(s), 6) for s in doc.scores], k=doc.k) for doc in own]
        told, rows = run(args.program, "sets", f"{args.work}/{name}.sets", feed, len(SET_FEATURES))
        start = 0
        for number, (doc, said) in enumerate(zip(own, told)):
            size = len(said["sets"])
            worth = np.array([value(doc, chosen).mean() for chosen in said["sets"]])
            if size > 1:
                out.append((name, number, rows[start : start + size].copy(), worth, weight(name, own, "sets")))
            start += size
    return out


class Summaries:
    """What a set of sentences is worth: linear in its features, their squares, and their products with the context."""

    def __init__(self, sets):
        all_rows = np.vstack([rows for _, _, rows, _, _ in sets]).astype(np.float64)
        self.mean, self.deviation = all_rows.mean(0), all_rows.std(0) + 1e-9
        self.context = [SET_FEATURES.index(name) for name in CONTEXT]
        self.own = [i for i in range(len(SET_FEATURES)) if i not in self.context]

    def expand(self, rows):
        z = np.clip((rows - self.mean) / self.deviation, -FARTHEST, FARTHEST)
        own = z[:, self.own]
        return np.hstack([own, own * own] + [own * z[:, [c]] for c in self.context])

    def moments(self, sets):
        A = b = 0
        for _, _, rows, worth, w in sets:
            x = self.expand(rows)
            x, y = x - x.mean(0), (worth - worth.mean()) / (worth.std() + 0.03)
            A, b = A + w / len(y) * x.T @ x, b + w / len(y) * x.T @ y
        return A, b

    def solve(self, moments):
        A, b = moments
        self.weights = np.linalg.solve(A + RIDGE * np.trace(A) / len(A) * np.eye(len(A)), b)
        return self

    def gains(self, sets):
        """By set of records: the worth of the first choice, of the one the model likes best, and of the best."""
        out = {}
        for name, _, rows, worth, _ in sets:
            choice = int(np.argmax(self.expand(rows) @ self.weights))
            out.setdefault(name, []).append((worth[0], worth[choice], worth.max()))
        return {name: 100 * np.mean(each, 0) for name, each in out.items()}

    def write(self, path):
        """A line a feature: name, mean, standard deviation, and for those that are no context the weights of itself, of its
        square, and of its product with each of the context."""
        table = self.weights.reshape(2 + len(CONTEXT), len(self.own)).T
        lines = ["\t".join(["feature", "mean", "deviation", "itself", "square", *CONTEXT])]
        for i, name in enumerate(SET_FEATURES):
            numbers = [self.mean[i], self.deviation[i], *(table[self.own.index(i)] if i in self.own else [])]
            lines.append("\t".join([name, *(f"{number:.6g}" for number in numbers)]))
        path.write_text("\n".join(lines) + "\n")


def fit_summaries(args, docs):
    sets = measure_sets(args, docs)
    model = Summaries(sets)
    halves = [[one for one in sets if one[1] // 2 % 2 == half] for half in (0, 1)]
    moments = [model.moments(half) for half in halves]
    for half in (0, 1):
        for name, figures in model.solve(moments[1 - half]).gains(halves[half]).items():
            print("first choice, chosen, best:", name, *figures.round(2), flush=True)
    return model.solve((moments[0][0] + moments[1][0], moments[0][1] + moments[1][1]))


def export(model, names, path):
    """Writes the format of src/features/trees.rs. Thresholds are rounded down to 32 bits: no 32-bit value lies between."""
    dump = model.dump_model()["tree_info"]
    used, bodies = {}, bytearray()
    for tree in dump:
        splits, leaves = [], []

        def walk(node):
            if "leaf_value" in node:
                leaves.append(node["leaf_value"])
                return -len(leaves)
            place = len(splits)
            splits.append(None)
            feature = used.setdefault(node["split_feature"], len(used))
            threshold = np.float32(node["threshold"])
            if float(threshold) > node["threshold"]:
                threshold = np.nextafter(threshold, np.float32(-np.inf))
            splits[place] = (feature, threshold, walk(node["left_child"]), walk(node["right_child"]))
            return place

        walk(tree["tree_structure"])
        bodies += struct.pack("<B", len(splits))
        for split in splits:
            bodies += struct.pack("<Bfbb", *split)
        bodies += struct.pack(f"<{len(leaves)}f", *leaves)
    head = struct.pack("<H", len(used))
    for feature in used:
        head += struct.pack("<B", len(names[feature])) + names[feature].encode()
    path.write_bytes(head + struct.pack("<H", len(dump)) + bodies)
    print(path, path.stat().st_size, "bytes", flush=True)


def golden(args, model, found, weights, path):
    """What LightGBM says of the sentences of a few texts, for a test to compare with what the library says."""
    samples = Path(__file__).parents[2] / "data/samples"
    texts = {"news": "en", "science": "en", "german": "de", "chinese": "zh"}
    feed = [{"text": (samples / f"{name}.txt").read_text(), "lang": lang} for name, lang in texts.items()]
    told, X = run(args.program, "features", f"{args.work}/golden", feed, len(FEATURES))
    # The program has the cues of before.
    weigh = dict(zip(found, weights))
    summed = lambda lang, stems: sum(weigh.get((lang, stem), 0) for stem in stems) / cues.ONE / np.sqrt(len(stems))
    X[:, CUES] = [summed(lang, stems.split(" ")) for lang, said in zip(texts.values(), told) for stems in said["stems"]]
    raw = model.predict(X, raw_score=True)
    cuts = np.cumsum([len(said["sentences"]) for said in told])[:-1]
    out = {name: [round(float(v), 9) for v in own] for name, own in zip(texts, np.split(raw, cuts))}
    path.write_text(json.dumps(out, indent=1) + "\n")


def best(doc, scores):
    """The sentences of the highest scores that share no three words in a row."""
    chosen, taken = [], set()
    for s in np.argsort(-scores, kind="stable"):
        t = doc.tokens[doc.ends[s] : doc.ends[s + 1]].tolist()
        trigrams = set(zip(t, t[1:], t[2:]))
        if doc.allowed[s] and not trigrams & taken:
            chosen.append(int(s))
            taken |= trigrams
        if len(chosen) == doc.k:
            break
    return chosen


def leave_out(args, docs):
    """How well each kind is summarized by models that saw none of it. CNN/DailyMail is left out alone, the other kinds a sixth of
    them at a time. Prints top sentences with trigram blocking, the first choice, what the second model chooses, the best near it."""
    kind = lambda name: records.SETS[name][2]
    learn_cues(docs)
    out_of_fold(docs)
    sets = measure_sets(args, {name: own[: 2 * FOLD] for name, own in docs.items()})
    kinds = sorted({kind(name) for name in docs} - {"cnndm"})
    for out in [{"cnndm"}, *(set(kinds[group::GROUPS]) for group in range(GROUPS))]:
        learned = {name: own[:FOLD] for name, own in docs.items() if kind(name) not in out}
        found, weights = learn_cues(learned)
        model = fit_sentences(learned, SENTENCE_TREES)
        seen = [one for one in sets if kind(one[0]) not in out]
        summaries = Summaries(seen)
        summaries.solve(summaries.moments(seen))
        for name in (name for name in docs if kind(name) in out):
            own = docs[name][:150]
            cues.number(own, found)
            fill_cues(own, weights)
            for doc, scores in zip(own, chances(model, own)):
                doc.scores = scores
            top = 100 * np.mean([value(doc, best(doc, doc.scores)) for doc in own])
            figures = summaries.gains(measure_sets(args, {name: own}))[name]
            print("left out: top, first choice, chosen, best:", name, len(own), top.round(2), *figures.round(2), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data")
    parser.add_argument("program")
    parser.add_argument("out", type=Path)
    parser.add_argument("--work", default="work")
    parser.add_argument("--leave-out", action="store_true")
    args = parser.parse_args()
    Path(args.work).mkdir(exist_ok=True)
    docs = {name: load(args, name) for name in records.SETS}
    print({name: len(own) for name, own in docs.items()}, flush=True)
    if args.leave_out:
        return leave_out(args, docs)
    found, weights = learn_cues(docs)
    cues.write(found, weights, args.out / "cues.txt")
    model = fit_sentences(docs, SENTENCE_TREES)
    export(model, FEATURES, args.out / "salience.trees")
    golden(args, model, found, weights, Path(__file__).parents[2] / "tests/reference/model.json")
    out_of_fold(docs)
    for name, own in docs.items():
        own = [doc for doc in own if hasattr(doc, "scores")][:150]
        figures = 100 * np.mean([value(doc, best(doc, doc.scores)) for doc in own], 0)
        print("out of fold:", name, len(own), *figures.round(2), flush=True)
    fit_summaries(args, docs).write(args.out / "summaries.tsv")


if __name__ == "__main__":
    main()
