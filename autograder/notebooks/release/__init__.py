"""Answer keys and lessons go in; the notebooks, Python files and kit that learners get come out.

Public face: `new_course.new_course` makes a course, `build.build_unit` one unit, and
`kit.build_kit` the learners' kit.
"""
