"""Golden vectors for ROUGE and chrF, made with rouge-score, NLTK and sacreBLEU.

    pip install rouge-score==0.1.2 nltk==3.10.4 sacrebleu==2.6.0
    python3 eval/tests/reference/make.py > eval/tests/reference/scores.json

Run from the root of the repository. The texts are those of data/samples and what stands below.
"""

import json
import pathlib
import random
import re

from nltk.stem.snowball import SnowballStemmer
from rouge_score import rouge_scorer
from rouge_score.tokenizers import Tokenizer
from sacrebleu.metrics import CHRF

TYPES = ["rouge1", "rouge2", "rouge3", "rougeL", "rougeLsum"]

# What is easily got wrong: each word with what NLTK's stemmer or the tokenizer makes of it.
WORDS = """skies sky dying die lying lie tying tie news inning innings outing cannings howe proceed exceed succeed dies died
tied flies flied enjoys says conveying used use owed owe hopefully geology geologi happily bli fulli alli rationally sensibly
naïve İstanbul Kelvin 300K 300\u212a rock'n'roll don't e-mail under_score 3.5 1,000 U.S. Straße ﬁne résumé AT&T x2 2x aaa
agreed feed bled plastered motoring sing conflated troubled sized hopping tanned falling hissing fizzed failing filing happy
sky relational conditional rational valenci hesitanci digitizer conformabli radicalli differentli vileli analogousli
vietnamization predication operator feudalism decisiveness hopefulness callousness formaliti sensitiviti sensibiliti
triplicate formative formalize electriciti electrical hopeful goodness revival allowance inference airliner gyroscopic
adjustable defensible irritant replacement adjustment dependent adoption homologou communism activate angulariti homologous
effective bowdlerize probate rate cease controll roll ies ied yes by boy toy says eye eyed oed io""".split()

BY_HAND = [
    (["a b\nc d"], "a b c d"),
    (["one"], "one two"),
    (["a b c", "x y z a"], "a b z y"),
    ([""], "rain fell"),
    (["rain fell"], ""),
    (["?!", "rain"], "rain"),
    (["the rain fell\r\nthe wind rose\r\n"], "wind rose\r\nrain fell"),
    (["\n\nrain fell\n\n"], "\nrain\n\nfell"),
    (["police killed the gunman"], "the gunman killed police"),
    (["a a a b"], "a b a b a"),
    ([" ".join(WORDS)], " ".join(reversed(WORDS))),
]


def by_chance():
    """Few words, so that there are many longest common subsequences to choose from."""
    chance = random.Random(13)

    def text(words, lines):
        line = lambda: " ".join(chance.choice(words) for _ in range(chance.randrange(12)))
        return "\n".join(line() for _ in range(chance.randrange(1, lines)))

    for case in range(60):
        words = WORDS[: chance.choice([2, 4, 9, 40, len(WORDS)])]
        yield [text(words, 5) for _ in range(1 + case % 3)], text(words, 6)


def sample(name, sentences):
    """A reference of data/samples, and the first sentences, roughly, of its text."""
    folder = pathlib.Path("data/samples")
    text = (folder / f"{name}.txt").read_text(encoding="utf-8")
    pieces = [piece.strip() for piece in re.split(r"(?<=[.!?。])\s*", text) if piece.strip()]
    return [(folder / f"{name}.summary.txt").read_text(encoding="utf-8")], "\n".join(pieces[:sentences])


# UAX #29 in so far as these texts need it: a number keeps its points and commas.
WORD = re.compile(r"\w+(?:[.,]\d+)*")


class Stems(Tokenizer):
    def __init__(self, language):
        self.stemmer = SnowballStemmer(language)

    def tokenize(self, text):
        return [self.stemmer.stem(word) for word in WORD.findall(text.casefold())]


class Words(Tokenizer):
    def tokenize(self, text):
        return WORD.findall(text.casefold())


class Characters(Tokenizer):
    def tokenize(self, text):
        return [c for c in text.casefold() if c.isalnum()]


def scores(references, summary, tokenizer):
    scorer = rouge_scorer.RougeScorer(TYPES, use_stemmer=tokenizer is None, tokenizer=tokenizer)
    rouge = scorer.score_multi(references, summary)
    return {
        "rouge": [[rouge[t].precision, rouge[t].recall, rouge[t].fmeasure] for t in TYPES],
        "chrf": max(CHRF().sentence_score(summary, [reference]).score / 100 for reference in references),
    }


def main():
    english = ["news", "science", "story", "meeting", "email-thread"]
    cases = [("rouge-score", None, case) for case in BY_HAND + list(by_chance()) + [sample(name, 4) for name in english]]
    for language in ["german", "russian", "spanish"]:
        cases.append((language, Stems(language), sample(language, 4)))
        cases.append(("words", Words(), sample(language, 4)))
    cases.append(("characters", Characters(), sample("chinese", 4)))
    lines = []
    for tokens, tokenizer, (references, summary) in cases:
        case = {"tokens": tokens, "references": references, "summary": summary, **scores(references, summary, tokenizer)}
        lines.append(json.dumps(case, ensure_ascii=False))
    print("[\n" + ",\n".join(lines) + "\n]")


if __name__ == "__main__":
    main()
