"""How long do the template engines of npm take for the same letter, written to files?"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

from tests.benchmarks.letters import BODY, facts_of, slim
from tests.ooxml.docx_files import docx, row, table

if TYPE_CHECKING:
    from pathlib import Path

PACKAGES = {"easy-template-x": "easy-template-x@6", "docxtemplater": "docxtemplater@3 pizzip@3"}
RENDER = {
    "easy-template-x": """
        const {TemplateHandler} = require('easy-template-x');
        const handler = new TemplateHandler();
        const render = facts => handler.process(source, facts);""",
    "docxtemplater": """
        const Docxtemplater = require('docxtemplater'), PizZip = require('pizzip');
        const render = async facts => {
            const letter = new Docxtemplater(new PizZip(source), {paragraphLoop: true});
            letter.render(facts);
            return letter.toBuffer({compression: 'DEFLATE'});
        };""",
}
PROGRAM = """
const fs = require('fs');
const [, , folder, count] = process.argv;
const source = fs.readFileSync(folder + '/peer.docx'), all = JSON.parse(fs.readFileSync(folder + '/facts.json'));
%s
(async () => {
    const write = async n => fs.writeFileSync(`${folder}/peer-${n}.docx`, await render(all[n]));
    for (let n = 0; n < Math.min(5, count); n++) await write(n);
    const start = process.cpuUsage();
    for (let n = 0; n < count; n++) await write(n);
    const spent = process.cpuUsage(start);
    console.log((spent.user + spent.system) / count);
})();
"""


def peers(folder: Path, letters: int) -> dict[str, float | str]:
    """Return processor time per letter in microseconds for each engine, or why it could not be measured."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        return dict.fromkeys(RENDER, "not measured: node is not there")
    (folder / "peer.docx").write_bytes(slim(docx(*map(_translated, _blocks()), header="{number}")))
    (folder / "facts.json").write_text(json.dumps([_flat(number) for number in range(max(letters, 5))]))
    found: dict[str, float | str] = {}
    for name, render in RENDER.items():
        install = [npm, "install", "--silent", "--no-audit", "--no-fund", *PACKAGES[name].split()]
        if subprocess.run(install, cwd=folder, capture_output=True, check=False).returncode:
            found[name] = "not measured: npm cannot install it"
            continue
        (folder / "peer.cjs").write_text(PROGRAM % render)
        done = subprocess.run(
            [node, "peer.cjs", folder, str(letters)], cwd=folder, capture_output=True, text=True, check=False
        )
        found[name] = (
            float(done.stdout) if not done.returncode else f"not measured: {done.stderr.strip()[:40]}"
        )
    return found


def _blocks() -> list[str]:
    rows = table(row("日時", "経過"), row("{#timeline}{when}", "{what}{/timeline}"))
    return [rows if "<w:tbl>" in block else block for block in BODY]


def _translated(block: str) -> str:
    """Return a block in the syntax that both engines share."""
    block = block.replace("{%p if person.bereaved %}", "{#bereaved}").replace("{%p endif %}", "{/bereaved}")
    block = block.replace("{%p for item in person.leaked %}", "{#leaked}").replace(
        "{%p endfor %}", "{/leaked}"
    )
    block = block.replace("{{ item }}", "{item}")
    return re.sub(r"\{\{ ([\w.]+) \}\}", lambda match: f"{{{match[1].replace('.', '_')}}}", block)


def _flat(number: int) -> dict[str, object]:
    facts = facts_of(number)
    flat: dict[str, object] = {key: value for key, value in facts.items() if not isinstance(value, dict)}
    for key, value in facts.items():
        if isinstance(value, dict):
            flat |= {f"{key}_{inner}": each for inner, each in value.items()}
    return flat | {
        "bereaved": flat["person_bereaved"],
        "leaked": [{"item": item} for item in facts["person"]["leaked"]],
    }
