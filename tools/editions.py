"""Publish the example editions of the repository anew: `python tools/editions.py [PROGRAM …]`, from its root.

The one place where what was published is written over: the editions in `bundles/` are examples, built from `policies/`
as it moves, and not yet released. Each is signed with the example key and dated the first day of its period, so the
same sources give the same files. Everywhere else an edition is never changed: `tejun publish`.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from tejun.authoring.build import build_archive
from tejun.bundle.archive import Bundle, read_archive
from tejun.bundle.signatures import add_signature
from tejun.errors import TejunError
from tejun.registry import Registry, publication
from tejun.registry.registry import archive_name
from tejun.signing import read_signing_key
from tejun.toolchain import find_opa

POLICIES = Path("policies")
BUNDLES = Path("bundles")
KEY = Path("fixtures/keys/example.pem")
REASON = "例示のため公開 / published as an example"


def main(programs: list[str]) -> int:
    """Builds and publishes each program; prints the file of its publication and the digest of its archive."""
    try:
        for program in programs or _programs():
            _publish(build_archive(POLICIES, program, opa=find_opa()))
        _sweep()
    except TejunError as error:
        places = [f"  {place.pointer}: {place.message.in_('en')}\n" for place in error.places]
        sys.stderr.write(f"{error.detail.in_('en')}\n{''.join(places)}{error.advice.in_('en')}\n")
        return 1
    return 0


def _programs() -> list[str]:
    return sorted(path.parent.name for path in POLICIES.glob("programs/*/program.yaml"))


def _publish(archive: bytes) -> None:
    key = read_signing_key(str(KEY))
    archive = add_signature(archive, key)
    bundle = read_archive(archive)
    _take_back(bundle)
    registry = Registry.load(BUNDLES, may_be_new=True)
    new = publication.of_edition(
        bundle, registry.log(bundle.program), published_at=_first_day(bundle), reason=REASON
    )
    registry.publish(publication.sign(new, key), archive)
    print(f"{BUNDLES / new.file_name}  {bundle.digest}")


def _take_back(bundle: Bundle) -> None:
    """The last publication of the program, where it is of this very edition."""
    files = sorted(
        BUNDLES.glob(f"{bundle.program}.*{publication.SUFFIX}"),
        key=lambda path: int(path.name.split(".")[1]),
    )
    if files and f'"edition": "{bundle.edition}"' in files[-1].read_text("utf-8"):
        files[-1].unlink()


def _first_day(bundle: Bundle) -> datetime:
    return datetime.fromisoformat(bundle.effective_from).replace(tzinfo=UTC)


def _sweep() -> None:
    """Archives that no publication names any more."""
    named = {archive_name(bundle.digest) for bundle in Registry.load(BUNDLES).all_bundles()}
    for path in BUNDLES.glob("*.tar.gz"):
        if path.name not in named:
            path.unlink()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
