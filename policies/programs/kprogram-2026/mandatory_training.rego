# METADATA
# title: Mandatory training
# description: |
#   An example: a program makes one of the measures that are examples in the procedure mandatory. It tightens RS-MT-01
#   where training was not chosen; what becomes of a training that was chosen stays the procedure's word.
# custom:
#   id: KP-02
#   tightens: RS-MT-01
#   title:
#     ja: 研修受講の義務（例）
#     en: Mandatory training (example)
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
#       description: the kinds of measures that the program makes mandatory
#   reasons:
#     mandatory_not_chosen:
#       status: unsatisfied
#       message:
#         ja: "プログラムが義務づける研修受講が、リスク軽減措置に含まれていません。"
#         en: "The training that the program makes mandatory is not among the measures."
#       remedy:
#         ja: "研修受講を、担当者と期限を定めてリスク軽減措置に加えてください。"
#         en: "Add training to the measures, with its owner and due date."
#     measures_not_known:
#       status: missing_information
#       message:
#         ja: "リスク軽減措置が記載されておらず、プログラムが義務づける研修受講を確認できません。"
#         en: "No measures are stated: whether there is the training that the program makes mandatory is not known."
#       remedy:
#         ja: "研修受講を含むリスク軽減措置を、担当者と期限を定めて記載してください。"
#         en: "Enter the measures, training among them, with their owners and due dates."
package policy.program.mandatory_training

import data.policy.lib.finding
import data.policy.lib.subjects
import data.policy.lib.verdict

id := "KP-02"

tightenings := [finding.of_program("RS-MT-01", subjects.application, said) |
	"training" in data.policy.params.mandatory_measures
	said := assess(subjects.application)
]

# Says nothing where training was chosen.
assess(subject) := verdict.missing("measures_not_known", [listed(subject)]) if {
	not is_array(measures(subject))
} else := verdict.unsatisfied("mandatory_not_chosen", [listed(subject)]) if {
	count([measure | some measure in measures(subject); measure.kind == "training"]) == 0
}

measures(subject) := object.get(subject.fact, "measures", null)

listed(subject) := concat("/", [subject.at, "measures"])
