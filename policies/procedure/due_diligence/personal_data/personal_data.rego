# METADATA
# title: Handling of personal data
# description: |
#   Due diligence handles personal data: purpose, basis or consent, and retention are stated. How they are to be
#   handled is still being considered (別途検討中): without a program's rule the FA is consulted, whatever is stated, and
#   its answer settles the point. Since due diligence always handles personal data, `none` is no statement. It is asked
#   of the lead institution; what a joint one states is not counted.
# custom:
#   id: RS-DD-05
#   title:
#     ja: 個人情報の取扱い
#     en: Handling of personal data
#   description_ja: |
#     デュー・ディリジェンスでは個人情報を扱うため、目的、根拠又は同意、保存期間を記載します。
#     個人情報の取扱いは令和7年6月11日の案で別途検討中とされているため、プログラムの定めがなければ、記載の有無にかかわらずFAと相談し、その回答をもって充足とします。
#     研究代表者の所属機関に求めるもので、共同研究先の機関の記載は参考とします。
#     デュー・ディリジェンスは必ず個人情報を扱うので、「該当なし」という記載は意味を成しません。
#   clause:
#     section: 第2章(3)
#     item: "DD"
#     quote: 個人情報の取り扱いについては別途検討中
#   actor: lead
#   stage: collection
#   classes: [governance]
#   subjects: [lead]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   parameters:
#     personal_data_rule:
#       type: string
#       schema: {pattern: '\S'}
#       direction: set
#       description:
#         ja: "個人情報の取扱いの定め"
#         en: "where the program says how personal data are to be handled"
#   inherits: [fa, to_be_made]
#   reasons:
#     stated:
#       status: satisfied
#       message:
#         ja: "個人情報の取扱い（目的、根拠又は同意、保存期間）が、プログラムの定め（{rule}）の下で記載されています。"
#         en: "Purpose, basis or consent, and retention are stated, under the program’s rule ({rule})."
#     rule_not_defined:
#       status: consult_fa
#       message:
#         ja: "個人情報の取扱いは、令和7年6月11日の案では別途検討中とされており、プログラムにも定めがありません。"
#         en: "The procedure has yet to say how personal data are handled, and the program does not say it either."
#       remedy:
#         ja: "記載した取扱いで差し支えないか、資金配分機関（FA）と相談・調整してください。"
#         en: "Ask the funding agency (FA) whether the handling as stated will do."
#     unobtainable:
#       status: consult_fa
#       message:
#         ja: "個人情報の取扱いを調査しましたが、確認できませんでした。"
#         en: "The handling of personal data was searched for and could not be confirmed."
#       remedy:
#         ja: "調査した範囲を示して、資金配分機関（FA）と相談・調整してください。"
#         en: "Consult the funding agency (FA), showing what was searched."
#     withheld:
#       status: consult_fa
#       message:
#         ja: "個人情報の取扱いに関する情報の提供の同意が得られていません。"
#         en: "The handling of personal data was withheld."
#       remedy:
#         ja: "理由を示して、資金配分機関（FA）と相談・調整してください。"
#         en: "Consult the funding agency (FA), giving the reason."
#     not_stated:
#       status: missing_information
#       message:
#         ja: "個人情報の取扱い（目的、根拠又は同意、保存期間）の記載がありません。"
#         en: "Purpose, basis or consent, and retention of personal data are not stated."
#       remedy:
#         ja: "デュー・ディリジェンスでは個人情報を扱うため、取扱いを記載してください。「該当なし」とすることはできません。"
#         en: "State them: due diligence handles personal data, so ‘none’ will not do."
#   readings:
#     - ja: "令和7年6月11日の案で「別途検討中」とされているため、プログラムの定めがない限り、FAとの相談事項とします。研究代表者の所属機関について求めます。"
#       en: >-
#         Since it is 別途検討中, it is put to the FA unless the program sets a rule. Asked of the lead
#         institution.
#       reasons: [rule_not_defined]
package policy.procedure.due_diligence.personal_data

import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.steps
import data.policy.lib.subjects
import data.policy.lib.to_be_made
import data.policy.lib.verdict

id := "RS-DD-05"

findings := [finding.of(id, subject, assess(subject)) | some subject in subjects.lead]

assess(subject) := verdict.consult("rule_not_defined", [handling(subject).at], fact.since(handling(subject))) if {
	not rule_set
} else := said if {
	said := to_be_made.assess(id, subject, handling(subject))
} else := verdict.consult(handling(subject).state, [handling(subject).at], fact.since(handling(subject))) if {
	handling(subject).state in ["unobtainable", "withheld"]
} else := verdict.missing("not_stated", [handling(subject).at]) if {
	handling(subject).state != "provided"
} else := verdict.with_params(
	verdict.satisfied("stated", [handling(subject).at]),
	{"rule": data.policy.params.personal_data_rule},
)

handling(subject) := steps.read(subject, ["personal_data"])

rule_set if is_string(data.policy.params.personal_data_rule)
