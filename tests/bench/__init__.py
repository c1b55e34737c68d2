"""Measurements: `make bench`, or `python -m tests.bench [--seconds S] [--people N …]`.

One run puts side by side, on the same bundle and the same inputs, over the same cheap client:

- bare OPA over HTTP, which records nothing;
- the embedded engine alone, in this process, and its processor time beside that of the engine of before, which has an
  environment of its own (requirements/bench.txt; `--before` names its Python, `make bench` makes it);
- POST /prechecks, one at a time and as batches of 40, recorded, from real `tejun serve` processes;

how an evaluation grows with the people of an application (2, 8, 40, 200) and with the programs at hand; what a byte
costs to read, of each shape of document, from 1 KB to 8 MB; and `tejun check` beside `opa eval -b` as whole processes,
with the peak memory of both `check` and a served process.
"""
