"""Response processing by the QTI 2.1 information model, as far as our items use it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from quizzes.exports.qti import NAMESPACE

etree = pytest.importorskip("lxml.etree", reason="lxml is not installed")


class Processor:
    """Response processing after the QTI 2.1 information model, as far as our items use it."""

    def __init__(self, root: Any, responses: Any) -> None:
        self.root, self.outcomes = root, dict[str, Any]()
        self.responses = responses
        for declared in self.find(root, "outcomeDeclaration"):
            value = declared.findtext(f".//{{{NAMESPACE}}}value")
            self.outcomes[declared.get("identifier")] = float(value) if value is not None else None
        self.declared = {
            node.get("identifier"): node for node in self.find(root, "responseDeclaration")
        }
        for rule in self.find(root, "responseProcessing")[0]:
            self.run(rule)

    @staticmethod
    def find(node: Any, name: str) -> Any:
        return node.findall(f"{{{NAMESPACE}}}{name}")

    def run(self, rule: Any) -> None:
        name = etree.QName(rule).localname
        if name == "setOutcomeValue":
            self.outcomes[rule.get("identifier")] = self.value(rule[0])
            return
        for branch in rule:
            parts = list(branch)
            if (
                etree.QName(branch).localname != "responseElse"
                and self.value(parts.pop(0)) is not True
            ):
                continue
            for part in parts:
                self.run(part)
            return

    def value(self, node: Any) -> Any:
        name, parts = etree.QName(node).localname, list(node)
        if name == "variable":
            return self.responses.get(
                node.get("identifier"), self.outcomes.get(node.get("identifier"))
            )
        if name == "correct":
            return self.correct(node.get("identifier"))
        if name == "baseValue":
            return float(node.text) if node.get("baseType") == "float" else node.text
        if name == "mapResponse":
            return self.mapped(node.get("identifier"))
        if name == "index":
            found, place = self.value(parts[0]), int(node.get("n"))
            return found[place - 1] if found is not None and place <= len(found) else None
        values = [self.value(part) for part in parts]
        if name == "isNull":
            return values[0] is None
        if name == "equal":
            slack = float(node.get("tolerance", "0 0").split()[0])
            return None if values[0] is None else abs(values[0] - values[1]) <= slack + 1e-12
        combine: dict[str, Callable[[], Any]] = {
            "match": lambda: None if None in values else values[0] == values[1],
            "not": lambda: not values[0],
            "and": lambda: all(values),
            "or": lambda: any(values),
            "sum": lambda: sum(values),
            "multiple": lambda: values,
        }
        return combine[name]()

    def correct(self, name: str) -> Any:
        declared = self.declared[name]
        values = [
            node.text
            for node in declared.findall(f"{{{NAMESPACE}}}correctResponse/{{{NAMESPACE}}}value")
        ]
        values = (
            [float(value) for value in values] if declared.get("baseType") == "float" else values
        )
        cardinality = declared.get("cardinality")
        return (
            values[0]
            if cardinality == "single"
            else frozenset(values)
            if cardinality == "multiple"
            else values
        )

    def mapped(self, name: str) -> Any:
        given = self.responses.get(name)
        [mapping] = self.find(self.declared[name], "mapping")
        listed = [] if given is None else [given] if isinstance(given, str) else list(given)
        entries = {entry.get("mapKey"): float(entry.get("mappedValue")) for entry in mapping}
        total = sum(entries.get(item, float(mapping.get("defaultValue"))) for item in listed)
        lower, upper = (
            float(mapping.get("lowerBound", "-inf")),
            float(mapping.get("upperBound", "inf")),
        )
        return min(upper, max(lower, total))


def responses(question: Any) -> Any:
    shown = question.shown_key()
    if question.type == "fill":
        return {f"RESPONSE{place}": entry for place, entry in enumerate(shown, start=1)}
    if question.type == "matching":
        return {"RESPONSE": frozenset(f"row{row} {letter}" for row, letter in shown.items())}
    if question.type == "true_false":
        return {"RESPONSE": str(shown).lower()}
    return {"RESPONSE": frozenset(shown) if isinstance(shown, set) else shown}
