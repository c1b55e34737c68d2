# METADATA
# description: |
#   A risk indicator is something that asks for a person's judgement. It is not a score and not a verdict; its
#   key is stable, so that a judgement, the FA's answer and a measure can name it.
package policy.lib.indicator

# METADATA
# description: |
#   `kind` says what was found (questionnaire.<item>, factor.<id>); with the requirement and subject it makes the key.
raised(requirement, subject, kind, reads) := {
	"key": concat("/", [requirement, subject.ref, kind]),
	"requirement": requirement,
	"subject": subject.ref,
	"reads": reads,
}

# METADATA
# description: |
#   The indicators that entries raise, at these pointers. The key carries the short digest of the entry, days and
#   signatures left out (`input.prepared.digests`), so that a second sanction is a second indicator and an answer on
#   the first is none on it: `RS-P1-06/person:p3/record.1a2b3c4d`. Entries that say the same raise one.
raised_by(requirement, subject, kind, entries) := [raised(requirement, subject, name, sort(reads)) |
	names := {at: concat(".", [kind, object.get(input.prepared.digests, at, "?")]) | some at in entries}
	some name in sort({name | some name in names})
	reads := {at | some at, other in names; other == name}
]
