# METADATA
# title: What an institution makes itself, and has not yet
# description: |
#   A plan, a list or a policy of the lead institution of which it is declared that it is not to be had can only be
#   one that is yet to be made. The FA may accept that before the research starts; what it accepted is over once the
#   research goes on.
# custom:
#   reasons:
#     not_made_yet:
#       status: missing_information
#       answered_at: {of: subject}
#       message:
#         ja: "「{title}」がまだないことについて、資金配分機関（FA）は研究の開始（{since}）より前（{on}）に了承しましたが、研究の開始後も記載されていません。"
#         en: >-
#           “{title}”: before the research started ({since}) the funding agency (FA) accepted, on {on}, that it was not
#           there yet; the research goes on, and it still is not.
#       remedy:
#         ja: "作成して記載してください。まだ作成できないときは、その理由と作成の予定を示して資金配分機関（FA）と改めて相談し、回答を記載してください。"
#         en: "Make it, and enter it. Where that is not possible yet, consult the funding agency (FA) anew, saying why
#           and by when it will be, and enter the answer."
#   readings:
#     - ja: "研究参画者の名簿、DMP、管理対象データ、管理方針は研究代表者の所属機関が自ら定めるものであるため、それを得られないとの申告は、まだ作成されていないとの申告と読みます。採択後に作成することなどについての、研究の開始前のFAの了承は、研究が始まるまでのものと読み、開始後もないときは、作成するか、FAの改めての了承を求めます。開始日の記載がないときは、応募の締切までの了承について同様とします。FAの回答の期限（expires_on）が研究の開始以後であるときは、その期限までの了承と読みます。"
#       en: >-
#         The roster, DMP, managed data and policies are the lead institution's own to make, so that one which cannot
#         be had is one that is yet to be made. That the FA accepted this before the research started, to be made after
#         adoption say, is read to last until the start: later it is made, or accepted anew. Where no first day is
#         entered, that holds of what was accepted by the day on which the call closed. What was accepted until a day on
#         or after the start (`expires_on`) is until that day.
#       reasons: [not_made_yet]
package policy.lib.to_be_made

import data.policy.lib.dates
import data.policy.lib.fa
import data.policy.lib.start
import data.policy.lib.subjects
import data.policy.lib.verdict

# METADATA
# description: |
#   the verdict on what the lead institution makes itself, as `fact.read` gives it, where the FA accepted before the
#   research started that it is not there, and it goes on; undefined otherwise
assess(requirement, subject, found) := verdict.with_params(
	verdict.missing("not_made_yet", [found.at]),
	{"on": answer.on, "since": first_day},
) if {
	found.state == "unobtainable"
	subject.ref in [subjects.application.ref, subjects.lead[0].ref]
	not start.ahead
	answer := fa.answer(requirement, subject)
	answer.result == "accepted"
	answer.on < first_day
	not lasts_longer(answer.determination)
}

# What the FA accepted until a day after the start is as long as it said.
lasts_longer(determination) if {
	dates.well_formed(determination.expires_on)
	determination.expires_on >= first_day
}

first_day := input.facts.application.starts_on if {
	dates.reached(input.facts.application.starts_on)
} else := data.policy.call.closes if dates.reached(data.policy.call.closes)
