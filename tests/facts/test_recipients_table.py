from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

import pytest

from noticegen.facts.recipients import Recipient, read_recipients
from noticegen.facts.recipients_table import scan
from noticegen.findings import RecipientsError

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "氏名,郵便番号,住所\r\n髙﨑 太郎,1000001,東京都架空区①\r\n"


def written(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "名簿.csv"
    path.write_bytes(data)
    return path


def refused(tmp_path: Path, data: bytes) -> RecipientsError:
    with pytest.raises(RecipientsError) as caught:
        list(read_recipients(written(tmp_path, data)))
    return caught.value


ENCODED = {
    "utf-8": TEXT.encode(),
    "utf-8-sig": TEXT.encode("utf-8-sig"),
    "cp932": TEXT.encode("cp932"),
    "utf-16": codecs.BOM_UTF16_LE + TEXT.replace(",", "\t").encode("utf-16-le"),
}


@pytest.mark.parametrize(("encoding", "data"), ENCODED.items(), ids=ENCODED)
def test_each_usual_encoding_gives_the_characters_as_they_were(tmp_path: Path, encoding: str, data: bytes):
    file = read_recipients(written(tmp_path, data))
    (recipient,) = file
    assert isinstance(recipient, Recipient)
    assert (file.encoding, recipient.name, recipient.address) == (encoding, "髙﨑 太郎", ("東京都架空区①",))


def test_utf_16_of_the_other_byte_order_is_read_too(tmp_path: Path):
    data = codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be")
    assert len(list(read_recipients(written(tmp_path, data)))) == 1


def test_every_character_of_cp932_is_found_again(tmp_path: Path):
    compatibility = "神\ufa19朗\uf929﨑髙彅㈱①～"
    data = f"氏名,郵便番号,住所\n見本{compatibility},1000001,東京都\n".encode("cp932")
    (recipient,) = read_recipients(written(tmp_path, data))
    assert isinstance(recipient, Recipient)
    assert recipient.name == "見本" + compatibility


def test_bytes_of_no_known_encoding_are_named_by_line_and_byte(tmp_path: Path):
    good = "氏名,住所\n架空 花子,東京都\n".encode()
    error = refused(tmp_path, good + b"\xff\xff,x\n")
    (finding,) = error.findings
    assert (finding.code, finding.where.line) == ("R002", 3)
    assert f"先頭から{len(good) + 1}バイト目" in finding.message


def test_a_misfit_beyond_the_first_megabyte_is_found_at_its_place(tmp_path: Path):
    line = "見本 太郎,1000001,東京都架空区\n".encode()
    count = (1 << 20) // len(line) + 10
    header = "氏名,郵便番号,住所\n".encode()
    contents = written(tmp_path, header + line * count + b"\xff\xff\n")
    with pytest.raises(RecipientsError) as caught:
        scan(contents)
    (finding,) = caught.value.findings
    assert finding.where.line == count + 2
    assert f"先頭から{len(header) + count * len(line) + 1}バイト目" in finding.message


def test_a_character_on_the_border_of_two_chunks_is_whole(tmp_path: Path):
    for shift in range(3):
        data = ("氏名,郵便番号,住所\n" + "x" * shift + "見" * 400_000).encode()
        assert scan(written(tmp_path, data)).encoding == "utf-8"


def test_broken_utf_8_is_not_read_as_something_else(tmp_path: Path):
    error = refused(tmp_path, "氏名,住所\n見本 太郎,東京都\n".encode() + b"\xe3,x\n")
    assert error.findings[0].code in {"R002", "R004"}
    assert "3行目" in str(error) or error.findings[0].where.line == 3


def test_utf_16_without_its_mark_is_recognised_and_asked_to_be_saved_again(tmp_path: Path):
    assert refused(tmp_path, TEXT.encode("utf-16-le")).findings[0].code == "R012"


@pytest.mark.parametrize("encoding", ["euc_jp", "iso2022_jp"])
def test_an_encoding_of_unix_or_mail_is_refused(tmp_path: Path, encoding: str):
    text = "氏名,郵便番号,住所\r\n見本 太郎,1000001,東京都架空区\r\n"
    assert refused(tmp_path, text.encode(encoding)).findings[0].code in {"R002", "R004"}


@pytest.mark.parametrize(
    "data", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), b"PK\x03\x04" + bytes(100)], ids=["xls", "zip"]
)
def test_a_file_that_is_no_list_is_refused(tmp_path: Path, data: bytes):
    assert refused(tmp_path, data).findings[0].code == "R003"


def test_an_empty_file_has_no_name_column(tmp_path: Path):
    assert refused(tmp_path, b"").findings[0].code == "R004"


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path: Path):
    with pytest.raises(RecipientsError) as caught:
        read_recipients(tmp_path / "ない.csv")
    assert caught.value.findings[0].code == "R001"


def test_a_quotation_mark_left_open_is_named_by_its_row(tmp_path: Path):
    error = refused(
        tmp_path, '氏名,郵便番号,住所\n見本 太郎,1000001,"東京都\n架空 花子,1000001,大阪府\n'.encode()
    )
    (finding,) = error.findings
    assert (finding.code, finding.where.line) == ("R006", 2)


def test_a_quotation_mark_that_ends_too_early_does_not_lose_rows(tmp_path: Path):
    error = refused(tmp_path, '氏名,郵便番号,住所\n見本 太郎,1000001,"東京都"架空区\n'.encode())
    assert error.findings[0].code == "R006"


def test_an_open_quotation_mark_deep_in_the_file_stops_the_iteration(tmp_path: Path):
    rows = "".join(f"見本 {number},1000001,東京都\n" for number in range(3000))
    file = read_recipients(
        written(tmp_path, ("氏名,郵便番号,住所\n" + rows + '見本,1000001,"東京都\n').encode())
    )
    with pytest.raises(RecipientsError, match="3002行目"):
        list(file)


def test_no_message_about_a_file_names_a_person(tmp_path: Path):
    error = refused(tmp_path, "1,見本 太郎,1000001,東京都架空区\n2,架空 花子,1000002,大阪府\n".encode())
    assert error.findings[0].code == "R004"
    assert not any(word in str(error) for word in ("見本", "花子", "東京", "大阪"))
