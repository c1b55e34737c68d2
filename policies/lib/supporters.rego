# METADATA
# title: Where no supporter is named
# description: |
#   What (3) says where `lib/subjects` holds the application alone: it was declared that nobody else supports this
#   research, or whether anybody does is not known.
# custom:
#   reasons:
#     no_supporter:
#       status: not_applicable
#       message:
#         ja: "当該研究を支援する個人・法人（当該研究費の提供機関を除く。）はないと申告されているため、該当しません。"
#         en: "It was declared that nobody but the funder supports this research."
#     supporters_not_confirmed:
#       status: consult_fa
#       answered_at: {requirement: RS-S3-00, of: institution}
#       message:
#         ja: "当該研究を支援する個人・法人の有無を、確認できていません。"
#         en: "Whether anybody else supports this research could not be confirmed."
#       remedy:
#         ja: "調査した範囲又は情報提供の同意が得られない理由を示して、資金配分機関（FA）と相談・調整してください。"
#         en: "Consult the funding agency (FA), showing what was searched or why it was withheld."
#     supporters_not_known:
#       status: missing_information
#       message:
#         ja: "当該研究を支援する個人・法人の有無が、記載されていないか、期間を区切って申告されています。"
#         en: "Whether anybody else supports this research is not stated, or only for a span of time."
#       remedy:
#         ja: "支援者を記載するか、いない場合は「該当なし」を、期間を区切らずに申告者・申告日とともに記載してください。"
#         en: "Name the supporters, or declare that there are none, without a span, with who declares it and when."
package policy.lib.supporters

import data.policy.lib.collected
import data.policy.lib.disclosed
import data.policy.lib.fact
import data.policy.lib.own_part
import data.policy.lib.own_word
import data.policy.lib.subjects
import data.policy.lib.verdict
import data.policy.lib.whole

# METADATA
# description: |
#   the verdict for the application, where no supporter is there to be asked of: of what the institutions say, the
#   furthest from being known
none_named := said if {
	said := [found |
		some status in ["unsatisfied", "missing_information", "consult_fa", "satisfied", "not_applicable"]
		some institution in subjects.institutions
		found := none_of(institution)
		found.status == status
	][0]
} else := verdict.missing("supporters_not_known", ["/facts/institutions"])

# Whether anybody supports it is consulted on at RS-S3-00, where the FA's answer settles it.
none_of(institution) := own_part.unless_withheld("RS-S3-00", institution, of_list(institution))

of_list(institution) := said if {
	said := own_word.of_another(institution, listed(institution))
} else := verdict.not_applicable("no_supporter", [listed(institution).at]) if {
	listed(institution).state == "none"
	not whole.limited(listed(institution))
} else := own_part.settled_at(
	"RS-S3-00",
	institution,
	verdict.consult("supporters_not_confirmed", [listed(institution).at], fact.since(listed(institution))),
) if {
	listed(institution).state in ["unobtainable", "withheld"]
} else := verdict.missing("supporters_not_known", [listed(institution).at])

listed(institution) := fact.read(institution, ["supporters"])

# METADATA
# description: |
#   the verdict on these facts of a supporter together (`facts` maps names to facts), each as the word of the
#   institution that it supports. What that one withholds hides nothing of the rest
assess(requirement, subject, facts) := together(facts, wanting(requirement, subject, facts))

together(facts, open) := said if {
	said := [said | some said in in_order(open); said.status == "missing_information"][0]
} else := said if {
	said := collected.together({name: found | some name, found in facts; not name in object.keys(open)})
	said.status != "satisfied"
} else := said if {
	said := in_order(open)[0]
} else := collected.together(facts)

in_order(by_name) := [by_name[name] | some name in sort(object.keys(by_name))]

# What is wanting of each fact, by its name. What is not there at all is said of all such facts together, unless it is
# withheld.
wanting(requirement, subject, facts) := object.union(
	{name: said |
		some name, found in facts
		said := own_part.unless_withheld(requirement, subject, of_stated(subject, found))
	},
	{name: said |
		some name, found in facts
		found.state == "absent"
		said := own_part.withheld_among(requirement, [requirement], subject, [found.at])
	},
)

of_stated(subject, found) := said if {
	said := own_word.of_another(supported(subject), found)
} else := disclosed.renew(found) if {
	disclosed.stale(found)
} else := whole.in_part(found) if {
	whole.over(found)
}

# METADATA
# description: a fact is the word of the institution that the supporter supports
declared_itself(subject, found) if own_word.said(supported(subject), found)

# METADATA
# description: the institution that the supporter supports
supported(subject) := [institution |
	some institution in subjects.institutions
	startswith(subject.at, concat("", [institution.at, "/"]))
][0]
