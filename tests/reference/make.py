"""Golden vectors for the scorers, made with numpy and networkx, independently of the Rust code.

    pip install numpy scipy networkx
    python3 tests/reference/make.py > tests/reference/scores.json

Every matrix here is dense and every formula is written out as in the paper, with no trick for speed. The
input is a list of sentences that are lists of terms; the Rust test hands over the same terms by their spans.
"""

import json
import math

import networkx
import numpy

DAMPING = 0.85
TEXTS = {
    "weather": """rain fell town night
rain wind rose town harbour
harbour wall broke rain rain night
mayor town promised new wall
children school played
wind fell morning
mayor thanked crews worked night harbour wall
snow
rain fell town night""",
    # Sentences of one term each, which the logarithm of TextRank makes special, and one without neighbours.
    "short": """rain
rain
wind
rain wind
snow""",
    "one": "rain wind",
    "repeats": """a a a b
b b c
c c c c a d e f g
h i
a b c d e f g h i j k l m n o p""",
}


def read(text):
    return [line.split() for line in text.split("\n")]


def tf_idf(sentences):
    terms = sorted({term for sentence in sentences for term in sentence})
    n = len(sentences)
    rows = numpy.zeros((n, len(terms)))
    for i, sentence in enumerate(sentences):
        for term in sentence:
            rows[i, terms.index(term)] += 1
    for j, term in enumerate(terms):
        holders = sum(term in sentence for sentence in sentences)
        rows[:, j] *= math.log(1 + n / holders)
    return rows / numpy.linalg.norm(rows, axis=1, keepdims=True)


def overlap(sentences):
    n = len(sentences)
    weights = numpy.zeros((n, n))
    for i in range(n):
        for j in range(n):
            a, b = set(sentences[i]), set(sentences[j])
            logs = math.log(len(a)) + math.log(len(b))
            if i != j and logs > 0:
                weights[i, j] = len(a & b) / logs
    return weights


def pagerank(weights):
    """networkx normalizes the weights out of each node and spreads the rank of nodes without edges evenly."""
    graph = networkx.from_numpy_array(weights, create_using=networkx.DiGraph)
    ranks = networkx.pagerank(graph, alpha=DAMPING, tol=1e-15, max_iter=10_000, weight="weight")
    return [ranks[i] for i in range(len(weights))]


def closed_form(weights):
    """The same ranks by solving the linear system, to check networkx as well."""
    n = len(weights)
    degrees = weights.sum(axis=1)
    steps = numpy.array([weights[i] / degrees[i] if degrees[i] > 0 else numpy.full(n, 1 / n) for i in range(n)])
    return numpy.linalg.solve(numpy.eye(n) - DAMPING * steps.T, numpy.full(n, (1 - DAMPING) / n))


def centroid(rows, threshold=0.3):
    total = rows.sum(axis=0)
    total = numpy.where(total > threshold * total.max(), total, 0)
    return rows @ total / numpy.linalg.norm(total)


def scores(sentences):
    rows = tf_idf(sentences)
    cosines = rows @ rows.T
    cosines[numpy.abs(cosines) < 1e-15] = 0
    others = cosines - numpy.diag(numpy.diag(cosines))
    graphs = {
        "textrank": overlap(sentences),
        "textrank-tfidf": others,
        "lexrank": cosines,
        "lexrank-threshold": (cosines > 0.1).astype(float),
    }
    found = {}
    for name, weights in graphs.items():
        found[name] = pagerank(weights)
        assert numpy.allclose(found[name], closed_form(weights), atol=1e-12), name
    found["centroid"] = list(centroid(rows))
    return found


print(json.dumps({name: {"text": text, "scores": scores(read(text))} for name, text in TEXTS.items()}, indent=1))
