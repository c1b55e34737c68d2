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
#     fewer_than_judged:
#       status: missing_information
#       message:
#         ja: "「{title}」として申告されている事項は、リスク評価（risk.judgements）に判断が記載されている、この人が以前に申告した事項より少なくなっています。"
#         en: >-
#           “{title}”: less is declared than the same person had declared of it by the judgements in the risk assessment
#           (`risk.judgements`).
#       remedy:
#         ja: "本人に確認し、以前に申告した事項を改めて記載してください。該当しないことが分かったとき、又は一つにまとめたときは、その理由を申告の理由（reason）に、判断より前に述べた理由は改めて、記載してください。"
#         en: >-
#           Ask the person, and enter what was declared before once more. Where it turned out to be none, or two were
#           one, let the declaration say why (`reason`), once more where that was said before the judgement.
#   readings:
#     - ja: "判断された事項の一部だけが申告から除かれたときも、同様に確認を求めます。以前の判断より後に初めて判断された事項、又はまだ判断されていない事項は、記載を改めたものであり得るため、除かれた事項に代わるものと読みます。"
#       en: >-
#         Where some alone of what was judged is declared no longer, it is asked, too. What was judged for the first
#         time since, or was not yet, may be the same in corrected words, and is read to stand for it.
#       reasons: [fewer_than_judged]
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
# description: the same of a history, of which no part ceases to be one either - where less is declared than was judged
less_than_judged(requirement, subject, kind, found) := said if {
	said := none_beside_judgement(requirement, subject, kind, found)
} else := verdict.missing("fewer_than_judged", [found.at, "/facts/risk/judgements"]) if {
	found.state == "provided"
	days := first_judged(requirement, subject, kind)
	count(days) > 0
	standing := [object.get(digests, place.at, "?") | some place in places(found)]
	gone := [day | some key, day in days; not stands(key, standing)]
	unjudged := [digest | some digest in standing; not judged_by(digest, days)]
	some last in gone
	later := [day | some day in days; day > last]
	count([day | some day in gone; day >= last]) > count(later) + count(unjudged)
	not explained(found, last)
}

# The day on which each of the kind was first judged, by its key.
first_judged(requirement, subject, kind) := {key: day |
	prefix := concat("/", [requirement, subject.ref, concat("", [kind, "."])])
	some key in {judged.indicator | some judged in input.facts.risk.judgements; startswith(judged.indicator, prefix)}
	day := min([judged.on | some judged in input.facts.risk.judgements; judged.indicator == key])
}

# A key ends with the digest of its entry.
stands(key, standing) if {
	some digest in standing
	endswith(key, digest)
}

judged_by(digest, days) if {
	some key, _ in days
	endswith(key, digest)
}

# METADATA
# description: |
#   the day on which an indicator of this kind was last judged, whether it is still raised or not; undefined where none
#   was
last_judged(requirement, subject, kind) := max([judged.on |
	prefix := concat("/", [requirement, subject.ref, concat("", [kind, "."])])
	some judged in input.facts.risk.judgements
	startswith(judged.indicator, prefix)
])

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
