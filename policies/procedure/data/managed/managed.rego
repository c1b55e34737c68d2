# METADATA
# title: Managed data (管理対象データ)
# description: |
#   The managed data of this research, each one a dataset of the DMP by its identifier. The list may be empty, with
#   a reason. Where the DMP leaves open whether a managed dataset holds personal or sensitive data, or who has
#   access to it, how it is managed is not yet known.
# custom:
#   id: RS-D4-02
#   title:
#     ja: 当該研究における管理対象データ
#     en: Managed data (管理対象データ)
#   description_ja: |
#     当該研究における管理対象データです。それぞれを、DMPのデータセットの識別子で示します。
#     理由があれば一覧は空でも構いません。管理対象のデータセットについて、個人情報や機微な情報を含むかどうか、
#     誰がアクセスできるかがDMPに示されていなければ、管理の状況はまだ分からないものとします。
#   clause:
#     section: 第2章(3)
#     item: "(4)"
#     quote: 当該研究における管理対象データ
#   actor: lead
#   stage: collection
#   classes: [research_security]
#   subjects: [application]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [collected]
#   reasons:
#     none_without_reason:
#       status: missing_information
#       message:
#         ja: "管理対象データはないとされていますが、その理由が記載されていません。"
#         en: "Managed data were declared to be none, without a reason."
#       remedy:
#         ja: "管理対象データがない理由を記載してください。"
#         en: "Enter the reason why there are none."
#     dataset_not_in_dmp:
#       status: missing_information
#       message:
#         ja: "管理対象データ（{datasets}）が、DMPのデータセットに見当たりません。"
#         en: "The managed data {datasets} are not among the datasets of the DMP."
#       remedy:
#         ja: "DMPにデータセットを追加するか、識別子の誤りを直してください。"
#         en: "Add the dataset to the DMP, or correct the identifier."
#     dataset_ambiguous:
#       status: missing_information
#       message:
#         ja: "管理対象データ（{datasets}）の識別子が、DMPの複数のデータセットに付されています。"
#         en: "The identifiers of the managed data {datasets} stand for several datasets of the DMP."
#       remedy:
#         ja: "DMPのデータセットごとに異なる識別子を付してください。"
#         en: "Give each dataset of the DMP an identifier of its own."
#     sensitivity_unknown:
#       status: missing_information
#       message:
#         ja: "管理対象データ（{datasets}）について、個人情報又は機微な情報を含むかどうかが、DMPで「不明」とされています。"
#         en: "The DMP does not say whether the managed data {datasets} are personal or sensitive."
#       remedy:
#         ja: "内容を確認し、DMPの personal_data と sensitive_data を yes 又は no としてください。"
#         en: "Look into the data and set personal_data and sensitive_data in the DMP to yes or no."
#     access_unknown:
#       status: missing_information
#       message:
#         ja: "管理対象データ（{datasets}）について、公開・共有・非公開の別がDMPに記載されていません。"
#         en: "The DMP does not say whether the managed data {datasets} are open, shared or closed."
#       remedy:
#         ja: "DMPの distribution に、data_access（open、shared 又は closed）を記載してください。"
#         en: "Enter data_access (open, shared or closed) in the distribution in the DMP."
package policy.procedure.data.managed

import data.policy.lib.collected
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.subjects
import data.policy.lib.verdict

id := "RS-D4-02"

findings := [finding.of(id, subjects.application, assess(subjects.application))]

assess(subject) := verdict.missing("none_without_reason", [listed(subject).at]) if {
	listed(subject).state == "none"
	not explained(listed(subject))
} else := collected.assess(listed(subject)) if {
	listed(subject).state != "provided"
} else := open_point("dataset_not_in_dmp", absent) if {
	absent := [name(entry) | some entry in listed(subject).entries; count(datasets(subject, entry)) == 0]
	count(absent) > 0
} else := open_point("dataset_ambiguous", ambiguous) if {
	ambiguous := [name(entry) | some entry in listed(subject).entries; count(datasets(subject, entry)) > 1]
	count(ambiguous) > 0
} else := open_point("sensitivity_unknown", unknown) if {
	unknown := [name(entry) | some entry in listed(subject).entries; not marked(subject, entry)]
	count(unknown) > 0
} else := open_point("access_unknown", unknown) if {
	unknown := [name(entry) | some entry in listed(subject).entries; not access_known(subject, entry)]
	count(unknown) > 0
} else := collected.assess(listed(subject))

listed(subject) := fact.read(subject, ["data", "managed"])

explained(managed) if is_string(managed.envelope.reason)

open_point(reason, names) := verdict.with_params(
	verdict.missing(reason, ["/facts/data/managed", "/facts/data/dmp"]),
	{"datasets": sort(names)},
)

name(entry) := entry.dataset_id.identifier if {
	is_string(entry.dataset_id.identifier)
} else := "?"

# METADATA
# description: the datasets of the DMP that a managed entry names
datasets(subject, entry) := [dataset |
	is_string(entry.dataset_id.identifier)
	some dataset in object.get(subject.fact, ["data", "dmp", "dmp", "dataset"], [])
	dataset.dataset_id.identifier == entry.dataset_id.identifier
	dataset.dataset_id.type == entry.dataset_id.type
]

marked(subject, entry) if {
	some dataset in datasets(subject, entry)
	dataset.personal_data in {"yes", "no"}
	dataset.sensitive_data in {"yes", "no"}
}

access_known(subject, entry) if {
	some dataset in datasets(subject, entry)
	is_array(dataset.distribution)
	count(dataset.distribution) > 0
	every distribution in dataset.distribution {
		distribution.data_access in {"open", "shared", "closed"}
	}
}
