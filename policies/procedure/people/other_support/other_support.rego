# METADATA
# title: Support other than research funds
# description: |
#   Support that is not research money, such as pay, scholarship, donation, side post or honorary post. It is the
#   person's history; support for this research is asked for in (3), and the two are not merged.
#   `none` is an answer: the person had no such support. What it means is weighed through the mark of due diligence.
#   Posts beside the one at the institution of the team are side or honorary posts: where they are entered (nobody asks
#   for them) they are held against `none`, and looked at and judged with this item.
# custom:
#   id: RS-P1-02
#   title:
#     ja: 研究費以外の支援等取得歴
#     en: Support other than research funds
#   description_ja: |
#     報酬・給与、奨学金、寄附金、兼職、名誉職など、研究費以外の支援です。ここで扱うのは本人の経歴であり、
#     当該研究への支援は(3)で扱います。両者を一つにまとめることはしません。
#     「該当なし」は、そのような支援を受けていないことを意味します。その意味はデュー・ディリジェンスの所見で考慮します。
#     その他の所属先（本務のほかの職）の記載は求めませんが、記載があるときは、この項目とともに扱います。
#   clause:
#     section: 第2章(3)
#     item: "(1)"
#     quote: 研究費以外の支援等取得歴 (報酬・給与、奨学金、寄附金、兼職、名誉職等)
#   actor: researcher
#   stage: collection
#   classes: [research_integrity, research_security]
#   subjects: [person]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [collected, disclosed, fa, own_part, own_word, whole]
#   reasons:
#     none_beside_posts:
#       status: missing_information
#       message:
#         ja: "「{title}」は該当なしと申告されていますが、本務のほかの職が、その他の所属先（affiliations）又は研究歴（career）に申告されています。"
#         en: "“{title}” was declared none, and posts beside the person's own are declared (`affiliations`, `career`)."
#       remedy:
#         ja: "どちらが正しいかを本人に確認し、兼職・名誉職として申告するか、その他の所属先（affiliations）又は研究歴（終わった職には end）の記載を改めてください。支援等に当たらない職であれば、その理由を「該当なし」の申告の理由（reason）に、その職の申告より前に述べた理由は改めて、記載してください。"
#         en: >-
#           Ask the person which is right, and declare the post as support or correct `affiliations`, or `career` (the
#           `end` of a post that is over); where the post is no such support, have the declaration of none say why
#           (`reason`), and say it again where it was said before the post was declared.
#   readings:
#     - ja: "本務のほかの職は、兼職又は名誉職に当たり得るものとして、申告があるときはこの項目とともに読みます。別の欄に記載されたものを見落とさないためで、その欄への記載を求めるものではありません。"
#       en: >-
#         Posts beside the person's own may be 兼職 or 名誉職: where they are declared they are read with this item, so
#         that none is passed over for standing elsewhere. Nobody is asked to declare them there.
#       reasons: [none_beside_posts]
#     - ja: "(1)は本人がこれまでに受けた支援、(3)は当該申請研究への支援と読み、二つを合わせません。"
#       en: >-
#         (1) is what the person was given so far, (3) what supports this research: they are not merged.
package policy.procedure.people.other_support

import data.policy.lib.disclosures
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.own_part
import data.policy.lib.subjects
import data.policy.lib.verdict
import data.policy.lib.whole

id := "RS-P1-02"

findings := [finding.of(id, subject, own_part.unless_withheld(id, subject, assess(subject))) |
	some subject in subjects.people
]

assess(subject) := of(
	subject,
	disclosures.read(subject, "other_support"),
	fact.read(subject, ["affiliations"]),
	disclosures.read(subject, "career"),
)

of(subject, declared, posts, career) := said if {
	said := own_part.undisclosed(subject, declared)
} else := said if {
	said := whole.assess(declared)
	said.status != "satisfied"
} else := said if {
	said := of_posts(subject, posts)
	said.status != "satisfied"
} else := verdict.missing("none_beside_posts", [declared.at, posts.at]) if {
	declared.state == "none"
	posts.state == "provided"
	not fact.reason_knew_of(declared, posts.envelope, posts.entries)
} else := verdict.missing("none_beside_posts", [declared.at, career.at]) if {
	declared.state == "none"
	held := going_on(career)
	count({post.institution | some post in held}) > 1
	not fact.reason_knew_of(declared, career.envelope, held)
} else := whole.assess(declared)

# A career, too, tells of posts held at several bodies at once.
going_on(career) := [post | some post in career.entries; object.get(post, "end", "9999-12-31") > input.as_of]

# They are told of where there are any; what is entered is to count.
of_posts(subject, posts) := said if {
	posts.state != "absent"
	said := own_part.undisclosed(subject, posts)
} else := whole.assess(posts) if {
	is_object(posts.envelope)
}
