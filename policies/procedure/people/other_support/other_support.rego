# METADATA
# title: Support other than research funds
# description: |
#   Support that is not research money, such as pay, scholarship, donation, side post or honorary post. It is the
#   person's history; support for this research is asked for in (3), and the two are not merged.
#   `none` is an answer: the person had no such support. What it means is weighed through the mark of due diligence.
#   Posts beside the one at the institution of the team are side or honorary posts: where they are entered (nobody asks
#   for them) they are held against `none`, and looked at and judged with this item. So are those of the career and of
#   the employment that were held at two bodies at once, and where the person's own post is entered in neither, those
#   that go on elsewhere: who is employed by another body alone is paid by it. A student is paid by whoever employs
#   him or her, the own institution too. What is employment elsewhere is looked at and judged with this item too, once
#   somebody declared it.
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
#     研究歴と雇用関係に、二つの機関で同時に就いていた職があるとき、及び本務の職が記載されず他の機関の職が
#     続いているときは、その職を「該当なし」の申告と突き合わせます。
#     所属機関のほかに雇用される職（雇用関係）は、この項目とともに調査し、判断します。
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
#         ja: "「{title}」は該当なしと申告されていますが、本務のほかの職（所属機関のほかの機関だけに雇用されている場合、学生については所属機関に雇用されている場合を含みます。）が、その他の所属先（affiliations）、研究歴（career）又は雇用関係（employment）に記載され（{bodies}）、「該当なし」の理由は、その職について述べていません。"
#         en: >-
#           “{title}” was declared none, and posts beside the person's own, employment by another body alone, or of a
#           student, are entered (`affiliations`, `career`, `employment`: {bodies}) of which the reason for none says
#           nothing.
#       remedy:
#         ja: "どちらが正しいかを本人に確認し、兼職・名誉職などとして申告する（過去のものを含みます）か、その他の所属先（affiliations）、研究歴（career）又は雇用関係（employment）の記載を改めてください（終わった職には end を、同じ機関には同じ名称を記載し、雇用主が所属機関を設置する法人であるときは、その名称を所属機関の別名（other_names）に記載します）。支援等に当たらない職であれば、その理由を、これらの機関の名称を挙げて、「該当なし」の申告の理由（reason）に、その職の申告より前に述べた理由は改めて、記載してください。"
#         en: >-
#           Ask the person which is right, and declare the post as support, also where it is over by now, or correct
#           `affiliations`, `career` or `employment` (the `end` of a post that is over; one name for one body; the name
#           of the corporation that runs the institution among the institution's `other_names`). Where the post is no
#           such support, have the declaration of none say why (`reason`), naming these bodies, and say it again where
#           it was said before the post was declared.
#   readings:
#     - ja: "本務のほかの職は、兼職又は名誉職に当たり得るものとして、申告があるときはこの項目とともに読みます。雇用関係に記載された、所属機関のほかに雇用される職も同様です。別の欄に記載されたものを見落とさないためで、その欄への記載を求めるものではありません。支援等の全体が確認不能又は提供拒否とされているときのFAの回答は、記載されている職についてのものでもあり、後から加わった職には及ばないと読みます。"
#       en: >-
#         Posts beside the person's own may be 兼職 or 名誉職: where they are declared (also as employment by another
#         body) they are read with this item, so that none is passed over for standing elsewhere. Nobody is asked to
#         declare them there. Where other support as a whole cannot be had, or is withheld, the FA's answer is on the
#         posts that are entered, too, and on none that came later.
#       reasons: [none_beside_posts, unobtainable, withheld, fa_answer_older]
#     - ja: "研究歴と雇用関係にある、時期の重なる二つの機関の職は、一方が本務のほかの職に当たり得るものとして、終わったものも読みます。取得歴であるためです。一方が終わった月に他方が始まる転職は重なりとせず、月又は年だけの記載は、確実に重なる場合に限り重なりとします。本務の職（所属機関の職）がいずれにも記載されていないときは、続いている他の機関の職を本務のほかの職と読みます。ただし、名簿に記載されたこれからの参画の日（since）まで、又は研究の開始前で記載された所属機関の職の始まりまでに終わる職は、その時までの本務と読みます。月又は年だけで記載された終わりは、その月又は年が過ぎるまで続いているものとします。機関は名称で見分けるため、同じ機関には同じ名称の記載を求めます。"
#       en: >-
#         Of two posts of the career or the employment, held at different bodies at one time, one may be beside the
#         person's own, and is read so when it is over too: what is asked for is a history. A change of jobs, where one
#         begins in the month in which the other ends, is no overlap, and months or years alone are one only where it
#         is certain. Where the own post (at the institution of the team) is entered in neither, those that go
#         on elsewhere are beside it, but for one that is over by the day on which the person is to join, by the roster
#         (`since`), or, before the research starts, by that on which the own post is to begin: until then it is the
#         main one; an end given by month or year alone has not come before that is
#         over. Bodies are told apart by their names, so that one body is to be entered under one name.
#       reasons: [none_beside_posts]
#     - ja: "所属機関の名称でない雇用主は、日本の大学又は研究機関で、その名称に法人の種別がないときの、学生でない者の、大学・研究機関を設置する種別の法人（学校法人など）に限り、所属機関を設置する法人でもあり得るものとして、本務の雇用主と読みます。申請に共同研究機関、支援者などとして記載されたもの、及び所属機関の者の多くが他の法人（又は本人と同じく所属機関の名称）で雇用されているときのものを除きます。法人の種別によらず、所属機関の、学生でない者（二人以上）のすべてを雇用するもの（県の機関における県など）も、本務の雇用主と読みます。所属機関のほかの者が所属機関の名称で雇用されているときは、一人だけを雇用する法人を、支援等については所属機関を設置する法人と読みません（研究員を雇用する振興機関などと見分けられないためで、別名（other_names）に記載すれば足ります）。ほかの雇用主（会社など）から受ける報酬は、所属機関のほかから受けるものであり、研究費以外の支援等に当たり得るためです。学生は本務の職をもたず、給与は、所属機関が支払うものも、報酬に当たり得ると読みます。"
#       en: >-
#         An employer under another name than the institution's is read as the own one only where it may be the
#         corporation that runs it: of who is no student, at a university or research institute in Japan whose own name
#         bears no kind of corporation, a corporation of a kind that runs such bodies (学校法人 and the like), unless the
#         document names it as somebody else (a joint institution, a supporter), or most people of the institution are
#         employed by another one, or, as the person is at that time, under the institution's name. Of whatever kind it
#         is, what employs all of its people, two or more without the students, is their employer for the own post too,
#         as a prefecture is at a centre of its own. Where the others are employed under the institution's name, the one
#         that employs one person alone is not read so, which may be a body that employs fellows: to name it among the
#         `other_names` is enough. What another employer, such as a company, pays comes from outside
#         the institution, and may be such support. A student has no own post: the pay may be 報酬, also that of
#         the own institution.
#       reasons: [none_beside_posts]
#     - ja: "所属機関を設置する法人に雇用される者の、研究歴にある他の大学・研究所などの職は、所属機関の職と時期が重ならないときは、同じ法人の他の機関のものであり得るため、その雇用と別の職とは読みません（会社や、名称に法人の種別のある機関の職を除きます）。"
#       en: >-
#         Of whom the corporation employs that runs the institution, a post of the career at another school or
#         institute, at another time than the own post there, may be at another of its institutions: it is no post
#         beside that employment (not so at a company, or at a body whose name bears the kind of a corporation).
#       reasons: [none_beside_posts]
#     - ja: "「該当なし」の理由に機関の名称があるときは、その機関についてのものと読み、ほかの機関の職については何も述べていないものとします。名称を挙げない理由は、記載されたすべての職についてのものと読みます。以前の勤め先、研究費の配分機関、支援者、共同研究機関などの名称が挙げられているときも、その職の機関の名称を求めます（それで足ります）。所属機関の名称は、許可や規程について挙げられるもので、どの職かを分けるものとは読みません。言葉がどの職についてのものかは、名称によってのみ分かるためです。名称は、法人の種別や会社の種類（国立研究開発法人、株式会社、Inc.など）を省いたもの、及び申請に記載された別の名称でも見分けます。"
#       en: >-
#         A reason for none that names a body is about that one, and says nothing of a post at another; one that names
#         none is about all that are entered. Where it names a former employer, a funder, a supporter or another
#         institution, the body of the post is to be named, and that is enough: only by the names can be seen which
#         post words are about. The own institution's name, which permits it, say, tells no post from another. A body
#         is known without its legal form too (国立研究開発法人, 株式会社, Inc.), and by another name that the application gives
#         it.
#       reasons: [none_beside_posts]
#     - ja: "(1)は本人がこれまでに受けた支援、(3)は当該申請研究への支援と読み、二つを合わせません。"
#       en: >-
#         (1) is what the person was given so far, (3) what supports this research: they are not merged.
package policy.procedure.people.other_support

import data.policy.lib.appointments
import data.policy.lib.disclosures
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.own_part
import data.policy.lib.roster
import data.policy.lib.subjects
import data.policy.lib.verdict
import data.policy.lib.whole
import data.policy.lib.wording

id := "RS-P1-02"

findings := [finding.of(id, subject, own_part.unless_withheld(id, subject, assess(subject))) |
	some subject in subjects.people
]

assess(subject) := of(subject, declared, whole.assess(declared)) if {
	declared := disclosures.read(subject, "other_support")
}

of(subject, declared, collected) := said if {
	said := own_part.undisclosed(subject, declared)
} else := with_posts(subject, collected) if {
	not collected.status in ["satisfied", "consult_fa"]
} else := said if {
	is_object(subject.fact.affiliations)
	said := of_further(subject, declared, fact.read(subject, ["affiliations"]))
} else := verdict.missing("absent", [declared.at, employment.at]) if {
	employment := appointments.employed_elsewhere(subject)
	employment.state == "absent"
} else := with_posts(subject, collected) if {
	declared.state != "none"
} else := none_beside(declared, passed_over) if {
	passed_over := unexplained(subject, declared, disclosures.read(subject, "career"), fact.read(subject, ["employment"]))
	count(passed_over) > 0
} else := collected

# Where the rest is not given, the FA's answer is on the posts that are, too, wherever they are entered.
with_posts(subject, collected) := verdict.no_earlier(
	collected,
	array.concat(given_since(subject), overlapping_since(subject)),
) if {
	collected.status != "satisfied"
} else := collected

given_since(subject) := [day |
	appointments.given_beside(subject)
	some day in appointments.beside_since(subject)
]

overlapping_since(subject) := [fact.entry_since(post.declared.envelope, post.entry) |
	some post in beside_own(
		subject,
		appointments.held(disclosures.read(subject, "career"), "institution"),
		appointments.held(fact.read(subject, ["employment"]), "employer"),
	)
]

# Posts at these bodies are entered of which the reason for none says nothing.
none_beside(declared, posts) := verdict.with_params(
	verdict.missing("none_beside_posts", array.concat([declared.at], sort({post.declared.at | some post in posts}))),
	{"bodies": sort({post.body | some post in posts})},
)

# What is open about further posts. They are told of where there are any; what is entered is to count.
of_further(subject, declared, posts) := said if {
	said := own_part.undisclosed(subject, posts)
} else := said if {
	said := whole.assess(posts)
	said.status != "satisfied"
} else := none_beside(declared, passed_over) if {
	declared.state == "none"
	posts.state == "provided"
	passed_over := left_unsaid(subject, declared, [{"declared": posts, "entry": post, "body": post.institution} |
		some post in posts.entries
		not is_at_own(subject, post)
	])
	count(passed_over) > 0
}

# Where posts beside the person's own are entered that the reason for none did not know of.
unexplained(subject, declared, career, employment) := left_unsaid(subject, declared, beside_own(
	subject,
	appointments.held(career, "institution"),
	appointments.held(employment, "employer"),
))

left_unsaid(subject, declared, posts) := [post |
	others := elsewhere_named(subject)
	some post in posts
	read := post.declared
	entry := post.entry
	body := post.body
	not explained(declared, read, entry, body, others)
]

explained(declared, read, entry, body, others) if {
	wording.explains(declared, read.envelope, entry, body, others)
}

# Under what names posts are entered that are at another body, and others stand in the document.
elsewhere_named(subject) := (wording.names_of_others(subject) | {post.body |
	some post in array.concat(
		appointments.held(disclosures.read(subject, "career"), "institution"),
		appointments.held(fact.read(subject, ["employment"]), "employer"),
	)
	not appointments.at_own(subject, post)
}) | {post.institution |
	some post in fact.read(subject, ["affiliations"]).entries
	not is_at_own(subject, post)
}

is_at_own(subject, post) if appointments.own(subject, post.institution)

# A career, and an employment, tell of posts held at several bodies at once, also where they are over by now.
beside_own(subject, career, employment) := array.concat(
	[post |
		posts := array.concat(career, employment)
		some post in posts
		some other in posts
		other.body != post.body
		appointments.at_once(post, other)
		not same(other.body, post.body)
		not appointments.at_own(subject, post)
		not appointments.may_be_one(subject, post, other)
	],
	array.concat(elsewhere(subject, career, employment), paid_as_student(subject, employment)),
)

# A student has no own post: what the own institution pays is pay as well.
paid_as_student(subject, employment) := [post |
	subject.fact.student == true
	some post in employment
	appointments.own(subject, post.body)
	has_begun(post)
]

# Where the own post is entered nowhere, those that go on are at another body.
elsewhere(subject, career, employment) := [] if {
	some post in array.concat(career, employment)
	is_held(post)
	appointments.own(subject, post.body)
} else := [] if {
	some post in employment
	is_held(post)
	appointments.employs(subject, post.body)
} else := [post |
	posts := array.concat(career, employment)
	some post in posts
	appointments.goes_on(post.entry)
	not appointments.at_own(subject, post)
	not roster.is_left_to_join(subject, posts, post)
]

is_held(post) if {
	has_begun(post)
	appointments.goes_on(post.entry)
}

# A post that is yet to begin is none by now.
has_begun(post) if post.begun <= substring(input.as_of, 0, count(post.begun))

same(body, other) if {
	some form in input.prepared.names[body].forms
	form in input.prepared.names[other].forms
}
