"""What words weigh as cues: Edmundson's bonus and stigma words, learned.

Logistic regression by AdaGrad (Duchi et al. 2011) on what the trees without cues leave open: the logarithm of the odds that the trees
give to a sentence, and the sum of the weights of its stems by the root of its words. Fitted to one half of the documents and used on the
other, so that the trees see weights as they are for texts that were not learned from."""
import re
from collections import Counter

import numpy as np
from numba import njit

# A stem that fewer sentences have says more of the news of its day than of sentences. Languages but English have less to learn from.
SENTENCES = {"en": 300}
SENTENCES_ELSE = 100
# A language with fewer documents, or fewer cues, has too little.
DOCUMENTS, CUES = 90, 100
# Weights are written in parts of this, as `Language::CUE_WEIGHT_ONE` has it.
ONE = 100
# Passes, step, and the pull towards zero: found on tokenized CNN/DailyMail, the last on its validation part (0.003 and 0.006 differ by chance,
# 0.012 is worse).
PASSES, STEP, DECAY = 5, 0.1, 0.003
# What AdaGrad begins with in place of the sum of squares.
START = 0.3


def find(docs):
    """The cues of documents, (language, stem) each, in order."""
    held, sizes = Counter(), Counter()
    for doc in docs:
        sizes[doc.lang] += 1
        for stems in doc.stems:
            held.update((doc.lang, stem) for stem in set(stems.split(" ")))
    is_cue = lambda lang, stem, count: (
        sizes[lang] >= DOCUMENTS and count >= SENTENCES.get(lang, SENTENCES_ELSE) and re.fullmatch(r"[^\W\d_]+(?:'\w+)?", stem))
    cues = sorted(cue for cue, count in held.items() if is_cue(*cue, count))
    languages = Counter(lang for lang, _ in cues)
    cues = [cue for cue in cues if languages[cue[0]] >= CUES]
    number(docs, cues)
    return cues


def number(docs, cues):
    """Sets `cues` of each document, the numbers of its stems sentence by sentence, and `words`, how many those are."""
    place = {cue: number for number, cue in enumerate(cues)}
    for doc in docs:
        own = [[place.get((doc.lang, stem)) for stem in stems.split(" ")] for stems in doc.stems]
        doc.cues = [np.array([cue for cue in sentence if cue is not None], np.int64) for sentence in own]
        doc.words = np.array([len(sentence) for sentence in own])


def sums(doc, weights):
    """The feature `cues` of each sentence."""
    return np.array([weights[cues].sum() for cues in doc.cues]) / ONE / np.sqrt(doc.words)


@njit(cache=True)
def descend(cues, ends, words, labels, odds, importance, size):
    weights, squares = np.zeros(size), np.full(size, START)
    for _ in range(PASSES):
        for i in range(len(labels)):
            scale, raw = 1 / np.sqrt(words[i]), odds[i]
            for t in range(ends[i], ends[i + 1]):
                raw += weights[cues[t]] * scale
            error = (1 / (1 + np.exp(-raw)) - labels[i]) * importance[i]
            for t in range(ends[i], ends[i + 1]):
                cue = cues[t]
                slope = error * scale + DECAY * weights[cue]
                squares[cue] += slope * slope
                weights[cue] -= STEP * slope / np.sqrt(squares[cue])
    return weights


def fit(examples, size):
    """Weights in parts of ONE; an example is the cues of a sentence, its words, its label, its odds without cues, its importance."""
    order = np.random.default_rng(1).permutation(len(examples))
    cues, words, labels, odds, importance = zip(*(examples[i] for i in order))
    ends = np.concatenate([[0], np.cumsum([len(own) for own in cues])])
    importance = np.array(importance) / np.mean(importance)
    weights = descend(np.concatenate(cues), ends, np.array(words), np.array(labels, float), np.array(odds), importance, size)
    return np.round(ONE * weights).astype(np.int64)


def write(cues, weights, path):
    """A line `[language]`, and a line for each of its stems that weighs something."""
    lines, last = [], None
    for (lang, stem), weight in zip(cues, weights):
        if lang != last:
            lines.append(f"[{lang}]")
            last = lang
        if weight:
            lines.append(f"{stem} {weight}")
    path.write_text("\n".join(lines) + "\n")
    print(path, path.stat().st_size, "bytes", flush=True)
