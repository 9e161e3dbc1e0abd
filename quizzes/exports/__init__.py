"""The bank for those who teach elsewhere: questions enter; Moodle XML, GIFT or QTI 2.1 leaves.

What a format cannot say is returned sentence by sentence, and never dropped silently. Keys are in
every export, because it is for instructors. Public face: `write_export` and `FORMATS`.
"""

from quizzes.exports.files import FORMATS, Written, write_export

__all__ = ["FORMATS", "Written", "write_export"]
