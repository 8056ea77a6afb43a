"""Do the programs that show the library do what they say: with threads, over HTTP, and in a database?"""

from __future__ import annotations

import importlib.util
import logging
import re
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest
import uvicorn
from docx import Document

import noticegen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

EXAMPLES = Path(__file__).parents[2] / "examples"
LOST = EXAMPLES / "lost_pc" / "incident.toml"
WEB = EXAMPLES / "web_intrusion" / "incident.toml"
ON = "2026-11-24"
DAY = date.fromisoformat(ON)


def program(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, EXAMPLES / "as_library" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # where dataclasses look for it
    spec.loader.exec_module(module)
    return module


def test_eight_threads_draft_what_one_would() -> None:
    jobs = [
        (noticegen.load_incident(file), kind)
        for file in (LOST, WEB)
        for kind in ("ppc_report", "public_notice", "victim_apology", "qa_script")
    ]

    def made(job: tuple[noticegen.Incident, str]) -> bytes:
        return noticegen.draft(job[0], job[1], on=DAY).docx

    together = threading.Barrier(8)

    def at_once(job: tuple[noticegen.Incident, str]) -> bytes:
        together.wait(timeout=60)
        return made(job)

    with ThreadPoolExecutor(8) as pool:
        # The first round compiles every template in eight threads at a time.
        rounds = [list(pool.map(at_once, jobs)) for _ in range(3)]
    alone = [made(job) for job in jobs]
    assert all(each == alone for each in rounds)


def test_several_incidents_are_drafted_and_what_one_lacks_stops_no_other(tmp_path: Path) -> None:
    lacking = tmp_path / "lacking" / "incident.toml"
    lacking.parent.mkdir()
    lacking.write_text(re.sub(r'(?m)^status = "おそれあり"\n', "", LOST.read_text("utf-8")), "utf-8")
    broken = tmp_path / "broken.toml"
    broken.write_text("format = ", "utf-8")
    outcomes = program("draft_several").draft_all([LOST, lacking, broken, WEB], tmp_path / "out", DAY)
    assert [each.incident for each in outcomes] == [LOST, lacking, broken, WEB]
    assert [len(each.documents) for each in outcomes] == [3, 0, 0, 3]
    assert all(file.is_file() for each in outcomes for file in each.documents)
    errors = [{one.code for one in each.findings if one.severity == "error"} for each in outcomes]
    assert errors == [set(), {"L101"}, {"F003"}, set()]


def test_the_script_says_what_is_missing_and_exits_with_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    main = program("draft_several").main
    out = str(tmp_path / "out")
    monkeypatch.setattr("sys.argv", ["draft_several.py", out, str(WEB), "--on", ON])
    assert main() == 0
    assert capsys.readouterr().out == f"{WEB}: 文書 3件、エラー 0件\n"
    monkeypatch.setattr("sys.argv", ["draft_several.py", out, str(tmp_path / "nowhere.toml")])
    assert main() == 1
    assert "ファイルがありません。" in capsys.readouterr().out


@contextmanager
def served() -> Iterator[httpx.Client]:
    """Give a client of the service, which listens on a port of its own."""
    server = uvicorn.Server(uvicorn.Config(program("service").app, port=0, log_config=None, lifespan="off"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        end = time.monotonic() + 30
        while not server.started and time.monotonic() < end:
            time.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60, trust_env=False) as client:
            yield client
    finally:
        server.should_exit = True
        thread.join(30)


def test_the_service_answers_with_a_document_or_with_what_is_wrong(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    facts = LOST.read_bytes()
    with served() as client:
        made = client.post("/documents/ppc_report", params={"on": ON}, content=facts)
        assert made.status_code == 200
        assert made.headers["content-type"].endswith("wordprocessingml.document")
        assert made.content == noticegen.draft(noticegen.load_incident(LOST), "ppc_report", on=DAY).docx
        assert Document(BytesIO(made.content)).sections

        checked = client.post("/check", params={"on": ON}, content=facts)
        assert checked.status_code == 200
        assert checked.json()["statement"]
        assert checked.json()["deadlines"][0]["id"] == "preliminary_report"

        lacking = re.sub(r'(?m)^status = "おそれあり"\n', "", LOST.read_text("utf-8")).encode()
        for path in ("/documents/ppc_report", "/check"):
            refused = client.post(path, params={"on": ON}, content=lacking)
            assert refused.status_code == 422
            found = [each for each in refused.json()["findings"] if each["severity"] == "error"]
            assert {each["where"]["path"] for each in found} == {"secondary_damage.status"}
        line = lacking.decode().split("\n").index("[secondary_damage]") + 1
        assert found[0]["where"]["line"] == line

        wrong = client.post("/documents/ppc_report", content='format = 1\nname = "見本 太郎"\n'.encode())
        assert wrong.status_code == 422
        assert "F102" in {each["code"] for each in wrong.json()["findings"]}
        assert "見本" not in wrong.text
        assert client.post("/documents/nothing", content=facts).json()["findings"][0]["code"] == "K001"
        assert client.post("/check", content=b"#" * 1_000_001).status_code == 413
        assert client.post("/check", content=b"\xff").json()["findings"][0]["code"] == "F002"
    said = caplog.text
    assert "/documents/ppc_report" in said
    assert not any(
        word in said for word in ("見本", "例示", "仮名", "架空商事", "houmu@example.jp", "ノートパソコン")
    )


def test_the_service_serves_many_at_once_as_it_serves_one() -> None:
    def asked(client: httpx.Client, file: Path) -> bytes:
        return client.post("/documents/public_notice", params={"on": ON}, content=file.read_bytes()).content

    with served() as client, ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda file: asked(client, file), [LOST, WEB] * 8))
        assert answers == [asked(client, LOST), asked(client, WEB)] * 8


def test_a_letter_is_found_by_the_number_that_is_printed_on_it(tmp_path: Path) -> None:
    lookup = program("letters_in_sqlite")
    final = noticegen.load_incident(EXAMPLES / "web_intrusion" / "final.toml")
    letters, database = tmp_path / "letters", tmp_path / "lookup.db"
    recipients = EXAMPLES / "web_intrusion" / "recipients.csv"
    report = noticegen.write_batch(final, recipients, letters, on=date(2026, 12, 18))
    assert lookup.load(letters, database) == report.letters
    assert lookup.load(letters, database) == report.letters  # the same once more, not twice
    rows: dict[str, Any] = {row["番号"]: row for row in lookup.rows(letters / "manifest.csv")}
    number, row = next(iter(rows.items()))
    found = lookup.find(database, number)
    assert row["管理番号"] in found
    assert str(letters / row["ファイル"]) in found
    assert (letters / row["ファイル"]).is_file()
    (held,) = lookup.rows(letters / "excluded.csv")
    assert lookup.find(database, held["番号"]) == f"書面はありません。{held['理由']}"
    assert lookup.find(database, "9999") == "その番号はありません。"
    names = {line.split(",")[1] for line in recipients.read_text("utf-8-sig").splitlines()[1:]}
    stored = database.read_bytes().decode("utf-8", "ignore")
    assert not any(name in stored for name in names if name)


def test_the_lookup_is_used_from_a_shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lookup = program("letters_in_sqlite")
    monkeypatch.setattr("sys.argv", ["letters_in_sqlite.py", "nothing"])
    with pytest.raises(SystemExit) as stopped:
        lookup.main()
    assert "LOOKUP.db" in str(stopped.value.code)
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "batch.json").write_text('{"inputs": {"on": "2026-12-18"}}', "utf-8")
    (folder / "manifest.csv").write_text(
        "﻿番号,管理番号,ファイル,sha256\n0001,A-1,letters/0001.docx,00\n", "utf-8"
    )
    (folder / "excluded.csv").write_text("﻿番号,行,管理番号,コード,理由\n", "utf-8")
    for arguments in (["load", str(folder), str(tmp_path / "db")], ["find", str(tmp_path / "db"), "0001"]):
        monkeypatch.setattr("sys.argv", ["letters_in_sqlite.py", *arguments])
        lookup.main()
    assert capsys.readouterr().out.splitlines() == [
        "1通を登録しました。",
        f"2026-12-18 の書面。名簿の管理番号 A-1、控え {folder / 'letters/0001.docx'}",
    ]
