"""Submissions are run on other machines: jobs go out as bytes, checked runs come back.

What travels is source and inputs, never an expected value; runs are judged here. Public face:
`parts` for machines that share nothing but files, `scheduler.on_cluster` for a Dask cluster, whose
workers load `worker`.
"""
