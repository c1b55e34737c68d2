# METADATA
# title: A declaration that covers a span of time
# description: |
#   A list of what one did over the years (research funding, papers) says which span it covers, `all` for a whole
#   life, and so does a declaration that there was none. The span reaches from the program's look-back, in years
#   before `as_of` or from a day on (of two the longer counts), to the opening of the call or later. The source sets
#   no look-back: without a program's only `all` is enough, and otherwise the FA is asked.
# custom:
#   reasons:
#     look_back_not_defined:
#       status: consult_fa
#       message:
#         ja: "「{title}」をさかのぼる期間が、手順書にもプログラムにも定められていません。"
#         en: "Neither the procedure nor the program says how far back “{title}” is to be declared."
#       remedy:
#         ja: "申告の対象期間で足りるか、資金配分機関（FA）に確認してください。全期間を対象とした申告（period: all）であれば確認を要しません。"
#         en: "Ask the funding agency (FA) whether the period will do; a declaration of the whole life (`all`) will."
#     period_too_short:
#       status: missing_information
#       message:
#         ja: "「{title}」の申告の対象期間が、{start}から公募の開始（{end}）までの期間に足りません。"
#         en: "“{title}” is not declared for the whole time from {start} to the opening of the call ({end})."
#       remedy:
#         ja: "{start}から{end}以降までを対象として申告し、対象期間（period）を記載してください。"
#         en: "Declare it from {start} to {end} or later, and enter the period covered."
#   readings:
#     - ja: "手順書はさかのぼる年数を定めていません。プログラムが典拠とともに定めない限り、全期間（all）の申告で足り、期間を区切った申告はFAに確認します。年数を推測で補うことはしません。"
#       en: >-
#         The source sets no look-back. Unless a program sets one with its source, a declaration of a whole
#         life (`all`) is enough and a shorter one is put to the FA: no number of years is made up.
#       reasons: [look_back_not_defined]
#     - ja: "申告の対象期間は、定められた起点から公募の開始以降まで及ぶことを求めます。途中で終わる期間は、その後について何も述べていないためです。"
#       en: >-
#         The declared span reaches from the set start to the opening of the call or later: a span that ended
#         before says nothing of what came after.
#       reasons: [period_too_short]
#     - ja: "変わらないとする日（since）の翌年の論文は、その日に掲載が決まっていたものと読み、改めての申告を求めません。年だけからは、どちらであるか分からないためです。翌年より先の年のものは、その記載自体に、いつから申告しているか（since）を求めます。"
#       en: >-
#         A paper of the year after the day since which the list stands (`since`) is read to have been accepted by
#         then, and is not asked about: by the year alone nobody can tell. One of a later year says itself since when
#         it was declared (`since`).
#     - ja: "別の場所に置いた一覧の時点（kept.on）が、変わらないとする日（since）より後であっても、申告のとおり、その間に加わったものはないと読みます。一覧そのものは規則では読めないためです。"
#       en: >-
#         Of a list that is kept elsewhere, the day of which it is given (`kept.on`) may lie after that since which it
#         is unchanged (`since`): nothing was added in between, as it was declared. No rule can read the list itself.
package policy.lib.periods

import data.policy.lib.dates
import data.policy.lib.disclosed
import data.policy.lib.fact
import data.policy.lib.verdict

# METADATA
# description: the verdict on a fact as `fact.read` gives it; `look_backs` are the days to which the program's reach
assess(found, look_backs) := of_declared(disclosed.assess(found), found, look_backs)

of_declared(said, found, look_backs) := said if {
	said.status != "satisfied"
} else := said if {
	whole_life(found.envelope.period)
} else := verdict.consult("look_back_not_defined", [found.at], fact.since(found)) if {
	count(look_backs) == 0
} else := said if {
	covers(found.envelope.period, min(look_backs))
} else := verdict.with_params(
	verdict.missing("period_too_short", [found.at]),
	{"start": min(look_backs), "end": opens},
)

# METADATA
# scope: document
# description: a period reaches from `start` to the opening of the call or later
covers(period, _) if whole_life(period)

covers(period, start) if {
	dates.well_formed(period.start)
	dates.well_formed(period.end)
	period.start <= start
	period.end >= opens
}

whole_life("all")

# METADATA
# description: the day on which the program's call opens
opens := data.policy.call.opens

# METADATA
# description: the days to which a look-back of so many years and one from a day on reach, of those that are set
days(years, from) := {day |
	some day in array.concat(
		[dates.years_before(years) | is_number(years)],
		[from | dates.well_formed(from)],
	)
}
