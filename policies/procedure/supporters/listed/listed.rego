# METADATA
# title: Supporters of this research
# description: |
#   Who, other than the funder, supports this research with money, gifts, goods or the like, research funding or
#   not: listed, or declared to be none (`none`: nobody). Each institution says it of itself; what a participating
#   institution puts into its own part is no support. The support a person received before stands under (1).
# custom:
#   id: RS-S3-00
#   title:
#     ja: 当該研究の支援者
#     en: Supporters of this research
#   description_ja: |
#     当該研究費の提供機関以外で、当該申請研究に資金、寄附、物品等の支援（研究費か否かを問わない）を行う者を列挙するか、
#     いないこと（「該当なし」）を申告します。各機関が、その機関自身について申告します。参加機関が自らの分担に充てるものは、
#     支援に当たりません。本人がこれまでに受けた支援は(1)で扱います。
#   clause:
#     section: 第2章(3)
#     item: "(3)"
#     quote: 当該研究費の提供機関以外であって、当該申請研究への助成、寄附、物品提供等の支援(研究費か否かを問わない) を行う個人又は法人について
#   actor: institution
#   stage: collection
#   classes: [research_integrity, research_security]
#   subjects: [institution]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [collected, disclosed, fa, own_part, own_word, to_be_made, whole]
#   reasons:
#     declared_in_part:
#       status: missing_information
#       message:
#         ja: "「{title}」の申告は期間（period）を区切ったもので、その期間の外については何も述べていません。"
#         en: "“{title}” was declared for a span of time (`period`), which says nothing of the time outside of it."
#       remedy:
#         ja: "期間を区切らずに（period を除くか、all として）申告してください。"
#         en: "Declare it without a span (leave `period` out, or `all`)."
#     funder_not_listed:
#       status: missing_information
#       message:
#         ja: "DMPには、この研究の資金の提供者として{funders}が記載されていますが、支援者として申告されていません。"
#         en: "By the DMP {funders} funds this project, or was asked to, and is declared a supporter by nobody."
#       remedy:
#         ja: "本研究を支援する者であれば、支援者に加えてください。そうでないときは、その名称を挙げて、支援者でない理由を、支援者の申告の reason に記載してください。DMPが誤っているときは、DMPを改めてください。"
#         en: "Enter them among the supporters, where they support this research. Otherwise say why they do not, naming
#           them, in the `reason` of that declaration; or correct the DMP."
#   readings:
#     - ja: "DMPの課題（project）の資金（funding）の提供者のうち、状態（funding_status）が申請中（applied）又は交付決定（granted）のものは、当該研究費の提供機関及び参加機関を除き、支援者として申告されているか、支援者でない理由にその名称が挙げられていることを求めます。「当該研究費の提供機関以外であって、当該申請研究への助成」を行う者が、同じ申請のDMPに挙がっていれば、もれが疑われるためです。当該研究費の提供機関、参加機関及び申告された支援者は、DMPに略称、法人格の有無の違い、部署名、当該プログラムの名称、又は登録された番号（ROR等）で記載されていても、その者と読みます。名称のないものと、計画（planned）、不採択（rejected）のものは問いません。"
#       en: >-
#         Whom the DMP names as funding its project, with the status `applied` or `granted`, other than the funding
#         agency and the institutions here, is expected among the supporters, or in a reason why it is none of them: who
#         gives 助成 to this very research, and stands in its DMP, may have been left out. The agency, the institutions
#         and the supporters are known there by an acronym, with or without a legal form, with a unit, by the program's
#         title, or by a registered number (a ROR, say), too. One without a name, one that
#         is only planned, and one that was rejected, is not asked about.
#       reasons: [funder_not_listed]
#     - ja: "参加機関が自らの分担に充てる資金等は「支援」に含めません。各機関が、自らの分について申告します。"
#       en: >-
#         What a participating institution puts into its own part is no support. Each institution declares for
#         itself.
package policy.procedure.supporters.listed

import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.names as written
import data.policy.lib.own_part
import data.policy.lib.own_word
import data.policy.lib.subjects
import data.policy.lib.to_be_made
import data.policy.lib.verdict
import data.policy.lib.whole

id := "RS-S3-00"

findings := [finding.of(id, subject, own_part.unless_withheld(id, subject, assess(subject))) |
	some subject in subjects.institutions
]

assess(subject) := of_listed(subject, fact.read(subject, ["supporters"]))

of_listed(subject, listed) := said if {
	said := own_word.of_another(subject, listed)
} else := said if {
	said := to_be_made.assess(id, subject, listed)
} else := said if {
	said := whole.assess(listed)
	said.status != "satisfied"
} else := verdict.with_params(
	verdict.missing("funder_not_listed", [listed.at, plan.at]),
	{"funders": sort(unlisted)},
) if {
	subject.fact.role == "lead"
	count(unlisted) > 0
} else := whole.assess(listed)

plan := fact.read(subjects.application, ["dmp"])

# METADATA
# description: who by the DMP funds this project, and neither takes part nor is named where supporters are declared
unlisted contains name if {
	some entry in plan.entries
	some project in entry.madmp.dmp.project
	some funding in project.funding
	funding.funding_status in ["applied", "granted"]
	some key in ["name", "funder_name"]
	name := funding[key]
	not is_known(name)
	not is_explained(name)
}

is_known(name) if {
	some form in forms(name)
	known[form]
}

is_known(name) if {
	some form in input.prepared.also_written[name]
	known[form]
}

is_explained(name) if {
	some institution in subjects.institutions
	some named in input.prepared.named_in[institution.fact.supporters.reason]
	named == name
}

known contains form if some form in data.policy.funding_agency.forms

known contains form if {
	some holder in array.concat(subjects.institutions, subjects.named_supporters)
	some name in written.of(holder)
	some form in forms(name)
}

forms(name) := {form | some form in input.prepared.names[name].forms}
