"""Files to be filled in: the facts of a new incident, its list of recipients, and the schema for the editor."""

from __future__ import annotations

import difflib
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from noticegen.documents.output import make_folder, output_problem, write_file
from noticegen.facts.schema import incident_schema
from noticegen.findings import Finding, OutputError, TemplateError, Where
from noticegen.law.prevention import ENTRUSTEE, measures_for

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

SCENARIOS: Final[Mapping[str, str]] = {
    "lost_pc": "機器の紛失・盗難",
    "web_intrusion": "不正アクセス・改ざん",
    "misdirected_mail": "誤送付・誤交付",
    "dispatched_worker": "派遣労働者による持ち出し",
}
"""The scenarios for which there are files, with what people call them."""

HOST_WRITES: Final = frozenset({"dispatched_worker"})
"""The scenarios in which it is another, the host of the worker, who writes to the persons affected."""

FOLDER: Final = Path(__file__).with_name("scenarios")
FACTS: Final = "incident.toml"
RECIPIENTS: Final = "recipients.csv"
SCHEMA: Final = "incident.schema.json"
_EMPLOYED: Final = 'relation = "自社雇用"                  '
_DISPATCHED: Final = 'relation = "自社雇用（派遣労働者）"  '
_CAUSES: Final = re.compile(r"^category = (\[[^\]\n]*\])", re.MULTILINE)


def new(folder: str | os.PathLike[str], scenario: str = "lost_pc") -> tuple[Path, ...]:
    """Write the files of a scenario into a folder and return them: facts, recipients, schema.

    Every fact that a person must write is marked; checking the file names those that are still marked.

    Raises:
        TemplateError: there is no such scenario.
        OutputError: the folder holds a file of that name, or cannot be written.
    """
    target = Path(folder)
    contents = {
        FACTS: skeleton(scenario).encode(),
        RECIPIENTS: (FOLDER / scenario / RECIPIENTS).read_bytes(),
        SCHEMA: json.dumps(incident_schema(), ensure_ascii=False, indent=1).encode() + b"\n",
    }
    make_folder(target)
    try:
        there = [target / name for name in contents if (target / name).exists()]
    except OSError as error:
        raise OutputError(output_problem(error, target)) from error
    if there:
        names = "、".join(file.name for file in there)
        message = f"同じ名前のファイルがあります: {names}。"
        hint = "上書きしません。別のフォルダーを指定するか、そのファイルを移してください。"
        raise OutputError(Finding("error", "O122", message, hint, where=Where(str(target))))
    for name, data in contents.items():
        write_file(target / name, data)
    return tuple(target / name for name in contents)


def skeleton(scenario: str) -> str:
    """Return the facts file of a scenario, to be filled in; the parts that all share are put in their places.

    Raises:
        TemplateError: there is no such scenario.
    """
    if scenario not in SCENARIOS:
        nearest = difflib.get_close_matches(scenario, SCENARIOS, n=1)
        hint = f"「{nearest[0]}」のことですか。" if nearest else f"使えるのは {'、'.join(SCENARIOS)}。"
        raise TemplateError(Finding("error", "K011", f"「{scenario}」というひな形はありません。", hint))

    def shared(match: re.Match[str]) -> str:
        part = (FOLDER / "common" / f"{match[1]}.toml").read_text("utf-8")
        if match[1] == "discipline" and scenario in HOST_WRITES:
            part = part.replace(_EMPLOYED, _DISPATCHED, 1)
        return part + _suggestions(text) if match[1] == "measures" else part

    text = (FOLDER / scenario / FACTS).read_text("utf-8")
    first, _, rest = re.sub(r"^#\+ (\w+)\n", shared, text, flags=re.MULTILINE).partition("#:schema")
    # Editors look for the schema in the first line.
    schema, _, rest = rest.partition("\n")
    return f"#:schema{schema}\n{first}{rest}"


def _suggestions(facts: str) -> str:
    """Return the measures that answer the causes of a facts file, as comments, each with what to ask oneself."""
    causes = json.loads(match[1]) if (match := _CAUSES.search(facts)) else []
    if 'actor = "委託先"' in facts:
        causes = [*causes, ENTRUSTEE]
    entries = (
        f'#\n# 自問: {measure.question}\n# [[measure]]\n# what = "{measure.what}"\n'
        f'# status = "実施予定"\n# category = "{measure.category}"\n'
        for measure in measures_for(causes)
    )
    return "".join(
        ("\n# この原因に当てはまる措置の例。行うものは # を消し、会社の実際に合わせて書き改める\n", *entries)
    )
