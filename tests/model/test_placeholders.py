"""Which words of a form say nothing yet is seen by their end first: most texts are days and ids."""

import pytest
from tejun.model import not_yet, placeholders


@pytest.mark.parametrize("word", sorted(placeholders._PENDING | placeholders._NONE))
def test_no_word_that_says_nothing_ends_with_a_digit(word: str) -> None:
    assert word[-1] not in placeholders._DIGITS
    assert not_yet.plain(word) == word, "as it compares"


def test_no_sign_in_an_empty_field_is_a_digit() -> None:
    assert set(placeholders._SIGNS) == placeholders._FIRST_SIGNS
    assert placeholders._FIRST_SIGNS.isdisjoint(placeholders._DIGITS)
    assert placeholders._DIGITS.isdisjoint(placeholders._AROUND)


# --- what is no reason, and what is one though it says that something is not ---------------------

EMPTY = """\
該当なし
なしです。
何もない。
特にございません。
全くありません
そのような事実はない。
いずれにも該当しない。
当該設問に該当しません。
記載すべき事項はない。
申告すべき事項なし
理由は特にない
問題なし
いいえ
兼業はありません。
兼職していない。
論文、特許等はない。
発表論文なし
学歴なしです
これまで処分を受けたことはありません。
外国の機関からの資金提供は受けていない。
外国の人材育成プログラムに参加したことはないため
管理対象データはない。
報告すべきことがないので
None.
Nothing to report.
There is nothing to declare.
No such support.
I have no sanctions.
She has not received any support
They have never participated in such programs.""".splitlines()
HONEST = """\
外国の機関ではない。
外国の機関からのものではない。
外国のプログラムではないため
職ではありません。
研究機関ではなく企業である。
外国の機関に該当しない。
兼業には当たらない。
本人の職は国外にない。
国内の機関からの奨学金であり、外国の機関からのものではない。
報酬を受けない名誉職である。
打診を断り、参加していない。
処分は取り消され、現在は処分がない。
別人のものであり、本人は処分を受けていない。
学部の4年生であり、研究歴はない。
学校法人であり、株式はない。
個人であるため、資本はない。
学位の取得から10年が過ぎ、指導教官の情報は要しない。
外国の機関とは関係がない。
2020年に辞退したため、受給していない。
機関が受けた貸与であり、本人への支援はない。
申告した二つは同じ処分であり、別のものはない。
論文の共著のみで、所属や兼業はない。
データの保存だけを担い、研究には参加していない。
It is not a foreign body.
It is no talent program.
The post carries no pay.
The offer was declined; no post was held.
There are no shares: it is a university.
No longer in that post since 2024.
None of the bodies is abroad.""".splitlines()


def test_thirty_of_each_are_told_apart() -> None:
    assert len(EMPTY) == len(HONEST) == 30
    assert [text for text in EMPTY if not placeholders.says_nothing(text)] == []
    assert [text for text in HONEST if placeholders.says_nothing(text)] == []


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        ("理論研究のため実験を行わず、管理方針は定めていない。", False),
        ("物品を購入しないため、方針はない。", False),
        ("試料を持ち込まないため、管理規程はない。", False),
        ("測定等は実施しないので、管理方針は設けていない。", False),
        ("装置を借りることもなく、方針は設けていない。", False),
        ("人手が足りないため、管理方針を定めていない。", True),
        ("検討を行わないため、方針はない。", True),
        ("実験装置はあるが、方針は定めていない。", True),
        ("規程の検討は実施していないので、方針はない。", True),
    ],
)
def test_a_policy_lacks_where_there_is_something_to_have_one_for(text: str, lacks: bool) -> None:
    assert placeholders.says_no_policy(text) is lacks
