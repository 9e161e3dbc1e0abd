"""Fill in the HTML templates of this folder."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined


def render(template: str, **names: object) -> str:
    """Fill in one template.

    Parameters
    ----------
    template
        The file's name in ``autograder/report/templates``.
    **names
        What the template may use. Text is escaped. A name that the template uses and that is
        missing here is an error.

    Returns
    -------
    str
        A page that stands alone: it loads no other file.
    """
    environment = Environment(
        loader=PackageLoader("autograder.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(template).render(**names)
