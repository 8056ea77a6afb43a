"""What does a text that was written for a client say to another reader: who is 貴社?

The facts may call the client that reads them 貴社. To the persons whose data they are, that is somebody by name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from noticegen.documents.clients import addressed
from noticegen.documents.views import View

if TYPE_CHECKING:
    from noticegen.facts.parties import Party

USUAL = ("貴社", "御社")


def named_to_others(variables: dict[str, Any], client: Party) -> dict[str, Any]:
    """Return the variables of a document with the client's name wherever a text speaks to the client."""
    words = re.compile("|".join(map(re.escape, dict.fromkeys((addressed(client), *USUAL)))))
    return {name: _named(value, words, client.name) for name, value in variables.items()}


def _named(value: Any, words: re.Pattern[str], name: str) -> Any:  # noqa: ANN401 - any view
    if isinstance(value, str):
        return words.sub(lambda _: name, value)
    if type(value) is tuple:
        return tuple(_named(each, words, name) for each in value)
    if type(value) is View:
        return View(**{key: _named(each, words, name) for key, each in vars(value).items()})
    return value
