"""The example of docs/verifying.md: a receipt in each form, the log's verifier key and a witness's.

Always holds: made of fixed keys and fixed random bytes, so that it comes out the same each time.
"""

import random
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tejun.operations.checkpoints import keep_cosigned, sign_head
from tejun.operations.receipts import cose_receipt_of, log_proof_of, receipt_of
from tejun.operations.workplace import open_workplace
from tejun.settings import Settings

from tests.support import earlier
from tests.support.receipts import DECISION, LOG, WITNESS, cosigned
from tests.support.stores import open_store

FOLDER = Path(__file__).parent / "example"


def made() -> Mapping[str, bytes]:
    """The files by their names."""
    drawn = random.Random(2026)  # noqa: S311 - to be the same each time
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(database=Path(folder) / "tejun.db", log_key=LOG.text)
        with (
            open_store(settings.database, random=drawn.randbytes) as store,
            open_workplace(settings, store=store) as workplace,
        ):
            for each in (*earlier.records(2), earlier.record(), *earlier.records(6)[2:]):
                store.append(each)
            keep_cosigned(workplace, cosigned(sign_head(workplace).data), WITNESS.key)
            return {
                "receipt.json": receipt_of(workplace, DECISION).data,
                "whole.json": receipt_of(workplace, DECISION, with_input=True).data,
                "receipt.tlog-proof": log_proof_of(workplace, DECISION).data,
                "receipt.cose": cose_receipt_of(workplace, DECISION),
                "log.pub": f"{LOG.key.text}\n".encode(),
                "witness.pub": f"{WITNESS.key.text}\n".encode(),
            }
