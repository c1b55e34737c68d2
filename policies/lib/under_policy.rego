# METADATA
# title: What came with a policy of 27 April 2021
# description: |
#   Declarations on research integrity and data management plans are collected in normal times by two policies of
#   27 April 2021. What an institution declared of that before their day cannot be on it.
# custom:
#   reasons:
#     declared_before_policy:
#       status: missing_information
#       message:
#         ja: "「{title}」の申告（{on}）は、その基となる方針等が定められた日（{policy_of}）より前のものです。"
#         en: "“{title}” was declared on {on}, before the policy that it rests on ({policy_of})."
#       remedy:
#         ja: "申告日に誤りがないかを確かめてください。方針等が定められる前の申告であれば、改めて申告し、申告日を記載してください。"
#         en: "Check the day; where it was declared before the policy, have it declared anew."
#   readings:
#     - ja: "令和3年4月27日の方針等に基づくものについて収集していることの申告は、その日以後のものを求めます。それより前には、基となる方針等がないためです。"
#       en: >-
#         That the institution collects what rests on a policy of 27 April 2021 is declared since that day: before it
#         there was nothing to rest on.
#       reasons: [declared_before_policy]
package policy.lib.under_policy

import data.policy.lib.fact
import data.policy.lib.practice
import data.policy.lib.verdict

# METADATA
# description: the verdict on what an institution collects under one of them; `name` is its key under `routine`
assess(requirement, subject, name) := unless_before(
	fact.read(subject, ["routine", name]),
	practice.assess(requirement, subject, name),
)

unless_before(stated, said) := verdict.with_params(
	verdict.missing("declared_before_policy", [stated.at]),
	{"on": stated.on, "policy_of": policy_of},
) if {
	said.reason == "provided"
	stated.on < policy_of
} else := said

policy_of := "2021-04-27"
