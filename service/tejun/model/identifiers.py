"""The check digits of the identifiers that the facts may hold.

Always holds: pure; what is asked about has the identifier's shape already (the JSON Schema sees to it).

May not know: whether such a person or body is registered.
"""

_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
"""The digits of base 32 as ROR writes them: without i, l, o and u."""


def is_orcid(address: str) -> bool:
    """Whether the last digit of `https://orcid.org/0000-0000-0000-0000` fits the others (ISO/IEC 7064, MOD 11-2)."""
    name = address.rpartition("/")[2].replace("-", "")
    total = 0
    for digit in name[:-1]:
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11] == name[-1]


def is_ror(address: str) -> bool:
    """Whether the last two digits of `https://ror.org/0…` fit the six before them (ISO/IEC 7064, MOD 97-10)."""
    name = address.rpartition("/")[2]
    digits, check = name[1:-2], name[-2:]
    if not all(digit in _CROCKFORD for digit in digits):
        return False
    number = 0
    for digit in digits:
        number = number * len(_CROCKFORD) + _CROCKFORD.index(digit)
    return f"{98 - number * 100 % 97:02}" == check
