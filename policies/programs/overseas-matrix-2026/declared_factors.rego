# METADATA
# title: Relations that the decision matrix asks for
# description: |
#   An example, modelled on a funder that asks each person for the relations of its decision matrix (a talent program,
#   funding, a patent, a post), with their dates. The declaration must reach back as far as the program asks, also
#   where it says that there are none, and agrees with what the same person declares of talent programs, unless it is
#   said why one is not the other. What the matrix makes of a relation is the word of OM-02.
# custom:
#   id: OM-01
#   title:
#     ja: 判断表の掲げる関係の申告（例）
#     en: Relations that the decision matrix asks for (example)
#   description_ja: |
#     例示です。判断表の掲げる関係（人材登用プログラム、研究資金、特許、職）を、
#     日付とともに各研究者に申告させる資金配分機関にならったものです。申告は、関係がないとする場合も含め、
#     プログラムの求める時点までさかのぼらなければなりません。本人が申告した人材育成プログラムが判断表に当たらないときは、その理由を示します。
#     関係をどう見るかはOM-02で扱います。
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
#     factor_of_talent_programs:
#       type: string
#       direction: set
#       description:
#         ja: "人材登用プログラムに当たる判断表の要素"
#         en: "the factor of the matrix under which a talent program is declared"
#   inherits: [collected, disclosed, fa, own_part]
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
#     differs_from_talent_programs:
#       status: missing_information
#       message:
#         ja: "外国の人材育成プログラムへの参加の申告と、判断表の掲げる関係の申告が食い違っています（{programs}）。"
#         en: "What is declared of talent programs and of the relations of the matrix differs: {programs}."
#       remedy:
#         ja: "本人に確認し、いずれかの申告を改めてください。一方に当たらないものであれば、その理由を、該当するものを挙げていない申告の理由（reason）に記載してください。"
#         en: >-
#           Ask the person, and correct one of the two; where it is none of what the other asks, let that one say why
#           (`reason`).
#   readings:
#     - ja: "さかのぼる期間に外国の人材育成プログラムへの参加が申告され、判断表の人材登用プログラムの関係が申告されていないとき、又はその逆のときは、どちらが正しいかの確認を求めます。判断表は特定の機関が関わるものに限られるため、当たらない理由が示されていれば足りるものとします。"
#       en: >-
#         Where talent programs within the look-back are declared, and no relation of that kind, or the other way
#         round, it is asked which is right. The matrix is on those of certain bodies alone, so that a reason why it is
#         none of them is enough.
#       reasons: [differs_from_talent_programs]
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

findings := [finding.of_program(id, subject, own_part.unless_withheld(id, subject, assess(subject))) |
	some subject in subjects.people
]

assess(subject) := disclosed.assess(declared(subject)) if {
	not declared(subject).state in {"provided", "none"}
} else := disclosed.renew(declared(subject)) if {
	disclosed.stale(declared(subject))
} else := verdict.missing("look_back_not_set", [declared(subject).at]) if {
	not look_back
} else := of_whole(subject) if {
	periods.covers(declared(subject).envelope.period, look_back)
} else := verdict.with_params(
	verdict.missing("period_too_short", [declared(subject).at]),
	{"years": data.policy.params.factor_look_back_years, "start": look_back},
)

of_whole(subject) := verdict.with_params(
	verdict.missing("differs_from_talent_programs", [declared(subject).at, programs(subject).at]),
	{"programs": sort(differing)},
) if {
	differing := array.concat(left_out(subject), said_here_alone(subject))
	count(differing) > 0
} else := collected.assess(declared(subject))

declared(subject) := own_part.read(subject, ["factors"])

programs(subject) := own_part.read(subject, ["disclosures", "talent_programs"])

# METADATA
# description: |
#   the talent programs within the look-back, where no relation of that kind is declared and no reason is given why. In
#   which of them a listed body has a part is for the person to say
left_out(subject) := [entry.program |
	programs(subject).state == "provided"
	some entry in programs(subject).entries
	reaches(entry, look_back)
] if {
	not of_programs(declared(subject))
	not explained(declared(subject))
} else := []

# The relations of that kind, where talent programs are declared none and no reason is given why.
said_here_alone(subject) := [entry.id | some entry in declared(subject).entries; of_program(entry)] if {
	programs(subject).state == "none"
	not explained(programs(subject))
} else := []

of_programs(found) if {
	some entry in found.entries
	of_program(entry)
}

of_program(entry) if entry.factor == data.policy.params.factor_of_talent_programs

explained(found) if is_string(found.envelope.reason)

# It goes on, or ended on a day (in a month, in a year) that is not all before the look-back.
reaches(entry, _) if object.get(entry, "end", null) == null

reaches(entry, day) if entry.end >= substring(day, 0, count(entry.end))

# METADATA
# description: the day to which the program looks back; undefined where it does not say
look_back := dates.years_before(data.policy.params.factor_look_back_years)
