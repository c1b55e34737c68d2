# METADATA
# description: Whom the DMP names as funding the project, other than who is known to
package policy.procedure.supporters.listed_test

import data.policy.procedure.supporters.listed

declared := {"by": "研究推進部", "on": "2026-10-06", "institution": "aoba"}

none := {"state": "none", "declared": declared}

kitakaze := {"state": "provided", "declared": declared, "entries": [{"id": "k", "name": "北風"}]}

joint := {
	"id": "minato", "role": "joint", "name": "みなと",
	"supporters": {"state": "none", "declared": object.union(declared, {"institution": "minato"})},
}

funding(more) := object.union({"name": "Lindenau", "funding_status": "granted"}, more)

world(supporters, fundings, prepared) := {
	"as_of": "2026-11-20", "mode": "formal",
	"facts": {
		"institutions": [{"id": "aoba", "role": "lead", "name": "青葉", "supporters": supporters}, joint],
		"dmp": {
			"state": "provided",
			"declared": declared,
			"entries": [{"madmp": {"dmp": {"project": [{"funding": fundings}]}}}],
		},
	},
	"prepared": object.union(
		{"names": {name: {"forms": [lower(name)]} | some name in ["Lindenau", "Agency", "青葉", "みなと", "北風"]}},
		prepared,
	),
}

said := object.union(none, {"reason": "Lindenauは別の課題を助成する。"})

also := {"also_written": {"Lindenau": ["agency"]}}

also_another := {"also_written": {"Lindenau": ["lindenau stiftung"], "北風": ["agency"]}}

named := {"named_in": {"Lindenauは別の課題を助成する。": ["Lindenau"]}}

of_no_name := object.remove(funding({}), ["name"])

test_who_funds_it_by_the_dmp_and_is_named_nowhere_is_asked_about[note] if {
	some note, [supporters, fundings, prepared, funders] in {
		"beside none": [none, [funding({})], {}, ["Lindenau"]],
		"beside others": [kitakaze, [funding({})], {}, ["Lindenau"]],
		"one that was applied to": [none, [funding({"funding_status": "applied"})], {}, ["Lindenau"]],
		"the other key": [none, [object.union(of_no_name, {"funder_name": "Lindenau"})], {}, ["Lindenau"]],
		"one that is no supporter here": [none, [funding({"name": "北風"})], {}, ["北風"]],
		"a reason that does not name it": [said, [funding({})], {}, ["Lindenau"]],
		"also written as somebody unknown": [none, [funding({})], also_another, ["Lindenau"]],
		"a reason that names another": [said, [funding({}), funding({"name": "北風"})], named, ["北風"]],
	}
	some finding in listed.findings with input as world(supporters, fundings, prepared)
		with data.policy.funding_agency as {"forms": ["agency"]}
		with data.policy.call as {"opens": "2026-09-14"}
	finding.subject == "institution:aoba"
	[finding.reason, finding.params.funders] == ["funder_not_listed", funders]
}

test_who_is_known_or_explained_and_who_gives_nothing_is_not_asked_about[note] if {
	some note, [supporters, fundings, prepared] in {
		"none": [none, [], {}],
		"planned": [none, [funding({"funding_status": "planned"})], {}],
		"rejected": [none, [funding({"funding_status": "rejected"})], {}],
		"no status": [none, [object.remove(funding({}), ["funding_status"])], {}],
		"no name": [none, [of_no_name], {}],
		"the agency": [none, [funding({"name": "Agency"})], {}],
		"the lead institution": [none, [funding({"name": "青葉"})], {}],
		"a joint institution": [none, [funding({"name": "みなと"})], {}],
		"a supporter": [kitakaze, [funding({"name": "北風"})], {}],
		"the agency, written otherwise": [none, [funding({})], also],
		"the reason names it": [said, [funding({})], named],
	}
	some finding in listed.findings with input as world(supporters, fundings, prepared)
		with data.policy.funding_agency as {"forms": ["agency"]}
		with data.policy.call as {"opens": "2026-09-14"}
	finding.subject == "institution:aoba"
	finding.status == "satisfied"
}

test_a_joint_institution_is_not_asked_about_the_dmp if {
	some finding in listed.findings with input as world(none, [funding({})], {})
		with data.policy.funding_agency as {"forms": ["agency"]}
		with data.policy.call as {"opens": "2026-09-14"}
	finding.subject == "institution:minato"
	finding.status == "satisfied"
}

test_what_is_open_of_the_declaration_itself_comes_first if {
	in_part := object.union(none, {"period": {"end": "2026-03-31"}})
	some finding in listed.findings with input as world(in_part, [funding({})], {})
		with data.policy.funding_agency as {"forms": ["agency"]}
		with data.policy.call as {"opens": "2026-09-14"}
	finding.subject == "institution:aoba"
	finding.reason == "declared_in_part"
}
