"""A statement of a learner's source goes in; the small changes that would make it right come out.

Nothing is run here. `candidates.candidates` lists changes of one statement, `variants.switched`
writes them into the learner's source as ordinary text, which a laboratory runs, and `choose.choose`
says what those that pass have in common.
"""
