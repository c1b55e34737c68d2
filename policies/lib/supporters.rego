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
none_of(institution) := said if {
	said := own_part.unsaid("RS-S3-00", institution, listed(institution))
} else := verdict.not_applicable("no_supporter", [listed(institution).at]) if {
	listed(institution).state == "none"
	not whole.limited(listed(institution))
} else := own_part.settled_at(
	"RS-S3-00",
	institution,
	verdict.consult("supporters_not_confirmed", [listed(institution).at], fact.since(listed(institution))),
) if {
	listed(institution).state in {"unobtainable", "withheld"}
} else := verdict.missing("supporters_not_known", [listed(institution).at])

listed(institution) := fact.read(institution, ["supporters"])

# METADATA
# description: |
#   the verdict on these facts of a supporter together (`facts` maps names to facts), each as the word of the
#   institution that it supports. What that one withholds hides nothing of the rest
assess(requirement, subject, facts) := together(facts, unsaid(requirement, subject, facts))

together(facts, no_word) := said if {
	said := [said | some said in in_order(no_word); said.status == "missing_information"][0]
} else := said if {
	said := [disclosed.renew(found) | some found in in_order(facts); disclosed.stale(found)][0]
} else := said if {
	said := [whole.in_part(found) | some found in in_order(facts); whole.over(found)][0]
} else := said if {
	said := collected.together({name: found | some name, found in facts; not name in object.keys(no_word)})
	said.status != "satisfied"
} else := said if {
	said := in_order(no_word)[0]
} else := collected.together(facts)

in_order(by_name) := [by_name[name] | some name in sort(object.keys(by_name))]

# METADATA
# description: |
#   the verdict on each of these facts that is not the word of the institution that the supporter supports, by its name
unsaid(requirement, subject, facts) := {name: said |
	some name, found in facts
	said := own_part.unsaid_of(requirement, subject, supported(subject), found)
}

# METADATA
# description: the institution that the supporter supports
supported(subject) := [institution |
	some institution in subjects.institutions
	startswith(subject.at, concat("", [institution.at, "/"]))
][0]
