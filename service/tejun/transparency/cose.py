"""The proof that an entry is in the log as a COSE receipt of inclusion (RFC 9942, section 5.2: RFC9162_SHA256).

Who verifies works out the root from the entry and the path; it is the payload, which does not travel, so that no
signature holds where the path does not.

Always holds: the log's own key signs; the tree has two entries at least: RFC 9942 has no empty path.

May not know: what an entry commits to, or who reads receipts.
"""

from collections.abc import Sequence

from tejun.signing.cose import encode, sign_detached
from tejun.signing.notes import NoteSigner
from tejun.transparency.errors import proof_error
from tejun.transparency.tree import TreeHead
from tejun.words import Message

STRUCTURE, PROOFS = 395, 396
"""Labels of headers: the verifiable data structure, and its proofs."""

RFC9162_SHA256 = 1
INCLUSION = -1


def cose_receipt(
    signer: NoteSigner, *, index: int, hashes: Sequence[bytes], head: TreeHead
) -> bytes:
    """The receipt that entry `index` is in the tree that `head` names. Raises ProofError where it is the only one."""
    if not hashes:
        raise proof_error(Message("transparency.cose.only_entry"))
    proof = encode([head.size, index, list(hashes)])
    return sign_detached(
        head.root,
        signer,
        protected={STRUCTURE: RFC9162_SHA256},
        unprotected={PROOFS: {INCLUSION: [proof]}},
    )
