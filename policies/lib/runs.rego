# METADATA
# description: |
#   The runs of a subject's names against lists, as the facts hold them: which are known by `as_of`, and which of these
#   prove anything.
package policy.lib.runs

import data.policy.lib.dates
import data.policy.lib.fact
import data.policy.lib.looks
import data.policy.lib.recent
import data.policy.lib.subjects

# METADATA
# description: |
#   the runs that were made, or judged, by `as_of`, each with its place in the list (`place`) and whether it proves
#   anything (`counts`). What another institution found, or what does not fit together, proves nothing; a candidate
#   among it is judged all the same, unless it was judged there to be another
heard(subject) := found if {
	found := over[subject.at]
} else := hearing(subject)

# METADATA
# description: those of them that these institutions made
heard_of(subject, institutions) := [run | some run in heard(subject); looks.by_institution(run) in institutions]

# Read once for everyone, as `looks.over` is.
# regal ignore:prefer-set-or-object-rule
over := {subject.at: hearing(subject) | some subject in subjects.examined}

hearing(subject) := [object.union(run, {"place": i, "counts": proof}) |
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

# A candidate is there, whatever day the run bears.
known(run) if {
	dates.ahead(run.run_on)
	count(run.candidates) > 0
}

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
# description: the names that none of these runs searched, however they are written
not_searched(searched, proofs) := [name |
	forms := searched_forms(proofs)
	some name in searched
	not is_among(name, forms)
]

searched_forms(proofs) := {form |
	some run in proofs
	some queried in run.queried_names
	some form in input.prepared.names[queried].forms
}

is_among(name, forms) if {
	some form in input.prepared.names[name].forms
	forms[form]
}

# METADATA
# scope: document
# description: |
#   the list was retrieved longer ago than the program allows, or, where it sets no age, the names were run before the
#   call opened. Of names that are run after the start of the research the list is as old as on the day of the run
too_old(run) if {
	is_number(age)
	run.retrieved_on < first_day
}

too_old(run) if run.run_on < first_day

# The days are compared as they are written first: ordinary names are run before the start.
too_old(run) if {
	run.run_on > recent.last_day
	of_old_list(run)
}

# METADATA
# description: the list was too old on the day on which the names were run against it
of_old_list(run) if {
	is_number(age)
	dates.days(run.run_on) - dates.days(run.retrieved_on) > age
}

first_day := recent.first_day(age)

# METADATA
# scope: document
# description: |
#   how many days before the decision a list may have been retrieved, and run; null where the program sets none
default age := null

age := data.policy.params.screening_max_age_days

# METADATA
# description: a person judged what the run found
judged(run) if {
	fact.signed(run.disposition)
	run.disposition.view in ["different", "same", "unsure"]
}

# METADATA
# description: it was judged before it was made
judged_early(run) if run.disposition.on < run.run_on

# METADATA
# description: |
#   what a person left open in this run, or judged the same, was judged so in an earlier one already: the same
#   candidates of that list, the view and its rationale, by the same institution, which said nothing else of them in
#   between. It stands since then
repeats(run, among) if {
	run.disposition.view in ["same", "unsure"]
	count(run.candidates) > 0
	some earlier in among
	says_the_same(earlier, run)
	earlier.disposition.on < run.disposition.on
	count([other | some other in among; says_otherwise(other, run); other.disposition.on >= earlier.disposition.on]) == 0
}

says_the_same(earlier, run) if {
	in_one_row(earlier, run)
	as_said(earlier) == as_said(run)
}

says_otherwise(other, run) if {
	in_one_row(other, run)
	as_said(other) != as_said(run)
	is_on_one_of(other, run)
	other.disposition.on <= run.disposition.on
}

in_one_row(first, second) if {
	first.list_id == second.list_id
	looks.by_institution(first) == looks.by_institution(second)
	every run in [first, second] {
		run.counts
		judged(run)
		not judged_early(run)
	}
}

# The score is what a search makes of a candidate: with another it is no other one.
as_said(run) := [{candidate.id | some candidate in run.candidates}, run.disposition.view, run.disposition.rationale]

# A run that found nothing, and was judged, is on what was found before.
is_on_one_of(other, _) if other.candidates == []

is_on_one_of(other, run) if {
	some candidate in other.candidates
	some same in run.candidates
	candidate.id == same.id
}
