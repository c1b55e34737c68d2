# METADATA
# title: Mandatory training
# description: |
#   An example: a program makes one of the measures that are examples in the procedure mandatory. It tightens RS-MT-01
#   where training was not chosen; what becomes of a training that was chosen, or of measures that nobody states, stays
#   the procedure's word.
# custom:
#   id: KP-02
#   tightens: RS-MT-01
#   title:
#     ja: 研修受講の義務（例）
#     en: Mandatory training (example)
#   description_ja: |
#     例示です。手順書では例にすぎない措置の一つを、プログラムが義務とします。
#     研修受講が選ばれていない場合にRS-MT-01に上乗せするもので、選ばれた研修受講をどう見るかは手順書によります。
#   clause:
#     section: 公募要領（例）
#     item: 4章
#     quote: （例）研究代表者、研究分担者及び研究参画者は、研究セキュリティに関する研修を受講するものとする。
#   actor: institution
#   stage: measures
#   classes: [governance, research_security]
#   subjects: [application]
#   enforcement: binding
#   effective_from: "2026-04-01"
#   parameters:
#     mandatory_measures:
#       type: array
#       direction: add
#       description:
#         ja: "義務づける軽減措置"
#         en: "the kinds of measures that the program makes mandatory"
#   reasons:
#     mandatory_not_chosen:
#       status: unsatisfied
#       words: "研修を受講するものとする"
#       message:
#         ja: "プログラムが義務づける研修受講が、リスク軽減措置に含まれていません。"
#         en: "The training that the program makes mandatory is not among the measures."
#       remedy:
#         ja: "研修受講を、担当者と期限を定めてリスク軽減措置に加えてください。"
#         en: "Add training to the measures, with its owner and due date."
package policy.program.mandatory_training

import data.policy.lib.finding
import data.policy.lib.measures
import data.policy.lib.subjects
import data.policy.lib.verdict

tightenings := [finding.of_program("RS-MT-01", subjects.application, said) |
	"training" in data.policy.params.mandatory_measures
	said := assess(subjects.application)
]

# Says nothing where training was chosen.
assess(subject) := verdict.unsatisfied("mandatory_not_chosen", [measures.listed(subject)]) if {
	measures.assess(subject, "training").reason == "not_chosen"
}
