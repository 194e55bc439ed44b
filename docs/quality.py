"""Makes the tables of docs/quality.md.

    cargo build --release
    python3 docs/quality.py DATA                  # DATA: a folder with news/ and other/, see SETS

Runs `excerpt eval` on every set and replaces what stands in docs/quality.md below the mark; docs/quality.csv gets every figure. What other
programs reached on the same records is read from docs/peers.jsonl. With --only NAME,... only these scorers are run, for a quick look
(nothing is written then, the tables go to standard output). Needs nothing but Python 3.
"""

import argparse
import csv
import io
import json
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
MARK = "<!-- Made by docs/quality.py; what you write below this line is lost. -->\n"

# Name, file, sentences asked for (about as many as the references have), heading under which it stands.
SETS = [
    ("cnndm", "news/cnndm-validation-raw", 3, "English news"),
    ("xsum", "news/xsum-raw-dev", 1, "English news"),
    ("bbc", "news/bbc-news-extractive-dev", 7, "English news"),
    ("multinews", "other/multinews_longbench-dev-en", 9, "English news"),
    ("scitldr", "other/scitldr_a-dev-en", 1, "Papers, reports, tales, talk"),
    ("pubmed", "other/pubmed_memsum-val-en", 7, "Papers, reports, tales, talk"),
    ("sumpubmed", "other/sumpubmed-dev-en", 8, "Papers, reports, tales, talk"),
    ("ectsum", "other/ectsum-dev-en", 4, "Papers, reports, tales, talk"),
    ("squality", "other/squality_plot-dev-en", 20, "Papers, reports, tales, talk"),
    ("opinosis", "other/opinosis-dev-en", 2, "Papers, reports, tales, talk"),
    ("convosumm", "other/convosumm_email-dev-en", 4, "Papers, reports, tales, talk"),
    ("dialogsum", "other/dialogsum-dev-en", 3, "Papers, reports, tales, talk"),
    ("orangesum-fr", "other/orangesum_abstract-dev-fr", 2, "Other languages"),
    ("klexikon-de", "other/klexikon-dev-de", 15, "Other languages"),
    ("norsumm-nb", "other/norsumm-dev-nb", 5, "Other languages"),
    ("basse-es", "other/basse-dev-es", 5, "Other languages"),
    ("ruscipapers-ru", "other/ruscipapers-dev-ru", 4, "Other languages"),
    ("indosum-id", "other/indosum-dev-id", 3, "Other languages"),
    ("vietnews-vi", "other/vietnews-dev-vi", 1, "Other languages"),
    ("easc-ar", "other/easc-dev-ar", 5, "Other languages"),
    ("urdu-ur", "other/urdu_uscorpus-dev-ur", 9, "Other languages"),
    ("bnlpc-bn", "other/bnlpc_dataset1-dev-bn", 4, "Other languages"),
    ("scinews-ko", "other/scinewssum_kr50-dev-ko", 4, "Other languages"),
    ("vcsum-zh", "other/vcsum_segment-dev-zh", 3, "Other languages"),
]
# Sets whose records have a query or several texts; summaries as long as the reference, in words.
ASKED = [
    ("qmsum_specific", "other/qmsum_specific-val-en"),
    ("squality_query", "other/squality_query-dev-en"),
    ("mediqa_mas", "other/mediqa_mas-dev-en"),
    ("opinosis", "other/opinosis-dev-en"),
    ("multinews", "other/multinews_longbench-dev-en"),
    ("vietnamese_mds", "other/vietnamese_mds-dev-vi"),
    ("fewsum_amazon", "other/fewsum_amazon-dev-en"),
    ("fewsum_yelp", "other/fewsum_yelp-dev-en"),
]
ASKED_PROSE = """ROUGE-1 / -2 / -Lsum; summaries of as many words as the reference. Lead is the beginning of the first text and looks at
no query. ▲ and ▼: the mean of the three is above or below that of lead, and the interval of the difference does not hold 0."""
# What a user gets who says nothing.
DEFAULT = "auto+best-set"
# As many records of a set as the peers were given, evenly spread.
LIMIT = 100
# Selectors that look at scores go with every scorer; the others are methods of their own.
WITH_SCORES = "top,mmr,trigram,coverage,dpp"
WITHOUT_SCORES = "centroid-greedy,coverage-exact,js,klsum,submodular,sumbasic"
FIGURES = ["rouge1_f1", "rouge2_f1", "rougeLsum_f1", "mean_f1"]


def evaluate(excerpt, path, *options):
    """The page of a file and its rows by name."""
    run = [excerpt, "eval", str(path), "-f", "json", "--limit", str(LIMIT), *options]
    page = json.loads(subprocess.run(run, check=True, stdout=subprocess.PIPE).stdout)
    return page, {row["system"]: row["measures"] for row in page["systems"]}


def measure_set(excerpt, data, file, sentences, scorers):
    """Every method on one set, asked nothing. Other languages by plain words. So the peers were measured."""
    path = data / f"{file}.jsonl.gz"
    stemmed = file.startswith("news/") or file.endswith(("-en", "-zh"))
    common = ["-n", str(sentences), "--no-query", *([] if stemmed else ["--compare", "words"])]
    page, rows = evaluate(excerpt, path, *common, "-s", scorers, "-S", WITH_SCORES)
    _, more = evaluate(excerpt, path, *common, "-s", "textrank", "-S", WITHOUT_SCORES)
    rows.update({name.removeprefix("textrank+"): row for name, row in more.items() if name not in rows})
    if DEFAULT.split("+")[0] in scorers_of(rows):
        rows.update(evaluate(excerpt, path, *common, *options_of(DEFAULT))[1])
    return page["records"], rows


def scorers_of(names):
    """The scorers among the names of systems."""
    return {name.split("+")[0] for name in names}


def options_of(system):
    """What asks for a system by name."""
    scorer, selector = system.split("+")
    return ["-s", scorer, "-S", selector]


def peers():
    found = {}
    path = HERE / "peers.jsonl"
    for line in path.read_text().splitlines() if path.exists() else []:
        row = json.loads(line)
        figures = [row["r1"], row["r2"], row["rlsum"]]
        found.setdefault(row["system"], {})[row["set"]] = figures + [sum(figures) / 3]
    return found


def mean_of(rows, name, figure="mean_f1"):
    return 100 * sum(set_rows[name][figure]["mean"] for set_rows in rows.values()) / len(rows)


def best_selectors(rows):
    """For every scorer its best selector, by the mean over all sets; best scorer first."""
    best = {}
    for name in next(iter(rows.values())):
        scorer = name.split("+")[0]
        if scorer not in best or mean_of(rows, name) > mean_of(rows, best[scorer]):
            best[scorer] = name
    # What is compared with, and the ceiling, have places of their own.
    return sorted([name for scorer, name in best.items() if scorer != "oracle"], key=lambda name: -mean_of(rows, name))


def table(head, rows, left=1):
    align = ["---"] * left + ["--:"] * (len(head) - left)
    return "\n".join("| " + " | ".join(row) + " |" for row in [head, align, *rows]) + "\n"


def bold(cells):
    """The highest of a column of numbers in bold."""
    top = max((float(cell) for cell in cells if cell), default=0.0)
    return [f"**{cell}**" if cell and float(cell) == top else cell for cell in cells]


def overall(rows, found):
    names = ["oracle", *best_selectors(rows)]
    lines = [(mean_of(rows, name), [f"`{name}`", *(f"{mean_of(rows, name, figure):.2f}" for figure in FIGURES)]) for name in names]
    for system, by_set in found.items():
        sets = [by_set[name] for name in rows if name in by_set]
        if len(sets) == len(rows):
            figures = [sum(figures[i] for figures in sets) / len(sets) for i in range(4)]
            lines.append((figures[3], [system, *(f"{figure:.2f}" for figure in figures)]))
    lines.sort(key=lambda line: -line[0])
    return table(["", "R-1", "R-2", "R-Lsum", "mean"], [line for _, line in lines])


def by_set(rows, sizes, found):
    """The default beside lead, the best of our own, the best peer and the oracle."""
    lines = []
    ours = best_selectors(rows)
    for name, file, sentences, _ in SETS:
        set_rows = rows[name]
        default = set_rows[DEFAULT]
        difference = default["mean_f1"]["difference_interval"]
        best = max((row for row in ours if not row.startswith("random")), key=lambda row: set_rows[row]["mean_f1"]["mean"])
        peer = max(((by[name][3], system) for system, by in found.items() if name in by), default=None)
        show = lambda row: f"{100 * row['mean_f1']['mean']:.2f}"
        lines.append([
            name, str(sizes[name]), str(sentences), show(set_rows["random+top"]), show(set_rows["lead+top"]),
            f"{peer[0]:.2f} {peer[1]}" if peer else "", show(default),
            f"{100 * difference[0]:+.2f} to {100 * difference[1]:+.2f}",
            f"{show(set_rows[best])} `{best}`", show(set_rows["oracle"]),
        ])
    head = ["set", "records", "sentences", "random", "lead", "best peer", "default", "default less lead, 95 %", "best of ours", "oracle"]
    return table(head, lines)


def matrix(rows, found, heading):
    sets = [name for name, _, _, under in SETS if under == heading]
    names = ["oracle", *best_selectors(rows)]
    cells = {f"`{name}`": [f"{100 * rows[s][name]['mean_f1']['mean']:.2f}" for s in sets] for name in names}
    for system, by in found.items():
        cells[system] = [f"{by[s][3]:.2f}" if s in by else "" for s in sets]
    columns = list(zip(*(cells[name] for name in cells if name != "`oracle`")))
    bolds = list(zip(*(bold(column) for column in columns)))
    lines = [["`oracle`", *cells["`oracle`"]]] + [[name, *line] for name, line in zip([n for n in cells if n != "`oracle`"], bolds)]
    return f"### {heading}\n\n" + table(["", *sets], lines)


def asked(excerpt, data):
    """With the query of the record and without, by the default and three scorers."""
    systems = [DEFAULT, "textrank+mmr", "lexrank+mmr", "centroid+mmr"]
    lines = []
    for name, file in ASKED:
        path = data / f"{file}.jsonl.gz"
        with_query, without = {}, {}
        for system in systems:
            common = [*options_of(system), "--match-reference=words"]
            page, found = evaluate(excerpt, path, *common)
            with_query.update(found)
            without.update(evaluate(excerpt, path, *common, "--no-query")[1])
        show = lambda row: " / ".join(f"{100 * row[figure]['mean']:.1f}" for figure in FIGURES[:3])
        has_query = any(with_query[system] != without[system] for system in systems)
        lines.append([name, str(page["records"]), "", show(with_query["lead+top"]), *([""] * len(systems)), show(with_query["oracle"])])
        for label, rows in [("asked", with_query), ("not asked", without)] if has_query else [("", without)]:
            cells = []
            for system in systems:
                row = rows[system]
                low, high = row["mean_f1"]["difference_interval"]
                cells.append(show(row) + (" ▲" if low > 0 else " ▼" if high < 0 else ""))
            lines.append(["", "", label, "", *cells, ""])
    return table(["set", "records", "", "lead", *(f"`{system}`" for system in systems), "oracle"], lines, left=3)


def write_csv(rows, sizes):
    """A line a set and method, in percent; intervals of the mean of ROUGE-1, -2 and -Lsum only, the figure that is compared."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["set", "records", "system", *FIGURES, "low", "high", "less_lead", "less_lead_low", "less_lead_high", "rouge2_recall", "words"])
    for name, set_rows in rows.items():
        for system, measures in set_rows.items():
            mean = measures["mean_f1"]
            values = [measures[figure]["mean"] for figure in FIGURES]
            values += [*mean["interval"], mean["difference"], *mean["difference_interval"], measures["rouge2_recall"]["mean"]]
            percent = [f"{100 * value:.2f}" for value in values]
            writer.writerow([name, sizes[name], system, *percent, f"{measures['words']['mean']:.1f}"])
    (HERE / "quality.csv").write_text(out.getvalue())


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=pathlib.Path)
    target = os.environ.get("CARGO_TARGET_DIR", str(HERE.parent / "target"))
    parser.add_argument("--excerpt", default=f"{target}/release/excerpt", help="the program [default: the release build]")
    parser.add_argument("--only", help="only these scorers; print, do not write")
    parser.add_argument("--sets", help="only these sets; print, do not write")
    options = parser.parse_args()
    global SETS, ASKED
    if options.sets:
        SETS = [s for s in SETS if s[0] in options.sets.split(",")]
        ASKED = [s for s in ASKED if s[0] in options.sets.split(",")]
    rows, sizes = {}, {}
    for name, file, sentences, _ in SETS:
        print(name, file=sys.stderr, flush=True)
        sizes[name], rows[name] = measure_set(options.excerpt, options.data, file, sentences, options.only or "all")
    found = peers()
    parts = ["## Mean of all sets\n\n" + overall(rows, found)]
    if not options.only or DEFAULT.split("+")[0] in options.only.split(","):
        parts.append("## Set by set\n\n" + by_set(rows, sizes, found))
    parts.append("## Every method on every set\n\nMean of ROUGE-1, -2 and -Lsum; the best but for the oracle in bold.\n")
    parts += [matrix(rows, found, heading) for heading in dict.fromkeys(s[3] for s in SETS)]
    if ASKED:
        parts.append(f"## Queries and several documents\n\n{ASKED_PROSE}\n\n" + asked(options.excerpt, options.data))
    text = "\n".join(parts)
    if options.only or options.sets:
        print(text)
        return
    page = HERE / "quality.md"
    page.write_text(page.read_text().split(MARK)[0] + MARK + "\n" + text)
    write_csv(rows, sizes)


if __name__ == "__main__":
    main()
