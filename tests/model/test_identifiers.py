"""Check digits: of real identifiers they fit; with any one digit changed they do not."""

import pytest
from babel import Locale
from tejun.model.facts.countries import COUNTRIES, OFFICIAL
from tejun.model.identifiers import is_orcid, is_ror

ORCIDS = ["https://orcid.org/0000-0002-1825-0097", "https://orcid.org/0000-0002-1694-233X"]
RORS = ["https://ror.org/05dxps055", "https://ror.org/057zh3y96", "https://ror.org/01sjwvz98"]


@pytest.mark.parametrize("address", ORCIDS)
def test_an_orcid_id_holds_and_no_mistyped_one(address: str) -> None:
    assert is_orcid(address)
    head, digits = address[:-19], address[-19:]
    for i, digit in enumerate(digits[:-1]):
        if digit != "-":
            for other in set("0123456789") - {digit}:
                assert not is_orcid(head + digits[:i] + other + digits[i + 1 :])


@pytest.mark.parametrize("address", RORS)
def test_a_ror_id_holds_and_no_mistyped_one(address: str) -> None:
    assert is_ror(address)
    name = address[-8:]
    for i, digit in enumerate(name):
        for other in set("0123456789abcdefghijklmnopqrstuvwxyz") - {digit}:
            assert not is_ror(address[:-8] + name[:i] + other + name[i + 1 :])


def test_the_countries_are_those_of_iso_3166_1() -> None:
    assert len(OFFICIAL) == 249
    assert set(Locale("en").territories) >= OFFICIAL
    assert not {"UK", "JA", "EU", "ZZ"} & set(COUNTRIES)
    assert {"JP", "GB", "US", "XA", "XK"} <= set(COUNTRIES)
