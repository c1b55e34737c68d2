"""The words of the reference's pages, in ja and en: labels, and what the places of the input document are called.

May not know: requirements; their words are in the METADATA.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from tejun.errors import Language, Text
from tejun.present.checklist_words import LABELS as CHECKLIST
from tejun.present.markdown import plain

_HERE = Path(__file__).parent

DIRECTIONS: Mapping[str, Text] = {
    "increase": Text(ja="大きくすることだけ", en="may only be raised"),
    "decrease": Text(ja="小さくすることだけ", en="may only be lowered"),
    "add": Text(ja="加えることだけ", en="may only be added to"),
    "set": Text(ja="定めること", en="is set"),
}
"""In which direction a program may move a parameter."""

LABELS: Mapping[str, Text] = {
    **CHECKLIST,
    "index": Text(ja="目次", en="Index"),
    "other": Text(ja="English", en="日本語"),
    "title": Text(ja="手順書の要件", en="The procedure's requirements"),
    "how": Text(
        ja="手順書（2025年6月11日の案）の条項の順に並べています。各ページには、手順書の言葉、誰がいつ行うか、読み取る事実、"
        "そして起こり得る状況ごとに、メッセージと次に行うことを例とともに示します。例の人物・機関はすべて架空です。",
        en="In the order of the clauses of the source, the draft of 11 June 2025. Each page has the words of the "
        "source, who acts and when, the facts read, and for every status that can come about its message and what to "
        "do next, with an example. People and bodies in the examples are fictional.",
    ),
    "decides": Text(
        ja="手順書とプログラムの定めに照らした状況を示すものであり、判断は資金配分機関（FA）が行います。",
        en="They say where an application stands by the procedure and its program; the funding agency (FA) decides.",
    ),
    "generated": Text(
        ja="ポリシーとケースから `make reference` で作成したものです。手で編集しないでください。",
        en="Made from the policies and cases by `make reference`; not to be edited by hand.",
    ),
    "matrix": Text(ja="要件とプログラムの対照表", en="Requirements by program"),
    "matrix_how": Text(
        ja="● は求められる事項、+ はプログラムの上乗せ、— はそのプログラムにない事項です。"
        "●の下は、プログラムが定める値です。",
        en="● is asked, + is a program's tightening, — is not in that program. Values are what the program sets.",
    ),
    "source": Text(ja="手順書の行と要件", en="The source's lines and the requirements"),
    "source_how": Text(
        ja="手順書の各行と、その行を根拠とする要件です。",
        en="Each line of the source, with the requirements that rest on it.",
    ),
    "line": Text(ja="行", en="Line"),
    "lines": Text(ja="手順書の行", en="Lines of the source"),
    "words": Text(ja="手順書の言葉", en="Words of the source"),
    "rests": Text(ja="要件", en="Requirements"),
    "programs": Text(ja="プログラム", en="Programs"),
    "checklists": Text(ja="チェックリスト", en="Checklist"),
    "printable": Text(ja="印刷用", en="printable"),
    "web": Text(ja="表", en="table"),
    "save": Text(
        ja="印刷用のファイルは、保存してブラウザで開き、印刷します。`tejun checklist` でも作成できます。",
        en="Save the printable one and print it from a browser; `tejun checklist` makes it, too.",
    ),
    "requirement": Text(ja="要件", en="Requirement"),
    "force": Text(ja="効力", en="Effect"),
    "since": Text(ja="適用開始", en="In force from"),
    "policy": Text(ja="ポリシー", en="Policy"),
    "own_of": Text(
        ja="手順書の要件ではなく、プログラムが独自に定めるものです",
        en="Not the procedure's: the program's own",
    ),
    "tightens": Text(ja="次の要件に上乗せします", en="It tightens"),
    "is_example": Text(ja="例示", en="an example"),
    "parameters": Text(ja="プログラムの定め", en="What programs set"),
    "parameter": Text(ja="定め", en="Parameter"),
    "direction": Text(ja="プログラムができること", en="A program"),
    "facts": Text(ja="読み取る事実", en="Facts read"),
    "fact": Text(ja="事実", en="Fact"),
    "place": Text(ja="記載する箇所", en="Place in the document"),
    "reasons": Text(ja="状況と理由", en="Statuses and reasons"),
    "status": Text(ja="状況", en="Status"),
    "reason": Text(ja="理由", en="Reason"),
    "case_title": Text(ja="例", en="Example"),
    "case": Text(ja="ケース", en="case"),
    "subject": Text(ja="対象", en="Subject"),
    "holder": Text(ja="担当", en="Held by"),
    "outcome": Text(ja="申請全体の結果", en="Outcome of the application"),
    "changed": Text(ja="完全な申請からの変更", en="Changed in the complete application"),
    "unchanged": Text(ja="完全な申請のまま", en="Nothing is changed in the complete application"),
}


_CODE = re.compile(r"\\`(.*?)\\`")


def prose(text: str) -> str:
    """What the METADATA says, as Markdown: code stays code, nothing else becomes markup."""
    return _CODE.sub(lambda code: "`{}`".format(code[1].replace("\\", "")), plain(text))


@cache
def _facts() -> Mapping[str, Mapping[str, str]]:
    named: Mapping[str, Mapping[str, str]] = _load("facts.yaml")
    return named


def fact(pointer: str, language: Language) -> str | None:
    """What a place of the input document is called; None where it has no name yet."""
    return _facts()[pointer][language] if pointer in _facts() else None


def _load(name: str) -> Any:
    return yaml.safe_load((_HERE / name).read_text("utf-8"))
