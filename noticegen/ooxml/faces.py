"""In which typeface would Word print Japanese, and has that face Japanese letters?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from noticegen.ooxml.errors import finding
from noticegen.ooxml.markup import attribute, main_part, parse, related, w
from noticegen.ooxml.runs import PARAGRAPH, said

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml import etree

    from noticegen.findings import Finding

_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
LATIN_ONLY: Final = frozenset(
    name.casefold()
    for name in (
        *(
            "Arial",
            "Arial Narrow",
            "Book Antiqua",
            "Calibri",
            "Calibri Light",
            "Cambria",
            "Candara",
            "Century",
        ),
        *("Century Gothic", "Comic Sans MS", "Consolas", "Constantia", "Corbel", "Courier", "Courier New"),
        *("Franklin Gothic", "Garamond", "Georgia", "Gill Sans", "Helvetica", "Helvetica Neue", "Impact"),
        *("Palatino Linotype", "Segoe UI", "Tahoma", "Times", "Times New Roman", "Trebuchet MS", "Verdana"),
    )
)
_PARTS: Final = ("header", "footer", "footnotes")


def face_findings(parts: Mapping[str, bytes], name: str) -> Iterator[Finding]:
    """Yield an error for every face without Japanese letters in which text is set, and for text without a face."""
    main = main_part(parts, name)
    faces = Faces(parts, main, name)
    seen: dict[str, list[str]] = {}
    texts = [main, *(part for kind in _PARTS for _, part in related(parts, main, kind, name))]
    for part in dict.fromkeys(texts):
        for paragraph in parse(parts[part], name, part).iter(PARAGRAPH):
            for piece in said(paragraph):
                face = faces.east_asian(piece.run, paragraph)
                if piece.piece.text.strip() and (not face or face.casefold() in LATIN_ONLY):
                    text = "".join(each.piece.text for each in said(paragraph))
                    seen.setdefault(face, []).append(text[:40])
    for face, places in seen.items():
        others = f"(ほか {len(places) - 1} か所)" if len(places) > 1 else ""
        what = f"日本語の文字のない書体「{face}」" if face else "日本語用の書体のない文字"
        yield finding(
            "T512",
            name,
            f"{what}があります{others}。日本語がどの書体で印字されるかは、開いた環境により変わります。",
            hint="「フォント」の「日本語用のフォント」に、ＭＳ 明朝などを指定してください。",
            path=places[0],
        )


class Faces:
    """The faces of one document: of its styles, its defaults, its theme."""

    def __init__(self, parts: Mapping[str, bytes], main: str, name: str) -> None:
        def root(kind: str) -> etree._Element | None:
            return next(
                (parse(parts[part], name, part) for _, part in related(parts, main, kind, name)), None
            )

        self._theme = root("theme")
        self._styles: dict[str, etree._Element] = {}
        self._default = ""
        self._defaults: etree._Element | None = None
        styles = root("styles")
        if styles is not None:
            self._defaults = styles.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
            self._styles = {attribute(style, "styleId"): style for style in styles.iterfind(w("style"))}
            self._default = next(
                (
                    key
                    for key, style in self._styles.items()
                    if attribute(style, "type") == "paragraph"
                    and attribute(style, "default") in {"1", "true"}
                ),
                "",
            )

    def east_asian(self, run: etree._Element, paragraph: etree._Element) -> str:
        """Return the face of a run's Japanese letters, or an empty string when nothing names one."""
        style = attribute(paragraph.find(f"{w('pPr')}/{w('pStyle')}"), "val") or self._default
        for properties in (
            run.find(w("rPr")),
            *self._chain(attribute(run.find(f"{w('rPr')}/{w('rStyle')}"), "val")),
            *self._chain(style),
            self._defaults,
        ):
            if properties is not None and (face := self._named(properties.find(w("rFonts")))):
                return face
        return ""

    def of_defaults(self) -> str:
        """Return the face of Japanese letters where no style names one, or an empty string."""
        return "" if self._defaults is None else self._named(self._defaults.find(w("rFonts")))

    def _chain(self, identifier: str) -> Iterator[etree._Element | None]:
        seen: set[str] = set()
        while identifier in self._styles and identifier not in seen:
            seen.add(identifier)
            style = self._styles[identifier]
            yield style.find(w("rPr"))
            identifier = attribute(style.find(w("basedOn")), "val")

    def _named(self, fonts: etree._Element | None) -> str:
        """Return the face that a ``w:rFonts`` names, by itself or by the theme (which goes first)."""
        theme = attribute(fonts, "eastAsiaTheme")
        if theme and self._theme is not None:
            kind = "majorFont" if theme.startswith("major") else "minorFont"
            for font in self._theme.iter(f"{_DRAWING}{kind}"):
                return _of_theme(font)
        return attribute(fonts, "eastAsia")


def _of_theme(font: etree._Element) -> str:
    named = font.find(f"{_DRAWING}ea")
    if named is not None and named.get("typeface"):
        return named.get("typeface", "")
    japanese = (each for each in font.iterchildren(f"{_DRAWING}font") if each.get("script") == "Jpan")
    return next((each.get("typeface", "") for each in japanese), "")
