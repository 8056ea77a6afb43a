"""What is let in as a Word file, and what the written archive looks like."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile

import pytest

from noticegen.findings import TemplateError
from noticegen.ooxml import package
from noticegen.ooxml.template import Template
from tests.ooxml.docx_files import archive, docx, members

SOURCE = docx("{{ name }}")


def _code(source: bytes | os.PathLike[str] | str) -> str:
    with pytest.raises(TemplateError) as caught:
        Template(source)
    return caught.value.findings[0].code


def test_a_missing_file_is_told_by_name(tmp_path):
    with pytest.raises(TemplateError) as caught:
        Template(tmp_path / "letter.docx")
    assert str(caught.value) == (
        "letter.docx\n  ファイルを読み取れません。\n"
        "  → ファイルの場所、名前、読み取りの権限を確かめてください。"
    )


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (b"", "D102"),
        (b"no zip at all", "D102"),
        (SOURCE[:-100], "D102"),
        (SOURCE[:2000], "D102"),
        (archive({"mimetype": b"application/vnd.oasis.opendocument.text"}), "D102"),
        (archive(members(SOURCE) | {"word/document.xml": b"<w:document"}), "D102"),
        (archive({k: v for k, v in members(SOURCE).items() if k != "word/document.xml"}), "D102"),
        (
            archive(members(SOURCE) | {"word/document.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}),
            "D107",
        ),
        (archive(members(SOURCE) | {"word/vbaProject.bin": b"x"}), "D105"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "D103"),
        (archive(members(SOURCE) | {"bomb.bin": bytes(101 * 1024 * 1024)}), "D106"),
        (archive(members(SOURCE) | {f"{n}.bin": b"" for n in range(5000)}), "D106"),
    ],
    ids=[
        "empty",
        "text",
        "cut",
        "half",
        "odt",
        "xml",
        "bodyless",
        "entities",
        "macros",
        "encrypted",
        "bomb",
        "many",
    ],
)
def test_what_is_no_usable_word_file_is_refused(source, code):
    assert _code(source) == code


def test_a_flipped_bit_in_the_body_is_noticed():
    with zipfile.ZipFile(io.BytesIO(SOURCE)) as opened:
        offset = opened.getinfo("word/document.xml").header_offset + 80
    assert _code(SOURCE[:offset] + bytes([SOURCE[offset] ^ 0xFF]) + SOURCE[offset + 1 :]) == "D102"


def test_a_member_that_comes_twice_is_refused():
    buffer = io.BytesIO(SOURCE)
    with zipfile.ZipFile(buffer, "a") as opened, pytest.warns(UserWarning, match="Duplicate name"):
        opened.writestr("word/document.xml", b"<x/>")
    assert _code(buffer.getvalue()) == "D102"


def test_the_archive_has_fixed_times_rights_and_order():
    with zipfile.ZipFile(io.BytesIO(Template(SOURCE).render({"name": "見本"}))) as opened:
        infos = opened.infolist()
        assert opened.testzip() is None
    assert infos[0].filename == "[Content_Types].xml"
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert {info.external_attr >> 16 for info in infos} == {0o100644}
    assert sorted(info.filename for info in infos) == sorted(members(SOURCE))


def test_a_name_outside_ascii_and_data_that_does_not_shrink_are_kept():
    data = package.Archive.of([("資料/図.bin", b"x")]).with_members([package.pack("あ", b"y" * 1000)])
    assert members(data) == {"資料/図.bin": b"x", "あ": b"y" * 1000}


def test_the_deflate_libraries_are_named_with_a_fingerprint():
    assert package.DEFLATE.split()[0] in {"isal", "zlib"}
    assert len(package.DEFLATE.rsplit(maxsplit=1)[1]) == 8


def test_another_process_writes_the_same_bytes_and_branches(tmp_path):
    source = docx("{{ name }}", "{% if x %}あ{% else %}い{% endif %}")
    path = tmp_path / "letter.docx"
    path.write_bytes(source)
    program = (
        "import sys, hashlib; from noticegen.ooxml.template import Template;"
        "r = Template(sys.argv[1]).trace({'name': '見本', 'x': 0});"
        "print(hashlib.sha256(r.data).hexdigest(), sorted(r.branches))"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", program, str(path)],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


def test_without_isal_the_standard_library_deflates(tmp_path):
    path = tmp_path / "letter.docx"
    path.write_bytes(SOURCE)
    program = (
        "import sys; sys.modules['isal'] = None;"
        "from noticegen.ooxml.package import DEFLATE; from noticegen.ooxml.template import Template;"
        "sys.stdout.buffer.write(DEFLATE.encode() + b'|' + Template(sys.argv[1]).render({'name': '\\u898b'}))"
    )
    run = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, check=True)
    library, data = run.stdout.split(b"|", 1)
    assert library.startswith(b"zlib ")
    assert library.count(b"level") == 2
    assert members(data) == members(Template(SOURCE).render({"name": "見"}))
