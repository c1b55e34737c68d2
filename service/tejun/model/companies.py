"""Which bodies are called companies: by the legal form in the name, of Japan and of other countries.

Always holds: a form of another country counts only where it closes the name, or opens it; one that universities and
foundations have as well tells nothing of a body that is called one.

May not know: what is asked of a company.
"""

import re

_JAPANESE = re.compile("株式[会會]社|有限会社|合同会社|合資会社|合名会社|相互会社|[(（]株[)）]|㈱")
"""Nobody else has these, wherever they stand."""

_LAST = re.compile(
    r"(公司|[가-힣]회사|[(（]주[)）]|㈜)$"
    r"|[\s,，.・&](inc|incorporated|l\.?l\.?c|l\.?l\.?p|ltd|limited|p\.?l\.?c|corp|corporation|company|k\.?\s?k|g\.?\s?k"
    r"|gmbh|gmbh\s?&\s?co\.?\s?kg|kgaa|pty|pte|sdn\.?\s?bhd|s\.?\s?p\.?\s?a|s\.?\s?r\.?\s?l|s\.?\s?à\s?r\.?\s?l|sarl|s\.?a\.?s"
    r"|ltda|s\.?\s?a\.?\s?de\s?c\.?\s?v|d\.?o\.?o|s\.?r\.?o|sp\.?\s?z\s?o\.?\s?o|kft|zrt|nyrt|a\.?ş|şti|oyj?|aps|asa|a/s"
    r"|tbk|[op]?jsc|co\.?,?\s?ltd)\.?$",
    re.IGNORECASE,
)
_LAST_OF_TWO = re.compile(
    r"[^,，\s]\s+(AG|KG|SE|AB|AS|SA|S\.A\.|BV|B\.V\.|NV|N\.V\.|SL|S\.L\.|[Cc]o\.)$"
)
"""Behind a comma it would be a place: Calgary, AB."""

_FIRST = re.compile(
    r"(주식회사|유한회사|[(（]주[)）]|㈜|(ООО|ПАО|ОАО|ЗАО|АО)\s|PT\.?\s|บริษัท|Công ty\b)"
)

_NO_COMPANY = re.compile(
    r"universi|college|hochschule|politecnico|polytechni|institute of technology|foundation|stiftung|fondation|fundaci"
    r"|fondazione|society|association|\bnational\b|大学|大學|财团|財団|대학|재단|университет",
    re.IGNORECASE,
)
"""Who is called so may have the form of a company: Monash University Malaysia Sdn Bhd."""

_REMARK = re.compile(r"\s*[(（](?!株|주)[^()（）]*[)）]\s*$")


def is_company(name: str, kind: str, *, is_asked: bool) -> bool:
    """Whether a body of that kind is called a company; where it is asked about, a foreign form says nothing more.

    An individual may be called after a company, with more than its name.
    """
    alone = _REMARK.sub("", name).strip()
    if not is_asked and _is_foreign(alone):
        return True
    if kind == "individual":
        return has_japanese_form(alone) and len(_JAPANESE.sub("", alone).split()) == 1
    return has_japanese_form(name)


def has_japanese_form(name: str) -> bool:
    """Whether a name has the form of a company of Japan, wherever in it."""
    return _JAPANESE.search(name) is not None


def _is_foreign(name: str) -> bool:
    if _NO_COMPANY.search(name):
        return False
    return any(
        found is not None
        for found in (_LAST.search(name), _LAST_OF_TWO.search(name), _FIRST.match(name))
    )
