"""Programs that stand for LibreOffice and pdftotext: a PDF here is the text of its Word file, and nothing else."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pytest

OFFICE = """#!{python}
import json, os, re, sys, time, zipfile
from pathlib import Path
faults = json.loads(Path({faults!r}).read_text())
at = sys.argv.index("--outdir")
folder, sources = Path(sys.argv[at + 1]), [Path(each) for each in sys.argv[at + 2:]]
with Path({log!r}).open("a") as file:
    file.write(" ".join(each.stem for each in sources) + "\\n")
for source in sources:
    fault = faults.get(source.stem)
    if fault == "crash":
        os.kill(os.getpid(), 11)
    if fault == "hang":
        Path({log!r} + ".hangs").write_text(str(os.getpid()))
        time.sleep(600)
    if fault == "drop":
        continue
    with zipfile.ZipFile(source) as archive:
        parts = [archive.read(name).decode() for name in archive.namelist() if re.match("word/(doc|foot)", name)]
    text = "\\n".join("".join(re.findall("<w:t[ >][^<]*", each)) for part in parts for each in part.split("</w:p>"))
    text = re.sub("<w:t[^>]*>", "", text)
    if fault == "strange":
        text = re.sub(r"(?<![0-9])" + source.stem + "(?![0-9])", "9999", text)
    (folder / (source.stem + ".pdf")).write_bytes(b"%PDF-1.6\\n" + text.encode() + b"\\f\\n%%EOF\\n")
"""
READER = """#!{python}
import sys
text = open(sys.argv[-2], encoding="utf-8").read()
sys.stdout.buffer.write(text.split("\\n", 1)[1].removesuffix("\\n%%EOF\\n").encode())
"""


class Programs:
    """Both programs on the search path; ``faults`` maps the number of a letter to what happens to it."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._faults = folder / "faults.json"
        self.log = folder / "runs.txt"
        self.log.touch()
        self.will({})
        programs = folder / "programs"
        programs.mkdir()
        for name, script in {"soffice": OFFICE, "pdftotext": READER}.items():
            text = script.format(python=sys.executable, faults=str(self._faults), log=str(self.log))
            (programs / name).write_text(text, "utf-8")
            (programs / name).chmod(0o700)
        monkeypatch.setenv("PATH", str(programs), prepend=":")

    def will(self, faults: Mapping[str, str]) -> None:
        """Let these faults happen from now on."""
        self._faults.write_text(json.dumps(dict(faults)), "utf-8")

    def runs(self) -> list[list[str]]:
        """Return the numbers of the letters in each run so far, and forget them."""
        lines = self.log.read_text("utf-8").splitlines()
        self.log.write_text("", "utf-8")
        return [line.split() for line in lines]
