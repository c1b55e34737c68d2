# METADATA
# title: A term of the joint research contract
# description: |
#   Reads one term of the contracts between the lead institution and a joint one: concluded; or, before the start of the
#   research, a draft or the terms intended. Whether a term is adequate (適切性) is a person's view, signed and with its
#   rationale, no older than the term, since the call opened, and not from before the institution was part of the
#   research (before the first that is declared of it here, or that the lead institution looked at); there is no rule
#   for it here. Of several contracts the worst counts. A term that the contract does not hold, whether left out or
#   declared none, is missing; beside another contract, or where no contract is needed, one may leave out terms, but not
#   all of them. What was declared before the contract was concluded, or before the draft of now, was declared of an
#   earlier draft, and is asked for again.
# custom:
#   reasons:
#     adequate:
#       status: satisfied
#       message:
#         ja: "契約・協定（{agreements}）の「{title}」は、適切と判断されています。"
#         en: "“{title}” ({agreements}) was judged to be adequate."
#     inadequate:
#       status: consult_fa
#       message:
#         ja: "契約・協定（{agreements}）の「{title}」は、適切でないと判断されています。"
#         en: "“{title}” ({agreements}) was judged to be inadequate."
#       remedy:
#         ja: "適切でない点を示して資金配分機関（FA）と相談・調整するか、相手方と見直しを協議し、見直した内容を元の条項に代えて記載し、改めて判断してください（元の条項は別に保管します）。"
#         en: "Consult the funding agency (FA) on it; or negotiate a change, enter it in place of the old term (kept
#           elsewhere), and judge it."
#     unsure:
#       status: consult_fa
#       message:
#         ja: "契約・協定（{agreements}）の「{title}」が適切かどうか、判断がついていません。"
#         en: "Whether “{title}” ({agreements}) is adequate is left open."
#       remedy:
#         ja: "判断に迷う点を示して、資金配分機関（FA）と相談・調整してください。"
#         en: "Consult the funding agency (FA), showing what is in doubt."
#     not_judged:
#       status: missing_information
#       message:
#         ja: "契約・協定（{agreements}）の「{title}」について、適切性の判断が記載されていません。"
#         en: "Nobody has judged whether “{title}” ({agreements}) is adequate."
#       remedy:
#         ja: "担当者が適切性を判断し、根拠、判断者及び判断日を記載してください。"
#         en: "Have a person judge its adequacy and enter the rationale, by whom and when."
#     judgement_older:
#       status: missing_information
#       message:
#         ja: "契約・協定（{agreements}）の「{title}」の適切性の判断は、その後に改められた条項より前のものです。"
#         en: "The judgement on “{title}” ({agreements}) is older than the term that it judges."
#       remedy:
#         ja: "現在の条項について適切性を改めて判断してください。条項に変更がなければ、いつから変わらないか（since）を記載してください。"
#         en: "Judge the term as it stands now; if it did not change, say since when it has stood so (`since`)."
#     declared_of_draft:
#       status: missing_information
#       message:
#         ja: "契約・協定（{agreements}）の「{title}」は、締結の日又は現在の案の日（on）より前に申告された以前の案のもので、現在の内容については申告されていません。"
#         en: "“{title}” ({agreements}) was declared before the day of the contract, or of the draft of now (`on`): of
#           an earlier draft, and not of what is entered."
#       remedy:
#         ja: "締結した契約・協定又は現在の案の条項を改めて申告し、以前の案から変わったときは、適切性も改めて判断してください。変わらないときは、いつから変わらないか（since）を記載すれば、以前の案についての判断をそのまま用いることができます。日付（on）に誤りがあれば、訂正してください。"
#         en: "Declare the term as it stands in the contract, or in the draft of now, and judge it anew where it
#           changed. Where it did not, say since when it has stood so (`since`): the judgement stands. Correct the day
#           (`on`) if it is wrong."
#     judged_before_call:
#       status: missing_information
#       message:
#         ja: "契約・協定（{agreements}）の「{title}」の適切性の判断は、公募の開始より前のものです。"
#         en: "“{title}” ({agreements}) was judged before the call opened."
#       remedy:
#         ja: "申請する研究について、条項の適切性を改めて判断してください。契約・協定そのものは、公募の開始より前のものでも差し支えありません。"
#         en: "Judge anew whether it is adequate for the research applied for; the contract itself may be an older one."
#     judged_before_partner:
#       status: missing_information
#       message:
#         ja: "契約・協定（{agreements}）の「{title}」の適切性の判断は、この機関が研究に加わる前（この機関についての最初の申告・照合より前）のものです。"
#         en: "“{title}” ({agreements}) was judged before anything was declared of, or looked at in, this institution."
#       remedy:
#         ja: "この機関を相手方に含む契約・協定について、条項の適切性を改めて判断してください。条項が変わらなければ、条項にいつから変わらないか（since）を記載すれば足ります。この機関がそれより前から研究に加わっていたときは、その機関についての申告に、いつから変わらないか（since）を記載してください。"
#         en: "Judge the term anew, with this institution as a party; where the term did not change, say since when it
#           has stood so (`since`). Where the institution was part of the research before, say of what is declared of it
#           since when it has stood (`since`)."
#     no_term:
#       status: missing_information
#       message:
#         ja: "契約・協定（{agreements}）に「{title}」の定めが見当たりません（研究代表者の所属機関が申告したものによります）。"
#         en: "“{title}”: no such term is known in {agreements} (by the word of the lead institution)."
#       remedy:
#         ja: "該当する条項を、研究代表者の所属機関の申告として記載してください。定めがない場合は、相手方と協議して定めてください。条項を分けて定めた複数の契約があるときは、それぞれに、その定める条項を記載してください。"
#         en: "Enter the clause as the lead institution's word; where there is none, agree on one with the partner. Of
#           several contracts each is entered with the terms that it sets."
#     no_agreement:
#       status: missing_information
#       message:
#         ja: "この共同研究先の機関との共同研究契約・協定が記載されていません。"
#         en: "No joint research contract with this institution was entered."
#       remedy:
#         ja: "契約・協定を記載してください。研究の開始前であれば、案（draft）又は予定する条件（intended）でも足ります。契約を要しない場合は、その理由（partner.contract_not_needed）を申告者・申告日とともに記載してください。"
#         en: "Enter the contract (before the start a draft or the terms intended will do), or say why none is needed."
#     status_unknown:
#       status: missing_information
#       message:
#         ja: "契約・協定（{agreements}）が、締結済み、案、予定のいずれかと、その日付が記載されていません。"
#         en: "Whether {agreements} is concluded, a draft or intended, and since which day, is not stated."
#       remedy:
#         ja: "契約・協定の状況（status）とその日付（on）を記載してください。先の日付は記載しないでください。"
#         en: "Enter its status (`status`) and the day of that status (`on`), not one that lies ahead."
#     not_concluded:
#       status: missing_information
#       message:
#         ja: "契約・協定（{agreements}）は案又は予定の段階ですが、研究の開始前であることが確認できません。"
#         en: "{agreements} is a draft or intended, and it is not shown that the research has yet to start."
#       remedy:
#         ja: "締結した契約・協定を記載し、それに置き換えられた案又は予定は一覧から外してください（案は別に保管します）。研究の開始前であれば、段階（stage）又は研究の開始日（starts_on）を確かめて記載してください（DMPの開始日を過ぎているときは、開始日を要します）。"
#         en: "Enter the contract as concluded, and take a draft that it replaced out of the list (keep it elsewhere).
#           Before the start enter the `stage` or the first day (`starts_on`) as it is; the day, where the start in
#           the DMP is over."
#     unobtainable:
#       status: consult_fa
#       message:
#         ja: "契約・協定（{agreements}）の「{title}」は調査しましたが、確認できませんでした。"
#         en: "“{title}” ({agreements}) was searched for and could not be confirmed."
#       remedy:
#         ja: "調査した範囲を示して、資金配分機関（FA）と相談・調整してください。"
#         en: "Consult the funding agency (FA), showing what was searched."
#     withheld:
#       status: consult_fa
#       message:
#         ja: "契約・協定（{agreements}）の「{title}」の開示が拒まれています。"
#         en: "“{title}” ({agreements}) was withheld."
#       remedy:
#         ja: "理由を示して、資金配分機関（FA）と相談・調整してください。"
#         en: "Consult the funding agency (FA), giving the reason."
#     not_needed_before_call:
#       status: missing_information
#       message:
#         ja: "共同研究契約・協定を要しないとの申告は、公募の開始より前のものです。"
#         en: "That no contract is needed was declared before the call opened."
#       remedy:
#         ja: "この申請の研究について、契約・協定を要しないかどうかを確かめ、改めて申告してください（partner.contract_not_needed）。契約・協定があるときは、それを記載してください。"
#         en: "See whether none is needed for the research applied for, and declare that anew
#           (`partner.contract_not_needed`); where there is a contract, enter it."
#     not_needed_before_data:
#       status: missing_information
#       message:
#         ja: "共同研究契約・協定を要しないとの申告は、この機関がその後に挙げた管理対象データより前のものです。"
#         en: "That no contract is needed was declared before the managed data that this institution listed since."
#       remedy:
#         ja: "この機関の管理対象データを踏まえて、契約・協定を要しないかどうかを確かめ、改めて申告してください（partner.contract_not_needed）。契約・協定があるときは、それを記載してください。データがその前から変わらないときは、データの申告に、いつから変わらないか（since）を記載してください。"
#         en: "See whether none is needed in view of its managed data, and declare that anew
#           (`partner.contract_not_needed`); where there is a contract, enter it. Where the data were there before,
#           say of them since when they have stood (`since`)."
#     not_needed_before_contract:
#       status: missing_information
#       message:
#         ja: "共同研究契約・協定を要しないとの申告の後に、この機関との契約・協定があり、「{title}」の定めが記載されていません。"
#         en: "That no contract is needed was declared before the contract with this institution, which does not say
#           what “{title}” is."
#       remedy:
#         ja: "契約・協定の定めと、その適切性についての判断を記載してください。契約・協定のほかには要しないときは、そのことを改めて申告してください（partner.contract_not_needed）。"
#         en: "Enter the term, and the judgement on its adequacy. Where nothing is needed beside that contract, declare
#           that anew (`partner.contract_not_needed`)."
#     not_needed_before_partner:
#       status: missing_information
#       message:
#         ja: "共同研究契約・協定を要しないとの申告は、この機関が研究に加わる前（この機関についての最初の申告・照合より前）のものです。"
#         en: "That no contract is needed was declared before anything else was declared of, or looked at in, this
#           institution."
#       remedy:
#         ja: "この機関について、契約・協定を要しないかどうかを確かめ、改めて申告してください（partner.contract_not_needed）。契約・協定があるときは、それを記載してください。この機関がそれより前から研究に加わっていたときは、その機関についての申告に、いつから変わらないか（since）を記載してください。"
#         en: "See whether none is needed with this institution, and declare that anew (`partner.contract_not_needed`);
#           where there is a contract, enter it. Where the institution was part of the research before, say of what is
#           declared of it since when it has stood (`since`)."
#     contract_not_needed:
#       status: not_applicable
#       message:
#         ja: "この共同研究先の機関とは、共同研究契約・協定を要しないとされ、「{title}」を定めた契約・協定もありません。"
#         en: "No joint research contract with this institution is needed (the reason is given); none sets “{title}”."
#     no_joint_research:
#       status: not_applicable
#       message:
#         ja: "共同研究先の機関がないため、該当しません。"
#         en: "There is no joint institution."
#   readings:
#     - ja: "適切性は相手方との関係でのものと読み、その機関が研究に加わる前（その機関についての最初の申告・照合より前）の判断は、その機関についてのものとは数えません。"
#       en: >-
#         It is the adequacy towards this partner: what was judged before the institution was part of the research
#         (before the first that was declared of it, or looked at) was not judged towards it.
#       reasons: [judged_before_partner]
#     - ja: "契約・協定を要しないとの申告も同じく、その機関が研究に加わる前のものは、その機関についてのものとは数えません。ほかの機関の欄から写したものであることがあるためです。"
#       en: >-
#         Nor does it count for this partner that no contract is needed, where that was declared before the institution
#         was part of the research: it may have been copied from another one's part.
#       reasons: [not_needed_before_partner]
#     - ja: "契約は、研究の開始前であれば、案又は予定する条件でも足りると読みます。申請の時点で締結を求める文言はないためです。開始前であることは、申請の段階又は研究の開始日によります。名簿によれば研究者のすべてがこれから参画する（since）共同研究機関については、その日までも同様です。その機関の研究は、まだ始まっていないためです。"
#       en: >-
#         Before the start of the research a draft, or the terms intended, are enough: nothing in the source
#         asks for a contract concluded at the time of application. The stage, or the first day, says that it is before.
#         So it is of a joint institution all of whose people are to join on a day ahead, by its roster (`since`): its
#         part has yet to start.
#       reasons: [not_concluded, status_unknown]
#     - ja: "「内容の適切性」は、人が根拠とともに判断するものとし、基準を設けません。"
#       en: >-
#         適切性 is a person's view with a rationale; no criterion is set.
#       reasons: [inadequate, unsure, not_judged, judgement_older]
#     - ja: "締結の日、又は現在の案の日より前に申告された条項は、以前の案のものと読み、現在の内容についての申告を求めます。それまでに内容が変わることがあり、現在の契約・協定又は案の適切性を判断した者がまだいないためです。"
#       en: >-
#         A term that was declared before the contract was concluded, or before the day of the draft of now, is an
#         earlier draft's, and is declared anew of what stands now: it may have changed by then, and nobody has judged
#         that.
#       reasons: [declared_of_draft]
#     - ja: "適切性は申請する研究についてのものと読み、公募の開始以後の判断を求めます。契約・協定は、以前からのものでも差し支えありません。"
#       en: >-
#         It is the adequacy for the research applied for, and judged since the call opened; the contract may be older.
#       reasons: [judged_before_call]
#     - ja: "契約・協定を要しないことも申請する研究についてのものと読み、公募の開始以後の申告を求めます。"
#       en: >-
#         That no contract is needed is said of the research applied for as well, and declared since the call opened.
#       reasons: [not_needed_before_call]
#     - ja: "契約・協定を要しないとの申告は、相手方の機関がその後に初めて挙げた管理対象データを知ってのものではないと読み、改めての申告を求めます。(5)は、研究データ等へのアクセスの内容の適切性を含むためです。"
#       en: >-
#         That no contract is needed does not speak of managed data that the partner listed later, and is declared anew:
#         access to research data is among the terms of (5).
#       reasons: [not_needed_before_data]
#     - ja: "契約・協定を要しないとの申告は、その後の契約・協定を知ってのものではないと読みます。要しないとした後に結んだ契約・協定に定めがないときは、定めの記載又は改めての申告を求めます。"
#       en: >-
#         That no contract is needed does not speak of a contract of a later day: where that lacks a term, the term is
#         entered, or it is declared anew that none is needed beside it.
#       reasons: [not_needed_before_contract]
#     - ja: "契約・協定を要しないとの申告の文言が、ほかの機関の名称だけを挙げていても、その機関についての申告と読みます。ほかの機関との契約を理由とすることもあり、どの機関について述べたものかを文言から決められないためです。"
#       en: >-
#         That no contract is needed is said of the institution at which it stands, though its words name another alone:
#         the contract with another may be the reason, and no rule can tell by the words of whom they speak.
#       reasons: [contract_not_needed]
#     - ja: "共同研究機関が研究に加わった日は、その機関についての最初の申告、調査又は照合の日と読みます。前から候補として調査していたのか、写した記載の日付が残ったのかは、規則では分からないため、日付のとおりに扱います。"
#       en: >-
#         A joint institution is part of the research since the first that was declared of it, or the first look or run.
#         Whether it was looked at before as one that might join, or a copied row kept its day, no rule can tell: the
#         days are taken as they are.
#       reasons: [judged_before_partner, not_needed_before_partner]
package policy.lib.terms

import data.policy.lib.dates
import data.policy.lib.fact
import data.policy.lib.looks
import data.policy.lib.own_word
import data.policy.lib.recent
import data.policy.lib.roster
import data.policy.lib.standing
import data.policy.lib.start
import data.policy.lib.steps
import data.policy.lib.subjects
import data.policy.lib.verdict

# METADATA
# description: the verdict on one term (`scope`, `data_access`, …) of the contracts with a joint institution
assess(subject, term) := verdict.not_applicable("no_joint_research", ["/facts/institutions"]) if {
	subject.kind == "application"
} else := of_contracts(subject, readings(subject, term))

# Of several contracts one may hold what another leaves out (an NDA beside the contract of the joint research); and
# where no contract is needed, one that is there all the same need not hold everything. One that holds none of the terms
# is entered half: what it says of them is not known, whatever another one says.
of_contracts(subject, found) := said if {
	said := worst([reading | some reading in found; heard(reading)])
} else := said if {
	said := of_statement(subject, not_needed(subject))
} else := said if {
	said := worst(found)
} else := verdict.missing("no_agreement", ["/facts/agreements"])

heard(reading) if reading.entered

heard(reading) if reading.bare

# Undefined where it is not stated that none is needed.
of_statement(subject, stated) := without_contract(subject, stated, fact.read(subject, ["managed_data"])) if {
	stated.state == "provided"
	own_word.said(subjects.lead[0], stated)
	every statement in stated.entries { is_string(statement.summary) }
}

# It is said of the research applied for, of an institution that takes part, and of the data that it holds by then.
without_contract(subject, stated, held) := verdict.missing("not_needed_before_call", [stated.at]) if {
	stated.on < recent.opened
} else := verdict.missing("not_needed_before_partner", [stated.at]) if {
	stated.on < joined[subject.at]
} else := verdict.missing("not_needed_before_data", [stated.at, held.at]) if {
	held.state == "provided"
	stated.on < fact.since(held)
} else := verdict.missing("not_needed_before_contract", [stated.at, "/facts/agreements"]) if {
	stated.on < max(days_of_contracts(subject))
} else := verdict.not_applicable("contract_not_needed", [stated.at])

# What partners agree among themselves says nothing of what the lead institution stated.
days_of_contracts(subject) := [agreement.on |
	some agreement in input.facts.agreements
	subject.fact.id in agreement.between
	subjects.lead[0].fact.id in agreement.between
	dates.reached(agreement.on)
]

not_needed(subject) := fact.read(subject, ["partner", "contract_not_needed"])

worst(found) := said if {
	reasons := {reading.reason | some reading in found}
	worst_reason := [reason | some reason in worst_first; reason in reasons][0]
	deciding := [reading | some reading in found; reading.reason == worst_reason]

	# An answer is on all that is open here, whichever of it is the worst.
	alike := {reason | some reason in worst_first; statuses[reason] == statuses[worst_reason]}
	open := [reading | some reading in found; reading.reason in alike]
	said := {
		"status": statuses[worst_reason],
		"reason": worst_reason,
		"params": {"agreements": sort([reading.agreement | some reading in deciding])},
		"reads": [reading.at | some reading in open],
		"since": max([reading.since | some reading in open]),
	}
}

# METADATA
# description: what each contract between the institution and the lead one says of the term
readings(subject, term) := [reading |
	some i, agreement in input.facts.agreements
	subject.fact.id in agreement.between
	some lead in subjects.lead_institutions
	lead.fact.id in agreement.between
	read := steps.as_lead(fact.at(
		object.get(agreement, term, null),
		concat("/", ["/facts/agreements", format_int(i, 10), term]),
	))
	reading := {
		"agreement": object.get(agreement, "id", "?"),
		"at": read.at,
		"since": since(read),
		"reason": of_contract(subject, agreement, read.on, of_term(read, object.get(joined, subject.at, ""))),
		"entered": is_object(object.get(agreement, term, null)),
		"bare": i in bare,
	}
]

# The contracts that hold none of the terms.
# regal ignore:prefer-set-or-object-rule
bare := {i |
	some i, agreement in input.facts.agreements
	count([term | some term in every_term; is_object(object.get(agreement, term, null))]) == 0
}

every_term := ["scope", "data_access", "intellectual_property", "confidentiality"]

of_contract(subject, agreement, declared_on, said) := said if {
	said == "no_term"
} else := "status_unknown" if {
	not status_known(agreement)
} else := "not_concluded" if {
	agreement.status != "concluded"
	not yet_to_begin(subject)
} else := "declared_of_draft" if {
	declared_on < agreement.on
} else := said

status_known(agreement) if {
	agreement.status in ["concluded", "draft", "intended"]
	dates.reached(agreement.on)
}

# The research has yet to start or, of an institution all of whose people are to join by the roster, its part in it.
yet_to_begin(_) if start.ahead

yet_to_begin(_) if dates.ahead(input.facts.application.starts_on)

yet_to_begin(institution) if {
	members := [person | some person in subjects.named_people; person.owner == institution.fact.id]
	count(members) > 0
	every person in members { is_string(roster.joins_on(person)) }
}

# Since when each joint institution is part of the research, as far as can be seen: the first that is declared of it for
# this application, and the lead institution's first look or run.
# regal ignore:prefer-set-or-object-rule
joined := {subject.at: first |
	some subject in subjects.joint_institutions
	acts := array.concat(standing.of_acts(subject, {subjects.lead_id}), looks.first_days(subject, {subjects.lead_id}))
	first := min(array.concat(standing.of_first_declared(declared_of(subject.fact)), acts))
}

declared_of(institution) := array.concat(
	[envelope | some name in ["roster", "managed_data", "supporters"]; envelope := institution[name]],
	[envelope |
		some part in ["partner", "controls"]
		some name, envelope in institution[part]
		name != "contract_not_needed"
	],
)

of_term(read, partner_since) := code if {
	read.state == "provided"
	views := {view(read, entry, partner_since) | some entry in read.entries}
	code := [code | some code in worst_first; code in views][0]
} else := read.state if {
	read.state in ["unobtainable", "withheld"]
} else := "no_term"

view(read, entry, partner_since) := "not_judged" if {
	not judged(entry)
} else := "judged_before_call" if {
	entry.adequacy.on < recent.opened
} else := "judged_before_partner" if {
	entry.adequacy.on < partner_since
} else := "judgement_older" if {
	entry.adequacy.on < fact.entry_since(read.envelope, entry)
} else := entry.adequacy.view

judged(entry) if {
	fact.signed(entry.adequacy)
	entry.adequacy.view in ["adequate", "inadequate", "unsure"]
}

# METADATA
# description: since when the term and the views on it stand
since(read) := max(array.concat([fact.since(read)], [entry.adequacy.on | some entry in read.entries]))

worst_first := [
	"status_unknown",
	"not_concluded",
	"no_term",
	"declared_of_draft",
	"not_judged",
	"judged_before_call",
	"judged_before_partner",
	"judgement_older",
	"withheld",
	"unobtainable",
	"inadequate",
	"unsure",
	"adequate",
]

statuses := {
	"status_unknown": "missing_information",
	"not_concluded": "missing_information",
	"no_term": "missing_information",
	"declared_of_draft": "missing_information",
	"not_judged": "missing_information",
	"judged_before_call": "missing_information",
	"judged_before_partner": "missing_information",
	"judgement_older": "missing_information",
	"withheld": "consult_fa",
	"unobtainable": "consult_fa",
	"inadequate": "consult_fa",
	"unsure": "consult_fa",
	"adequate": "satisfied",
}
