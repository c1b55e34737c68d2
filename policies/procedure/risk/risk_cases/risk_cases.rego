# METADATA
# title: Shared cases of risk judgement
# description: |
#   The FA shares what it learnt of risk judgement, as generalised cases. It is the FA’s duty: it never holds an
#   institution back.
#   It is the FA's to do: there is no `none` to declare.
# custom:
#   id: RS-RA-02
#   title:
#     ja: リスク評価に関する事例の共有
#     en: Shared cases of risk judgement
#   description_ja: |
#     FAは、リスク評価についての知見や経験を、ある程度汎用化した事例として共有します。FAの取組であり、
#     機関の妨げになることはありません。
#     FAが行うもので、「該当なし」という申告はありません。
#   clause:
#     section: 第2章(3)
#     item: リスク評価
#     quote: そうした対応をある程度汎用化した事例として共有することにより、特定研究開発プログラムに申請する研究機関の参考とすることとする
#   actor: fa
#   stage: judgement
#   classes: [research_security]
#   subjects: [application]
#   enforcement: fa_duty
#   effective_from: "2025-06-11"
#   parameters:
#     shared_risk_cases:
#       type: array
#       direction: add
#       description:
#         ja: "FAが共有するリスク評価の事例"
#         en: "titles or addresses of the generalised cases that the FA shares"
#   reasons:
#     shared:
#       status: satisfied
#       message:
#         ja: "資金配分機関（FA）が共有するリスク評価の事例（{references}）を参考にすることができます。"
#         en: "The funding agency (FA) shares cases of risk judgement: {references}."
#     not_shared:
#       status: consult_fa
#       message:
#         ja: "資金配分機関（FA）が共有するリスク評価の事例は、プログラムに示されていません。申請の妨げにはなりません。"
#         en: "The program names no cases of risk judgement that the FA shares. This does not hold an application back."
#       remedy:
#         ja: "参考となる事例があるか、資金配分機関（FA）に尋ねることができます。"
#         en: "The funding agency (FA) may be asked whether there are cases to learn from."
package policy.procedure.risk.risk_cases

import data.policy.lib.finding
import data.policy.lib.subjects
import data.policy.lib.verdict

id := "RS-RA-02"

findings := [finding.shown(id, subjects.application, assess(subjects.application), "fa_duty")]

assess(_) := verdict.with_params(verdict.satisfied("shared", []), {"references": data.policy.params.shared_risk_cases}) if {
	is_array(data.policy.params.shared_risk_cases)
	count(data.policy.params.shared_risk_cases) > 0
} else := verdict.consult("not_shared", [], "")
