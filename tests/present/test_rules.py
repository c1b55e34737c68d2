"""The rules of an edition's requirements: of each its own file, those that tighten it, and what its parameters are."""

from collections.abc import Mapping

import pytest
from tejun.bundle.archive import Bundle
from tejun.compare.parameters import declared_parameters, parameter_values
from tejun.present.rules import rules_of

from tests.support.cases import PROGRAM, PROGRAMS


@pytest.mark.parametrize("program", PROGRAMS)
def test_each_requirement_has_its_rules_as_they_stand_in_the_archive(
    program: str, bundles: Mapping[str, Bundle]
) -> None:
    bundle = bundles[program]
    ids = [requirement["id"] for requirement in bundle.catalog["requirements"]]
    found = rules_of(bundle, ids)
    assert [rule.requirement for rule in found] == ids
    for rule in found:
        own = rule.files[0]
        assert f'"{rule.requirement}"' in "\n".join(own.lines)
        for file in rule.files:
            lines = bundle.files[file.path].decode().split("\n")
            assert file.lines[0].startswith("package ")
            assert list(file.lines) == lines[file.first - 1 : file.first - 1 + len(file.lines)]
    parameters = {each.name: each for rule in found for each in rule.parameters}
    assert parameters.keys() == declared_parameters(bundle).keys()
    values = parameter_values(bundle)
    assert {name for name, each in parameters.items() if each.value is not None} == (
        values.keys() & parameters.keys()
    )


def test_a_parameter_says_what_it_is_set_to_and_by_which_layer_it_is_declared(
    bundles: Mapping[str, Bundle],
) -> None:
    [rule] = rules_of(bundles[PROGRAM], ["RS-P1-03"])
    by_name = {each.name: each for each in rule.parameters}
    unset, years = by_name["papers_look_back_from"], by_name["papers_look_back_years"]
    assert (unset.value, unset.declared_by) == (None, "procedure")
    assert years.value is not None
    assert years.value.in_("ja") == "5"
    assert years.description.in_("ja") == "発表論文をさかのぼる年数"


def test_what_a_program_tightens_stands_beneath(bundles: Mapping[str, Bundle]) -> None:
    found = rules_of(bundles[PROGRAM], bundles[PROGRAM].requirements)
    tightened = [rule for rule in found if len(rule.files) > 1]
    assert tightened
    assert {file.layer for rule in tightened for file in rule.files[1:]} == {"program"}
