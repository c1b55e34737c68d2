"""Words that leave somebody out, beside those that say why he or she is no participant."""

import pytest
from tejun.model.left_out import says_left_out, words_leaving_out

LEAVES_OUT = [
    "学生であり、負担を考慮して対象から除いた。",
    "負担が大きいため。",
    "研究には参画するが、リスクマネジメントの対象から除いた。",
    "研究に参画しているが、データの保存だけを担う。",
    "本研究に参画する学生であるため。",
    "本人が情報の提供に同意しないため、対象から除いた。",
    "本人の同意が得られなかった。",
    "同意を得ていない。",
    "情報の提供を拒んでいる。",
    "名簿への記載が間に合わなかった。",
    "学生のため、名簿に含めていない。",
    "学生については対象外とした。",
    "今回は範囲から外した。",
    "研究参画者から除いた。",
    "学生は対象としない。",
    "Left out to spare a student the work.",
    "We left her out of the range.",
    "Excluded, as a student.",
    "He did not consent to the checks.",
    "Refused to give the information.",
    "Takes part in the research, but was not checked.",
    "The roster was not ready in time.",
]
SAYS_WHY = [
    "データの保存だけを担い、研究には参画しない。",
    "装置の保守だけを担うため、名簿に含めていない。",
    "学生であり、研究参画者に当たらない。",
    "学生である。",
    "みなと材料研究機構の研究参画者であり、本学の名簿には含めない。",
    "料金を支払って測定を依頼した機関であり、研究には参加しない。",
    "別の研究に従事している。",
    "ほかの研究に参加しており、この研究には参加していない。",
    "研究に参画する予定はないため、対象から除いた。",
    "研究には関与していないので名簿に載せていない。",
    "この研究には携わっていない。",
    "2026年3月に退職しており、対象から除いた。",
    "研究室を離れたため、名簿から外した。",
    "研究は行わず、事務の負担を軽減するために置かれた。",
    "既存のデータの作成者であり、範囲から除いた。",
    "Takes no part in the research.",
    "Maintains the server only, and is therefore excluded.",
    "She is not involved, and was left out.",
    "Left the group in March, and was left out.",
    "A clerk, excluded from the roster.",
]


@pytest.mark.parametrize("reason", LEAVES_OUT)
def test_somebody_is_left_out(reason: str) -> None:
    assert says_left_out(reason)


@pytest.mark.parametrize("reason", SAYS_WHY)
def test_somebody_takes_no_part(reason: str) -> None:
    assert not says_left_out(reason)


def test_a_long_text_is_not_gone_through() -> None:
    left_out = "対象から除いた。"
    assert says_left_out(left_out + "あ" * (400 - len(left_out)))
    assert not says_left_out(left_out + "あ" * (401 - len(left_out)))


def test_the_reasons_of_each_institution_are_read() -> None:
    entries = [{"reason": "対象から除いた。"}, {"reason": "研究には参画しない。"}]
    facts = {
        "institutions": [
            {"not_participating": {"entries": entries}},
            {"not_participating": {"entries": [{"reason": "学生は対象としない。"}]}},
            {"not_participating": {"state": "none"}},
            {},
        ]
    }
    assert words_leaving_out(facts) == ["学生は対象としない。", "対象から除いた。"]
    assert words_leaving_out({}) == []
