# METADATA
# description: |
#   A risk indicator is something that asks for a person's judgement. It is not a score and not a verdict; its
#   key is stable, so that a judgement, the FA's answer and a measure can name it.
package policy.lib.indicator

# METADATA
# description: |
#   `kind` says what was found (record, adverse, return_asked, candidate, discrepancy.<id>); with the requirement
#   and subject it makes the key, e.g. `RS-P1-06/person:p3/record`.
raised(requirement, subject, kind, reads) := {
	"key": concat("/", [requirement, subject.ref, kind]),
	"requirement": requirement,
	"subject": subject.ref,
	"reads": reads,
}
