"""A release: the checks, then wheel, source distribution and software bill of materials (SBOM), built twice.

    python -m tools.release            into dist/
    python -m tools.release --trial    checks nothing, builds into build/trial

Always holds: what is built is the commit, never the working tree; two builds, in two folders, must give the same bytes,
or nothing is kept.
"""
