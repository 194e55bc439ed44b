"""Does `excerpt eval` agree with Python's rouge-score on real pairs?

    pip install rouge-score==0.1.2
    python3 eval/tests/agreement.py target/release/excerpt RECORDS.jsonl.gz...

Summarizes up to 1,000 records of each file by `excerpt` (another method for each in turn, so that the summaries differ in length and
kind), has `excerpt eval` measure the summaries as somebody else's, and compares every precision, recall and F1 of every pair, and the
means, with those of rouge-score (stemmed). Fails if any differs by more than 1e-9. Meant for English.
"""

import gzip
import json
import pathlib
import subprocess
import sys
import tempfile

from rouge_score import rouge_scorer

TYPES = ["rouge1", "rouge2", "rouge3", "rougeL", "rougeLsum"]
PARTS = ["precision", "recall", "f1"]
METHODS = [["-s", "lead", "-n", "3"], ["-s", "textrank", "-n", "1"], ["-s", "lexrank", "--words", "100"], ["-s", "random", "-n", "9"]]
PAIRS = 1000
ALLOWED = 1e-9


def references(record):
    found = next(record[name] for name in ["summaries", "summary"] if name in record)
    return found if isinstance(found, list) else [found]


def summarize(excerpt, records, folder):
    """Each record by one of the methods, all records of a method in one run."""
    for turn, method in enumerate(METHODS):
        mine = records[turn :: len(METHODS)]
        files = []
        for number, record in enumerate(mine):
            path = folder / f"{turn}-{number}.txt"
            path.write_text(record.get("text") or "\n".join(record["docs"]), encoding="utf-8")
            files.append(str(path))
        if files:
            run = [excerpt, *method, "-l", record.get("lang", "en"), "-f", "json", *files]
            pages = json.loads(subprocess.run(run, check=True, capture_output=True).stdout)
            for record, page in zip(mine, pages if isinstance(pages, list) else [pages]):
                record["candidate"] = "\n".join(" ".join(s["text"].split()) for s in page["sentences"])


def measure(excerpt, records, folder):
    path = folder / "records.jsonl"
    path.write_text("\n".join(json.dumps(record) for record in records), encoding="utf-8")
    common = [excerpt, "eval", "--compare", "rouge-score", "--candidate-field", "candidate", "--resamples", "1", str(path)]
    lines = subprocess.run([*common, "-f", "jsonl"], check=True, capture_output=True).stdout.splitlines()
    page = json.loads(subprocess.run([*common, "-f", "json"], check=True, capture_output=True).stdout)
    row = next(row for row in page["systems"] if row["system"] == "candidate")
    return [line for line in map(json.loads, lines) if line["system"] == "candidate"], row["measures"]


def main(excerpt, paths):
    scorer = rouge_scorer.RougeScorer(TYPES, use_stemmer=True)
    worst, pairs = 0.0, 0
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            records = [json.loads(line) for line, _ in zip(lines, range(PAIRS))]
        with tempfile.TemporaryDirectory() as folder:
            summarize(excerpt, records, pathlib.Path(folder))
            ours, means = measure(excerpt, records, pathlib.Path(folder))
        assert len(ours) == len(records), "records were lost"
        theirs = [scorer.score_multi(references(record), record["candidate"]) for record in records]
        for kind in TYPES:
            for part, field in zip(PARTS, ["precision", "recall", "fmeasure"]):
                values = [getattr(scores[kind], field) for scores in theirs]
                differences = [abs(our[f"{kind}_{part}"] - value) for our, value in zip(ours, values)]
                differences.append(abs(means[f"{kind}_{part}"]["mean"] - sum(values) / len(values)))
                worst = max(worst, *differences)
        pairs += len(records)
    print(f"{pairs} pairs, {len(TYPES) * len(PARTS)} figures each: largest difference {worst:.1e}")
    return worst <= ALLOWED


if __name__ == "__main__":
    sys.exit(not main(sys.argv[1], sys.argv[2:]))
