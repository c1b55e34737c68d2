# METADATA
# title: A history that was judged
# description: |
#   A person's own history (sanctions, talent programs, relations that a program asks for) is compared piece by piece
#   with what was judged of it: no part of it ceases to have been.
# custom:
#   reasons:
#     fewer_than_judged:
#       status: missing_information
#       message:
#         ja: "「{title}」として申告されている事項は、リスク評価（risk.judgements）に判断が記載されている、この人が以前に申告した事項より少なくなっています。"
#         en: >-
#           “{title}”: less is declared than the same person had declared of it by the judgements in the risk assessment
#           (`risk.judgements`).
#       remedy:
#         ja: "本人に確認し、以前に申告した事項を改めて記載してください。該当しないことが分かったとき、又は一つにまとめたときは、その理由を申告の理由（reason）に、判断より前に述べた理由は改めて、記載してください。"
#         en: >-
#           Ask the person, and enter what was declared before once more. Where it turned out to be none, or two were
#           one, let the declaration say why (`reason`), once more where that was said before the judgement.
#   readings:
#     - ja: "判断された事項の一部だけが申告から除かれたときも、同様に確認を求めます。以前の判断より後に初めて判断された事項、又はまだ判断されていない事項は、記載を改めたものであり得るため、除かれた事項に代わるものと読みます。"
#       en: >-
#         Where some alone of what was judged is declared no longer, it is asked, too. What was judged for the first
#         time since, or was not yet, may be the same in corrected words, and is read to stand for it.
#       reasons: [fewer_than_judged]
package policy.lib.history

import data.policy.lib.indicator
import data.policy.lib.verdict

# METADATA
# description: the verdict where none, or less, of a history is declared than was judged; undefined where neither is
less_than_judged(requirement, subject, kind, found) := said if {
	said := indicator.none_beside_judgement(requirement, subject, kind, found)
} else := verdict.missing("fewer_than_judged", [found.at, "/facts/risk/judgements"]) if {
	found.state == "provided"
	days := first_judged(requirement, subject, kind)
	count(days) > 0
	standing := [object.get(indicator.digests, place.at, "?") | some place in indicator.places(found)]
	gone := [day | some key, day in days; not stands(key, standing)]
	unjudged := [digest | some digest in standing; not judged_by(digest, days)]
	some last in gone
	later := [day | some day in days; day > last]
	count([day | some day in gone; day >= last]) > count(later) + count(unjudged)
	not indicator.explained(found, last)
}

# The day on which each of the kind was first judged, by its key.
first_judged(requirement, subject, kind) := {key: day |
	judgements := indicator.judgements(requirement, subject, kind)
	some key in {judged.indicator | some judged in judgements}
	day := min([judged.on | some judged in judgements; judged.indicator == key])
}

# A key ends with the digest of its entry.
stands(key, standing) if {
	some digest in standing
	endswith(key, digest)
}

judged_by(digest, days) if {
	some key, _ in days
	endswith(key, digest)
}
