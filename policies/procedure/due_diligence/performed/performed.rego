# METADATA
# title: Due diligence
# description: |
#   Due diligence over the people, the joint institutions and the supporters of (1) to (3): what was declared
#   against other sources, each look with its source, query, date, person and result. It reaches as far as each
#   institution's sources do: a source out of reach, with its reason (RS-DD-02), does no harm while others could be
#   used. What could not be confirmed, was refused, or had no source at all is for consultation with the FA, and its
#   answer settles the point.
# custom:
#   id: RS-DD-01
#   title:
#     ja: デュー・ディリジェンスの実施
#     en: Due diligence
#   description_ja: |
#     (1)～(3)の研究者、共同研究先の機関、支援者について、申告を他の情報源と照らし合わせます。
#     照合ごとに、情報源、検索内容、実施日、実施者、結果を記載します。入手可能な情報源の範囲で行えばよく、
#     利用できない情報源は、理由が示され（RS-DD-02）、ほかの情報源が利用できていれば妨げになりません。
#     確認できなかったもの、提供が拒まれたもの、情報源が全くないものはFAとの相談事項であり、その回答によって整います。
#   clause:
#     section: 第2章(3)
#     item: "DD"
#     quote: 以下の(1)~(3)の確認に関しては、デュー・ディリジェンスを実施する
#   actor: institution
#   actors: {joint: lead}
#   stage: collection
#   classes: [research_security]
#   subjects: [person, joint, supporter]
#   enforcement: binding
#   effective_from: "2025-06-11"
#   inherits: [fa]
#   reasons:
#     performed:
#       status: satisfied
#       message:
#         ja: "デュー・ディリジェンスが実施され、情報源・検索内容・実施日・実施者・結果が記録されています。"
#         en: "Due diligence was done; sources, queries, dates, persons and results are recorded."
#     unobtainable:
#       status: consult_fa
#       message:
#         ja: "デュー・ディリジェンスを試みましたが、確認できませんでした。"
#         en: "Due diligence was attempted, and what was declared could not be confirmed."
#       remedy:
#         ja: "調査した範囲を示して、資金配分機関（FA）と相談・調整してください。"
#         en: "Consult the funding agency (FA), showing what was searched."
#     withheld:
#       status: consult_fa
#       message:
#         ja: "デュー・ディリジェンスに必要な情報の提供が拒まれています。"
#         en: "What due diligence needs was withheld."
#       remedy:
#         ja: "理由を示して、資金配分機関（FA）と相談・調整してください。"
#         en: "Consult the funding agency (FA), giving the reason."
#     no_source_available:
#       status: consult_fa
#       message:
#         ja: "記録された情報源（{sources}）は、いずれも利用できませんでした。"
#         en: "None of the sources recorded ({sources}) could be used."
#       remedy:
#         ja: "他に入手可能な情報源がないかを確認し、なければ資金配分機関（FA）と相談・調整してください。"
#         en: "See whether another source is within reach; if not, consult the funding agency (FA)."
#     not_done:
#       status: missing_information
#       message:
#         ja: "デュー・ディリジェンスの記録がありません。"
#         en: "There is no record of due diligence."
#       remedy:
#         ja: "申告された情報を他の情報源と照らし合わせ、情報源・検索内容・実施日・実施者・結果を記載してください。"
#         en: "Compare what was declared with other sources; enter source, query, date, person and result."
package policy.procedure.due_diligence.performed

import data.policy.lib.fact
import data.policy.lib.finding
import data.policy.lib.subjects
import data.policy.lib.verdict

id := "RS-DD-01"

findings := [finding.of(id, subject, assess(subject)) | some subject in subjects.examined]

assess(subject) := verdict.consult(checks(subject).state, [checks(subject).at], checks(subject).since) if {
	checks(subject).state in {"unobtainable", "withheld"}
} else := verdict.missing("not_done", [checks(subject).at]) if {
	checks(subject).state != "provided"
} else := verdict.satisfied("performed", [checks(subject).at]) if {
	some check in checks(subject).entries
	check.available == true
} else := verdict.with_params(
	verdict.consult("no_source_available", [checks(subject).at], checks(subject).since),
	{"sources": [check.source | some check in checks(subject).entries]},
) if {
	every check in checks(subject).entries {
		check.available == false
	}
} else := verdict.missing("not_done", [checks(subject).at])

checks(subject) := fact.read(subject, ["due_diligence"])
