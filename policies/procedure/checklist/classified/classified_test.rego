package policy.procedure.checklist.classified_test

import data.policy.procedure.checklist.classified

test_an_item_has_one_of_the_four_classes[note] if {
	some note, [classes, reason] in {
		"research integrity": [["research_integrity"], "classed"],
		"governance": [["governance"], "classed"],
		"research security": [["research_security"], "classed"],
		"technology area": [["technology_area"], "classed"],
		"another": [["other"], "not_classed"],
		"none": [[], "not_classed"],
	}
	items := [{"id": "RS-X1-01", "classes": classes}]
	found := classified.findings with input.facts as {} with data.policy.checklist as items
	found[0].reason == reason
}

test_an_edition_without_items_classes_none if {
	classified.findings[0].reason == "absent" with input.facts as {} with data.policy.checklist as []
	classified.findings[0].reason == "absent" with input.facts as {}
}
