"""A course's kit goes in; static files that run the course in a browser come out.

Public face: `build.build_site` makes the files, `serve.serve` shows them on this machine, and
`workflow.WORKFLOW` publishes them from GitHub.
"""
