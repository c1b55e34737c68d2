"""Messages are values, and say the same in whichever language they are asked."""

import pickle

from tejun.words import Bilingual, Message


def test_equal_keys_and_values_are_equal_messages() -> None:
    assert Message("schema.too_few", limit=1) == Message("schema.too_few", limit=1)
    assert Message("schema.too_few", limit=1) != Message("schema.too_few", limit=2)
    assert len({Message("schema.enum", options=["a"]), Message("schema.enum", options=["a"])}) == 1


def test_a_value_is_shown_in_the_language_of_the_whole() -> None:
    whole = Message("fleet.status_unreadable", reason=Message("schema.empty"))
    assert whole.in_("ja") == "OPAの状態の報告を読み取れません。空にはできません。"
    assert whole.in_("en") == "The status cannot be read. It must not be empty."
    whole = Message("policytest.at", where="/a", reason=Bilingual(ja="だめ", en="No"))
    assert (whole.in_("ja"), whole.in_("en")) == ("/a: だめ", "/a: No")


def test_a_list_is_joined_as_the_language_does() -> None:
    listed = Message("schema.enum", options=["a", "b"])
    assert listed.in_("ja") == "次のいずれかを記載してください: a、b。"
    assert listed.in_("en") == "It must be one of: a, b."


def test_braces_in_a_value_are_only_a_value() -> None:
    assert "{limit}" in Message("schema.duplicate", key="{limit}", name="{0}").in_("en")


def test_a_message_travels_to_another_process() -> None:
    message = Message("schema.enum", options=["a", "b"])
    assert pickle.loads(pickle.dumps(message)) == message  # noqa: S301 - what was just made
