# METADATA
# title: A fact that is to be collected
# description: |
#   The reading that every collected fact gets unless its requirement says otherwise (requirements.md, 'Unless
#   a row says otherwise'). Requirements that use it inherit these reasons.
# custom:
#   reasons:
#     provided:
#       status: satisfied
#       message:
#         ja: "「{title}」の情報が収集されています。"
#         en: "“{title}” has been collected."
#     declared_none:
#       status: satisfied
#       message:
#         ja: "「{title}」は該当なしと申告されています。リスクの有無を示すものではありません。"
#         en: "“{title}” was declared to be none. This says nothing on risk."
#     unobtainable:
#       status: consult_fa
#       message:
#         ja: "「{title}」は調査しましたが、確認できませんでした。"
#         en: "“{title}” was searched for and could not be confirmed."
#       remedy:
#         ja: "調査した範囲を示して、資金配分機関（FA）と相談・調整してください。"
#         en: "Consult the funding agency (FA), showing what was searched."
#     withheld:
#       status: consult_fa
#       message:
#         ja: "「{title}」の情報提供の同意が得られていません。"
#         en: "“{title}” was withheld."
#       remedy:
#         ja: "理由を示して、資金配分機関（FA）と相談・調整してください。"
#         en: "Consult the funding agency (FA), giving the reason."
#     absent:
#       status: missing_information
#       message:
#         ja: "「{title}」の情報がありません（基準日より後の日付の申告、他の機関による申告は数えません）。"
#         en: "“{title}” is missing (not counted: a declaration dated ahead, and the word of another institution)."
#       remedy:
#         ja: "情報を収集して記載するか、該当がなければ「該当なし」を申告者・申告日とともに記載してください。"
#         en: "Collect and enter it, or declare it none with who declares it and when."
package policy.lib.collected

import data.policy.lib.fact
import data.policy.lib.verdict

# METADATA
# description: the verdict on a fact as `fact.read` gives it
assess(found) := verdict.satisfied("provided", [found.at]) if {
	found.state == "provided"
} else := verdict.satisfied("declared_none", [found.at]) if {
	found.state == "none"
} else := verdict.consult("unobtainable", [found.at], fact.since(found)) if {
	found.state == "unobtainable"
} else := verdict.consult("withheld", [found.at], fact.since(found)) if {
	found.state == "withheld"
} else := verdict.missing("absent", [found.at])

# METADATA
# description: |
#   the verdict on several facts that are asked for together: the fact furthest from being known speaks for all, and
#   `items` names those in its state. `facts` maps a name to a fact
together(facts) := {
	"status": worst.status,
	"reason": worst.reason,
	"params": {"items": sort([item.name | some item in found; item.said.reason == worst.reason])},
	"reads": sort([asked.at | some asked in facts]),
	"since": max([fact.since(asked) | some asked in facts]),
} if {
	found := [{"name": name, "said": assess(asked)} | some name, asked in facts]
	worst := [item.said |
		some reason in ["absent", "withheld", "unobtainable", "declared_none", "provided"]
		some item in found
		item.said.reason == reason
	][0]
}

# METADATA
# description: |
#   a person who looked marked what was found as not adverse; an entry that does not say so, one way or the other,
#   asks for a judgement as well
harmless(entry) if entry.adverse == false
