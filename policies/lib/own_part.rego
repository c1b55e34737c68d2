# METADATA
# title: An institution's own part
# description: |
#   What is asked of an institution is asked of each that takes part, and each says it of itself: what the lead
#   institution states about a joint one does not stand for what that one states, nor the other way round. A
#   declaration says which institution makes it; left out, the lead does. What a joint institution withholds, the
#   lead may enter (`partner.withholds`): all of its part, or what single requirements ask (by their ids). Where
#   the institution's own word is not there, that is then consulted with the FA, whose answer on RS-SCP-03 settles it.
# custom:
#   reasons:
#     stated_by_another:
#       status: missing_information
#       message:
#         ja: "「{title}」は、他の機関が記載したもので、この機関自身の申告ではありません。"
#         en: "“{title}”: another institution stated it, not this one itself."
#       remedy:
#         ja: "この機関の申告を受け、申告した機関（declared.institution）を記載してください。得られない場合は、代表機関が共同研究先の「提供しない事項」（partner.withholds）に記載してください。"
#         en: "Have this institution declare it, and say so (`declared.institution`); what it withholds the lead enters under `partner.withholds`."
#     part_withheld:
#       status: consult_fa
#       message:
#         ja: "「{title}」は、この機関が提供しないとしています。自機関による管理（RS-SCP-03）についての資金配分機関（FA）の回答を待ちます。"
#         en: "“{title}” is withheld by this institution. It waits for the answer of the funding agency (FA) on its own management (RS-SCP-03)."
#       remedy:
#         ja: "提供しない事項と理由を示して、その機関自身による管理（RS-SCP-03）について資金配分機関（FA）と相談・調整してください。"
#         en: "Consult the funding agency (FA) on the institution's own management (RS-SCP-03), showing what is withheld and why."
package policy.lib.own_part

import data.policy.lib.dates
import data.policy.lib.fa
import data.policy.lib.verdict

# METADATA
# description: |
#   the verdict where a fact is not the institution's own word; undefined where it is, and where there is none and
#   nothing was withheld. `read` is the fact as `fact.read` gives it
unsaid(requirement, institution, read) := settled_at(
	"RS-SCP-03",
	institution,
	verdict.consult("part_withheld", [read.at, withheld_at(institution)], withheld_since(institution, requirement)),
) if {
	not said(institution, read)
	withholds(institution, requirement)
} else := verdict.missing("stated_by_another", [read.at]) if {
	read.state != "absent"
	not said(institution, read)
}

# METADATA
# description: |
#   a verdict that waits for the FA, as its answer on another cell leaves it; no answer on its own cell settles it
settled_at(requirement, subject, waiting) := object.union(
	fa.settled(requirement, subject, waiting),
	{"since": verdict.elsewhere},
)

# METADATA
# description: the fact is there, and it is the institution's own word
said(institution, read) if {
	read.state != "absent"
	by_itself(institution, read.envelope)
}

by_itself(institution, envelope) if envelope.declared.institution == institution.fact.id

by_itself(institution, envelope) if {
	institution.fact.role == "lead"
	not names_institution(envelope)
}

names_institution(envelope) if is_string(envelope.declared.institution)

# METADATA
# description: what a joint institution withholds of what a requirement asks, as the lead entered it by `as_of`
withholds(institution, requirement) if {
	some entry in withheld(institution)
	covers(entry, requirement)
}

# METADATA
# description: since when it withholds it
withheld_since(institution, requirement) := max([entry.on |
	some entry in withheld(institution)
	covers(entry, requirement)
])

# METADATA
# description: where what it withholds is entered
withheld_at(institution) := concat("/", [institution.at, "partner/withholds"])

# METADATA
# description: the entries of what a joint institution withholds that say why, by whom and when
withheld(institution) := [entry |
	object.get(institution.fact, "role", "joint") != "lead"
	some entry in institution.fact.partner.withholds
	is_string(entry.reason)
	is_string(entry.by)
	dates.reached(entry.on)
]

covers(entry, requirement) if requirement in entry.items

covers(entry, _) if not is_array(object.get(entry, "items", null))
