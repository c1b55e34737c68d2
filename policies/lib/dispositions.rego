# METADATA
# title: What persons judged of a candidate
# description: |
#   A candidate that a run found is the same person or body, another, or left open, by a person's judgement. The newest
#   stands; of one that is dated before its run, or ahead, nobody knows when it was given.
package policy.lib.dispositions

import data.policy.lib.dates
import data.policy.lib.looks
import data.policy.lib.runs as screened

# METADATA
# description: the ids of the candidates that these runs found
candidates(runs) := {candidate.id | some run in runs; some candidate in run.candidates}

# METADATA
# description: a judgement says that the candidate is the same, or may be
doubtful(judgement) if judgement.view in ["same", "unsure"]

# METADATA
# description: |
#   the newest judgement of a candidate, of one day the one that settles least; `none` where there is none. That it is
#   another is said by a run that counts; that it is the same, or may be, by any. A run that found nothing and carries a
#   judgement judges what was found up to its day. An institution that is to run the names takes its doubt back itself:
#   at a co-PI the one does not clear what is open to the other. No judgement follows a doubt of which nobody knows when
#   it was raised (`misdated`, of the day of its run)
judgement(id, runs) := unless_misdated(newest_given(bearing, runs), bearing) if {
	finding := [run | some run in runs; id in candidates([run])]
	last_found := max([run.run_on | some run in finding])
	found_by := {name | some run in finding; some name in run.queried_names}
	bearing := array.concat(finding, [run | some run in runs; judges(run, last_found, found_by, runs)])
} else := not_given

newest_given(bearing, runs) := said if {
	said := newest_of(sort([given_in(run) |
		some run in bearing
		screened.judged(run)
		heeded(run)
		not screened.repeats(run, runs)
	]))
} else := not_given

not_given := {"view": "none", "on": "", "version": ""}

unless_misdated(said, bearing) := {"view": "misdated", "on": max(days), "version": said.version} if {
	not doubtful(said)
	days := [run.run_on | some run in bearing; misdated(run, bearing)]
	count(days) > 0
} else := said

# A doubt dated ahead, or before there was something to judge.
misdated(run, _) if {
	doubtful(run.disposition)
	dates.ahead(run.disposition.on)
}

misdated(run, bearing) if {
	doubtful(run.disposition)
	before_its_run(run)
	not said_again(run, bearing)
}

before_its_run(run) if run.disposition.on < max([run.run_on, run.retrieved_on])

# What was judged of an earlier run may be entered with a later one, as it stands.
said_again(run, bearing) if {
	some earlier in bearing
	earlier.disposition.on == run.disposition.on
	earlier.disposition.view == run.disposition.view
	looks.by_institution(earlier) == looks.by_institution(run)
	not before_its_run(earlier)
}

given_in(run) := {
	"1": run.disposition.on,
	"2": run.disposition.view,
	"by": bound_to(run),
	"on": run.disposition.on,
	"view": run.disposition.view,
	"version": run.list_version,
}

bound_to(run) := looks.by_institution(run) if {
	run.counts
} else := ""

# Undefined where there is none.
newest_of(given) := last if {
	open := [said |
		some i, said in given
		doubtful(said)
		said.by != ""
		count([later | some k, later in given; k > i; later.by == said.by]) == 0
	]
	last := open[count(open) - 1]
} else := given[count(given) - 1]

# A run that found nothing judges what was found by its day: that it may be the same, under one of the names that it
# searched; that it is another, where the runs of its version that found nothing searched every name it was found by.
judges(run, last_found, found_by, _) if {
	found_nothing_since(run, last_found)
	doubtful(run.disposition)
	searched_some(run, found_by)
}

judges(run, last_found, found_by, runs) if {
	found_nothing_since(run, last_found)
	searched_some(run, found_by)
	count(screened.not_searched(found_by, [other |
		some other in runs
		other.list_version == run.list_version
		found_nothing_since(other, last_found)
	])) == 0
}

found_nothing_since(run, day) if {
	run.candidates == []
	run.run_on >= day
}

searched_some(run, names) if count(screened.not_searched(names, [run])) < count(names)

# Doubt is heeded whoever has it, and however its days fit; that it is another is heard of a run that counts alone.
heeded(run) if doubtful(run.disposition)

heeded(run) if not screened.judged_early(run)
