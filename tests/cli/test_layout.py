"""Japanese in lines: cells are counted, not characters, and no line begins or ends with what may not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from tejun.cli.layout import CellFormatter, first_sentence, wrapped

TEXT = (
    "記載内容を確認し、「次に行うこと」を（担当とともに）示します。"
    "`make tools` で用意し、build/<版>.tar.gz に置きます。"
)


@pytest.mark.parametrize("width", [20, 24, 31, 40, 77])
def test_lines_fill_the_width_and_no_more(width: int) -> None:
    lines = wrapped(TEXT, width)
    assert all(cell_len(line) <= width for line in lines)
    assert all(cell_len(line) > width - 20 for line in lines[:-1])


@given(st.text("手順書の確認。、「」（）ーab-<>`", min_size=1, max_size=60), st.integers(8, 40))
def test_nothing_is_lost_and_nothing_stands_where_it_may_not(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert "".join(lines) == text
    for line in lines[1:]:
        assert line[0] not in "。、」）ー"
    for line in lines[:-1]:
        assert line[-1] not in "「（"


@pytest.mark.parametrize(
    "whole", ["`make tools`", "build/<版>.tar.gz", "チェックリスト", "--known-at", "TEJUN_BUNDLES"]
)
def test_words_and_code_stay_whole(whole: str) -> None:
    for before in range(12):
        text = "あ" * before + f" {whole} " + "い" * 5
        assert any(whole in line for line in wrapped(text, 24))


def test_what_is_wider_than_a_line_has_one_of_its_own() -> None:
    assert wrapped("場所は https://tejun.example/registry です。", 12) == [
        "場所は",
        "https://tejun.example/registry",
        "です。",
    ]


def test_the_first_sentence_is_cut_where_it_is_too_wide() -> None:
    assert first_sentence("鍵を作ります。次の文。", 20) == "鍵を作ります"
    assert first_sentence("鍵の組を作り、鍵のIDを表示します。", 20) == "鍵の組を作り、鍵の…"


def test_terms_and_their_meanings_stand_in_columns() -> None:
    formatter = CellFormatter(width=40)
    rows = [("--out ファイル", "画面に出さず、ファイルに書き込みます。"), ("-h", "説明です。")]
    with formatter.section("オプション"):
        formatter.write_dl([*rows, ("--a-term-that-is-wider-than-it-may-be", "意味。")], col_max=20)
    assert formatter.getvalue().splitlines() == [
        "オプション:",
        "  --out ファイル        画面に出さず、",
        "                        ファイルに書き込",
        "                        みます。",
        "  -h                    説明です。",
        "  --a-term-that-is-wider-than-it-may-be",
        "                        意味。",
    ]


def test_a_usage_line_that_is_too_long_goes_on_behind_its_lead() -> None:
    formatter = CellFormatter(width=34)
    formatter.write_usage("tejun diff", "[オプション] 前の版 後の版", "使い方: ")
    assert formatter.getvalue() == (
        "使い方: tejun diff [オプション]\n                   前の版 後の版\n"
    )
