# METADATA
# title: Data management plan
# description: |
#   The DMP of the research applied for: the document itself, as maDMP 1.2, and its version. Whether the plan is a
#   good one is not asked here.
# custom:
#   id: RS-D4-01
#   title:
#     ja: データマネジメントプラン（DMP）
#     en: Data management plan
#   description_ja: |
#     申請する研究のDMPです。maDMP 1.2形式の文書そのものと、その版を求めます。計画の良し悪しは、
#     ここでは問いません。
#   clause:
#     section: 第2章(3)
#     item: "(4)"
#     quote: 特定研究開発プログラムに申請する研究に関するデータマネジメントプラン(DMP)
#   actor: lead
#   stage: collection
#   classes: [research_security]
#   subjects: [application]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   reasons:
#     provided:
#       status: satisfied
#       message:
#         ja: "DMP（{dmp}、版：{version}）が提出されています。"
#         en: "The DMP {dmp}, version {version}, is there."
#     dmp_absent:
#       status: missing_information
#       message:
#         ja: "当該研究のDMPがないか、DMPの識別子を読み取れません。"
#         en: "The DMP of this research is missing, or its identifier cannot be read."
#       remedy:
#         ja: "当該研究のDMPを、data.dmp に記載してください。読み取る形式はRDA maDMP 1.2です（手順書は形式を定めていません）。"
#         en: "Enter the DMP under data.dmp, as RDA maDMP 1.2 (the format read here; the procedure names none)."
#     version_absent:
#       status: missing_information
#       message:
#         ja: "DMP（{dmp}）の版が記載されていません。"
#         en: "The version of the DMP {dmp} is missing."
#       remedy:
#         ja: "どの版のDMPによるかを、data.dmp_version に記載してください。"
#         en: "Say under data.dmp_version which version of the DMP this is."
package policy.procedure.data.plan

import data.policy.lib.finding
import data.policy.lib.subjects
import data.policy.lib.verdict

id := "RS-D4-01"

findings := [finding.of(id, subjects.application, assess(subjects.application))]

assess(subject) := verdict.missing("dmp_absent", ["/facts/data/dmp"]) if {
	not is_string(identifier(subject))
} else := verdict.with_params(verdict.missing("version_absent", ["/facts/data/dmp_version"]), {"dmp": identifier(subject)}) if {
	not is_string(version(subject))
} else := verdict.with_params(
	verdict.satisfied("provided", ["/facts/data/dmp", "/facts/data/dmp_version"]),
	{"dmp": identifier(subject), "version": version(subject)},
)

identifier(subject) := object.get(subject.fact, ["data", "dmp", "dmp", "dmp_id", "identifier"], null)

version(subject) := object.get(subject.fact, ["data", "dmp_version"], null)
