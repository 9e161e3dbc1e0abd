"""Source goes in, and a `Trace` of one call comes out: the value of every expression.

`wrap` is a pure function on the trusted side. The wrapped source is run as an ordinary job, with
`recorder` in front, in the sandbox or in the learner's own process. `decode` reads what came back
and believes none of it. `job` puts them together.
"""
