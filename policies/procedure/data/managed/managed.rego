# METADATA
# title: Managed data (管理対象データ)
# description: |
#   The managed data of this research, listed by each institution for what it holds: name, place and access, stated
#   here or by the identifier of a dataset of the DMP. `none` means that this institution holds none, and needs a
#   reason. What a maDMP says besides (personal or sensitive data, say) is shown and not asked for.
# custom:
#   id: RS-D4-02
#   title:
#     ja: 当該研究における管理対象データ
#     en: Managed data (管理対象データ)
#   description_ja: |
#     当該研究における管理対象データです。各機関が、保有するものについて、名称・保管場所・アクセスの別を
#     記載するか、DMPのデータセットの識別子で示します。「該当なし」は、その機関が保有するものがないことを意味し、理由を要します。
#     maDMPに記載されるその他の事項（個人情報、機微な情報など）は、表示するだけで、求めるものではありません。
#   clause:
#     section: 第2章(3)
#     item: "(4)"
#     quote: 当該研究における管理対象データ
#   actor: lead
#   stage: collection
#   classes: [research_security]
#   subjects: [institution]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [collected, fa, own_part, own_word]
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
#     place_unknown:
#       status: missing_information
#       message:
#         ja: "管理対象データ（{datasets}）の保管場所が記載されていません。"
#         en: "Where the managed data {datasets} are kept is not stated."
#       remedy:
#         ja: "保管場所（place）を記載するか、DMPのdistributionにその所在を記載してください。"
#         en: "Enter the place (`place`), or the host or address in the DMP's distribution."
#     access_unknown:
#       status: missing_information
#       message:
#         ja: "管理対象データ（{datasets}）について、公開・共有・非共有・非公開・公開期間猶予の別が記載されていません。"
#         en: "Who has access to the managed data {datasets} is not stated."
#       remedy:
#         ja: "アクセスの別（access）を記載するか、DMPのdistributionにdata_accessを記載してください。"
#         en: "Enter who has access (`access`), or `data_access` in the DMP's distribution."
#   readings:
#     - ja: "管理対象データには、名称のほか保管場所とアクセスの別を求めます。「管理対象データ」は令和3年4月27日の考え方の定義によるとされ（※2）、そこでメタデータとして求められるものだからです。「該当なし」には理由を求めます。"
#       en: >-
#         Managed data have their place and access besides their name: ※2 takes the definition of the policy
#         of 2021-04-27, whose metadata have both. None needs a reason.
#       reasons: [place_unknown, access_unknown, none_without_reason]
package policy.procedure.data.managed

import data.policy.lib.collected
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.own_part
import data.policy.lib.subjects
import data.policy.lib.verdict

id := "RS-D4-02"

findings := [finding.of(id, subject, assess(subject)) | some subject in subjects.institutions]

assess(subject) := said if {
	said := own_part.unsaid(id, subject, listed(subject))
} else := verdict.missing("none_without_reason", [listed(subject).at]) if {
	listed(subject).state == "none"
	not explained(listed(subject))
} else := collected.assess(listed(subject)) if {
	listed(subject).state != "provided"
} else := open_point(subject, "dataset_not_in_dmp", absent) if {
	absent := [name(entry) | some entry in referring(subject); count(datasets(entry)) == 0]
	count(absent) > 0
} else := open_point(subject, "dataset_ambiguous", ambiguous) if {
	ambiguous := [name(entry) | some entry in referring(subject); count(datasets(entry)) > 1]
	count(ambiguous) > 0
} else := open_point(subject, "place_unknown", unknown) if {
	unknown := [name(entry) | some entry in listed(subject).entries; not place_known(entry)]
	count(unknown) > 0
} else := open_point(subject, "access_unknown", unknown) if {
	unknown := [name(entry) | some entry in listed(subject).entries; not access_known(entry)]
	count(unknown) > 0
} else := collected.assess(listed(subject))

listed(subject) := fact.read(subject, ["managed_data"])

explained(managed) if is_string(managed.envelope.reason)

open_point(subject, reason, names) := verdict.with_params(
	verdict.missing(reason, [listed(subject).at, "/facts/dmp"]),
	{"datasets": sort(names)},
)

name(entry) := entry.name if {
	is_string(entry.name)
} else := entry.dataset_id.identifier if {
	is_string(entry.dataset_id.identifier)
} else := "?"

# METADATA
# description: the entries that name a dataset of the DMP instead of describing it, or that name nothing at all
referring(subject) := [entry | some entry in listed(subject).entries; not is_string(object.get(entry, "name", null))]

# METADATA
# description: the datasets of the DMP that a managed entry names
datasets(entry) := [dataset |
	is_string(entry.dataset_id.identifier)
	some plan in fact.read(subjects.application, ["dmp"]).entries
	some dataset in object.get(plan, ["madmp", "dmp", "dataset"], [])
	dataset.dataset_id.identifier == entry.dataset_id.identifier
	dataset.dataset_id.type == entry.dataset_id.type
]

place_known(entry) if is_string(entry.place)

place_known(entry) if {
	some dataset in datasets(entry)
	is_array(dataset.distribution)
	count(dataset.distribution) > 0
	every distribution in dataset.distribution {
		kept(distribution)
	}
}

kept(distribution) if is_string(distribution.host.title)

kept(distribution) if is_string(distribution.access_url)

access_known(entry) if entry.access in {"open", "shared", "restricted", "closed", "embargoed"}

access_known(entry) if {
	some dataset in datasets(entry)
	is_array(dataset.distribution)
	count(dataset.distribution) > 0
	every distribution in dataset.distribution {
		distribution.data_access in {"open", "shared", "closed"}
	}
}
