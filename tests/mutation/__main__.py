"""`python -m tests.mutation [FILE…]`: the mutants that nothing notices, and the score; FILE is below `policies/`."""

import sys

from tejun.toolchain import find_opa

from tests.mutation.equivalent import EQUIVALENT
from tests.mutation.report import Report
from tests.mutation.running import judge
from tests.mutation.worlds import worlds


def main(only: list[str]) -> int:
    report = Report(judge(find_opa(), worlds(), only), EQUIVALENT)
    print(report)
    return 1 if report.survivors or report.wrongly_listed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
