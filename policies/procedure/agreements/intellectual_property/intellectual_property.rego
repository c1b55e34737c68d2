# METADATA
# title: Patents and intellectual property in the contract
# description: |
#   Whether what the joint research contract or agreement says on patents and intellectual property is adequate. The
#   source sets no criterion of adequacy (適切性): it is a person’s view, with its rationale. The contract is
#   concluded; before the start of the research a draft or the terms intended will do. What is inadequate or left
#   open is consulted with the FA. Where no contract is needed and none sets it, the requirement does not apply.
#   `none` means that the contract has no such term: missing.
# custom:
#   id: RS-O5-01c
#   title:
#     ja: 特許・知財の取扱い
#     en: Patents and intellectual property in the contract
#   description_ja: |
#     共同研究契約・協定が特許・知財の取扱いについて定めるところの適切性です。適切性の基準を手順書は定めておらず、
#     人が根拠とともに判断します。契約は締結済みのもの、研究の開始前であれば案又は予定する条件によります。
#     適切でない、又は判断がつかないものは、FAと相談します。契約を要せず、これを定めた契約もない場合は適用外です。
#     「該当なし」は、契約にその定めがないことを意味し、情報不足です。
#   clause:
#     section: 第2章(3)
#     item: "(5)"
#     quote: 共同研究契約・協定について、協力内容、研究データ等へのアクセス、特許・知財の取扱い、守秘義務等の内容の適切性
#   actor: institution
#   actors: {joint: lead}
#   stage: collection
#   classes: [research_security]
#   subjects: [joint]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [fa, terms]
package policy.procedure.agreements.intellectual_property

import data.policy.lib.finding
import data.policy.lib.subjects
import data.policy.lib.terms

id := "RS-O5-01c"

findings := [finding.of(id, subject, assess(subject)) | some subject in subjects.joint]

assess(subject) := terms.assess(subject, "intellectual_property")
