"""A course's sources go in (reference, exercises, misconceptions); answer keys and proofs come out.

The only part that runs an author's code, in a process whose path starts at the course's root.

Public face: `authoring` (what authors write), `discover.load_course`, `process.build_keys`,
`pair_files.PairFiles`, `run_locally.record_cases` and `lint.lint`.
"""
