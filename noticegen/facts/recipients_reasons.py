"""How is a person told what is wrong with a list of recipients, or with a row of it?

Nothing here may hold personal data: rows are named by their number, cells by their column.
"""

from __future__ import annotations

from typing import Final

from noticegen.findings import Finding, Severity, Where

ROW_REASONS: Final = {
    "R101": "氏名がありません。氏名を書いてください。",
    "R102": "「{column}」に制御文字(目に見えない文字)があります。書き直してください。",
    "R103": "「{column}」に改行があります。1行で書いてください(住所は「住所1」「住所2」に分けられます)。",
    "R104": "郵便番号が7桁ではありません。「123-4567」の形で書いてください(国外の番号は住所に書き、郵便番号は空欄にします)。",
    "R104-zero": "郵便番号が{found}桁です。先頭の0が失われた可能性があります。住所と照らして7桁で書いてください(自動では補いません)。",
    "R105": "グループの欄に、incident.toml の [[group]] にない id があります。id を確かめてください。",
    "R106": "「{column}」の桁が失われています(1.23E+15 のような指数表示、又は16桁以上の数値)。元の記録から文字列で書き直してください。",
    "R107": "「{column}」に失われた文字の跡(?、〓、■、外字など)があります。元の記録で確かめてください。",
    "R108": "宛名区分が分かりません。本人、保護者、御遺族、法人、誤受領者のどれかを書いてください(空欄は本人)。",
    "R109": "送付可否が分かりません。送付、保留、支援措置、代理人あり、返戻のどれかを書いてください(空欄は送付)。",
    "R110-保留": "送付可否が「保留」です。送ってよいと決まったら「送付」に改めてください。",
    "R110-支援措置": "支援措置(住民基本台帳事務におけるDV等支援措置)の対象です。送るか、どこへ送るかを人が決めてください。",
    "R110-代理人あり": "代理人が付いています。本人に直接送らず、代理人あての送付を検討してください。",
    "R110-返戻": "返戻の記録があります。住所を確かめるか、本人への通知に代わる措置(法26条2項ただし書)を検討してください。",
    "R110-same": "同じ人とみられる{found}行目が送付を止められています。その行とともに、送るかどうかを決めてください。",
    "R111": "管理番号が{found}行目と同じです。別の人なら番号を改め、同じ人なら項目とグループを1行にまとめてください。",
    "R112": "氏名と住所が{found}行目と同じです。同じ人なら項目とグループを1行にまとめ、別の人なら別に作成してください。",
    "R113": "氏名の欄に2人以上の名があります。1人を1行に分けてください。",
    "R114": "住所がありません。住所を書くか、郵送によらない方法を検討してください。",
    "R114-postal": "郵便番号がありません。7桁で書いてください。",
    "R115": "漏えい項目が読み取れません。項目名を「、」で区切って書くか、項目ごとの欄に○を付けてください(空欄はグループの項目)。",
    "R115-mark": "「{column}」の欄の印が分かりません。○か空欄にしてください。",
    "R115-none": "項目の欄に○が一つもありません。漏えいした項目に○を付けてください。",
    "R116": "合計の行とみて、送付先に数えていません。",
    "R117": '見出しより多くの欄があります。区切り文字が住所などに紛れ、欄がずれている可能性があります。その欄を " " で囲んでください。',
    "R118": "見出しの繰返しとみて、送付先に数えていません。",
    "R119": "項目記載が分かりません。可 か 否 を書いてください(空欄は否)。",
    "R119-person": "本人宛ての通知では項目の記載を省けません(法26条2項、規則10条・8条1項2号)。項目記載を空欄にするか、宛名区分を確かめてください。",
    "R120": "「{column}」が Excel のエラー表示(#N/A など)です。値を書いてください。",
    "R121": "「{column}」が日付として保存されています。元の記録から文字列で書き直してください。",
    "R122": "「{column}」の計算式の結果が保存されていません。Excel で開いて保存し直すか、値を書いてください。",
}
"""What :class:`Excluded` says, by code; what follows a hyphen tells cases of one code apart."""

_BROKEN: Final = {
    "R001": ("名簿を開けません({why})。", "ファイルの場所と権限を確かめてください。"),
    "R002": (
        "文字コードを判定できません。先頭から{byte}バイト目が UTF-8 にも CP932(シフトJIS)にも合いません。",
        "Excel で開き、「CSV UTF-8(コンマ区切り)」又は .xlsx で保存し直してください。",
    ),
    "R003": (
        "名簿として読めない形式です(.xls、パスワード付きの Excel ファイル、壊れたファイルなど)。",
        ".xlsx(パスワードなし)か CSV で保存し直してください。",
    ),
    "R004": ("氏名の列がありません。{found}", "氏名の列の見出しを「氏名」にしてください(最初の20行以内)。"),
    "R005": (
        "「{column}」の列が{count}つあります({found})。どれを使うか決められません。",
        "使う列の見出しを「{column}」にし、ほかの見出しを改めてください。",
    ),
    "R006": (
        '{row}行目から後を区切れません。引用符「"」が閉じていないか、余分です。',
        "その行の引用符を直すか、Excel で開いて .xlsx で保存し直してください。",
    ),
    "R007": (
        "読み始めた後に名簿が書き換えられました。",
        "書換えが終わってから、はじめからやり直してください。",
    ),
    "R008": (
        "名簿とみられるシートが{count}枚あります({found})。どれを使うか決められません。",
        "使うシートだけを残すか、1枚にまとめてください。",
    ),
    "R009": ("列の指定「{column}」に当たる列がありません。", "{hint}"),
    "R011": (
        "「{column}」の列が、漏えい項目に付けた印か、本人の値(性別の番号、有無など)か分かりません。",
        "印なら見出しを「漏えい項目:{column}」にするか ○ を使い、値なら見出しを「{column}の値」などに改めてください。",
    ),
    "R012": (
        "文字コードの印(BOM)のない UTF-16 とみられます。",
        "Excel で開き、「CSV UTF-8(コンマ区切り)」又は .xlsx で保存し直してください。",
    ),
}

_NOTICES: Final[dict[str, tuple[Severity, str, str]]] = {
    "R201": (
        "warning",
        "使わない列があります: {found}。",
        "使うはずの列なら、見出しの書き方を確かめてください。",
    ),
    "R202": (
        "warning",
        "管理番号として「{column}」を使いました。使わなかった列: {found}。",
        "別の列を使うなら、その見出しを「管理番号」にしてください。",
    ),
    "R203": ("note", "見出しは{row}行目にあるものとして、それより上の行は読みません。", ""),
    "R204": (
        "note",
        "次の列を、漏えい項目に付けた印として読みます: {found}。",
        "項目ごとの人数を、作成後の集計(tally.csv)で確かめてください。",
    ),
    "R205": ("warning", "郵便番号の列がありません。", "郵送するなら「郵便番号」の列を足してください。"),
    "R207": ("warning", "非表示のシートが{count}枚あり、読みません。", "使うなら再表示してください。"),
    "R208": (
        "warning",
        "非表示の行(絞り込みで隠れた行を含む)があります。非表示の行も送付先として読みます。",
        "送らない行は、行を削除するか、送付可否を「保留」にしてください。",
    ),
    "R209": (
        "warning",
        "法人・団体とみられる名が、本人(敬称は「様」)として書かれています({found})。",
        "法人・団体なら、宛名区分に「法人」と書いてください(敬称は「御中」)。",
    ),
}


def row_reason(case: str, *, column: str = "", found: object = "") -> tuple[str, str]:
    """Return the stable code and the Japanese reason of a case of ``ROW_REASONS``."""
    return case.partition("-")[0], ROW_REASONS[case].format(column=column, found=found)


def broken(code: str, where: Where, **facts: object) -> Finding:
    """Return the error finding for a file that cannot be read as a whole."""
    message, hint = _BROKEN[code]
    return Finding("error", code, message.format(**facts), hint.format(**facts), where=where)


def unreadable(where: Where, error: OSError) -> Finding:
    """Return the error finding for a file that cannot be opened, with the reason in Japanese."""
    reasons = {
        FileNotFoundError: "ファイルがありません",
        IsADirectoryError: "フォルダーです",
        PermissionError: "読む権限がありません",
    }
    return broken("R001", where, why=reasons.get(type(error), "読み取りに失敗しました"))


def notice(code: str, where: Where, **facts: object) -> Finding:
    """Return the warning or note about a file that can be read."""
    severity, message, hint = _NOTICES[code]
    return Finding(severity, code, message.format(**facts), hint.format(**facts), where=where)
