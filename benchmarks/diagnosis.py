"""How often the right mistake is named, how often a wrong one, and what it costs.

    python benchmarks/diagnosis.py            # writes benchmarks/results/diagnosis.md; some minutes
    python benchmarks/diagnosis.py --quick    # small samples, prints only

Every known mistake is handed in: alone, in pairs, and inherited by later exercises; then wrong code as people write it,
before and after the course's mistakes were complete. What is not known is handed in too: right code in other styles,
random numbers of the right form, and mutants of the reference. A name given to a mutant is checked against cases drawn
from another secret: it is false if it explains the mutant here but not there. Times are those of the processor.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import sys
from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import product
from pathlib import Path
from statistics import median
from time import perf_counter, thread_time
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402 - after the number of threads is set

from autograder.course import Course, build_key, load_course  # noqa: E402
from autograder.diagnose import diagnose, explains  # noqa: E402
from autograder.forks import processors  # noqa: E402
from autograder.grade import mark  # noqa: E402
from autograder.key import AnswerKey, ExerciseKey  # noqa: E402
from autograder.pair_work import pair_look_alikes, pair_table, pairs_of  # noqa: E402
from autograder.pairs import PairMemory, pack_table, unpack_table  # noqa: E402
from autograder.record import call_recorded  # noqa: E402
from autograder.run import Run, TaskRun  # noqa: E402
from autograder.sandbox import Sandbox  # noqa: E402
from autograder.submission import read_submission  # noqa: E402
from autograder.values import decode, encode  # noqa: E402
from tests.diagnosis.handed_in import attempt, differences_of, hand_in, singles, tell  # noqa: E402
from tests.diagnosis.mutants import TooLong, at_most  # noqa: E402
from tests.diagnosis.mutants import mutants as mutants_of  # noqa: E402
from tests.diagnosis.wrong_styles.afterwards import WRITTEN as AFTERWARDS  # noqa: E402
from tests.diagnosis.wrong_styles.first import WRITTEN as FIRST  # noqa: E402
from tests.diagnosis.wrong_styles.named import NAMED  # noqa: E402

RESULT = ROOT / "benchmarks" / "results" / "diagnosis.md"
VERDICTS = ("right", "same", "silent", "wrong")
Keys = dict[str, AnswerKey]


def exercises(keys: Keys) -> Iterator[tuple[AnswerKey, ExerciseKey]]:
    for key in keys.values():
        for exercise in key.exercises:
            yield key, exercise


def single_mistakes(course: Course, keys: Keys) -> tuple[dict[str, Counter[str]], list[float]]:
    """Verdicts by exercise, and how long each diagnosis took."""
    verdicts: dict[str, Counter[str]] = {}
    seconds = []
    for key, exercise, made in singles(keys):
        run = attempt(course, exercise, made)
        differences = differences_of(exercise, run.runs)
        start = thread_time()
        diagnose(exercise, run, differences, key.mistakes)
        seconds.append(thread_time() - start)
        verdicts.setdefault(exercise.slug, Counter())[tell(course, exercise, key.mistakes, made).verdict] += 1
    return verdicts, seconds


def pairs_of_mistakes(course: Course, keys: Keys, source: PairMemory, most: int
                      ) -> tuple[dict[str, Counter[str]], dict[str, int], list[float], list[float]]:
    """Verdicts by exercise, how many pairs there are, seconds to make each table, seconds a diagnosis once made."""
    verdicts: dict[str, Counter[str]] = {}
    there: dict[str, int] = {}
    tables, seconds = [], []
    for key, exercise in exercises(keys):
        pairs = pairs_of(course, exercise)
        if not pairs:
            continue
        there[exercise.slug] = len(pairs)
        start = perf_counter()
        source.matching(exercise, attempt(course, exercise, ()))  # makes the table
        tables.append(perf_counter() - start)
        counted = verdicts.setdefault(exercise.slug, Counter())
        for made in pairs if len(pairs) <= most else random.Random(1).sample(pairs, most):
            counted[tell(course, exercise, key.mistakes, made, source).verdict] += 1
            run = attempt(course, exercise, made)
            differences = differences_of(exercise, run.runs)
            if any(differences):
                start = thread_time()
                diagnose(exercise, run, differences, key.mistakes, source)
                seconds.append(thread_time() - start)
    return verdicts, there, tables, seconds


def tables_read(course: Course, keys: Keys, source: PairMemory) -> list[float]:
    """Seconds to read each table back from the bytes of its file."""
    seconds = []
    for _, exercise in exercises(keys):
        if pairs_of(course, exercise):
            written = encode(pack_table(source.table(exercise)))
            start = thread_time()
            unpack_table(decode(written))
            seconds.append(thread_time() - start)
    return seconds


def as_people_write(keys: Keys, source: PairMemory) -> dict[str, Counter[str]]:
    """Wrong code that was written before and after the mistakes were complete: what is said of it."""
    counted: dict[str, Counter[str]] = {}
    for when, written in (("before", FIRST), ("afterwards", AFTERWARDS)):
        counter = counted.setdefault(when, Counter())
        for name, slug, code in written:
            key, exercise = next(both for both in exercises(keys) if both[1].slug == slug)
            namespace: dict[str, Any] = {}
            exec(compile(code, "<hand-in>", "exec"), namespace)
            runs = tuple(call_recorded(namespace[slug], case.inputs) for case in exercise.cases)
            run = TaskRun(slug, "defined", runs)
            differences = differences_of(exercise, run.runs)
            if not any(differences):
                continue
            said = diagnose(exercise, run, differences, key.mistakes, source)
            wanted = NAMED.get(slug, {}).get(name, "")
            told = " + ".join(f"{mistake}@{function}" for mistake, function in said.mistakes)
            counter["wrong" if told and told != wanted else "two" if len(said.mistakes) == 2 else "one" if told
                    else "relation" if said.generic else "silent"] += 1
    return counted


def inherited(course: Course, keys: Keys, source: PairMemory, most: int) -> tuple[Counter[str], Counter[str]]:
    """What became of exercises that use a function with one mistake in it, and of those that use two such functions."""
    one: Counter[str] = Counter()
    two: Counter[str] = Counter()
    for unit, key in keys.items():
        by_function = {exercise.slug: [(item.slug, item.replaces) for item in course.misconceptions
                                       if item.replaces == exercise.slug] for exercise in key.exercises}
        for slug, made in ((slug, made) for slug, items in by_function.items() for made in items):
            _count(one, hand_in(course, keys[unit], (made,), source), {slug})
        both = [(first, second) for index, first in enumerate(by_function) for second in list(by_function)[index + 1:]]
        chosen = [pair for first, second in both for pair in product(by_function[first], by_function[second])]
        for made_both in random.Random(2).sample(chosen, min(most, len(chosen))):
            _count(two, hand_in(course, keys[unit], made_both, source), {function for _, function in made_both})
    return one, two


def _count(counter: Counter[str], grade: Any, own: set[str]) -> None:
    for exercise in grade.exercises:
        if exercise.slug not in own:
            counter["credited" if exercise.follow_through else
                    "right anyway" if exercise.status == "passed" else "lost marks"] += 1


def right_styles(keys: Keys) -> tuple[int, int, int]:
    """Files, exercises in them, and those that lost a mark or were told of a mistake."""
    files = sorted((ROOT / "tests" / "diagnosis" / "right_styles").glob("*.py"))
    count = lost = 0
    with Sandbox(workers=1, allow_unsafe=True) as sandbox:
        for path in files:
            for submission in read_submission(path, keys):
                key = keys[submission.unit]
                for exercise in mark(submission, key, sandbox.run(submission.job(key))).exercises:
                    if exercise.status != "not_attempted":
                        count += 1
                        lost += exercise.score != exercise.max_score or bool(exercise.misconceptions)
    return len(files), count, lost


def random_values(keys: Keys, source: PairMemory, times: int) -> tuple[int, int, list[float]]:
    """Random numbers of the right form: how many hand-ins, how many of them were given a name, seconds each took."""
    rng = np.random.default_rng(0)
    count, named, seconds = 0, 0, []
    for key, exercise in exercises(keys):
        for _ in range(times):
            runs = tuple(Run("returned", _scrambled(case.expected, rng)) for case in exercise.cases)
            run = TaskRun(exercise.slug, "defined", runs)
            differences = differences_of(exercise, run.runs)
            start = thread_time()
            said = diagnose(exercise, run, differences, key.mistakes, source)
            seconds.append(thread_time() - start)
            count += 1
            named += bool(said.mistakes or said.generic)
    return count, named, seconds


def _scrambled(value: Any, rng: np.random.Generator) -> Any:
    if isinstance(value, np.ndarray):
        return rng.permutation(value.ravel()).reshape(value.shape) + rng.normal(size=value.shape)
    if isinstance(value, dict):
        return {name: _scrambled(item, rng) for name, item in value.items()}
    if isinstance(value, tuple):
        return tuple(_scrambled(item, rng) for item in value)
    return rng.normal() if isinstance(value, (int, float)) else value


def mutants(course: Course, keys: Keys, others: Keys, every: int) -> Counter[str]:
    """Mutants of the reference: given a name that holds, a false one, told a relation, told the difference."""
    counted: Counter[str] = Counter()
    for unit in course.units:
        for exercise in unit.exercises:
            key, other = keys[unit.slug].exercise(exercise.slug), others[unit.slug].exercise(exercise.slug)
            assert key is not None
            assert other is not None
            for mutant in mutants_of(exercise.reference, every):
                try:
                    with at_most(2):
                        runs = tuple(call_recorded(mutant.function(), case.inputs) for case in key.cases)
                        again = tuple(call_recorded(mutant.function(), case.inputs) for case in other.cases)
                except TooLong:
                    continue
                differences = differences_of(key, runs)
                if not any(differences):
                    continue
                run = TaskRun(exercise.slug, "defined", runs)
                said = diagnose(key, run, differences, keys[unit.slug].mistakes)
                if said.mistakes:
                    alike = next(alike for alike in other.look_alikes if alike.mistakes == said.mistakes)
                    right = tuple(difference is None for difference in differences_of(other, again))
                    holds = explains(other, TaskRun(exercise.slug, "defined", again), alike, right)
                    counted["named, and it holds" if holds else "named falsely"] += 1
                else:
                    counted[f"relation: {said.generic}" if said.generic else "the difference"] += 1
    return counted


# -- the report -------------------------------------------------------------------------------------------------------

def table(verdicts: dict[str, Counter[str]], there: dict[str, int] | None = None) -> list[str]:
    columns = (*VERDICTS, *(("masked", "no difference") if there else ()))
    lines = [f"| exercise | {'there are | ' if there else ''}handed in | {' | '.join(columns)} |",
             "|---" * (len(columns) + (3 if there else 2)) + "|"]
    total: Counter[str] = Counter()
    for slug, counted in verdicts.items():
        total += counted
        lines.append(_row(slug, there.get(slug) if there else None, counted, columns))
    lines.append(_row("**all**", sum(there.values()) if there else None, total, columns))
    return lines


def _row(name: str, there: int | None, counted: Counter[str], columns: tuple[str, ...]) -> str:
    cells = [name, *([f"{there:,}"] if there is not None else []), f"{counted.total():,}",
             *(f"{counted[column]:,}" for column in columns)]
    return "| " + " | ".join(cells) + " |"


def share(verdicts: dict[str, Counter[str]]) -> str:
    total = sum(verdicts.values(), Counter())
    named, shown = total["right"] + total["same"], sum(total[verdict] for verdict in VERDICTS)
    return f"{named / shown:.1%} of {shown:,}"


def two(value: float) -> str:
    """Two digits that count, without an exponent."""
    return f"{float(f'{value:.2g}'):g}"


def milliseconds(seconds: list[float]) -> str:
    ordered = sorted(seconds)
    slow = ordered[int(0.99 * (len(ordered) - 1))]
    return f"median {two(median(ordered) * 1e3)} ms, 99 of 100 below {two(slow * 1e3)} ms"


def report(quick: bool) -> str:
    most, times, every = (40, 2, 40) if quick else (400, 20, 3)
    course = load_course(ROOT)
    keys, others = ({unit.slug: build_key(course, unit, secret) for unit in course.units}
                    for secret in (b"benchmark", b"another one"))
    source = PairMemory(partial(pair_table, course, processes=processors()), partial(pair_look_alikes, course))
    one, single_seconds = single_mistakes(course, keys)
    two, there, tables, pair_seconds = pairs_of_mistakes(course, keys, source, most)
    once, twice = inherited(course, keys, source, most)
    files, written, lost = right_styles(keys)
    read = tables_read(course, keys, source)
    written_wrong = as_people_write(keys, source)
    tried, named, unknown_seconds = random_values(keys, source, times)
    mutated = mutants(course, keys, others, every)
    relations = sum(count for name, count in mutated.items() if name.startswith("relation"))
    return "\n".join([
        "# Which mistake it was: hits, misses and false names", "",
        f"Made by `python benchmarks/diagnosis.py{' --quick' if quick else ''}`. Python {platform.python_version()}, "
        f"NumPy {np.__version__}, {platform.machine()}, {os.cpu_count()} cores. {len(course.misconceptions)} "
        f"misconceptions of {len({item.slug for item in course.misconceptions})} kinds.", "",
        "*right*: named as made. *same*: named by a mistake that is declared to give the same numbers. *silent*: no "
        "name, the difference is shown. *wrong*: another name. *masked*: two mistakes give what one known mistake "
        "gives in every case, mostly since one hides the other, and that one is named. *no difference*: two mistakes "
        "cancel out and the result is right. Values are disturbed in their ninth digit before they are judged.", "",
        "## Single mistakes, in every exercise in which they show", "",
        f"Named: {share(one)}.", "", *table(one), "",
        "## Two mistakes, in two functions or in two equations of one", "",
        f"Named: {share(two)} that do not look like a single mistake. Where we lose: what is silent gives the very "
        "numbers of another pair, or ends in the same exception in nearly every case; both are shown as they are.", "",
        *table(two, there), "",
        "## Wrong code as people write it", "",
        "| written | hand-ins | one mistake named | two named | a relation found | difference shown | named wrong |",
        "|---|---|---|---|---|---|---|",
        *(f"| {when} | {counter.total():,} | {counter['one']:,} | {counter['two']:,} | {counter['relation']:,} | "
          f"{counter['silent']:,} | {counter['wrong']:,} |" for when, counter in written_wrong.items()), "",
        "*before*: written to find out what is missing; what of it was not named led to new mistakes in the course. "
        "*afterwards*: written when those were in, by the same hands; 45 of its 106 were named before some of the rest "
        "led to new mistakes too. Where we lose: unusual formulas, and two mistakes inside one function other than a "
        "backward pass.", "",
        "## Inherited mistakes", "",
        "| made earlier | credited | right anyway | lost marks |", "|---|---|---|---|",
        f"| one mistake | {once['credited']:,} | {once['right anyway']:,} | {once['lost marks']:,} |",
        f"| two, in two functions | {twice['credited']:,} | {twice['right anyway']:,} | {twice['lost marks']:,} |", "",
        "*lost marks*: the earlier mistake only ever raises an exception, and so does whatever calls it, right or not; "
        "it is named and nothing is credited.", "",
        "## False names", "",
        "| handed in | how many | given a false name |", "|---|---|---|",
        f"| right, in {files} other styles (a lost mark counts too) | {written:,} | {lost} |",
        f"| random numbers of the right form | {tried:,} | {named} |",
        f"| mutants of the reference that cases catch | {mutated.total():,} | {mutated['named falsely']} |", "",
        f"Of the mutants {mutated['named, and it holds']:,} are known mistakes and named, also by cases from another "
        f"secret; for {relations:,} a generic relation is found; for {mutated['the difference']:,} the difference "
        "itself is shown.", "",
        "## Time", "",
        f"- a single mistake: {milliseconds(single_seconds)} for each wrong exercise, once the key is loaded;",
        f"- a pair, once its exercise's table is there and the pair was seen before: {milliseconds(pair_seconds)};",
        f"- what no mistake explains, alone or in pairs, once the table is there: {milliseconds(unknown_seconds)};",
        f"- the table of an exercise, made once for a course and only when a wrong answer asks for it: from "
        f"{two(min(tables))} to {two(max(tables))} s by the clock, {two(sum(tables))} s for all, by {processors()} "
        "processes;",
        f"- the same from its file, once for a process: from {two(min(read) * 1e3)} to {two(max(read) * 1e3)} ms.", ""])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small samples, prints only")
    quick = parser.parse_args().quick
    text = report(quick)
    print(text)
    if not quick:
        RESULT.parent.mkdir(parents=True, exist_ok=True)
        RESULT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
