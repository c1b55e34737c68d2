# METADATA
# description: What persons judged of a candidate, where a judgement is dated when it cannot have been given.
package policy.lib.dispositions_test

import data.policy.lib.dispositions
import data.policy.lib.screening
import data.policy.lib.screening_test as given

different := given.hit({"disposition": given.judgement("different", "2026-10-22")})

# A doubt on this day of a later run of the same version, made on 25 October against a list of the 24th.
doubted(on, changed) := given.hit(object.union(
	{"retrieved_on": "2026-10-24", "run_on": "2026-10-25", "disposition": given.judgement("same", on)},
	changed,
))

test_a_doubt_that_was_raised_nobody_knows_when_is_asked_about[note] if {
	some note, [runs, reason] in {
		"on the day of its run": [[different, doubted("2026-10-25", {})], "judged_same"],
		"on the day before, after the other one": [[different, doubted("2026-10-24", {})], "judged_same"],
		"before the other one": [[different, doubted("2026-10-21", {})], "judged_misdated"],
		"a year before": [[different, doubted("2025-10-26", {})], "judged_misdated"],
		"on the day of the decision": [[different, doubted("2026-11-20", {})], "judged_same"],
		"ahead": [[different, doubted("2026-11-21", {})], "judged_misdated"],
		"left open ahead": [
			[different, doubted("2026-11-21", {"disposition": given.judgement("unsure", "2026-11-21")})],
			"judged_misdated",
		],
		"another ahead": [
			[different, doubted("2026-11-21", {"disposition": given.judgement("different", "2026-11-21")})],
			"judged_different",
		],
		"another before its run": [
			[different, doubted("2026-10-24", {"disposition": given.judgement("different", "2026-10-24")})],
			"judged_different",
		],
		"before its list was retrieved": [
			[different, doubted("2026-10-20", {"run_on": "2026-10-20", "retrieved_on": "2026-10-21"})],
			"judged_misdated",
		],
		"on the day on which its list was retrieved": [
			[different, doubted("2026-10-21", {"run_on": "2026-10-20", "retrieved_on": "2026-10-21"})],
			"judged_different",
		],
		"ahead, and nothing else": [[doubted("2026-11-21", {})], "judged_misdated"],
		"of a run that found nothing": [[different, doubted("2026-11-21", {"candidates": []})], "judged_misdated"],
		"of another candidate": [
			[different, doubted("2026-11-21", {"candidates": [{"id": "C. Moru"}]})],
			"judged_misdated",
		],
		"ahead, and found no more": [
			[doubted("2026-11-21", {}), given.newer({"retrieved_on": "2026-11-01"})],
			"judged_misdated",
		],
		"not judged, and found no more": [[given.hit({}), given.newer({"retrieved_on": "2026-11-01"})], "no_candidate"],
	}
	given.assess(array.concat([given.clear], runs)).reason == reason
}

# An earlier doubt, entered with a run of 25 October as it stands, before another judgement of a newer version.
test_what_was_judged_of_an_earlier_run_may_stand_with_a_later_one[note] if {
	older := {"list_version": "v0", "retrieved_on": "2026-10-01", "run_on": "2026-10-05"}
	earlier := given.hit(object.union(older, {"disposition": given.judgement("same", "2026-10-05")}))
	again := doubted("2026-10-05", {"list_version": "v0", "retrieved_on": "2026-10-02"})
	anew := given.newer({"candidates": given.found, "disposition": given.judgement("different", "2026-11-05")})
	some note, [runs, reason] in {
		"as it stands": [[earlier, again, anew], "judged_different"],
		"without the earlier one": [[again, anew], "judged_misdated"],
		"of another day": [
			[object.union(earlier, {"disposition": given.judgement("same", "2026-10-06")}), again, anew],
			"judged_misdated",
		],
		"another view": [
			[object.union(earlier, {"disposition": given.judgement("unsure", "2026-10-05")}), again, anew],
			"judged_misdated",
		],
		"of another institution": [[object.union(earlier, {"institution": "b"}), again, anew], "judged_misdated"],
		"before that run, too": [[object.union(earlier, {"run_on": "2026-10-06"}), again, anew], "judged_misdated"],
	}
	given.assess(array.concat([given.clear], runs)).reason == reason
}

test_of_the_lead_institution_it_raises_an_indicator_since_its_run[note] if {
	some note, [role, on, expected] in {
		"ahead": ["lead", "2026-11-21", ["2026-10-25"]],
		"on a day that fits": ["lead", "2026-10-25", ["2026-10-25"]],
		"at another": ["joint", "2026-11-21", []],
	}
	runs := [different, doubted(on, {})]
	subject := object.union(given.person(runs), {"fact": {"role": role, "screening": runs}})

	# regal ignore:line-length
	raised := screening.indicators("RS-P1-07", [subject], screening.applying(given.named, [], [])) with input as given.world
	[one.since | some one in raised] == expected
}

test_the_day_of_a_doubt_without_one_is_that_of_the_last_such_run if {
	runs := [object.union(run, {"counts": true}) | some run in [
		doubted("2026-11-21", {}),
		doubted("2026-11-22", {"run_on": "2026-10-27"}),
	]]
	said := dispositions.judgement("Chihiro Mory", runs) with input as given.world
	[said.view, said.on] == ["misdated", "2026-10-27"]
}
