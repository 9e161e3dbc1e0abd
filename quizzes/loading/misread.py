"""Why YAML did not read a number, or a truth value, where an author meant one."""

from __future__ import annotations

import re
import unicodedata

from quizzes.text import plainer

YES_NO = {"yes": "true", "y": "true", "on": "true", "no": "false", "n": "false", "off": "false"}
"""Words that older versions of YAML read as a truth value, and what to write instead."""


def number_reason(text: str) -> tuple[str, str] | None:
    """Return why a text is no number in YAML, and what to write; None where nothing is known.

    >>> number_reason("1,5")
    ('with a comma, which makes a text of it', 'a number with a decimal point: 1.5')
    """
    plain = _keyboard(text.strip())
    typed = f"the number in signs of the keyboard: {plain}"
    if not plain.isascii() or not re.search(r"\d", plain):
        return None
    if re.fullmatch(r"[-+]?0\d+", plain):
        return _leading_zero(plain)
    if re.fullmatch(r"[-+]?\d*,\d+(e[-+]?\d+)?|[-+]?\d+,", plain, re.I):
        better = plain.replace(",", ".").rstrip(".")
        grouped = re.fullmatch(r"[-+]?[1-9]\d{0,2},\d{3}", plain)
        other = f" (or {plain.replace(',', '')}, if it separates thousands)" if grouped else ""
        return (
            "with a comma, which makes a text of it",
            f"a number with a decimal point: {better}{other}",
        )
    if re.fullmatch(r"[-+]?\d{1,3}([,.' ]\d{3})+([.,]\d+)?", plain):
        return (
            "with signs between the thousands, which makes a text of it",
            f"a number without them: {_without_groups(plain)}",
        )
    if plain != text.strip() and _is_number(plain):
        return f"with {_odd_sign(text)}, which makes a text of it", typed
    return _more_than_a_number(plain)


def truth_reason(value: object) -> str | None:
    """Return what to write for a word that is no truth value in YAML 1.2."""
    better = YES_NO.get(value.strip().lower()) if isinstance(value, str) else None
    if better is None and isinstance(value, int | float) and value in (0, 1):
        better = str(bool(value)).lower()
    if better is None:
        return None
    kind = "text" if isinstance(value, str) else "a number"
    return f"true or false, without quotes: {better} here, because YAML reads `{value}` as {kind}"


def _leading_zero(plain: str) -> tuple[str, str]:
    decimal = str(int(plain))
    octal = str(int(plain, 8)) if re.fullmatch(r"[-+]?[0-7]+", plain) else ""
    seen = "with a zero in front"
    if not octal:
        return f"{seen}, which YAML does not read as a number", f"a number without it: {decimal}"
    return (
        f"{seen}, which older YAML reads as the octal {octal} and newer YAML as {decimal}",
        f"a number without it: {decimal} (or {octal}, if it was meant as octal)",
    )


def _without_groups(plain: str) -> str:
    parts = re.split(r"[,.' ]", plain)
    ends = plain[-len(parts[-1]) - 1]
    fraction = len(parts[-1]) != 3 or (plain.count(ends) == 1 and len(parts) > 2)
    return "".join(parts[:-1]) + "." + parts[-1] if fraction else "".join(parts)


def _more_than_a_number(plain: str) -> tuple[str, str] | None:
    number = r"[-+]?\d+(?:[.,]\d+)?(?:[eE][-+]?\d+)?"
    if found := re.fullmatch(rf"({number})\s*%", plain):
        share = float(found[1].replace(",", "."))
        return "with a percent sign, which makes a text of it", (
            f"a number: {share:g}, or {share / 100:g} as a share of 1"
        )
    if found := re.fullmatch(rf"({number})\s*/\s*({number})", plain):
        above, below = (float(part.replace(",", ".")) for part in found.groups())
        worked = f": {above / below:g}" if below else ""
        return "a fraction, which YAML does not work out", f"a number with a decimal point{worked}"
    if found := re.fullmatch(rf"({number})\s*([^\W\d]+\S*)", plain):
        return f"with {found[2]!r} behind the number, which makes a text of it", (
            f"the number alone: {found[1].replace(',', '.')} (its unit goes behind `unit:`)"
        )
    if re.fullmatch(r"[-+]?\d+(:\d+)+", plain):
        return "with a colon, which makes a text of it", "a number with a decimal point"
    return None


def _keyboard(text: str) -> str:
    """Return a text with digits, minus and separators as a keyboard has them."""
    digits = (
        str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in plainer(text)
    )
    return "".join(digits).replace("\u066b", ".")


def _odd_sign(text: str) -> str:
    """Name the first character that no keyboard's number has."""
    odd = next((sign for sign in text if not sign.isascii()), "")
    if not odd:
        return "a space"
    name = unicodedata.name(odd, "a character").lower()
    what = "the typographic minus" if odd == "\u2212" else f"the character {name}"
    return f"{what} (U+{ord(odd):04X})"


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
