"""Files of Canvas, Moodle, Gradescope and Classroom 50 come in, and files for them go out.

The public face, one module a step:

- `roster_files` reads who takes the course, and `roster` finds the person behind a name;
- `collect` puts what an LMS zips into ``submitted/``, with `zips` (what may be unpacked) and
  `downloads` (how the names in it are made);
- `canvas` and `moodle` put the marks that count into the files that the LMS exported, and
  `feedback` zips the feedback pages for Moodle;
- `gradescope` and `classroom` write a grade in the form that these want, and `bundles` makes the
  files with which they run the grader.

``docs/lms.md`` names the published description of each format.
"""
