"""Writes the example anew."""

from tests.verifier.example_files import FOLDER, made

FOLDER.mkdir(exist_ok=True)
for name, content in made().items():
    (FOLDER / name).write_bytes(content)
