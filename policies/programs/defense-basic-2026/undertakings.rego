# METADATA
# title: Undertaking and consent
# description: |
#   An example, modelled on a call that has every person of a project which was chosen for interview sign an
#   undertaking, and consent to how personal data are handled. Each is shown by its document: title, day, and where it
#   is kept. Declared `none`, neither was signed.
# custom:
#   id: DB-05
#   title:
#     ja: 誓約書と同意書（例）
#     en: Undertaking and consent (example)
#   description_ja: |
#     例示です。面接選考の対象となった課題の研究者全員に、誓約書への署名と、
#     個人情報の取扱いへの同意を求める公募にならったものです。
#     それぞれ、文書の名称、日付及び保管場所によって示します。
#     「該当なし」（none）という申告は、署名していないことを示します。
#   clause:
#     section: 公募要領（例）
#     item: 3章
#     quote: （例）研究代表者、研究分担者及び研究参画者は、様式6の誓約書及び様式7の同意書に本人が署名の上、提出するものとする。
#   actor: researcher
#   stage: collection
#   classes: [research_integrity, research_security]
#   subjects: [person]
#   enforcement: binding
#   effective_from: "2026-04-01"
#   inherits: [fa, own_part, to_be_made, unavailable]
#   reasons:
#     before_interview:
#       status: not_applicable
#       message:
#         ja: "誓約書と同意書は、面接選考の対象となった課題に求められます（DB-04）。"
#         en: "Undertaking and consent are asked of projects that were chosen for interview (DB-04)."
#     signed:
#       status: satisfied
#       message:
#         ja: "誓約書と同意書に署名があり、その文書が示されています。"
#         en: "Undertaking and consent are signed, and their documents shown."
#     not_signed:
#       status: unsatisfied
#       words: "本人が署名の上、提出するものとする"
#       message:
#         ja: "誓約書と同意書に署名していないと申告されています。"
#         en: "It is declared that undertaking and consent were not signed."
#       remedy:
#         ja: "本人に署名を求め、文書の名称、日付及び保管場所を記載してください。"
#         en: "Have the person sign, and enter each document's title, its day and where it is kept."
#     document_missing:
#       status: missing_information
#       message:
#         ja: "署名された文書が示されていないものがあります（{kinds}）。"
#         en: "The signed document is not shown for {kinds}."
#       remedy:
#         ja: "誓約書（undertaking）と同意書（consent）のそれぞれについて、文書の名称、日付及び保管場所を記載してください。"
#         en: "Enter the document's title, its day and where it is kept for the `undertaking` and for the `consent`."
package policy.program.undertakings

import data.policy.lib.dates
import data.policy.lib.finding
import data.policy.lib.own_part
import data.policy.lib.recent
import data.policy.lib.selection
import data.policy.lib.subjects
import data.policy.lib.to_be_made
import data.policy.lib.verdict
import data.policy.program.questionnaire

id := "DB-05"

findings := [finding.of_program(id, subject, own_part.unless_withheld(id, subject, assess(subject))) |
	some subject in subjects.people
]

assess(subject) := verdict.not_applicable("before_interview", selection.reads) if {
	not questionnaire.chosen_for_interview
} else := verdict.unsatisfied("not_signed", [declared(subject).at]) if {
	declared(subject).state == "none"
} else := to_be_made.or_unavailable(id, subject, declared(subject)) if {
	declared(subject).state != "provided"
} else := verdict.with_params(
	verdict.missing("document_missing", [declared(subject).at]),
	{"kinds": sort({"undertaking", "consent"} - signed(subject))},
) if {
	count({"undertaking", "consent"} - signed(subject)) > 0
} else := verdict.satisfied("signed", [declared(subject).at])

declared(subject) := own_part.read(subject, ["undertakings"])

signed(subject) := {entry.kind |
	some entry in declared(subject).entries
	dates.reached(entry.document.on)
	entry.document.on >= recent.opened
	entry.document.on <= declared(subject).on
}
