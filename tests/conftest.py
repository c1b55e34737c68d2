"""Fixtures for every test; each stands beside what it needs in `tests/support`."""

pytest_plugins = ("tests.support.bundles", "tests.support.desk")
