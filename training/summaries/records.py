"""The sets of records that the models learn from: where they are, how long their summaries are, which belong together."""
import gzip
import json
import sys
from pathlib import Path

# name: file, sentences of a summary, kind (sets of one kind are left out together)
SETS = {
    "cnndm-tokenized": ("news/cnndm-train-tokenized", 3, "cnndm"),
    "cnndm-raw": ("news/cnndm-train-raw", 3, "cnndm"),
    "cnndm-raw-hw6": ("news/cnndm-train-raw-hw6", 3, "cnndm"),
    "xsum": ("news/xsum-raw-dev", 1, "xsum"),
    "bbc": ("news/bbc-news-extractive-dev", 7, "bbc"),
    "multinews": ("other/multinews_longbench-dev-en", 9, "multinews"),
    "multinews-docs": ("other/multinews_longbench-dev-en", 9, "multinews"),
    "scitldr": ("other/scitldr_a-dev-en", 1, "scitldr"),
    "pubmed": ("other/pubmed_memsum-val-en", 7, "papers"),
    "sumpubmed": ("other/sumpubmed-dev-en", 8, "papers"),
    "scisummnet": ("other/scisummnet-dev-en", 6, "papers"),
    "ectsum": ("other/ectsum-dev-en", 4, "ectsum"),
    "squality": ("other/squality_plot-dev-en", 20, "squality"),
    "squality-query": ("other/squality_query-dev-en", 8, "squality"),
    "opinosis": ("other/opinosis-dev-en", 2, "opinosis"),
    "convosumm": ("other/convosumm_email-dev-en", 4, "convosumm"),
    "dialogsum": ("other/dialogsum-dev-en", 3, "dialogsum"),
    "orangesum-fr": ("other/orangesum_abstract-dev-fr", 2, "orangesum"),
    "klexikon-de": ("other/klexikon-dev-de", 15, "klexikon"),
    "norsumm-nb": ("other/norsumm-dev-nb", 5, "norsumm"),
    "norsumm-nn": ("other/norsumm-dev-nn", 5, "norsumm"),
    "indosum-id": ("other/indosum-dev-id", 3, "indosum"),
    "vietnews-vi": ("other/vietnews-dev-vi", 1, "vietnews"),
    "vietnamese-mds": ("other/vietnamese_mds-dev-vi", 6, "vietnamese-mds"),
    "basse-es": ("other/basse-dev-es", 5, "basse"),
    "basse-eu": ("other/basse-dev-eu", 5, "basse"),
    "ruscipapers-ru": ("other/ruscipapers-dev-ru", 4, "ruscipapers"),
    "easc-ar": ("other/easc-dev-ar", 5, "easc"),
    "urdu-ur": ("other/urdu_uscorpus-dev-ur", 9, "urdu"),
    "vcsum-zh": ("other/vcsum_segment-dev-zh", 3, "vcsum"),
    "vcsum-meeting-zh": ("other/vcsum_meeting-dev-zh", 6, "vcsum"),
    "scinews-ko": ("other/scinewssum_kr50-dev-ko", 4, "scinews"),
    "bnlpc-bn": ("other/bnlpc_dataset1-dev-bn", 4, "bnlpc"),
    "bnlpc2-bn": ("other/bnlpc_dataset2-dev-bn", 3, "bnlpc"),
    "bengali": ("other/bengali_nctb-dev-bn", 2, "bengali"),
    "fewsum-amazon": ("other/fewsum_amazon-dev-en", 3, "fewsum"),
    "fewsum-yelp": ("other/fewsum_yelp-dev-en", 3, "fewsum"),
    "mediqa": ("other/mediqa_mas-dev-en", 5, "mediqa"),
    "qmsum": ("other/qmsum_general-val-en", 5, "qmsum"),
    "qmsum-query": ("other/qmsum_specific-val-en", 3, "qmsum"),
    "legal": ("other/legal_plainenglish-dev-en", 1, "legal"),
}
# Only looked at, never learned from.
CHECKS = {
    "cnndm-validation-tokenized": ("news/cnndm-validation-tokenized", 3, "cnndm"),
    "cnndm-validation-raw": ("news/cnndm-validation-raw", 3, "cnndm"),
}
WITH_QUERY = {"squality-query", "qmsum-query", "mediqa"}
TOGETHER = {"multinews-docs", "fewsum-amazon", "fewsum-yelp", "mediqa", "vietnamese-mds"}


def split_tokens(text):
    """Sentences of Penn Treebank text: one ends at a lone . ! or ? and the closing quotes or bracket behind it."""
    tokens, sentences, current, i = text.split(), [], [], 0
    while i < len(tokens):
        current.append(tokens[i])
        if tokens[i] in (".", "!", "?"):
            while i + 1 < len(tokens) and tokens[i + 1] in ("''", '"', "'", ")"):
                i += 1
                current.append(tokens[i])
            sentences.append(" ".join(current))
            current = []
        i += 1
    return sentences + ([" ".join(current)] if current else [])


def read(data, name):
    """Yields (record to feed to the program, references, language)."""
    file, _, _ = {**SETS, **CHECKS}[name]
    for number, line in enumerate(gzip.open(Path(data) / f"{file}.jsonl.gz", "rt", encoding="utf-8")):
        record = json.loads(line)
        # Pages with a byline have full stops in mid-sentence: a quarter of them is enough.
        if record.get("byline") and number % 4:
            continue
        out = {"lang": record.get("lang", "en")}
        if "tokenized" in name:
            out["sentences"] = split_tokens(record["text"])
        elif "docs" in record and name in TOGETHER:
            out["docs"] = record["docs"]
        else:
            out["text"] = record.get("text") or "\n".join(record["docs"])
        if name in WITH_QUERY:
            out["query"] = record["query"]
        summary = record.get("summaries") or record["summary"]
        yield out, summary if isinstance(summary, list) else [summary], out["lang"]
