# METADATA
# title: The institution's information systems
# description: |
#   The institution's policy for its information systems (cyber security). Asked of the lead institution and, read
#   for it, of each joint institution.
#   Each institution says it of itself. A joint institution may say, with the reason, that it uses no system of its own:
#   then the requirement does not apply to it, unless it is named as where data are kept. Of the lead institution
#   `none` means that there is no policy.
# custom:
#   id: RS-D4-04a
#   title:
#     ja: 研究機関における情報システムの管理方針
#     en: The institution's information systems
#   description_ja: |
#     機関の情報システムの管理方針（サイバーセキュリティ対策）です。研究代表者の所属機関に加え、
#     読み替えにより共同研究先の各機関にも求めます。
#     各機関が、その機関自身について申告します。共同研究先の機関は、自らの情報システムを本研究に使用しないと、理由とともに
#     申告することができ、その場合は適用外です（データの保管場所として名称があるときは、確認を求めます）。研究代表者の所属機関の「該当なし」は、管理方針がないことを意味します。
#   clause:
#     section: 第2章(3)
#     item: "(4)"
#     quote: 研究代表者が所属する研究機関における情報システム及び研究代表者が管理する情報システムの管理方針 (サイバーセキュリティ対策)
#   actor: institution
#   stage: collection
#   classes: [governance, research_security]
#   subjects: [institution]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [controls, fa, own_part, own_word, to_be_made, unavailable]
#   reasons:
#     absent:
#       status: missing_information
#       message:
#         ja: "「{title}」についての記載がありません（基準日より後の申告、他の機関による申告は数えません）。"
#         en: "Nothing is stated on “{title}” (not counted: a declaration dated ahead, and another institution's word)."
#       remedy:
#         ja: "管理方針を、申告者・申告日とともに記載してください。共同研究先の機関が自らのものを本研究に使用しないときは、「該当なし」を理由とともに記載できます。"
#         en: >-
#           Enter the policy, with who declares it and when; a joint institution that uses none of its own may declare
#           `none`, with the reason.
#     data_kept_there:
#       status: missing_information
#       message:
#         ja: "この機関は自らの情報システムを本研究に使用しないと申告していますが、管理対象データ又はDMPの保管場所に、この機関の名称があります（{datasets}）。"
#         en: "This institution declares that it uses no system of its own, and is named as where data are kept:
#           {datasets}."
#       remedy:
#         ja: "どちらが正しいかをその機関に確認し、情報システムの管理方針を記載するか、保管場所（place、host）を改めてください。その場所が情報システムでないときは、データ又は保管場所の名称を挙げて、「該当なし」の理由（reason）に記載してください。"
#         en: "Ask that institution which is right; enter the policy for its systems, or correct the place (`place`,
#           `host`). Where the place is no information system, let the reason of `none` say so, naming the data or the
#           place."
#   readings:
#     - ja: "自らの情報システムを使用しないとした共同研究機関の名称が、管理対象データの一覧（place）又はDMP（host）に保管場所としてあるときは、いずれが正しいかの確認を求めます。データ又は保管場所の名称を挙げた理由があれば足ります。名称によらずに書かれた保管場所は問いません。"
#       en: >-
#         Where a joint institution declares that it uses no system of its own, and the list of managed data (`place`)
#         or the DMP (`host`) names it as the place, it is asked which is right. A reason that names the data, or the
#         place, is enough. A place that names no institution is not asked about.
#       reasons: [data_kept_there]
package policy.procedure.data.systems

import data.policy.lib.controls
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.subjects
import data.policy.lib.verdict
import data.policy.procedure.data.managed

id := "RS-D4-04a"

findings := [finding.of(id, subject, assess(subject)) | some subject in subjects.institutions]

assess(subject) := said if {
	said := beside_data(subject, fact.read(subject, ["controls", "systems"]))
} else := controls.assess(id, subject, "systems")

# That none of its own is used contradicts what is said to be kept there.
beside_data(subject, policy) := verdict.with_params(
	verdict.missing("data_kept_there", [policy.at, concat("/", [subject.at, "managed_data"]), "/facts/dmp"]),
	{"datasets": sort(kept)},
) if {
	policy.state == "none"
	object.get(subject.fact, "role", "joint") != "lead"
	kept := {managed.name(entry) | some entry in managed.kept_at[subject.fact.id]; not speaks_of(policy, entry)}
	count(kept) > 0
}

speaks_of(policy, entry) if {
	fact.says(policy.envelope.reason)
	some called in [managed.name(entry), object.get(entry, "place", managed.name(entry))]
	contains(policy.envelope.reason, called)
}
