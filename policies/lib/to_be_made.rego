# METADATA
# title: What somebody makes or does, and has not yet
# description: |
#   What an institution makes or does itself (a plan, a list, a policy, a step, a desk), or a person signs for the
#   program, is found nowhere: of which it is declared that it is not to be had, that is yet to be made or done, or its
#   record is lost. The FA may accept that before the research starts; what it accepted is over once the research goes
#   on. What is found out of others, (1) and (2) say, and cannot be, does not come with the start, and is not read here.
# custom:
#   reasons:
#     not_made_yet:
#       status: missing_information
#       answered_at: {of: subject}
#       message:
#         ja: "「{title}」を記載できないことについて、資金配分機関（FA）は研究の開始（{since}）より前（{on}）に了承しましたが、研究の開始後も記載されていません。"
#         en: >-
#           “{title}”: before the research started ({since}) the funding agency (FA) accepted, on {on}, that it was not
#           to be had; the research goes on, and it still is not there.
#       remedy:
#         ja: "作成し、又は行って、記載してください。まだできないときは、その理由と予定を示して資金配分機関（FA）と改めて相談し、回答を記載してください。"
#         en: "Make it, or do it, and enter it. Where that is not possible yet, consult the funding agency (FA) anew,
#           saying why and by when it will be, and enter the answer."
#   readings:
#     - ja: "研究機関が自ら定め、又は行うもの（研究参画者の名簿、DMP、管理対象データ、管理方針、支援者の申告、平時の体制、①②と完了など。共同研究機関が自らについて記載するものを含みます。）と、プログラムが本人の記入・署名を求める様式は、調査して見つかるものではないため、それを得られないとの申告は、まだ作成され、又は行われていない（又は記録が失われた）との申告と読みます。採択後に作成することなどについての、研究の開始前のFAの了承は、研究が始まるまでのものと読み、開始後もないときは、作成するか、FAの改めての了承を求めます。開始日の記載がないときは、応募の締切までの了承について同様とします。FAの回答の期限（expires_on）が研究の開始以後であるときは、その期限までの了承と読みます。ほかから得る情報（研究者の(1)、共同研究先の(2)など）が確認できないことは、研究の開始によって変わらないため、FAの了承によります。"
#       en: >-
#         What an institution makes or does itself (roster, DMP, managed data, policies, who supports it, what it has in
#         normal times, ① and ② and their completion; a joint one too, of itself), and a form that a person fills in
#         and signs for the program, are not found by a search, so that one which cannot be had is one that is yet to be
#         made or done, or lost. That the FA accepted this before the research started, to be made after adoption say,
#         is read to last until the start: later it is made, or accepted anew. Where no first day is entered, that holds
#         of what was accepted by the day on which the call closed. What was accepted until a day on or after the start
#         (`expires_on`) is until that day. That what is known to others, (1) and (2) say, could not be confirmed does
#         not change with the start: there the FA's acceptance stands.
#       reasons: [not_made_yet]
package policy.lib.to_be_made

import data.policy.lib.dates
import data.policy.lib.fa
import data.policy.lib.start
import data.policy.lib.unavailable
import data.policy.lib.verdict

# METADATA
# description: |
#   the verdict on what somebody makes or does, as `fact.read` gives it, where the FA accepted before the research
#   started that it is not to be had, and it goes on; undefined otherwise
assess(requirement, subject, found) := verdict.with_params(
	verdict.missing("not_made_yet", [found.at]),
	{"on": answer.on, "since": first_day},
) if {
	found.state == "unobtainable"
	not start.ahead
	answer := fa.answer(requirement, subject)
	answer.result == "accepted"
	answer.on < first_day
	not lasts_longer(answer.determination)
}

# METADATA
# description: the same, or else what is said of any fact that is not at hand
or_unavailable(requirement, subject, found) := said if {
	said := assess(requirement, subject, found)
} else := unavailable.assess(found)

# What the FA accepted until a day after the start is as long as it said.
lasts_longer(determination) if {
	dates.well_formed(determination.expires_on)
	determination.expires_on >= first_day
}

first_day := input.facts.application.starts_on if {
	dates.reached(input.facts.application.starts_on)
} else := data.policy.call.closes if dates.reached(data.policy.call.closes)
