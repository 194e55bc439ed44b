"""Golden values for keyphrases, made with numpy and networkx, independently of the Rust code.

    pip install numpy scipy networkx yake
    python3 tests/reference/keyphrases.py > tests/reference/keyphrases.json

Every formula is written out as in the paper, with no trick for speed. A text is a sentence a line; the Rust test hands over the same
sentences and words by their spans. No two words of a text share a stem, so that none is needed here. Where PyPI's `yake` defines
things as YAKE does here, its values are compared too, and the script stops if they differ.
"""

import json
import math
import re
from statistics import median

import networkx
import numpy
import yake

MAX_WORDS = 3
STOP_WORDS = {"the", "of", "and", "in", "on", "a", "is", "for", "by", "over", "to", "was", "were", "no", "with", "that", "after"}
TEXTS = {
    "bridge": """The old stone bridge over the Marn closed on Monday, after engineers found cracks in the arches.
Repair of the stone bridge is a matter for the Roads Agency, and the ROADS agency owns no crane.
Mayor Selby asked for a ferry, for a temporary steel bridge, and for patience.
Ferry captains welcomed the stone bridge news.
Traffic over the Marn was light on Monday.""",
    # As in the example of the RAKE paper: terms of mathematics, with stop words between them.
    "matrices": """Rank of sparse matrices and bounds on the rank of sparse matrices over finite fields.
Lower bounds for sparse systems of equations with integer solutions were shown.
The bounds of integer solutions and a method of elimination in finite fields is simple.
Elimination over rings, gradient descent, method of elimination.""",
    # A number, a run that is too long, words that stand alone, and a phrase that repeats beyond the longest.
    "odd": """Alpha beta gamma delta epsilon.
Zeta 42 eta, theta 7 iota.
Alpha beta gamma delta epsilon was alpha.
Kappa.
Lambda lambda lambda mu.""",
    "one": "Rain.",
}


def read(text):
    """Sentences of words: spelling, folded form, kind, whether it is joined to the word in front."""
    sentences = []
    for line in text.split("\n"):
        words, end = [], None
        for match in re.finditer(r"\w+", line):
            word = match.group().lower()
            kind = "stop" if word in STOP_WORDS else "content" if re.search("[a-z]", word) else "number"
            joined = end is not None and line[end : match.start()].strip() == ""
            words.append((match.group(), word, kind, joined))
            end = match.end()
        sentences.append(words)
    return sentences


def runs(sentences, keep):
    """The longest stretches of joined words that pass, as lists of folded words."""
    found = []
    for sentence in sentences:
        open_run = False
        for word in sentence:
            if not keep(word):
                open_run = False
            elif open_run and word[3]:
                found[-1].append(word[1])
            else:
                found.append([word[1]])
                open_run = True
    return [tuple(run) for run in found]


def content(word):
    return word[2] == "content"


def places(runs_, phrase):
    return sum(run[i : i + len(phrase)] == phrase for run in runs_ for i in range(len(run)))


def phrases(runs_):
    """What may be a keyphrase, and how often it stands."""
    grams = {run[i:j] for run in runs_ for i in range(len(run)) for j in range(i + 1, min(i + MAX_WORDS, len(run)) + 1)}
    counts = {gram: places(runs_, gram) for gram in grams}
    found = {}
    for gram, count in counts.items():
        is_piece = len(gram) == 1 and any(len(run) > MAX_WORDS and gram[0] in run for run in runs_)
        covered = any(len(longer) == len(gram) + 1 and gram in (longer[1:], longer[:-1]) and times == count for longer, times in counts.items())
        if (gram in runs_ or count > 1 or is_piece) and not (covered and count > 1):
            found[gram] = count
    return found


def tf_idf(sentences):
    words = [[word[1] for word in sentence if word[2] != "stop"] for sentence in sentences]
    every = [word for sentence in words for word in sentence]

    def weight(word):
        return every.count(word) * math.log(1 + len(words) / sum(word in sentence for sentence in words))

    return {phrase: count * sum(map(weight, phrase)) for phrase, count in phrases(runs(sentences, content)).items()}


def pagerank(nodes, weights, jumps=None):
    graph = networkx.DiGraph()
    graph.add_nodes_from(nodes)
    graph.add_weighted_edges_from((a, b, weight) for (a, b), weight in weights.items())
    even = {node: 1 / len(nodes) for node in nodes}
    return networkx.pagerank(graph, alpha=0.85, personalization=jumps, dangling=even, tol=1e-15, max_iter=10_000)


def nodes_of(sentences):
    return list(dict.fromkeys(word[1] for sentence in sentences for word in sentence if content(word)))


def textrank(sentences):
    weights = {}
    for sentence in sentences:
        words = [word[1] for word in sentence if content(word)]
        for a, b in zip(words, words[1:]):
            if a != b:
                weights[a, b] = weights[b, a] = 1
    nodes = nodes_of(sentences)
    ranks = pagerank(nodes, weights)
    order = sorted(nodes, key=lambda node: (-float(f"{ranks[node]:.10g}"), nodes.index(node)))
    kept = set(order[: max(1, round(len(nodes) / 3))])
    found = phrases(runs(sentences, lambda word: content(word) and word[1] in kept))
    return {phrase: count * sum(ranks[word] for word in phrase) for phrase, count in found.items()}


def positionrank(sentences, window=10):
    weights, early, place = {}, {}, 0
    for sentence in sentences:
        for i, word in enumerate(sentence):
            place += 1
            if content(word):
                early[word[1]] = early.get(word[1], 0) + 1 / place
            for other in sentence[max(0, i - window + 1) : i]:
                if content(word) and content(other) and word[1] != other[1]:
                    for pair in [(word[1], other[1]), (other[1], word[1])]:
                        weights[pair] = weights.get(pair, 0) + 1
    jumps = {word: share / sum(early.values()) for word, share in early.items()}
    ranks = pagerank(nodes_of(sentences), weights, jumps)
    return {phrase: count * sum(ranks[word] for word in phrase) for phrase, count in phrases(runs(sentences, content)).items()}


def rake(sentences):
    candidates = runs(sentences, content)
    score = {}
    for word in {word for run in candidates for word in run}:
        frequency = sum(run.count(word) for run in candidates)
        score[word] = sum(run.count(word) * len(run) for run in candidates) / frequency
    found = {run: sum(score[word] for word in run) for run in candidates if len(run) <= MAX_WORDS}
    adjoining = []
    for block in runs(sentences, lambda word: True):
        cuts = [i for i, word in enumerate(block) if word in STOP_WORDS or word.isdigit()]
        pieces = [block[a + 1 : b] for a, b in zip([-1] + cuts, cuts + [len(block)])]
        solid = [i for i, piece in enumerate(pieces) if piece]
        for a, b in zip(solid, solid[1:]):
            between = cuts[a:b]
            if all(block[i] in STOP_WORDS for i in between):
                adjoining.append(pieces[a] + tuple(block[between[0] : between[-1] + 1]) + pieces[b])
    for phrase in set(adjoining):
        if adjoining.count(phrase) > 1 and len(phrase) <= MAX_WORDS:
            found[phrase] = sum(score[word] for word in phrase if word not in STOP_WORDS)
    return found


def yake_(sentences):
    every = [word for sentence in sentences for word in sentence]
    tf = {word: sum(other[1] == word for other in every) for word in {word[1] for word in every}}
    counted = [count for word, count in tf.items() if word not in STOP_WORDS]
    blocks = runs(sentences, lambda word: True)
    pairs = [pair for block in blocks for pair in zip(block, block[1:]) if not any(word.isdigit() for word in pair)]
    score = {}
    for word, count in tf.items():
        spelled = [(place, other[0]) for sentence in sentences for place, other in enumerate(sentence) if other[1] == word]
        capitals = sum(text.isupper() for _, text in spelled)
        capitalized = sum(place > 0 and text.istitle() and len(text) > 1 for place, text in spelled)
        case = max(capitals, capitalized) / (1 + math.log(count))
        inside = [i for i, sentence in enumerate(sentences) if any(other[1] == word for other in sentence)]
        position = math.log(math.log(3 + median(inside)))
        left, right = [a for a, b in pairs if b == word], [b for a, b in pairs if a == word]
        variety = sum(len(set(side)) / len(side) for side in (left, right) if side)
        related = 1 + variety * count / max(tf.values())
        usual = count / (numpy.mean(counted) + numpy.std(counted))
        score[word] = related * position / (case + usual / related + len(inside) / len(sentences) / related)
    found = {}
    for phrase in {block[i:j] for block in blocks for i in range(len(block)) for j in range(i + 1, min(i + MAX_WORDS, len(block)) + 1)}:
        if phrase[0] in STOP_WORDS or phrase[-1] in STOP_WORDS or any(word.isdigit() for word in phrase):
            continue
        product, total = 1, 0
        for i, word in enumerate(phrase):
            if word in STOP_WORDS:
                bond = pairs.count((phrase[i - 1], word)) / tf[phrase[i - 1]] * pairs.count((word, phrase[i + 1])) / tf[phrase[i + 1]]
                product, total = product * (2 - bond), total - (1 - bond)
            else:
                product, total = product * score[word], total + score[word]
        found[phrase] = -product / (places(blocks, phrase) * (1 + total))
    return found


def check_against_pypi(text, found):
    """The package takes a number for a word when it counts neighbours' blocks, and strips a plural s: texts without either agree."""
    theirs = yake.KeywordExtractor(n=MAX_WORDS, dedup_lim=1.0, top=10_000, stopwords=STOP_WORDS).extract_keywords(text)
    theirs = {tuple(phrase.split()): -score for phrase, score in theirs}
    assert theirs.keys() == found.keys(), theirs.keys() ^ found.keys()
    for phrase, score in found.items():
        assert math.isclose(score, theirs[phrase], rel_tol=1e-9), (phrase, score, theirs[phrase])


def golden(text):
    methods = {"positionrank": positionrank, "rake": rake, "textrank": textrank, "tfidf": tf_idf, "yake": yake_}
    found = {name: method(read(text)) for name, method in methods.items()}
    if "42" not in text:
        check_against_pypi(text, found["yake"])
    scores = {name: {" ".join(phrase): score for phrase, score in sorted(scores.items())} for name, scores in found.items()}
    return {"text": text, "scores": scores}


print(json.dumps({name: golden(text) for name, text in TEXTS.items()}, indent=1))
