"""Which styles does a template have, and what are they called in the outline and in Word?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: its Japanese name in the outline, its id in our files and its name in Word."""

    alias: str
    id: str
    name: str


STANDARD: Final = "標準"
TITLE: Final = "表題"
TABLE_BODY: Final = "表本文"
TABLE_HEADING: Final = "表見出し"
WINDOW_ADDRESS: Final = "宛名"
# The same in smaller letters, for an address that would not fit.
SMALL_ADDRESS: Final = "宛名小"
ADDRESSES: Final = frozenset({WINDOW_ADDRESS, SMALL_ADDRESS})
FOLD_MARK: Final = "折り目"
# Ends what may stand beside the frame of the address.
BELOW_WINDOW: Final = "窓の下"
# A paragraph that holds nothing but a {%p %} tag: grey and small, so that a template looks like its letter.
CONTROL_TAG: Final = "制御"
DRAFT: Final = "下書き"
NUMBERED_LIST: Final = "番号"
TABLE_ID: Final = "NoticeTable"
PAGE_BREAK_ID: Final = "PageBreak"
HEADINGS: Final = frozenset(
    {"見出し1", "見出し2", "見出し3", "番号見出し1", "番号見出し2", "大字見出し", "英文見出し"}
)
# What a list of numbers does not reach across: after any of these it starts at (1) again.
LIST_ENDS: Final = HEADINGS | {TITLE, "記"}

STYLES: Final = (
    Style(STANDARD, "Normal", "Normal"),
    Style(TITLE, "Title", "Title"),
    Style("見出し1", "Heading1", "heading 1"),
    Style("見出し2", "Heading2", "heading 2"),
    Style("見出し3", "Heading3", "heading 3"),
    Style("番号見出し1", "NumberedHeading1", "番号見出し1"),
    Style("番号見出し2", "NumberedHeading2", "番号見出し2"),
    Style("字下げ", "FirstLineIndent", "字下げ"),
    Style("日付", "Date", "Date"),
    Style("文書番号", "DocumentNumber", "文書番号"),
    Style(WINDOW_ADDRESS, "WindowAddress", "宛名"),
    Style(SMALL_ADDRESS, "WindowAddressSmall", "宛名小"),
    Style(FOLD_MARK, "FoldMark", "折り目"),
    Style(BELOW_WINDOW, "BelowWindow", "窓の下"),
    Style("宛先", "Addressee", "宛先"),
    Style("差出人", "Sender", "差出人"),
    Style("結語", "Closing", "Closing"),
    Style("結び", "LastSentence", "結び"),
    Style("記", "NoteHeading", "Note Heading"),
    Style("箇条書き", "ListBullet", "List Bullet"),
    Style(NUMBERED_LIST, "ListNumber", "List Number"),
    Style("箇条", "Bullet", "箇条"),
    Style("項目", "Item", "項目"),
    Style("注記", "Note", "注記"),
    Style("注記箇条", "NoteBullet", "注記箇条"),
    Style("大字", "LargeText", "大字"),
    Style("大字項目", "LargeItem", "大字項目"),
    Style("大字見出し", "LargeHeading", "大字見出し"),
    Style("英文", "EnglishText", "英文"),
    Style("英文項目", "EnglishItem", "英文項目"),
    Style("英文見出し", "EnglishHeading", "英文見出し"),
    Style("英文表題", "EnglishTitle", "英文表題"),
    Style(TABLE_HEADING, "TableHeading", "表見出し"),
    Style(TABLE_BODY, "TableBody", "表本文"),
    Style("表箇条", "TableBullet", "表箇条"),
    Style("ヘッダー", "Header", "header"),
    Style("フッター", "Footer", "footer"),
    Style(DRAFT, "DraftStamp", "下書き"),
    Style(CONTROL_TAG, "TemplateTag", "制御"),
    Style("改ページ", PAGE_BREAK_ID, "改ページ"),
)
BY_ALIAS: Final = {style.alias: style for style in STYLES}
# Word and LibreOffice may give a style another id when they save, never another name (letter case apart).
BY_NAME: Final = {style.name.casefold(): style for style in STYLES}
