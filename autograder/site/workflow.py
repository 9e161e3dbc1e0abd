"""A workflow for GitHub that makes the site and publishes it."""

WORKFLOW = """\
# Publishes the course as a web page that grades in the browser (GitHub Pages).
#
# Keep this file as .github/workflows/site.yml in your clone of Gatewise, with your exercises in it.
# In the repository's settings, under Pages, choose "GitHub Actions" as the source. Each run makes
# the course with a secret of its own, which is thrown away: a site holds visible cases alone, and
# these are the same in every course.
name: site
on:
  push:
    branches: [main]
  workflow_dispatch:
permissions:
  contents: read
  pages: write
  id-token: write
concurrency:
  group: pages
  cancel-in-progress: true
jobs:
  site:
    runs-on: ubuntu-latest
    timeout-minutes: 20
    environment:
      name: github-pages
      url: ${{ steps.publish.outputs.page_url }}
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: pip install -e ".[site]"
      - run: gatewise course new course
      - run: gatewise course site course --out site
      - uses: actions/upload-pages-artifact@v3
        with:
          path: site
          include-hidden-files: true
      - id: publish
        uses: actions/deploy-pages@v4
"""
"""The text of the workflow file."""
