# METADATA
# description: |
#   The runs of a subject's names against lists, as the facts hold them: which are known by `as_of`, and which of these
#   prove anything.
package policy.lib.runs

import data.policy.lib.dates
import data.policy.lib.fact
import data.policy.lib.looks

# METADATA
# description: |
#   the runs that were made, or judged, by `as_of`, each with its place in the list (`place`) and whether it proves
#   anything (`counts`). What another institution found, or what does not fit together, proves nothing; a candidate
#   among it is judged all the same, unless it was judged there to be another
heard(subject) := [object.union(run, {"place": i, "counts": proof}) |
	makers := looks.institutions(subject)
	some i, run in object.get(subject.fact, "screening", [])
	is_array(run.candidates)
	known(run)
	proof := counts(run, makers)
	bears(run, proof)
]

bears(_, true)

bears(run, false) if not cleared(run)

cleared(run) if {
	judged(run)
	run.disposition.view == "different"
	not judged_early(run)
}

known(run) if dates.reached(run.run_on)

known(run) if judged(run)

# It was made by an institution that is to make it, with the names that were searched.
counts(run, makers) if {
	is_string(run.list_version)
	dates.reached(run.retrieved_on)
	dates.reached(run.run_on)
	run.retrieved_on <= run.run_on
	count(run.queried_names) > 0
	looks.by_institution(run) in makers
} else := false

# METADATA
# description: a person judged what the run found
judged(run) if {
	fact.signed(run.disposition)
	run.disposition.view in {"different", "same", "unsure"}
}

# METADATA
# description: it was judged before it was made
judged_early(run) if run.disposition.on < run.run_on
