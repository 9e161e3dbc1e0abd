"""How often the right mistake is named, how often a wrong one, and what it costs.

    python benchmarks/diagnosis.py            # writes benchmarks/results/diagnosis.md; some minutes
    python benchmarks/diagnosis.py --quick    # small samples, prints only
    python benchmarks/diagnosis.py --unseen   # writes benchmarks/results/unseen.md: code by people
                                              # who had not seen the catalogue
    python benchmarks/diagnosis.py --places   # writes benchmarks/results/places.md: right code with
                                              # one edit in it, by unit, and what it costs

Every known misconception is submitted: alone, in pairs, and inherited by later exercises; then
wrong code as people write it, before and after the course's misconceptions were complete. What is
not known is submitted too: right code in other styles, random numbers of the right form, and
mutants of the reference. A name given to a mutant is checked against cases drawn from another
secret: it is false if it explains the mutant here but not there. Times are those of the processor.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
from collections import Counter
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import numpy as np

from autograder.course.build import build_key
from autograder.course.discover import Course, load_course
from autograder.course.pair_work import pair_signatures, pair_table
from autograder.judge.pairs import PairMemory
from autograder.sandbox import processors
from benchmarks.naming import placed, unseen
from benchmarks.naming.inherited import inherited
from benchmarks.naming.made import (
    PairTally,
    Tally,
    pairs_of_misconceptions,
    single_misconceptions,
    table,
    tables_read,
)
from benchmarks.naming.unknown import RandomValues, mutants, random_values
from benchmarks.naming.written import right_styles, wrong_styles

RESULT = ROOT / "benchmarks" / "results" / "diagnosis.md"
UNSEEN = RESULT.with_name("unseen.md")
PLACES = RESULT.with_name("places.md")


def unseen_report() -> str:
    """What a learner is told at home, with the kit of a new course."""
    with TemporaryDirectory() as folder:
        course = Path(folder) / "course"
        make = "from autograder.cli import main; main()"
        subprocess.run([sys.executable, "-c", make, "course", "new", course], check=True, cwd=ROOT)
        return "\n".join(unseen.report(course / "kit"))


def places_report(quick: bool) -> str:
    """Whether the edited line of mutants is found, and the edit."""
    course = load_course(ROOT)
    keys = {unit.slug: build_key(course, unit, b"benchmark") for unit in course.units}
    return placed.report(keys, 1 if quick else 2, 12 if quick else 1)


def report(quick: bool) -> str:
    most, times, every = (40, 2, 40) if quick else (400, 20, 3)
    course = load_course(ROOT)
    keys, others = (
        {unit.slug: build_key(course, unit, secret) for unit in course.units}
        for secret in (b"benchmark", b"another one")
    )
    source = PairMemory(
        partial(pair_table, course, processes=processors()), partial(pair_signatures, course)
    )
    single, pairs = (
        single_misconceptions(course, keys),
        pairs_of_misconceptions(course, keys, source, most),
    )
    random = random_values(keys, source, times)
    return "\n".join(
        [
            *heading(course, quick),
            *known_misconceptions(single, pairs),
            *as_people_write(wrong_styles(keys, source)),
            *follow_through(*inherited(course, keys, source, most)),
            *false_names(right_styles(keys), random, mutants(course, keys, others, every)),
            *time(single, pairs, random, tables_read(course, keys, source)),
        ]
    )


def heading(course: Course, quick: bool) -> list[str]:
    return [
        "# Which mistake it was: hits, misses and false names",
        "",
        (
            f"Made by `python benchmarks/diagnosis.py{' --quick' if quick else ''}`. Python"
            f" {platform.python_version()}, NumPy {np.__version__}, {platform.machine()},"
            f" {os.cpu_count()} cores. {len(course.misconceptions)} misconceptions of"
            f" {len({item.slug for item in course.misconceptions})} kinds."
        ),
        "",
        (
            "*right*: named as made. *same*: named by a mistake that is declared to give the same"
            " numbers. *silent*: no name, the difference is shown. *wrong*: another name. *masked*:"
            " two mistakes give what one known mistake gives in every case, mostly since one hides"
            " the other, and that one is named. *no difference*: two mistakes cancel out and the"
            " result is right. Values are disturbed in their ninth digit before they are judged."
        ),
        "",
    ]


def known_misconceptions(single: Tally, pairs: PairTally) -> list[str]:
    return [
        "## Single misconceptions, in every exercise in which they show",
        "",
        f"Named: {single.named()}.",
        "",
        *table(single),
        "",
        "## Two misconceptions, in two functions or in two equations of one",
        "",
        (
            f"Named: {pairs.named()} that do not look like a single mistake. Where we lose: what is"
            " silent gives the very numbers of another pair, or ends in the same exception in"
            " nearly every case; both are shown as they are."
        ),
        "",
        *table(pairs),
        "",
    ]


def as_people_write(said: dict[str, Counter[str]]) -> list[str]:
    return [
        "## Wrong code as people write it",
        "",
        (
            "| written | submissions | one mistake named | two named | a relation found |"
            " difference shown | named wrong |"
        ),
        "|---|---|---|---|---|---|---|",
        *(
            f"| {when} | {counter.total():,} | {counter['one']:,} | {counter['two']:,} |"
            f" {counter['relation']:,} | {counter['silent']:,} | {counter['wrong']:,} |"
            for when, counter in said.items()
        ),
        "",
        (
            "*before*: written to find out what is missing; what of it was not named led to new"
            " misconceptions in the course. *afterwards*: written when those were in, by the same"
            " hands; 45 of the first 106 were named before some of the rest led to new"
            " misconceptions too. Where we lose: unusual formulas, and two mistakes inside one"
            " function other than a backward pass."
        ),
        "",
    ]


def follow_through(once: Counter[str], twice: Counter[str]) -> list[str]:
    return [
        "## Inherited misconceptions",
        "",
        "| made earlier | credited | right anyway | lost marks |",
        "|---|---|---|---|",
        (
            f"| one mistake | {once['credited']:,} | {once['right anyway']:,} |"
            f" {once['lost marks']:,} |"
        ),
        (
            f"| two, in two functions | {twice['credited']:,} | {twice['right anyway']:,} |"
            f" {twice['lost marks']:,} |"
        ),
        "",
        (
            "*lost marks*: the earlier mistake only ever raises an exception, and so does whatever"
            " calls it, right or not; it is named and nothing is credited."
        ),
        "",
    ]


def false_names(
    right: tuple[int, int, int], random: RandomValues, mutated: Counter[str]
) -> list[str]:
    files, written, lost = right
    relations = sum(count for name, count in mutated.items() if name.startswith("relation"))
    return [
        "## False names",
        "",
        "| submitted | how many | given a false name |",
        "|---|---|---|",
        f"| right, in {files} other styles (a lost mark counts too) | {written:,} | {lost} |",
        f"| random numbers of the right form | {random.count:,} | {random.named} |",
        (
            f"| mutants of the reference that cases catch | {mutated.total():,} |"
            f" {mutated['named falsely']} |"
        ),
        "",
        (
            f"Of the mutants {mutated['named, and it holds']:,} are known misconceptions and named,"
            f" also by cases from another secret; for {relations:,} a generic relation is found;"
            f" for {mutated['the difference']:,} the difference itself is shown."
        ),
        "",
    ]


def time(single: Tally, pairs: PairTally, random: RandomValues, read: list[float]) -> list[str]:
    making = pairs.making
    return [
        "## Time",
        "",
        (
            f"- a single mistake: {milliseconds(single.seconds)} for each wrong exercise, once the"
            " key is loaded;"
        ),
        (
            "- a pair, once its exercise's table is there and the pair was seen before:"
            f" {milliseconds(pairs.seconds)};"
        ),
        (
            "- what no mistake explains, alone or in pairs, once the table is there:"
            f" {milliseconds(random.seconds)};"
        ),
        (
            "- the table of an exercise, made once for a course and only when a wrong answer asks"
            f" for it: from {two_digits(min(making))} to {two_digits(max(making))} s by the clock,"
            f" {two_digits(sum(making))} s for all, by {processors()} processes;"
        ),
        (
            "- the same from its file, once for a process: from "
            f"{two_digits(min(read) * 1e3)} to {two_digits(max(read) * 1e3)} ms."
        ),
        "",
    ]


def two_digits(value: float) -> str:
    """Two digits that count, without an exponent."""
    return f"{float(f'{value:.2g}'):g}"


def milliseconds(seconds: list[float]) -> str:
    ordered = sorted(seconds)
    slow = ordered[int(0.99 * (len(ordered) - 1))]
    return (
        f"median {two_digits(median(ordered) * 1e3)} ms, 99 of 100 below"
        f" {two_digits(slow * 1e3)} ms"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small samples, prints only")
    parser.add_argument("--unseen", action="store_true", help="code by others alone")
    parser.add_argument("--places", action="store_true", help="right code with one edit alone")
    wanted = parser.parse_args()
    if wanted.places:
        result, text = PLACES, places_report(wanted.quick)
    elif wanted.unseen:
        result, text = UNSEEN, unseen_report()
    else:
        result, text = RESULT, report(wanted.quick)
    print(text)
    if not wanted.quick:
        result.parent.mkdir(parents=True, exist_ok=True)
        result.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
