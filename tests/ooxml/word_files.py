"""Word files for the tests of composing and reading: a letter with every style, and documents written by hand."""

from __future__ import annotations

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ROOT = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
)
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"

LETTER = """[header]
<ヘッダー>整理番号 {{ person.number }}
[footer]
<フッター>{{ person.number }}　{PAGE}／{NUMPAGES}
[body]
<文書番号>架空商発第12号
<日付>{{ letter.date }}
<宛名>100-0000
<宛名>東京都千代田区架空町1丁目2番3号
<宛名>{{ person.name }}　様
<差出人>株式会社架空商事
<表題>個人情報の漏えいに関するお詫びとお知らせ
謹啓　時下ますますご清祥のこととお慶び申し上げます。
<字下げ>ご心配をおかけいたしますことを、**心より深くお詫び**申し上げます。
[section affected_items お客様に関する情報]
<見出し1>漏えいした可能性のある情報
{{ person.name }}様に関する情報は、次のとおりです。
{%p for item in person.items %}
<箇条書き>{{ item.name }}
{%p endfor %}
[/section]
{%p if measure %}
[section prevention 再発防止策]
<番号見出し1>再発防止策
<番号見出し2>技術的な措置
<番号>記憶装置を暗号化しました。
<番号>研修を行います。
<見出し2>経緯
<番号>二つ目の一覧です。
<見出し3>細目
<注記>※ 注記です。
[/section]
{%p endif %}
[section timeline 経緯]
<見出し1>経緯
[table 40,120]
| <表見出し>日時 | <表見出し>内容 |
{%tr for entry in timeline %}
| {{ entry.when }} | {{ entry.what|join('、') }}<br><注記>縦棒\\|です |
{%tr endfor %}
| <表見出し>合計 | < |
| 第一 | **1,000**人 |
| ^ | 二件 |
[/table]
[/section]
<結語>謹白
<記>記
<項目>受付窓口\\t株式会社架空商事　お客様相談室\\n平日のみ
<結語>以上
[page]
\\[別紙] \\* {{r rich }}後
<宛先>株式会社見本物流　御中
<下書き>次の事項が足りません。

"""


def document(body: str, *, styles: str = "", parts: dict[str, str] | None = None) -> bytes:
    """Return a document with this XML as its body; ``parts`` maps ``header1``, ``footnotes`` … to their XML."""
    files = {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": relations({"rId1": ("officeDocument", "word/document.xml")}),
        "word/document.xml": f"<w:document {_ROOT}><w:body>{body}</w:body></w:document>",
    }
    targets = {name: (name.rstrip("0123456789"), f"{name}.xml") for name in parts or {}}
    if styles:
        targets["rIdStyles"] = ("styles", "styles.xml")
        files["word/styles.xml"] = f"<w:styles {_ROOT}>{styles}</w:styles>"
    for name, xml in (parts or {}).items():
        tag = {"header": "hdr", "footer": "ftr"}.get(targets[name][0], targets[name][0])
        files[f"word/{name}.xml"] = f"<w:{tag} {_ROOT}>{xml}</w:{tag}>"
    files["word/_rels/document.xml.rels"] = relations(targets)
    return pack(files)


def relations(targets: dict[str, tuple[str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="{key}" Type="{R}/{kind}" Target="{target}"/>'
        for key, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{_RELATIONS}">{inner}</Relationships>'


def pack(files: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def unpack(docx: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def p(text: str, style: str = "", run: str = "") -> str:
    """Return a paragraph; ``run`` is XML for the run's properties."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    look = f"<w:rPr>{run}</w:rPr>" if run else ""
    return f'<w:p>{properties}<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def control(content: str, tag: str = "", category: str = "", more: str = "") -> str:
    """Return a block control with a tag, a category, or both."""
    inner = f'<w:tag w:val="{tag}"/>' if tag else ""
    inner += more
    if category:
        inner += (
            '<w:docPartObj><w:docPartGallery w:val="noticegen"/>'
            f'<w:docPartCategory w:val="{category}"/></w:docPartObj>'
        )
    return f"<w:sdt><w:sdtPr>{inner}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def table(*texts: str) -> str:
    cells = "".join(f"<w:tc>{p(text)}</w:tc>" for text in texts)
    return f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
