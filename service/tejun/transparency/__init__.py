"""The transparency log without its storage: what is committed to, the tree over it, checkpoints, and proofs of both.

`leaves` makes an entry of a record: a salted commitment. `tree` is the Merkle tree of RFC 9162 over the entries, and
`tiles` how its hashes are stored and served (c2sp.org/tlog-tiles). `checkpoint` is what a log signs of its tree, and
`proof` the file with which anybody can see offline that an entry is in it (c2sp.org/tlog-proof).

Always holds: pure; whatever is stored or fetched comes through a reader that the caller gives, and is verified, not
believed.

May not know: where entries are stored, HTTP, or what a record says.
"""
