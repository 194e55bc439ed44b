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
from scipy.stats import chi2_contingency

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
    "long": "\n".join(" ".join(f"t{(i * i + j * (i % 5 + 1)) % 23}" for j in range(3 + i % 7)) for i in range(34)),
    # Sentences of one term each, which the logarithm of TextRank makes special, and one without neighbours.
    "short": """rain
rain
wind
rain wind
snow""",
    "one": "rain wind",
    # One term that no other text has, often enough to be the topic.
    "topic": "\n".join(f"quarry {a} {b} quarry" for a in ("rain", "wind", "town") for b in ("fell", "rose", "night", "snow")),
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


def counts(sentences):
    terms = sorted({term for sentence in sentences for term in sentence})
    return numpy.array([[sentence.count(term) for term in terms] for sentence in sentences], dtype=float)


def bm25(sentences, k1=1.2, b=0.75, epsilon=0.25):
    """Barrios et al.: the weight from i to j is the BM25 score of sentence j for the query i."""
    tf = counts(sentences)
    n, lengths = len(tf), tf.sum(axis=1)
    holders = (tf > 0).sum(axis=0)
    idf = numpy.log(n - holders + 0.5) - numpy.log(holders + 0.5)
    idf = numpy.where(idf > 0, idf, max(0, epsilon * idf.mean()))
    weights = numpy.zeros((n, n))
    for i in range(n):
        for j in range(n):
            if i != j:
                penalty = k1 * (1 - b + b * lengths[j] / lengths.mean())
                weights[i, j] = sum(tf[i] * idf * tf[j] * (k1 + 1) / (tf[j] + penalty))
    return weights


def pacsum(sentences, lam=0.3):
    tf = counts(sentences)
    n = len(tf)
    holders = (tf > 0).sum(axis=0)
    rows = tf * (numpy.log(n - holders + 0.5) - numpy.log(holders + 0.5))
    likeness = rows @ rows.T
    return [(1 - lam) * likeness[i, i + 1 :].sum() - lam * likeness[i, :i].sum() for i in range(n)]


def divrank(cosines, lam=0.9, alpha=0.25):
    n = len(cosines)
    degrees = cosines.sum(axis=1)
    organic = numpy.array([alpha * row / degree if degree > 0 else 0 * row for row, degree in zip(cosines, degrees)])
    organic += (1 - alpha) * numpy.eye(n)
    ranks = numpy.full(n, 1 / n)
    for _ in range(1000):
        reinforced = organic * ranks
        step = reinforced / reinforced.sum(axis=1, keepdims=True)
        new = (1 - lam) / n + lam * ranks @ step
        change, ranks = abs(new - ranks).sum(), new
        if change < 1e-10:
            break
    return list(ranks)


def hiporank(rows, section_weight=1.0, size=10):
    """Without headings: sections of ten sentences."""
    n = len(rows)
    sections = [list(range(at, min(at + size, n))) for at in range(0, n, size)]
    cosine = lambda a, b: (a @ b / (numpy.linalg.norm(a) * numpy.linalg.norm(b))) / 2 + 0.5
    distance = lambda i, count: min(i, count - 1 - i)
    found = [0.0] * n
    for own, section in enumerate(sections):
        for i, sentence in enumerate(section):
            inside = [cosine(rows[sentence], rows[other]) for j, other in enumerate(section)
                      if j != i and distance(j, len(section)) >= distance(i, len(section))]
            outside = [cosine(rows[sentence], rows[other].mean(axis=0)) for J, other in enumerate(sections)
                       if distance(J, len(sections)) >= distance(own, len(sections))]
            intra = sum(inside) / max(len(section) - 1, 1)
            found[sentence] = 0.5 * intra + 0.5 * section_weight * sum(outside) / len(sections)
    return found


def lsa(rows, least=0.5):
    u, sigma, _ = numpy.linalg.svd(rows, full_matrices=False)
    main = sigma >= least * sigma[0] * (1 - 1e-10)
    return list(numpy.sqrt((u[:, main] ** 2 * sigma[main] ** 2).sum(axis=1)))


def luhn(sentences, gap=4, least_share=0.002):
    words = [term for sentence in sentences for term in sentence]
    least = max(2, least_share * len(words))
    found = []
    for sentence in sentences:
        at = [i for i, term in enumerate(sentence) if words.count(term) >= least]
        # Every run of significant words whose neighbours are near enough.
        runs = [at[i : j + 1] for i in range(len(at)) for j in range(i, len(at))
                if all(b - a <= gap + 1 for a, b in zip(at[i:j], at[i + 1 : j + 1]))]
        # A cluster is as long as it can be, to the left at least: parts of one are not clusters of their own.
        starts = [i for i in at if not any(0 < i - other <= gap + 1 for other in at)]
        found.append(max((len(run) ** 2 / (run[-1] - run[0] + 1) for run in runs if run[0] in starts), default=0.0))
    return found


def centroid(rows, threshold=0.3):
    total = rows.sum(axis=0)
    total = numpy.where(total > threshold * total.max(), total, 0)
    return rows @ total / numpy.linalg.norm(total)


def position(sentences, text=1.0, section=0.25, paragraph=0.25, ending=0.08):
    """Without headings the text is one section; each sentence is a paragraph."""
    n = len(sentences)
    value = lambda i, count: 1 / (1 + i) + ending / (1 + count - 1 - i)
    return [(text + section) * value(i, n) + paragraph * value(0, 1) for i in range(n)]


def edmundson(sentences, key=2.0, location=1.0):
    """Without headings or a language there are no cue words and no title; each sentence is a paragraph, first and last in it."""
    n = len(sentences)
    words = [term for sentence in sentences for term in sentence]
    often = lambda term: words.count(term) >= max(2, 0.002 * len(words))
    keys = [sum(words.count(term) for term in sentence if often(term)) for sentence in sentences]
    locations = [2 + (i == 0) + (i == n - 1) for i in range(n)]
    return [key * k / max(max(keys), 1) + location * l / max(locations) for k, l in zip(keys, locations)]


def topic_signatures(sentences, background, threshold=10.83):
    """Weights of 1 for terms in the signature; of their share where there is none."""
    words = [term for sentence in sentences for term in sentence]
    here = {term: words.count(term) for term in words}
    documents = len(background)
    stands_in = lambda term: sum(any(term in sentence for sentence in document) for document in background)
    there = {term: -documents * math.log(1 - stands_in(term) / (documents + 1)) for term in here}
    n1, n2 = sum(here.values()), sum(there.values())
    signature = set()
    for term in here:
        k1, k2 = here[term], there[term]
        if n2 > 0 and k1 / n1 > k2 / n2:
            # The G statistic of the two-by-two table is -2 ln lambda. scipy refuses tables with a row or column of zeros.
            table = numpy.array([[k1, n1 - k1], [k2, n2 - k2]])
            ratio = 0 if (table.sum(axis=0) == 0).any() else chi2_contingency(table, correction=False, lambda_="log-likelihood")[0]
            if ratio > threshold:
                signature.add(term)
    weight = lambda term: term in signature if signature else here[term] / n1
    return [float(sum(weight(term) for term in set(sentence))) for sentence in sentences]


def scores(sentences):
    rows = tf_idf(sentences)
    cosines = rows @ rows.T
    cosines[numpy.abs(cosines) < 1e-15] = 0
    others = cosines - numpy.diag(numpy.diag(cosines))
    graphs = {
        "textrank": overlap(sentences),
        "textrank-bm25": bm25(sentences),
        "textrank-tfidf": others,
        "lexrank": cosines,
        "lexrank-threshold": (cosines > 0.1).astype(float),
    }
    found = {}
    for name, weights in graphs.items():
        found[name] = pagerank(weights)
        assert numpy.allclose(found[name], closed_form(weights), atol=1e-12), name
    found["centroid"] = list(centroid(rows))
    found["degree"] = list(others.sum(axis=1))
    found["divrank"] = divrank(others)
    found["hiporank"] = hiporank(rows)
    found["lsa"] = lsa(rows)
    found["luhn"] = luhn(sentences)
    found["edmundson"] = edmundson(sentences)
    found["pacsum"] = pacsum(sentences)
    found["position"] = position(sentences)
    found["topic-signatures"] = topic_signatures(sentences, [])
    return found


def sum_basic(sentences, count):
    """Nenkova & Vanderwende: the best sentence among those with the most probable word, whose words then wear off."""
    words = [term for sentence in sentences for term in sentence]
    order = list(dict.fromkeys(words))
    share = {term: words.count(term) / len(words) for term in order}
    picks = []
    exhausted = set()
    while len(picks) < count and len(exhausted) < len(order):
        top = max((term for term in order if term not in exhausted), key=lambda term: share[term])
        holders = [i for i, s in enumerate(sentences) if top in s and s not in [sentences[p] for p in picks]]
        if not holders:
            exhausted.add(top)
            continue
        best = max(holders, key=lambda i: sum(share[t] for t in sentences[i]) / len(sentences[i]))
        picks.append(best)
        for term in set(sentences[best]):
            share[term] **= 2
    return picks


def greedy(sentences, count, value):
    picks = []
    while len(picks) < count:
        left = [i for i, s in enumerate(sentences) if s not in [sentences[p] for p in picks]]
        if not left:
            break
        picks.append(max(left, key=lambda i: round(value(picks + [i]), 12)))
    return picks


def kl_sum(sentences, count, smoothing=0.01):
    tf = counts(sentences)
    p = tf.sum(axis=0) / tf.sum()

    def value(picks):
        q = tf[picks].sum(axis=0) + smoothing
        return -(p * numpy.log(p / (q / q.sum()))).sum()

    return greedy(sentences, count, value)


def jensen_shannon(sentences, count):
    tf = counts(sentences)
    p = tf.sum(axis=0) / tf.sum()
    divergence = lambda a, b: sum(x * math.log(x / y) for x, y in zip(a, b) if x > 0)

    def value(picks):
        q = tf[picks].sum(axis=0) / tf[picks].sum()
        m = (p + q) / 2
        return -(divergence(p, m) + divergence(q, m)) / 2

    return greedy(sentences, count, value)


def centroid_greedy(sentences, count):
    rows = tf_idf(sentences)
    center = rows.sum(axis=0)

    def value(picks):
        total = rows[picks].sum(axis=0)
        return center @ total / numpy.linalg.norm(total) / numpy.linalg.norm(center)

    return greedy(sentences, count, value)


def submodular(sentences, count):
    rows = tf_idf(sentences)
    weights = rows.sum(axis=0)
    return greedy(sentences, count, lambda picks: weights @ numpy.sqrt(rows[picks].sum(axis=0)))


def dpp(sentences, count):
    """With equal scores: the logarithm of the determinant, of what is no more than rounding error a floor."""
    rows = tf_idf(sentences)
    return greedy(sentences, count, lambda picks: max(numpy.linalg.slogdet(rows[picks] @ rows[picks].T)[1], -20))


def coverage(sentences, count):
    """With equal scores and a cost of 1 for each sentence; the last concept wins nothing but the tie. Greedy, then swaps."""
    pairs = [set(zip(s, s[1:])) for s in sentences]
    weight = {pair: sum(pair in other for other in pairs) for own in pairs for pair in own}
    covered = lambda picks: set().union(*(pairs[i] for i in picks))
    value = lambda picks: sum(weight[pair] for pair in covered(picks) if weight[pair] > 1)
    picks = greedy(sentences, count, value)
    gained = True
    while gained:
        gained = False
        for out in list(picks):
            rest = [pick for pick in picks if pick != out]
            others = [i for i, s in enumerate(sentences) if s not in [sentences[p] for p in rest]]
            into = max(others, key=lambda i: value(rest + [i]))
            if value(rest + [into]) > value(picks):
                picks, gained = rest + [into], True
    return picks


def picks(sentences, count=3):
    """The sentences that each method takes which makes the summary itself, in the order it takes them."""
    return {
        "centroid-greedy": centroid_greedy(sentences, count),
        "coverage": coverage(sentences, count),
        "dpp": dpp(sentences, count),
        "js": jensen_shannon(sentences, count),
        "klsum": kl_sum(sentences, count),
        "submodular": submodular(sentences, count),
        "sumbasic": sum_basic(sentences, count),
    }


def case(text):
    sentences = read(text)
    background = [read(other) for other in TEXTS.values()]
    return {
        "text": text,
        "scores": scores(sentences),
        # With all these texts as the background.
        "scores with background": {"topic-signatures": topic_signatures(sentences, background)},
        "picks": picks(sentences),
    }


print(json.dumps({name: case(text) for name, text in TEXTS.items()}, indent=1))
