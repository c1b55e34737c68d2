"""The operating system's reasons, in both languages; English as Linux says it."""

import errno
import os
import re
import socket
import sys

import pytest
from tejun.words import system
from tejun.words.system import system_reason

NUMBERS = list(system._BY_NUMBER)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems say it in other words")
@pytest.mark.parametrize("number", NUMBERS, ids=errno.errorcode.get)
def test_english_is_what_linux_says(number: int) -> None:
    assert system_reason(OSError(number, "anything")).in_("en") == os.strerror(number)


@pytest.mark.parametrize("number", NUMBERS, ids=errno.errorcode.get)
def test_japanese_has_no_english_and_no_full_stop(number: int) -> None:
    assert not re.search(r"[A-Za-z]|。$", system_reason(OSError(number, "anything")).in_("ja"))


def test_a_reason_that_has_no_words_keeps_those_of_the_system() -> None:
    assert system_reason(OSError(errno.EXDEV, "Invalid cross-device link")).in_("ja") == (
        "Invalid cross-device link"
    )
    assert system_reason(OSError("only words")).in_("en") == "only words"


def test_an_unknown_host_is_not_looked_up_by_its_number() -> None:
    # EAI_NONAME is 8 on macOS, and so is ENOEXEC.
    unknown = socket.gaierror(errno.ENOEXEC, "nodename nor servname provided")
    assert system_reason(unknown).in_("ja") == "アドレスが見つかりません"
    assert system_reason(unknown).in_("en") == "nodename nor servname provided"
