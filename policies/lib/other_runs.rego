# METADATA
# title: Runs that another institution made
# description: |
#   Where nobody who is to run the names against a list did, and another institution did, its runs prove nothing: it is
#   said whose they are, since whoever entered them takes them for proof.
# custom:
#   reasons:
#     run_by_another:
#       status: missing_information
#       message:
#         ja: "リスト（{lists}）との照合のうち、照合を行う機関（研究者についてはその所属機関、共同研究先の機関については研究代表者の所属機関）が行ったものがありません。他の機関（{run_by}）による照合は数えません。"
#         en: "No run against {lists} is of the institution that is to make it (a person's own; of a joint institution,
#           the lead one); those of {run_by} are not counted."
#       remedy:
#         ja: "照合を行う機関による照合の記載を受け、照合した機関（institution）を記載してください。研究者について所属機関から得られない場合は、研究代表者の所属機関が共同研究先の「提供しない事項」（partner.withholds）に記載してください。"
#         en: "Have that institution run the lists and enter its run with its id (`institution`); or, of a person, enter
#           what the person's own withholds (`partner.withholds`)."
package policy.lib.other_runs

import data.policy.lib.looks
import data.policy.lib.verdict

# METADATA
# description: what `screening.assess` says of a subject, or whose the runs are where none is of those that are to run
named(subject, said) := verdict.with_params(
	verdict.missing("run_by_another", said.reads),
	{"lists": said.params.lists, "run_by": others(subject, said.params.lists)},
) if {
	said.reason == "not_run"
	count(others(subject, said.params.lists)) > 0
} else := said

# The institutions that ran these lists although that is not theirs to do for this subject.
others(subject, lists) := sort({institution |
	some run in subject.fact.screening
	run.list_id in lists
	institution := looks.by_institution(run)
	not institution in looks.institutions(subject)
})
