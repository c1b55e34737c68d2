# METADATA
# title: Facilities expected to be used
# description: |
#   The policy for the buildings, rooms and labs that the PI and the participants expect to use (security). Asked of
#   the lead institution and, read for it, of each joint institution.
#   Each institution says it of itself. A joint institution may say, with the reason, that it uses no place of its own:
#   then the requirement does not apply to it. Of the lead institution, `none` means that there is no policy.
# custom:
#   id: RS-D4-05
#   title:
#     ja: 使用する見込みの施設・設備の管理方針
#     en: Facilities expected to be used
#   description_ja: |
#     研究代表者及び研究参画者が使用する見込みの建屋、居室、実験室等の管理方針（セキュリティ対策）です。
#     研究代表者の所属機関に加え、読み替えにより共同研究先の各機関にも求めます。
#     各機関が、その機関自身について申告します。共同研究先の機関は、自らの施設・設備を本研究に使用しないと、理由とともに
#     申告することができ、その場合は適用外です。研究代表者の所属機関の「該当なし」は、管理方針がないことを意味します。
#   clause:
#     section: 第2章(3)
#     item: "(4)"
#     quote: 当該研究活動で研究代表者及び研究参画者が使用する見込みの施設・設備(建屋、居室、実験室等)の管理方針(セキュリティ対策)
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
#     objects_kept_there:
#       status: missing_information
#       message:
#         ja: "この機関は自らの施設・設備を本研究に使用しないと申告していますが、電磁的な形態により管理できないものの管理方針（objects）に、この機関が管理するものがあります（{objects}）。"
#         en: "This institution declares that it uses no place of its own, and that it manages what is not electronic
#           (`objects`): {objects}."
#       remedy:
#         ja: "どちらが正しいかをその機関に確認し、施設・設備の管理方針を記載するか、objects を改めてください。ほかの機関の施設に置くときは、objects に記載したもの（covers）の名称を挙げて、「該当なし」の理由（reason）に記載してください。"
#         en: "Ask that institution which is right; enter the policy for its places, or correct `objects`. Where they
#           are kept at another institution's, let the reason of `none` say so, naming what `objects` has (`covers`)."
#   readings:
#     - ja: "自らの施設・設備を使用しないとした共同研究機関が、装置、試料等（objects）を自ら管理するとしているときは、いずれが正しいかの確認を求めます。装置、試料等は、いずれかの場所に置かれるためです。置かれる物の名称を挙げた理由があれば足ります。"
#       en: >-
#         Where a joint institution declares that it uses no place of its own, and that it manages devices or samples
#         (`objects`), it is asked which is right: these are somewhere. A reason that names them is enough.
#       reasons: [objects_kept_there]
#     - ja: "自らの情報システム、施設・設備を使用しないことは、機関についての申告と読み、後から研究分担者又は研究参画者が加わっても、改めて求めません。加わったことは、その機関自身によるリスクマネジメント（RS-SCP-03）で改めて考慮されます。"
#       en: >-
#         That no system, and no place, of its own is used is said of the institution: it is not asked again for who
#         joins later, whom its own risk management (RS-SCP-03) weighs anew.
#       reasons: [none_used]
package policy.procedure.data.places

import data.policy.lib.controls
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.own_word
import data.policy.lib.subjects
import data.policy.lib.verdict

id := "RS-D4-05"

findings := [finding.of(id, subject, assess(subject)) | some subject in subjects.institutions]

assess(subject) := of(subject, fact.read(subject, ["controls", "places"]), said) if {
	said := controls.assess(id, subject, "places")
}

# That no place of its own is used contradicts what it manages there.
of(subject, policy, said) := verdict.with_params(
	verdict.missing("objects_kept_there", [policy.at, objects.at]),
	{"objects": sort(kept)},
) if {
	said.reason == "none_used"
	objects := fact.read(subject, ["controls", "objects"])
	own_word.said(subject, objects)
	kept := {entry.covers | some entry in objects.entries; not speaks_of(policy, entry)}
	count(kept) > 0
} else := said

speaks_of(policy, entry) if contains(policy.envelope.reason, entry.covers)
