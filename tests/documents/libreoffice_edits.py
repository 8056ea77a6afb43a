"""Documents opened, edited and saved by LibreOffice itself: one start for all, driven by a macro in Basic.

An edit is a line of Basic that calls a procedure of ``libreoffice_edits.bas``. What was not edited, for its words were
not found, is an error, never a document that is as it was.
"""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MACRO: Final = Path(__file__).with_suffix(".bas")
SECONDS: Final = 240
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_DTD: Final = "-//OpenOffice.org//DTD OfficeDocument 1.0//EN"
_PROFILE: Final = {
    # A profile that was never set up gets empty macros in place of those that lie there.
    "registrymodifications.xcu": '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    '<item oor:path="/org.openoffice.Setup/Office"><prop oor:name="ooSetupInstCompleted" oor:op="fuse">'
    "<value>true</value></prop></item></oor:items>",
    "basic/script.xlc": f'<!DOCTYPE library:libraries PUBLIC "{_DTD}" "libraries.dtd">'
    '<library:libraries xmlns:library="http://openoffice.org/2000/library">'
    '<library:library library:name="Standard" library:link="false"/></library:libraries>',
    "basic/Standard/script.xlb": f'<!DOCTYPE library:library PUBLIC "{_DTD}" "library.dtd">'
    '<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" '
    'library:readonly="false" library:passwordprotected="false"><library:element library:name="Module1"/>'
    "</library:library>",
    "basic/Standard/Module1.xba": f'<!DOCTYPE script:module PUBLIC "{_DTD}" "module.dtd">'
    '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" '
    'script:language="StarBasic">MACRO</script:module>',
}


def call(procedure: str, *texts: str) -> str:
    """Return the line of Basic that calls a procedure with texts."""
    return " ".join([procedure, ", ".join('"{}"'.format(text.replace('"', '""')) for text in texts)])


def edit_all(folder: Path, jobs: Mapping[str, tuple[bytes, Sequence[str]]]) -> dict[str, bytes]:
    """Let LibreOffice open each document, do its edits and save it as .docx; return what it saved, by name of the job.

    The folder holds the profile, the documents and what the macro reports; it is not shown to anybody.
    """
    lines = []
    for number, (docx, edits) in enumerate(jobs.values()):
        (folder / f"{number}.in.docx").write_bytes(docx)
        lines += [call("Begin", (folder / f"{number}.in.docx").as_uri()), *edits]
        lines.append(call("Finish", (folder / f"{number}.docx").as_uri()))
    report = folder / "report.txt"
    _install(folder / "profile" / "user", lines, report)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--norestore", "macro:///Standard.Module1.Main"]
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
    assert report.read_text(encoding="utf-8").strip() == "done"
    return {name: (folder / f"{number}.docx").read_bytes() for number, name in enumerate(jobs)}


def _install(user: Path, lines: Sequence[str], report: Path) -> None:
    """Make a profile with the macro in it."""
    macro = (
        MACRO.read_text(encoding="utf-8").replace("REPORT", report.as_uri()).replace("JOBS", "\n".join(lines))
    )
    for name, xml in _PROFILE.items():
        (user / name).parent.mkdir(parents=True, exist_ok=True)
        (user / name).write_text(_HEAD + xml.replace("MACRO", escape(macro)), encoding="utf-8")
