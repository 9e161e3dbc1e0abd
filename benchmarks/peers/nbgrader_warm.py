"""Runs in nbgrader's own environment: grades one submission a line, in one warm process, and says
what it cost.
"""

from __future__ import annotations

import json
import logging
import resource
import sys
import time

from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from traitlets.config import Config


def spent() -> float:
    own, children = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def main() -> None:
    root = sys.argv[1]
    config = Config()
    config.CourseDirectory.root = root
    config.CourseDirectory.course_id = "bench"
    api = NbGraderAPI(config=config)
    api.log.setLevel(logging.CRITICAL)
    if sys.argv[2:] == ["release"]:
        print(json.dumps(bool(api.generate_assignment("gates")["success"])), flush=True)
    for line in sys.stdin:
        student = line.strip()
        began, before = time.perf_counter(), spent()
        done = api.autograde("gates", student, force=True)
        wall, cpu = time.perf_counter() - began, spent() - before
        scores = {}
        with Gradebook(f"sqlite:///{root}/gradebook.db") as book:
            if done["success"]:
                for grade in book.find_submission_notebook("gates", "gates", student).grades:
                    scores[grade.name] = grade.auto_score
        peak = max(
            resource.getrusage(who).ru_maxrss
            for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        )
        print(
            json.dumps({"wall": wall, "cpu": cpu, "scores": scores, "peak_kib": peak}), flush=True
        )


if __name__ == "__main__":
    main()
