"""The words of the command line's own output, in ja and en."""

from tejun.words import Message, Template

EDITION = Template(
    "present.edition.edition_base_from", "program", "edition", "base", "effective_from", "revision"
)

APPLICATION = Message("present.words.application")
PROGRAM = Message("present.labels.program")
AS_OF = Message("present.words.as_of")

NEXT = Message("present.words.next")
NOTHING = Message("present.words.nothing")
INDICATORS = Message("present.words.indicators")
FINDINGS = Message("present.words.clauses")

ABSENT = Message("present.absent")
MORE = Template("present.more", "count")

BASIS = Template(
    "present.basis", "program", "edition", "base", "revision", "engine", "version", "as_of"
)
NOT_RECORDED = Message("present.not_recorded")
RECORDED = Template("present.recorded", "id", "database")
FROM_RECORD = Template("present.from_record", "id", "decided_at")
