"""ROUGE-1, ROUGE-2 and ROUGE-Lsum F1 over token numbers, compiled by numba; the greedy oracle.

The arithmetic of rouge-score 0.1.2. English words are stemmed, other languages take Unicode words, Chinese takes characters."""
import re
from functools import lru_cache

import numpy as np
from nltk.stem.porter import PorterStemmer
from numba import njit

_porter = PorterStemmer()


@lru_cache(None)
def _stem(word):
    return _porter.stem(word) if len(word) > 3 else word


def words(text, lang):
    if lang == "en":
        return [_stem(word) for word in re.findall(r"[a-z0-9]+", text.lower())]
    if lang in ("zh", "ja", "th"):
        return [c for c in text.lower() if c.isalnum()]
    return re.findall(r"\w+", text.lower())


def flat(lists):
    """Lists end to end, and where each begins and ends."""
    ends = np.zeros(len(lists) + 1, np.int64)
    ends[1:] = np.cumsum([len(x) for x in lists])
    return np.array([token for x in lists for token in x], np.int64), ends


@njit(cache=True)
def f1(hits, a, b):
    return 0.0 if hits == 0 else 2.0 * hits / (a + b)


@njit(cache=True)
def overlap(a, b):
    a, b = np.sort(a), np.sort(b)
    i = j = hits = 0
    while i < len(a) and j < len(b):
        if a[i] == b[j]:
            hits, i, j = hits + 1, i + 1, j + 1
        elif a[i] < b[j]:
            i += 1
        else:
            j += 1
    return hits


@njit(cache=True)
def gather(tokens, ends, chosen):
    size = 0
    for s in chosen:
        size += ends[s + 1] - ends[s]
    out = np.empty(size, np.int64)
    size = 0
    for s in chosen:
        for t in range(ends[s], ends[s + 1]):
            out[size] = tokens[t]
            size += 1
    return out


@njit(cache=True)
def mark_common(reference, candidate, mark):
    """Marks the words of one longest common subsequence, the one rouge-score finds."""
    n, m = len(reference), len(candidate)
    table = np.zeros((n + 1, m + 1), np.int32)
    for i in range(n):
        for j in range(m):
            if reference[i] == candidate[j]:
                table[i + 1, j + 1] = table[i, j] + 1
            else:
                table[i + 1, j + 1] = max(table[i, j + 1], table[i + 1, j])
    i, j = n, m
    while i > 0 and j > 0:
        if reference[i - 1] == candidate[j - 1]:
            mark[i - 1] = True
            i, j = i - 1, j - 1
        elif table[i, j - 1] > table[i - 1, j]:
            j -= 1
        else:
            i -= 1


@njit(cache=True)
def rouge_lsum(tokens, ends, chosen, reference, lines, vocabulary):
    left_reference = np.zeros(vocabulary, np.int32)
    left_candidate = np.zeros(vocabulary, np.int32)
    size = 0
    for t in reference:
        left_reference[t] += 1
    for s in chosen:
        for t in range(ends[s], ends[s + 1]):
            left_candidate[tokens[t]] += 1
            size += 1
    hits = 0
    for k in range(len(lines) - 1):
        line = reference[lines[k] : lines[k + 1]]
        mark = np.zeros(len(line), np.bool_)
        for s in chosen:
            mark_common(line, tokens[ends[s] : ends[s + 1]], mark)
        for i in range(len(line)):
            if mark[i] and left_reference[line[i]] > 0 and left_candidate[line[i]] > 0:
                hits += 1
                left_reference[line[i]] -= 1
                left_candidate[line[i]] -= 1
    return f1(hits, size, len(reference))


@njit(cache=True)
def rouge(tokens, ends, chosen, reference, lines, vocabulary):
    """ROUGE-1, ROUGE-2, ROUGE-Lsum of the chosen sentences, in the order of the text."""
    c = gather(tokens, ends, chosen)
    one = f1(overlap(c, reference), len(c), len(reference))
    two = 0.0
    if len(c) > 1 and len(reference) > 1:
        pairs, wanted = c[:-1] * vocabulary + c[1:], reference[:-1] * vocabulary + reference[1:]
        two = f1(overlap(pairs, wanted), len(pairs), len(wanted))
    return one, two, rouge_lsum(tokens, ends, chosen, reference, lines, vocabulary)


@njit(cache=True)
def oracle(tokens, ends, allowed, reference, vocabulary, size):
    """Takes the sentence that adds most to ROUGE-1 + ROUGE-2 until none adds, at most `size`. Pairs across sentences do not
    count. Returns the sentences, -1 where none was taken, and the value."""
    n = len(ends) - 1
    wanted = np.zeros(vocabulary, np.int32)
    for t in reference:
        wanted[t] += 1
    pairs = np.sort(reference[:-1] * vocabulary + reference[1:]) if len(reference) > 1 else np.zeros(0, np.int64)
    distinct = np.unique(pairs)
    wanted_pairs = np.zeros(len(distinct), np.int32)
    for p in pairs:
        wanted_pairs[np.searchsorted(distinct, p)] += 1
    pair_at = np.full(len(tokens), -1, np.int32)
    for s in range(n):
        for t in range(ends[s], ends[s + 1] - 1):
            pair = tokens[t] * vocabulary + tokens[t + 1]
            place = np.searchsorted(distinct, pair)
            if place < len(distinct) and distinct[place] == pair:
                pair_at[t] = place
    used, used_pairs = np.zeros(vocabulary, np.int32), np.zeros(len(distinct), np.int32)
    taken = np.zeros(n, np.bool_)
    chosen = np.full(size, -1, np.int64)
    best = 0.0
    hits1 = hits2 = length1 = length2 = 0
    for step in range(size):
        pick, pick1, pick2 = -1, 0, 0
        for s in range(n):
            if taken[s] or not allowed[s]:
                continue
            new1 = new2 = 0
            for t in range(ends[s], ends[s + 1]):
                if used[tokens[t]] < wanted[tokens[t]]:
                    new1 += 1
                used[tokens[t]] += 1
                if pair_at[t] >= 0:
                    if used_pairs[pair_at[t]] < wanted_pairs[pair_at[t]]:
                        new2 += 1
                    used_pairs[pair_at[t]] += 1
            for t in range(ends[s], ends[s + 1]):
                used[tokens[t]] -= 1
                if pair_at[t] >= 0:
                    used_pairs[pair_at[t]] -= 1
            length = ends[s + 1] - ends[s]
            value = f1(hits1 + new1, length1 + length, len(reference))
            value += f1(hits2 + new2, length2 + max(length - 1, 0), max(len(reference) - 1, 1))
            if value > best:
                best, pick, pick1, pick2 = value, s, new1, new2
        if pick < 0:
            break
        taken[pick] = True
        chosen[step] = pick
        length = ends[pick + 1] - ends[pick]
        hits1, hits2, length1, length2 = hits1 + pick1, hits2 + pick2, length1 + length, length2 + max(length - 1, 0)
        for t in range(ends[pick], ends[pick + 1]):
            used[tokens[t]] += 1
            if pair_at[t] >= 0:
                used_pairs[pair_at[t]] += 1
    return chosen, best
