# METADATA
# title: Managed data (管理対象データ)
# description: |
#   The managed data of this research, listed by each institution for what it holds: name, place and access, stated
#   here or by the identifier of a dataset of the DMP. `none` means that this institution holds none, and needs a
#   reason. What a maDMP says besides (personal or sensitive data, say) is shown and not asked for; but a dataset that
#   it calls sensitive, or closes, stands in a list, or the lead institution says why it is none (`not_managed`), and
#   a list does not say otherwise than the DMP who has access. Who holds none is nowhere named as the place, nor is a
#   joint institution whose list does not have what is kept there. Where no rule can read the DMP, the lead
#   institution declares its list for the DMP that stands.
# custom:
#   id: RS-D4-02
#   title:
#     ja: 当該研究における管理対象データ
#     en: Managed data (管理対象データ)
#   description_ja: |
#     当該研究における管理対象データです。各機関が、保有するものについて、名称・保管場所・アクセスの別を
#     記載するか、DMPのデータセットの識別子で示します。「該当なし」は、その機関が保有するものがないことを意味し、理由を要します。
#     maDMPに記載されるその他の事項（個人情報、機微な情報など）は、表示するだけで、求めるものではありません。
#     ただし、DMPで機微な情報を含む、又は非公開とされたデータセットは、いずれかの機関の一覧にあるか、管理対象データでない理由
#     （not_managed、研究代表者の所属機関）が記載されていることを求め、一覧とDMPのアクセスの別に矛盾がないことを確認します。「該当なし」とした機関や、一覧にそのデータを挙げていない共同研究機関が、保管場所とされていないことも確認します。
#   clause:
#     section: 第2章(3)
#     item: "(4)"
#     quote: 当該研究における管理対象データ
#   actor: lead
#   stage: collection
#   classes: [research_security]
#   subjects: [institution]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [collected, fa, own_part, own_word, to_be_made]
#   reasons:
#     none_without_reason:
#       status: missing_information
#       message:
#         ja: "管理対象データはないとされていますが、その理由が記載されていません。"
#         en: "Managed data were declared to be none, without a reason."
#       remedy:
#         ja: "管理対象データがない理由を記載してください。"
#         en: "Enter the reason why there are none."
#     none_before_plan:
#       status: missing_information
#       message:
#         ja: "管理対象データはないとの申告は、DMPが現在の内容となる（{since}）より前のものです。"
#         en: "That there are no managed data was declared before the DMP came to stand as it does ({since})."
#       remedy:
#         ja: "現在のDMPを踏まえて、管理対象データがないかどうかを確かめ、改めて申告してください。DMPの内容が変わっていないときは、DMPの申告に、いつから変わらないか（since）を記載してください。"
#         en: >-
#           See by the DMP as it is whether there are none, and declare that anew. Where the DMP did not change, say
#           there since when it stands (`since`).
#     list_before_plan:
#       status: missing_information
#       message:
#         ja: "管理対象データの一覧は、DMPが現在の内容となる（{since}）より前に申告されたものです。"
#         en: "The list of managed data was declared before the DMP came to stand as it does ({since})."
#       remedy:
#         ja: "現在のDMPを踏まえて一覧を確かめ、改めて申告してください（変わらない記載には、いつから変わらないか（since）を記載できます）。DMPの内容が変わっていないときは、DMPの申告に、いつから変わらないか（since）を記載してください。"
#         en: >-
#           Go through the list by the DMP as it is, and declare it anew; what did not change may say since when it
#           stands (`since`). Where the DMP did not change, say there since when it stands (`since`).
#     listed_and_not_managed:
#       status: missing_information
#       message:
#         ja: "データセット（{datasets}）が、管理対象データの一覧と、管理対象データでないとの記載（not_managed）の双方にあります。"
#         en: "The datasets {datasets} stand in a list of managed data, and among those that are not managed."
#       remedy:
#         ja: "どちらが正しいかを確かめ、一方から外してください。"
#         en: "Find out which is right, and take it out of the other."
#     kept_here:
#       status: missing_information
#       message:
#         ja: "管理対象データはないとされていますが、管理対象データ（{datasets}）の保管場所として、この機関の名称が記載されています。"
#         en: "It was declared to hold no managed data, and is named as where the managed data {datasets} are kept."
#       remedy:
#         ja: "この機関が保有しているときは、この機関の管理対象データとして記載してください。そうでないときは、一覧又はDMPに記載した保管場所を改めてください。"
#         en: "Where it holds them, list them at this institution; otherwise correct the place in the list or the DMP."
#     kept_here_as_well:
#       status: missing_information
#       message:
#         ja: "管理対象データ（{datasets}）の保管場所として、この機関の名称が記載されていますが、この機関の一覧にありません。"
#         en: "This institution is named as where the managed data {datasets} are kept, which its list does not have."
#       remedy:
#         ja: "この機関が保有しているときは、この機関の管理対象データにも、同じ識別子又は名称で加えてください。そうでないときは、ほかの機関の一覧又はDMPに記載した保管場所を改めてください（閲覧できる機関などの注記は、括弧書きとしてください）。"
#         en: >-
#           Where it holds them, list them at this institution as well, by the same identifier or name. Otherwise
#           correct the place in the other list or in the DMP; a remark, on who may read them, say, goes in brackets.
#     dataset_not_in_dmp:
#       status: missing_information
#       message:
#         ja: "管理対象データ（{datasets}）が、DMPのデータセットに見当たりません。"
#         en: "The managed data {datasets} are not among the datasets of the DMP."
#       remedy:
#         ja: "DMPにデータセットを追加するか、識別子の誤りを直してください。DMPにないデータは、識別子によらず、名称、保管場所及びアクセスの別を記載してください。"
#         en: "Add the dataset to the DMP, or correct the identifier; data in no DMP have name, place and access."
#     dataset_ambiguous:
#       status: missing_information
#       message:
#         ja: "管理対象データ（{datasets}）の識別子が、DMPの複数のデータセットに付されています。"
#         en: "The identifiers of the managed data {datasets} stand for several datasets of the DMP."
#       remedy:
#         ja: "DMPが改訂されているときは、改訂前のDMP（maDMP）を一覧から外してください（改訂前のものは別に保管します）。そうでないときは、DMPのデータセットごとに異なる識別子を付してください。"
#         en: "Where the DMP was revised, take the older maDMP out of the list (keep it elsewhere). Otherwise give
#           each dataset of the DMP an identifier of its own."
#     place_unknown:
#       status: missing_information
#       message:
#         ja: "管理対象データ（{datasets}）の保管場所が記載されていません。"
#         en: "Where the managed data {datasets} are kept is not stated."
#       remedy:
#         ja: "保管場所（place）を記載するか、DMPのdistributionにその所在を記載してください。"
#         en: "Enter the place (`place`), or the host or address in the DMP's distribution."
#     access_unknown:
#       status: missing_information
#       message:
#         ja: "管理対象データ（{datasets}）について、公開・共有・非共有・非公開・公開期間猶予の別が記載されていません。"
#         en: "Who has access to the managed data {datasets} is not stated."
#       remedy:
#         ja: "アクセスの別（access）を記載するか、DMPのdistributionにdata_accessを記載してください。"
#         en: "Enter who has access (`access`), or `data_access` in the DMP's distribution."
#     access_differs:
#       status: missing_information
#       message:
#         ja: "管理対象データ（{datasets}）のアクセスの別が、DMPのdata_accessと異なります。"
#         en: "The list and the DMP (`data_access`) differ on who has access to the managed data {datasets}."
#       remedy:
#         ja: "実際の取扱いを確認し、一覧又はDMPのいずれかを改めてください。"
#         en: "Find out which is right, and correct the list or the DMP."
#     dataset_not_listed:
#       status: missing_information
#       message:
#         ja: "DMPで機微な情報を含む、又は非公開とされたデータセット（{datasets}）が、どの機関の管理対象データの一覧にもありません。"
#         en: "The DMP calls {datasets} sensitive, or closes it, and no institution lists it among the managed data."
#       remedy:
#         ja: "保有する機関の一覧に識別子（dataset_id）で加えるか、管理対象データでない理由を、研究代表者の所属機関のnot_managedに（識別子が複数のデータセットに付されているときは、その名称（name）とともに。DMPが現在の内容となる前に述べた理由は改めて）記載してください。保有する共同研究機関が一覧を提供しない場合は、「提供しない事項」（partner.withholds）に記載してください。"
#         en: >-
#           Add it (`dataset_id`) to the list of whoever holds it, or say why it is none (`not_managed`, at the lead
#           institution, with its `name` where several share an identifier), once more where that was said before the
#           DMP came to stand as it does. What a joint institution withholds goes to `partner.withholds`.
#     dataset_list_withheld:
#       status: consult_fa
#       answered_at: {requirement: RS-SCP-03, of: institution}
#       message:
#         ja: "DMPで機微な情報を含む、又は非公開とされたデータセット（{datasets}）が、どの機関の管理対象データの一覧にもありません。一覧を提供しない共同研究機関が保有し得るため、その機関の自機関による管理（RS-SCP-03）についての資金配分機関（FA）の回答を待ちます。"
#         en: "The DMP calls {datasets} sensitive, or closes it, and no list of managed data that was given has it.
#           A joint institution withholds its list: the funding agency (FA) answers at RS-SCP-03."
#       remedy:
#         ja: "一覧を提供しない機関とその理由、データセットを示して、その機関自身による管理（RS-SCP-03）について資金配分機関（FA）と相談・調整してください。"
#         en: "Consult the FA on RS-SCP-03 of that institution, showing the dataset, what is withheld and why."
#     dataset_list_not_known:
#       status: consult_fa
#       answered_at: {requirement: RS-D4-02, of: institution}
#       message:
#         ja: "DMPで機微な情報を含む、又は非公開とされたデータセット（{datasets}）が、どの機関の管理対象データの一覧にもありません。一覧の得られない共同研究機関が保有し得るため、その機関の管理対象データ（RS-D4-02）についての資金配分機関（FA）の回答を待ちます。"
#         en: "The DMP calls {datasets} sensitive, or closes it, and no list of managed data that was given has it.
#           The list of a joint institution could not be had: the funding agency (FA) answers at RS-D4-02 there."
#       remedy:
#         ja: "データセットを示して、一覧の得られない機関の管理対象データ（RS-D4-02）について資金配分機関（FA）と相談・調整してください。"
#         en: "Consult the funding agency (FA) on RS-D4-02 of that institution, showing the dataset."
#   readings:
#     - ja: "管理対象データには、名称のほか保管場所とアクセスの別を求めます。「管理対象データ」は令和3年4月27日の考え方の定義によるとされ（※2）、そこでメタデータとして求められるものだからです。「該当なし」には理由を求めます。"
#       en: >-
#         Managed data have their place and access besides their name: ※2 takes the definition of the policy
#         of 2021-04-27, whose metadata have both. None needs a reason.
#       reasons: [place_unknown, access_unknown, none_without_reason]
#     - ja: "研究代表者の所属機関の「該当なし」は、DMPが現在の内容となる前に述べられたものであれば、現在のDMPについてのものではないと読み、改めての申告を求めます。共同研究機関は、保有するものだけを申告するため、DMPの改訂によっては求めません。"
#       en: >-
#         None, by the lead institution, from before the DMP came to stand as it does is none of this DMP, and is
#         declared anew. A joint institution speaks of what it holds alone: a revised DMP asks nothing of it.
#       reasons: [none_before_plan]
#     - ja: "データセットを挙げないDMP（ファイルなど）が改められたときは、研究代表者の所属機関の一覧を、そのDMPを踏まえて改めて申告することを求めます。データセットを挙げたDMP（maDMP）とは、規則が一覧を照らし合わせるため、求めません。"
#       en: >-
#         Where a DMP that lists no datasets here (a file, say) was revised, the list of the lead institution is
#         declared anew for it. With a DMP that lists its datasets (maDMP) the rules compare the list themselves.
#       reasons: [list_before_plan]
#     - ja: "同じデータセットが、管理対象データの一覧と、管理対象データでないとの記載の双方にあるときは、どちらが正しいかの確認を求めます。"
#       en: "Where a dataset stands in a list of managed data, and among those not managed, it is asked which is right."
#       reasons: [listed_and_not_managed]
#     - ja: "管理対象データの一覧（place）又はDMP（host）が、「該当なし」とした機関の名称を保管場所として挙げているときは、いずれが正しいかの確認を求めます。手順書は各機関に、自らの施設やサーバーにある「管理対象データ」の管理を求めているためです。名称によらずに書かれた保管場所は問いません。"
#       en: >-
#         Where the list (`place`), or the DMP (`host`), names an institution that declares that it holds none, it is
#         asked which is right: each manages what is in its own premises and servers. Other places are not asked about.
#       reasons: [kept_here]
#     - ja: "共同研究機関が別のデータを一覧に挙げているときも、その機関に保管するとされたデータが一覧にあることを求めます。一つでも挙げれば尋ねられないのでは、何も挙げない機関より緩くなるためです。一覧を示した研究代表者の所属機関の基盤に共同研究機関のデータを置くことは、そのデータを保有する機関の一覧とその機関の管理方針によるものとし、改めて求めません。"
#       en: >-
#         A joint institution that lists other data lists what is said to be kept there, too: else to list anything
#         would ask less than to list nothing. Its data on a platform of the lead one, which lists any, are not asked.
#       reasons: [kept_here_as_well]
#     - ja: "DMPで機微な情報を含む、又は非公開とされたデータセットは、管理対象データの一覧にあるか、そうでない理由が示されることを求めます。手順書は管理対象データの範囲を定めていませんが、DMP自身が公開しないとするデータが一覧になければ、もれが疑われるためです。公開・共有とされ、機微でないデータは問いません。DMPが現在の内容となる前に述べられた理由は、現在のDMPについてのものではないと読みます。"
#       en: >-
#         A dataset that the DMP calls sensitive, or closes, stands in a list, or it is said why not. The source does
#         not say what the range is, but that one may have been left out. Data that are open or shared, and not
#         sensitive, are not asked for. A reason from before the DMP came to stand as it does is none of this DMP.
#       reasons: [dataset_not_listed]
#     - ja: "管理対象データの一覧を提供しない共同研究機関があるときは、どの一覧にもないデータセットをその機関が保有し得るため、提供しないこと自体についてのFAの回答によるものとします。"
#       en: >-
#         Where a joint institution gives no list, a dataset in no other may be in that one: the FA's answer settles it.
#       reasons: [dataset_list_withheld, dataset_list_not_known]
#     - ja: "一覧とDMPのアクセスの別が両立しないときは、いずれが正しいかの確認を求めます。非共有はDMPのshared又はclosedに、公開期間猶予はいずれにも当たり得ると読みます。DMPに非公開とされた部分（distribution）のあるデータを、一覧で公開又は共有とすることは両立しません。"
#       en: >-
#         Where list and DMP cannot both be right on who has access, it is asked which one is. 非共有 may be `shared` or
#         `closed` in a DMP, 公開期間猶予 any. Data that the DMP closes in part are not open, or shared, in the list.
#       reasons: [access_differs]
#     - ja: "データセットを挙げたDMP（maDMP）があるときは、一覧に記載された識別子がそのいずれか一つのものであることを求めます。名称が併記されていても同じです。識別子の誤りにより、DMPの記載（アクセスの別など）と照らせなくなるためです。"
#       en: >-
#         Where a DMP (maDMP) lists datasets, an identifier in the list is that of one of them, whether a name stands
#         beside it or not: with a wrong one nothing can be held against what the DMP says.
#       reasons: [dataset_not_in_dmp, dataset_ambiguous]
package policy.procedure.data.managed

import data.policy.lib.collected
import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.own_part
import data.policy.lib.own_word
import data.policy.lib.subjects
import data.policy.lib.to_be_made
import data.policy.lib.verdict

id := "RS-D4-02"

findings := [finding.of(id, subject, own_part.unless_withheld(id, subject, assess(subject))) |
	some subject in subjects.institutions
]

assess(subject) := of_list(subject, lists[subject.at])

of_list(subject, list) := said if {
	said := own_word.of_another(subject, list)
} else := verdict.missing("none_without_reason", [list.at]) if {
	list.state == "none"
	not explained(list)
} else := verdict.with_params(verdict.missing("none_before_plan", [list.at, plan.at]), {"since": plan_declared}) if {
	subject.fact.role == "lead"
	list.state == "none"
	not fact.reason_knew_of(list, plan.envelope, plan.entries)
} else := verdict.with_params(verdict.missing("kept_here", [list.at, "/facts/dmp"]), {"datasets": kept}) if {
	list.state == "none"
	kept := sort({name(entry) | some entry in kept_at[subject.fact.id]})
	count(kept) > 0
} else := not_given(subject, list) if {
	not list.state in ["provided", "none"]
} else := said if {
	said := of_entries(subject)
} else := said if {
	subject.fact.role == "lead"
	said := of_leads(subject, list)
} else := own_part.unless_declined(id, subject, of_left_out(subject, sort(left_out))) if {
	subject.fact.role == "lead"
	count(left_out) > 0
} else := collected.assess(list)

not_given(subject, list) := said if {
	said := to_be_made.assess(id, subject, list)
} else := verdict.no_earlier(collected.assess(list), array.concat(known, [plan_declared | subject.fact.role == "lead"])) if {
	# The FA's answer is on what was said to be kept there by then and, of the lead's list, on the DMP.
	known := [entry.since | some entry in kept_at[subject.fact.id]]
}

# What the lead institution's list has to be held against: a DMP that nobody but a person reads, and its own word that
# something is no managed data.
of_leads(subject, list) := verdict.with_params(
	verdict.missing("list_before_plan", [list.at, plan.at]),
	{"since": since},
) if {
	list.state == "provided"
	plan.state == "provided"
	since := max([fact.entry_since(plan.envelope, entry) | some entry in plan.entries; not lists_datasets(entry)])
	list.on < since
} else := about(both, verdict.missing("listed_and_not_managed", looked_up(subject))) if {
	both := sort({title(dataset) |
		some dataset in planned
		count([entry | some entry in let_off; is_of(entry, dataset)]) > 0
		count([entry | some entry in in_lists; is_of(entry, dataset)]) > 0
	})
	count(both) > 0
}

lists_datasets(entry) if count(entry.madmp.dmp.dataset) > 0

# What no list has may stand in one that is not given: that is settled where the FA answers on that one.
of_left_out(subject, datasets) := own_part.settled_at("RS-SCP-03", institution, about(datasets, verdict.consult(
	"dataset_list_withheld",
	array.concat(looked_up(subject), [own_part.withheld_at(institution)]),
	since,
))) if {
	institution := withholding[0]

	# The answer is on the datasets that the DMP had, and that the lead's list left out, by then.
	since := max([own_part.withheld_since(institution, id), plan_since, fact.since(listed(subject))])
} else := own_part.settled_at(id, institution, about(datasets, verdict.consult(
	"dataset_list_not_known",
	array.concat(looked_up(subject), [list.at]),
	max([fact.since(list), plan_since, fact.since(listed(subject))]),
))) if {
	institution := without_list[0]
	list := listed(institution)
} else := about(datasets, verdict.missing("dataset_not_listed", looked_up(subject)))

plan_since := fact.since(plan)

# Since when the DMP says what it does; undefined where there is none.
plan_declared := fact.declared_since(plan) if plan.state == "provided"

about(datasets, said) := verdict.with_params(said, {"datasets": datasets})

looked_up(subject) := [listed(subject).at, "/facts/dmp", not_managed(subject).at]

withholding := [institution |
	some institution in subjects.joint_institutions
	is_string(own_part.withheld_since(institution, id))
]

# Those that say themselves that their list cannot be had.
without_list := [institution |
	some institution in subjects.joint_institutions
	listed(institution).state in ["unobtainable", "withheld"]
	own_word.said(institution, listed(institution))
]

# What is wanting in the list itself; undefined where nothing is. What contradicts the DMP goes before what is not
# said, which may be withheld.
of_entries(subject) := open_point(subject, "dataset_not_in_dmp", absent) if {
	absent := [name(entry) | some entry in referring(subject); count(datasets(entry)) == 0]
	count(absent) > 0
} else := open_point(subject, "dataset_ambiguous", ambiguous) if {
	ambiguous := [name(entry) | some entry in referring(subject); count(datasets(entry)) > 1]
	count(ambiguous) > 0
} else := open_point(subject, "access_differs", differing) if {
	differing := [name(entry) | some entry in listed(subject).entries; access_differs(entry)]
	count(differing) > 0
} else := open_point(subject, "place_unknown", unknown) if {
	unknown := [name(entry) | some entry in listed(subject).entries; not place_known(entry)]
	count(unknown) > 0
} else := open_point(subject, "access_unknown", unknown) if {
	unknown := [name(entry) | some entry in listed(subject).entries; not access_known(entry)]
	count(unknown) > 0
} else := verdict.no_earlier(open_point(subject, "kept_here_as_well", names), [entry.since | some entry in kept]) if {
	kept := [entry | some entry in kept_at[subject.fact.id]; not listed_by(subject, entry)]
	names := {name(entry) | some entry in kept}
	count(kept) > 0
}

listed(subject) := lists[subject.at]

# Read once, and asked for at every entry.
# regal ignore:prefer-set-or-object-rule
lists := {subject.at: fact.read(subject, ["managed_data"]) | some subject in subjects.institutions}

not_managed(subject) := fact.read(subject, ["not_managed"])

explained(managed) if fact.says(managed.envelope.reason)

open_point(subject, reason, names) := verdict.with_params(
	verdict.missing(reason, [listed(subject).at, "/facts/dmp"]),
	{"datasets": sort(names)},
)

name(entry) := entry.name if {
	is_string(entry.name)
} else := entry.dataset_id.identifier if {
	is_string(entry.dataset_id.identifier)
} else := "?"

# METADATA
# description: |
#   the entries that name a dataset of the DMP, where it lists any by an identifier, or that name nothing at all; a
#   name beside an identifier does not make that right
referring(subject) := [entry | some entry in listed(subject).entries; refers(entry)]

refers(entry) if not is_string(object.get(entry, "name", null))

refers(entry) if {
	is_string(entry.dataset_id.identifier)
	count(planned) > 0
}

# METADATA
# description: the datasets of the DMP that a managed entry names
datasets(entry) := found if {
	found := by_identifier[identifier(entry)]
} else := []

# Looked up at every entry, more than once.
# regal ignore:prefer-set-or-object-rule
by_identifier := {named: [dataset | some dataset in planned; identifier(dataset) == named] |
	some listed_there in planned
	named := identifier(listed_there)
}

# With its type: the same number of another is another one.
identifier(entry) := [entry.dataset_id.type, entry.dataset_id.identifier] if is_string(entry.dataset_id.identifier)

planned := [dataset |
	some entry in plan.entries
	some dataset in object.get(entry, ["madmp", "dmp", "dataset"], [])
]

plan := fact.read(subjects.application, ["dmp"])

# METADATA
# description: |
#   the datasets that the DMP calls sensitive, or closes, that no institution lists, and of which it is not said why
left_out := [title(dataset) |
	some dataset in planned
	guarded(dataset)
	count([entry | some entry in entries_of_lists; is_of(entry, dataset)]) == 0
]

guarded(dataset) if dataset.sensitive_data == "yes"

guarded(dataset) if {
	some distribution in dataset.distribution
	distribution.data_access == "closed"
}

entries_of_lists := array.concat(in_lists, let_off)

in_lists := [entry |
	some institution in subjects.institutions
	listed(institution).state == "provided"
	some entry in listed(institution).entries
]

let_off := [entry |
	some institution in subjects.lead
	said := not_managed(institution)
	own_word.said(institution, said)
	some entry in said.entries
	fact.says(entry.reason)

	# A reason from before the DMP says nothing of what stands there now.
	fact.knew_of(fact.entry_since(said.envelope, entry), plan.envelope, plan.entries)
]

title(dataset) := dataset.title if {
	is_string(dataset.title)
} else := "?"

place_known(entry) if is_string(entry.place)

place_known(entry) if {
	some distributions in in_parts(entry)
	every distribution in distributions { kept(distribution) }
}

# The parts of each dataset of the DMP that an entry names, where it has any.
in_parts(entry) := [dataset.distribution |
	some dataset in datasets(entry)
	is_array(dataset.distribution)
	count(dataset.distribution) > 0
]

kept(distribution) if is_string(distribution.host.title)

kept(distribution) if is_string(distribution.access_url)

# METADATA
# scope: document
# description: |
#   what is said to be kept where the name of an institution stands that lists none, by the id of that institution, and
#   since when that is said
kept_at[id] contains object.union(entry, {"since": since}) if {
	some institution in subjects.institutions
	some entry in listed(institution).entries
	since := max(array.concat([fact.entry_since(listed(institution).envelope, entry)], by_the_plan(entry)))
	some place in places(entry)
	some id in input.prepared.kept_by[place]
}

# No list has it: the lead institution says why it does not manage it.
kept_at[id] contains {"name": title(dataset), "since": plan_since} if {
	some dataset in planned
	guarded(dataset)
	count([entry | some entry in let_off; is_of(entry, dataset)]) > 0
	count([entry | some entry in in_lists; is_of(entry, dataset)]) == 0
	some distribution in dataset.distribution
	some id in input.prepared.kept_by[distribution.host.title]
}

# The DMP says where it is.
by_the_plan(entry) := [plan_since | not is_string(object.get(entry, "place", null))]

# An institution lists what others say to be kept there: the same dataset, or what has the same name.
listed_by(subject, entry) if count(marks(entry) & marked[subject.at]) > 0

# regal ignore:prefer-set-or-object-rule
marked := {subject.at: {mark | some entry in listed(subject).entries; some mark in marks(entry)} |
	some subject in subjects.joint_institutions
}

marks(entry) := {["name", entry.name]} | {["dataset", title(dataset)] | some dataset in meant(entry)} if {
	is_string(entry.name)
} else := {["identifier", entry.dataset_id.identifier]} | {["dataset", title(dataset)] | some dataset in meant(entry)}

places(entry) := {place} if {
	place := entry.place
} else := {distribution.host.title |
	some dataset in meant(entry)
	some distribution in dataset.distribution
}

access_known(entry) if entry.access in ["open", "shared", "restricted", "closed", "embargoed"]

access_known(entry) if {
	some distributions in in_parts(entry)
	every distribution in distributions { distribution.data_access in ["open", "shared", "closed"] }
}

# METADATA
# description: |
#   nowhere in the DMP is a dataset as open, or as closed, as its entry says, or a part of it is closed that it opens
access_differs(entry) if {
	planned_access := {distribution.data_access |
		some dataset in meant(entry)
		some distribution in dataset.distribution
		is_string(distribution.data_access)
	}
	count(planned_access) > 0
	differs(entry.access, planned_access)
}

differs(access, planned_access) if count(planned_access & as_planned[access]) == 0

differs(access, planned_access) if {
	access in ["open", "shared"]
	"closed" in planned_access
}

meant(entry) := found if {
	found := datasets(entry)
	count(found) > 0
} else := [dataset | some dataset in planned; entry.name == dataset.title]

# An entry that names no identifier of the DMP is of the dataset with its title.
is_of(entry, dataset) if {
	identifier(entry) == identifier(dataset)
	tells_apart(entry, dataset)
}

is_of(entry, dataset) if {
	entry.name == dataset.title
	count(datasets(entry)) == 0
}

# What several datasets have in common is that of which the name stands beside it.
tells_apart(entry, _) if count(datasets(entry)) < 2

tells_apart(entry, dataset) if entry.name == dataset.title

# What a DMP may say of data of each kind: it knows no 非共有 beside 非公開, and no 公開期間猶予.
as_planned := {
	"open": {"open"},
	"shared": {"shared"},
	"restricted": {"shared", "closed"},
	"closed": {"closed"},
	"embargoed": {"open", "shared", "closed"},
}
