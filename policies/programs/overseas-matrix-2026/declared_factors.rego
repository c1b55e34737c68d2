# METADATA
# title: Relations that the decision matrix asks for
# description: |
#   An example, modelled on a funder that asks each person for the relations of its decision matrix (a talent program,
#   funding, a patent, a post), with their dates. The declaration must reach back as far as the program asks, also
#   where it says that there are none. What the matrix makes of a relation is the word of OM-02.
# custom:
#   id: OM-01
#   title:
#     ja: 判断表の掲げる関係の申告（例）
#     en: Relations that the decision matrix asks for (example)
#   description_ja: |
#     例示です。判断表の掲げる関係（人材登用プログラム、研究資金、特許、職）を、
#     日付とともに各研究者に申告させる資金配分機関にならったものです。申告は、関係がないとする場合も含め、
#     プログラムの求める時点までさかのぼらなければなりません。関係をどう見るかはOM-02で扱います。
#     「該当なし」は、その期間に関係がないことを意味します。
#   clause:
#     section: 公募要領（例）
#     item: 5章 5.2
#     quote: （例）研究代表者、研究分担者及び研究参画者は、別表1に掲げる関係について、確認の日から遡って5年間の有無、相手方及び期間を申告する。
#   actor: researcher
#   stage: collection
#   classes: [research_security]
#   subjects: [person]
#   enforcement: binding
#   effective_from: "2026-04-01"
#   parameters:
#     factor_look_back_years:
#       type: integer
#       direction: increase
#       description:
#         ja: "判断表がさかのぼる年数"
#         en: "how many years before the decision the declaration must cover, and the matrix looks back"
#   inherits: [collected, disclosed, fa]
#   reasons:
#     look_back_not_set:
#       status: missing_information
#       message:
#         ja: "判断表の掲げる関係をさかのぼる期間を、プログラムが定めていません。"
#         en: "The program does not say how far back the relations are to be declared."
#       remedy:
#         ja: "対象とする期間を、プログラムの担当に確認してください。"
#         en: "Ask the program which period applies."
#     period_too_short:
#       status: missing_information
#       message:
#         ja: "申告の対象期間が、プログラムの定める{years}年（{start}から申告日まで）に足りません。"
#         en: "The declaration does not cover the {years} years that the program asks for, from {start} to its own day."
#       remedy:
#         ja: "{start}から申告日までを対象として申告し、対象期間（period）を記載してください。"
#         en: "Declare from {start} up to the day of the declaration, and enter the period covered."
package policy.program.declared_factors

import data.policy.lib.collected
import data.policy.lib.dates
import data.policy.lib.disclosed
import data.policy.lib.finding
import data.policy.lib.own_part
import data.policy.lib.periods
import data.policy.lib.subjects
import data.policy.lib.verdict

id := "OM-01"

findings := [finding.of_program(id, subject, assess(subject)) | some subject in subjects.people]

assess(subject) := disclosed.assess(declared(subject)) if {
	not declared(subject).state in {"provided", "none"}
} else := disclosed.renew(declared(subject)) if {
	disclosed.stale(declared(subject))
} else := verdict.missing("look_back_not_set", [declared(subject).at]) if {
	not look_back
} else := collected.assess(declared(subject)) if {
	periods.covers(declared(subject).envelope.period, look_back)
} else := verdict.with_params(
	verdict.missing("period_too_short", [declared(subject).at]),
	{"years": data.policy.params.factor_look_back_years, "start": look_back},
)

declared(subject) := own_part.read(subject, ["factors"])

# METADATA
# description: the day to which the program looks back; undefined where it does not say
look_back := dates.years_before(data.policy.params.factor_look_back_years)
