# METADATA
# title: A fact that is collected for this application
# description: |
#   What (1) to (3) ask for is collected for this application: a declaration from before the call opened, or older
#   than the program allows, is asked for again. Who signs the same again may say since when nothing changed
#   (`since`). A list that is kept elsewhere is as old as the day of which it is given.
# custom:
#   parameters:
#     declaration_max_age_days:
#       type: integer
#       schema: {minimum: 1}
#       direction: decrease
#       description:
#         ja: "申告から経過してよい日数"
#         en: "how many days before the decision a declaration may have been signed; unset, since the call opened"
#   reasons:
#     declaration_stale:
#       status: missing_information
#       message:
#         ja: "「{title}」の申告（{on}）は、公募の開始又はプログラムの定める期間より前のものです。"
#         en: "“{title}” was declared on {on}, before the call opened or longer ago than the program allows."
#       remedy:
#         ja: "改めて申告を受け、申告日を記載してください（他の場所に置いた一覧は、それがいつの時点のものか（kept.on）を改めてください）。内容に変更がなければ、いつから変わらないか（since）を併せて記載できます。"
#         en: >-
#           Have it declared anew (of a list kept elsewhere, as it stands now: `kept.on`). Where nothing changed, it may
#           be said since when it has stood so (`since`).
#   readings:
#     - ja: "(1)～(3)の申告がいつのものであるべきかを手順書は定めていません。この申請のための追加の情報であるので、公募の開始以降のものを求め、プログラムが有効期間を定めたときはそれによります。"
#       en: >-
#         The source does not say how fresh a declaration of (1) to (3) must be. They are extra information
#         for this application, so one since the call opened is asked for, or one of the age that the program
#         sets.
#       reasons: [declaration_stale]
#     - ja: "(1)～(3)の申告に添えた資料（evidence）の日付は、申告の日と比べません。資料は求めておらず、申告の後に取り寄せた証明書なども添えられるためです。資料と申告が異なるかどうかは、調査（デュー・ディリジェンス）で人が確かめます。"
#       en: >-
#         The day of a document beside a declaration of (1) to (3) (`evidence`) is not held against that of the
#         declaration: none is asked for, and a certificate that was got later may stand there as well. Whether the two
#         differ is for a person to see, in due diligence.
package policy.lib.disclosed

import data.policy.lib.collected
import data.policy.lib.recent
import data.policy.lib.verdict

# METADATA
# description: the verdict on a fact as `fact.read` gives it
assess(found) := renew(found) if {
	stale(found)
} else := collected.assess(found)

# METADATA
# description: the verdict on a fact that was declared too long ago
renew(found) := verdict.with_params(verdict.missing("declaration_stale", [found.at]), {"on": found.on})

# METADATA
# description: whether a fact was declared too long ago
stale(found) if {
	found.state != "absent"
	found.on < first_day
}

first_day := recent.first_day(age)

default age := null

age := data.policy.params.declaration_max_age_days
