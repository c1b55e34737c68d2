# METADATA
# title: An institution's own part
# description: |
#   What a joint institution withholds, as the lead one enters it (`partner.withholds`): all of its part, or what single
#   requirements ask (by their ids). What is missing there, all of it or a part, is then consulted with the FA, whose
#   answer on RS-SCP-03 settles it: who gives a part is not asked for more than who gives none. So it is with what the
#   institution is asked itself, what its people are asked, and what it says of its supporters. (2) is not asked of the
#   institution, and is withheld where it is named alone. The looks and runs at its participants and its supporters are
#   its own; at a co-PI, and at the institution, the lead one makes them as well, and nobody withholds those. The FA's
#   answer is on those whom the institution's lists name by then, but for who by the posts came later.
# custom:
#   reasons:
#     part_withheld:
#       status: consult_fa
#       answered_at: {requirement: RS-SCP-03, of: institution}
#       message:
#         ja: "「{title}」は、この機関（研究者については、その所属機関）が提供しないとしています。自機関による管理（RS-SCP-03）についての資金配分機関（FA）の回答を待ちます。"
#         en: "“{title}” is withheld by this institution (of a researcher, by his or her own): the funding agency (FA)
#           answers at RS-SCP-03."
#       remedy:
#         ja: "提供しない事項と理由を示して、その機関自身による管理（RS-SCP-03）について資金配分機関（FA）と相談・調整してください。"
#         en: "Consult the funding agency (FA) on RS-SCP-03 of this institution, showing what is withheld and why."
#   readings:
#     - ja: "共同研究機関が情報を提供しない場合の扱いを手順書は定めていません。研究代表者の所属機関がその旨を記載すればFAとの相談事項とし、RS-SCP-03についてのFAの回答をもって充足とします。"
#       en: >-
#         The source does not say what to do where a joint institution withholds its part. The lead
#         institution may enter that; it is then consulted with the FA, whose answer on RS-SCP-03 settles it.
#       reasons: [part_withheld]
#     - ja: "FAの回答は、回答の日に名簿にあった者についてのものと読みます。名簿に加わった日は、名簿のその人の記載（since）、それがなければ名簿全体の日によりますが、回答の後に所属機関の職が始まり、回答の日に就いていた所属機関の職がない者（学生を除きます。）は、名簿全体の日にかかわらず、回答の後に加わったものとします。後から加わった者を、名簿を改めて署名せずに加えることがあるためです。"
#       en: >-
#         The FA's answer is on those who stood on the roster on its day: by the person's own entry (`since`), else by
#         the day of the whole. Whose post at the institution began after the answer, with none held there on its day,
#         came later whatever the whole says (but for a student): who comes later may be added to a roster that is not
#         signed anew.
#       reasons: [part_withheld]
#     - ja: "共同研究機関が一部だけを提供し、残りを提供しないときも、何も提供しないときより多くを求めず、FAとの相談事項とします。提供されたものから分かった懸念（未充足となる申告、リストの候補、相違など）は、そのまま残ります。"
#       en: >-
#         A joint institution that gives a part and withholds the rest is not asked for more than one that gives none:
#         the rest is for the FA. What the part shows against it (an answer that is not met, a candidate in a list, a
#         discrepancy) stays.
#       reasons: [part_withheld]
package policy.lib.own_part

import data.policy.lib.dates
import data.policy.lib.fa
import data.policy.lib.fact
import data.policy.lib.looks
import data.policy.lib.recent
import data.policy.lib.roster
import data.policy.lib.subjects
import data.policy.lib.verdict

# METADATA
# description: |
#   a verdict on what is asked of a subject: what is missing there, or a part of it, waits for the FA where the
#   institution of the subject (of a joint institution, itself) withholds it
unless_withheld(requirement, subject, said) := found if {
	said.status == "missing_information"
	not contradicts(said)
	found := withheld_by_then(requirement, [requirement], subject, said)
} else := said

# What was given contradicts itself: no rest that is withheld mends that.
contradicts(said) if {
	said.reason in {
		"access_differs", "kept_here", "none_beside_posts", "left_institution", "not_there_yet", "comes_after_the_start",
		"posts_elsewhere_alone",
		"differs_from_questionnaire", "differs_from_talent_programs", "differs_from_declarations",
		"body_without_relation", "none_beside_judgement", "fewer_than_judged", "no_longer_adverse",
		"funder_not_listed",
	}
}

# METADATA
# description: the verdict where another than the person or the person's institution states what the person is asked
undisclosed(person, read) := verdict.missing("stated_by_another", [read.at]) if {
	read.state != "absent"
	by_another(person, read.envelope)
}

# METADATA
# description: what a form asks of a person, absent where an institution states it that does not speak for the person
read(person, path) := found if {
	found := fact.read(person, path)
	not by_another(person, found.envelope)
} else := fact.not_said(fact.read(person, path))

# An institution states it that does not speak for the person.
by_another(person, envelope) if {
	institution := envelope.declared.institution
	is_string(institution)
	speakers := speaking_for(person)
	not institution in speakers
}

speaking_for(person) := {person.owner, subjects.lead_id} if {
	person.fact.role == "co_pi"
} else := {person.owner}

# METADATA
# description: |
#   the verdict where one of those in `asked` is withheld, undefined where none is: what another requirement asks may be
#   just what is wanting here
withheld_among(requirement, asked, subject, reads) := withheld_by_then(requirement, asked, subject, {
	"reads": reads,
	"since": verdict.elsewhere,
})

# METADATA
# description: |
#   the same of a verdict that says since when that stands which is wanting: the FA's answer is on what was there then
withheld_by_then(requirement, asked, subject, said) := unless_declined(requirement, subject, settled_at(
	"RS-SCP-03",
	institution,
	verdict.consult("part_withheld", array.concat(said.reads, [withheld_at(institution)]), max(array.concat(days, came))),
)) if {
	institution := [found | some found in withholding; found.fact.id == asked_at[subject.at]][0]
	days := [day | some item in asked; day := waits_since(institution, item, subject)]
	count(days) > 0
	came := [said.since | said.since != verdict.elsewhere]
}

# The institution that is asked for what is said of a subject, by where that stands.
# regal ignore:prefer-set-or-object-rule
asked_at := object.union_n([
	{subject.at: subject.fact.id | some subject in subjects.joint_institutions},
	{subject.at: subject.owner | some subject in subjects.named_supporters},
	{subject.at: subject.owner | some subject in subjects.named_people; subject.fact.role in ["participant", "co_pi"]},
])

# METADATA
# description: |
#   the same of the looks at a subject, which its own institution alone makes: what the lead one is to look at itself
#   nobody withholds. What was declared after the FA answered was not there to be looked at
unseen_among(requirement, asked, subject, reads) := found if {
	seen_by_its_own(subject)
	found := withheld_by_then(requirement, asked, subject, {"reads": reads, "since": looks.given_since(subject)})
}

# METADATA
# description: |
#   a verdict on the looks at a subject, or on what was given of them: what is missing there waits for the FA where the
#   looks, or what the requirement asks of them, are withheld; who gives a part of them is not asked for more than who
#   gives none
of_looks(requirement, subject, said) := found if {
	said.status == "missing_information"
	found := unseen_among(requirement, ["RS-DD-01", requirement], subject, said.reads)
} else := said

# METADATA
# scope: document
# description: no other institution than its own looks at the subject, or runs its names
seen_by_its_own(subject) if subject.fact.role == "participant"

seen_by_its_own(subject) if subject.kind == "supporter"

# Hardly any institution does: for most applications there is nothing to look for in what follows.
withholding := [institution | some institution in subjects.joint_institutions; count(withheld(institution)) > 0]

# METADATA
# description: |
#   a verdict that waits for the FA, as its answer on another cell leaves it; no answer on its own cell settles it
settled_at(requirement, subject, waiting) := object.union(
	fa.settled(requirement, subject, waiting),
	{"since": verdict.elsewhere},
)

# The same, unless the FA refused the very cell.
unless_declined(requirement, subject, said) := object.union(found, {"since": verdict.elsewhere}) if {
	said.status == "satisfied"
	found := fa.refused(requirement, subject, said.reads)
} else := said

# METADATA
# description: |
#   since when a joint institution withholds what a requirement asks, as the lead entered it by `as_of`; undefined where
#   it does not
withheld_since(institution, requirement) := max([entry.on |
	some entry in withheld(institution)
	covers(entry, requirement)
])

# METADATA
# description: |
#   since when what it withholds waits for the FA, where it is asked of this subject: the FA answers on those who are
#   there by then
waits_since(institution, requirement, subject) := max(array.concat(
	[withheld_since(institution, requirement)],
	[listed.since | some listed in listed_by(institution); listed.ref == subject.ref],
))

# METADATA
# description: |
#   whom the lists of an institution that withholds something name, whoever declared them, as [{ref, since}]: its people
#   and its supporters, each with the day since when the entry stands, or the person is certainly there
listed_by(institution) := listed[institution.at]

# regal ignore:prefer-set-or-object-rule
listed := {institution.at: array.concat(rostered(institution), supporting(institution)) |
	some institution in withholding
}

rostered(institution) := [{"ref": concat(":", ["person", entry.person]), "since": since} |
	found := fact.read(institution, ["roster"])
	answered := fa.answer("RS-SCP-03", institution).on
	some entry in found.entries
	since := roster.entry_since(found, entry, answered)
]

supporting(institution) := [{"ref": concat(":", ["supporter", entry.id]), "since": since} |
	found := fact.read(institution, ["supporters"])
	some entry in found.entries
	since := fact.entry_since(found.envelope, entry)
]

# METADATA
# description: where what it withholds is entered
withheld_at(institution) := concat("/", [institution.at, "partner/withholds"])

# METADATA
# description: the entries of what a joint institution withholds that say why, by whom and when
withheld(institution) := [entry |
	object.get(institution.fact, "role", "joint") != "lead"
	some entry in institution.fact.partner.withholds
	fact.says(entry.reason)
	is_string(entry.by)
	dates.reached(entry.on)
	entry.on >= recent.opened
]

covers(entry, requirement) if requirement in entry.items

# Its whole part has none of (2), which is asked about it, and not of it.
covers(entry, requirement) if {
	not is_array(object.get(entry, "items", null))
	not requirement in asked_about_it
}

asked_about_it := {
	"RS-C2-01", "RS-C2-02a", "RS-C2-02b", "RS-C2-02c", "RS-C2-02d", "RS-C2-03", "RS-C2-04", "RS-C2-05",
}
