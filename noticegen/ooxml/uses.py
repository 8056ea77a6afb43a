"""What does each tag of a template read, and which sections of the document does it print in or decide on?"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from jinja2 import nodes

from noticegen.ooxml.variables import reads

if TYPE_CHECKING:
    from collections.abc import Mapping

    from noticegen.ooxml.tags import Place, TagMap

_SECTION: Final = re.compile(r'<w:tag w:val="noticegen:([^"]+)"')


@dataclass(frozen=True, slots=True)
class Use:
    """A name that a template reads, such as ``timeline[].what``, and the tag that reads it.

    ``prints`` says that the tag prints (it may be an ``if`` or ``for``). ``sections`` are the section it stands in
    and those that stand or fall with it: a condition around a section decides on that section.
    """

    path: str
    place: Place
    prints: bool
    sections: tuple[str, ...]


def uses(tree: nodes.Template, tags: TagMap, known: frozenset[str]) -> tuple[Use, ...]:
    """Return every read of a prepared part in the order of its tags, without the names ``known`` to Jinja."""
    found = reads(tree, known)
    places = {index: tags.place(read.line) for read in found if (index := tags.index(read.line)) >= 0}
    decided = _decided(tree, tags)
    _carry(tree, tags, decided)
    printing = _printing(tree, tags)
    return tuple(
        Use(
            read.path,
            places[index],
            index in printing,
            tuple(dict.fromkeys(name for name in (places[index].section, *decided[index]) if name)),
        )
        for read in found
        if (index := tags.index(read.line)) in places
    )


def _decided(tree: nodes.Template, tags: TagMap) -> defaultdict[int, dict[str, None]]:
    """Return, by the number of the tag, the sections inside each condition and loop."""
    decided: defaultdict[int, dict[str, None]] = defaultdict(dict)
    for node in tree.find_all((nodes.If, nodes.For)):
        inside = dict.fromkeys(_sections_in(node))
        # Where an earlier condition holds, a later one is never asked.
        later = node.elif_ if isinstance(node, nodes.If) else []
        for each in (node, *later):
            decided[tags.index(each.lineno)] |= inside
    return decided


def _sections_in(node: nodes.Node) -> list[str]:
    return [name for data in node.find_all(nodes.TemplateData) for name in _SECTION.findall(data.data)]


def _carry(tree: nodes.Template, tags: TagMap, decided: Mapping[int, dict[str, None]]) -> None:
    """Let what a ``set`` or a macro reads count for every section that uses its name.

    The last one first, so that a name made from another name carries as well.
    """
    makers = list(tree.find_all((nodes.Assign, nodes.AssignBlock, nodes.Macro)))
    loads = [name for name in tree.find_all(nodes.Name) if name.ctx == "load"]
    for node in sorted(makers, key=lambda maker: maker.lineno, reverse=True):
        own = {tags.index(node.lineno)}
        made = {name.name for name in node.find_all(nodes.Name) if name.ctx == "store"}
        if isinstance(node, nodes.Macro):
            made = {node.name}
        if not isinstance(node, nodes.Assign):
            own |= {tags.index(inner.lineno) for inner in node.find_all(nodes.Expr)}
        for name in loads:
            if name.name in made:
                place = tags.place(name.lineno)
                reached = {place.section: None} | decided[tags.index(name.lineno)]
                for index in own:
                    decided[index].update(reached)


def _printing(tree: nodes.Template, tags: TagMap) -> set[int]:
    """Return the numbers of the tags that print something."""
    return {
        tags.index(child.lineno)
        for output in tree.find_all(nodes.Output)
        for child in output.nodes
        if not isinstance(child, nodes.TemplateData)
    }
