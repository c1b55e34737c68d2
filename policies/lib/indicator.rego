# METADATA
# title: Risk indicators
# description: |
#   A risk indicator is something that asks for a person's judgement. It is not a score and not a verdict; its
#   key is stable, so that a judgement, the FA's answer and a measure can name it. What was judged is not gone by a
#   later word that there is nothing.
# custom:
#   reasons:
#     none_beside_judgement:
#       status: missing_information
#       message:
#         ja: "「{title}」は「該当なし」と申告されていますが、以前に記載された事項についての判断が、リスク評価（risk.judgements）に記載されています。"
#         en: >-
#           “{title}” was declared none, and the risk assessment (`risk.judgements`) has a judgement on what was
#           entered there before.
#       remedy:
#         ja: "申告した者（共同研究先・支援者については、確認した機関）に確かめ、以前に記載された事項を改めて記載してください。該当しないことが分かったときは、その理由を「該当なし」の申告の理由（reason）に、判断より前に述べた理由は改めて、記載してください。"
#         en: >-
#           Ask who declares it (of a partner or a supporter, who looked), and enter what stood there anew. Where it
#           turned out to be none, let that declaration say why (`reason`), once more where it was said before the
#           judgement.
#   readings:
#     - ja: "処分歴・外国の人材育成プログラムへの参加歴（プログラムの定める関係を含みます）が「該当なし」と申告され、同じ者の以前の申告に挙げられた事項についての判断が記載されているときは、いずれが正しいかの確認を求めます。共同研究先・支援者の違反行為及び評判（RS-C2-02c、RS-C2-02d、RS-S3-03）も同様です。処分歴・参加歴・違反行為は、後に該当しなくなることがないためです。判断の後に、該当しないことの理由が示されていれば足ります。"
#       en: >-
#         Where sanctions, or foreign talent programs (or relations that a program asks for), are declared none, and
#         there is a judgement on what the same person had declared of them, it is asked which is right: a history does
#         not cease to be one. So it is with violations and reputation of a partner or a supporter
#         (RS-C2-02c, RS-C2-02d, RS-S3-03). A reason, given since the judgement, is enough.
#       reasons: [none_beside_judgement]
package policy.lib.indicator

import data.policy.lib.dates
import data.policy.lib.fact
import data.policy.lib.verdict

# METADATA
# description: |
#   the verdict where a fact is declared none of which something was judged before; undefined where its reason knew of
#   that, or nothing was
none_beside_judgement(requirement, subject, kind, found) := verdict.missing(
	"none_beside_judgement",
	[found.at, "/facts/risk/judgements"],
) if {
	found.state == "none"
	last := last_judged(requirement, subject, kind)
	not explained(found, last)
}

# METADATA
# description: |
#   the day on which an indicator of this kind was last judged, whether it is still raised or not; undefined where none
#   was
last_judged(requirement, subject, kind) := max([judged.on | some judged in judgements(requirement, subject, kind)])

# METADATA
# description: the judgements on indicators of this kind, whether they are still raised or not
judgements(requirement, subject, kind) := [judged |
	prefix := concat("/", [requirement, subject.ref, concat("", [kind, "."])])
	some judged in input.facts.risk.judgements
	startswith(judged.indicator, prefix)
]

# METADATA
# description: the reason that a fact gives with its state says something, and was given no earlier than that day
explained(found, day) if {
	fact.says(found.envelope.reason)
	fact.whole_since(found.envelope) >= day
}

# METADATA
# description: |
#   `kind` says what was found (questionnaire.<item>, factor.<id>); with the requirement and subject it makes the
#   key. `since` is the day on which what asks for the judgement came to stand ("" where it has none): a judgement
#   from before is not on it
raised(requirement, subject, kind, reads, since) := {
	"key": concat("/", [requirement, subject.ref, kind]),
	"requirement": requirement,
	"subject": subject.ref,
	"reads": reads,
	"since": since,
}

# METADATA
# description: |
#   The indicators that entries raise, given as [{at, since}] with their pointers. The key carries the short digest
#   of the entry, days and signatures left out (`input.prepared.digests`), so that a second sanction is a second
#   indicator and an answer on the first is none on it: `RS-P1-06/person:p3/record.1a2b3c4d5e6f7a8b`. Entries that say the
#   same raise one.
raised_by(requirement, subject, kind, entries) := [raised(requirement, subject, name, sort(reads), since) |
	names := {entry.at: concat(".", [kind, object.get(digests, entry.at, "?")]) | some entry in entries}
	some name in sort({name | some name in names})
	reads := {at | some at, other in names; other == name}
	since := max([entry.since | some entry in entries; entry.at in reads])
]

# An entry without a digest raises an indicator all the same.
digests := object.get(input, ["prepared", "digests"], {})

# METADATA
# description: the entries of a fact as `fact.read` gives it, as `raised_by` takes them; each with its `entry`
places(found) := [{"at": at, "entry": entry, "since": fact.entry_declared_since(found.envelope, entry)} |
	some i, entry in found.entries
	at := concat("/", [found.at, "entries", format_int(i, 10)])
]

# METADATA
# description: every indicator that a requirement of the procedure or of the program raised, gathered once
brought_up := array.concat(
	[raised_there | raised_there := data.policy.procedure[_][_].indicators[_]],
	[raised_there | raised_there := data.policy.program[_].indicators[_]],
)

# METADATA
# description: |
#   since when there is what a person's form of a program (the questionnaire, the relations of a matrix) brought up, as
#   far as its day has come
by_forms(person) := [day | some [subject, day] in of_forms; subject == person.ref]

# Gathered once: nobody has any, in the most programs.
of_forms := [[raised_there.subject, raised_there.since] |
	raised_there := data.policy.program[_].indicators[_]
	some at in raised_there.reads
	parts := split(at, "/")
	parts[4] in ["questionnaire", "factors"]
	dates.reached(raised_there.since)
]
