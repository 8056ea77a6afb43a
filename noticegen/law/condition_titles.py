"""What is a condition of the law called among people?"""

from __future__ import annotations

from noticegen.law.data import table


def condition_title(name: str) -> str:
    """Return the Japanese name of a condition; its own name where nobody has given it one.

    >>> condition_title("reportable")
    '報告対象事態に当たるとき'
    """
    titles = table("condition_titles")
    return str(titles.get(name, name))
