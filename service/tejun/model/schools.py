"""Which bodies are called universities, or national research institutes, of Japan: by the kind of their corporation, or
by the word that closes the name.

Always holds: a company, association or union whose name has that of a university within it is none, nor is a school
that is no university.

May not know: what is asked of a research institution.
"""

import re

from tejun.model.companies import has_japanese_form

_BY_CORPORATION = re.compile("^(国立大学|公立大学|大学共同利用機関|国立研究開発)法人")
_BY_SCHOOLS = re.compile("^学校法人")
_BY_NAME = re.compile(
    r"(?<!市民)(?<!老人)(?<!自然)(大学|大学院|高等専門学校)"
    r"((大学院|附属|付属)\S*|\S{1,6}(学部|研究科)"
    r"|[\s　]+\S*(学部|学院|学府|研究[科院所]|センター|病院|機構|キャンパス))?$"
)
"""Also with one of its units behind it."""

_NONE = re.compile(
    "(財団|社団|福祉|宗教|医療|非営利活動)法人|組合|NPO|後援会|校友会|同窓会|育英会|振興会|奨学会|協会|連盟|出版|生協"
    "|コンソーシアム|発ベンチャー"
)
_SCHOOL = re.compile(
    "高等学校|中学|小学校|幼稚園|こども園|専門学校|専修学校|各種学校|高校|日本語学校"
)
_HIGHER = re.compile("大学|高等専門学校")
_REMARK = re.compile(r"\s*[(（][^()（）]*[)）]\s*$")
_BODY = re.compile("(大学|大学院|専門学校|学園|学院|義塾|機構|研究所|センター|病院|学部|研究科)$")


def is_school(name: str) -> bool:
    """Whether it is that of a university or a national research institute, or of a corporation with schools."""
    alone = _alone(name)
    if _NONE.search(alone) or has_japanese_form(alone):
        return False
    return any(rule.search(alone) for rule in (_BY_CORPORATION, _BY_SCHOOLS, _BY_NAME))


def has_other_schools(name: str) -> bool:
    """Whether a name is that of a school which is no university."""
    return _SCHOOL.search(name) is not None and _HIGHER.search(name) is None


def is_nobody_s(name: str) -> bool:
    """Whether a body's name stands alone, without that of a person behind it."""
    alone = _alone(name)
    return len(alone.split()) == 1 or _BODY.search(alone) is not None


def _alone(name: str) -> str:
    return _REMARK.sub("", name).strip()
