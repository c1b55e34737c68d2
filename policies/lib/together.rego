# METADATA
# description: |
#   Several facts that one requirement asks for together. The verdict is that on the one of which least is known,
#   and `reads` names every fact in that state.
package policy.lib.together

import data.policy.lib.collected

# METADATA
# description: the verdict on an array of facts as `fact.read` gives them; it must not be empty
assess(facts) := object.union(collected.assess(least[0]), {"reads": [fact.at | some fact in least]}) if {
	least := [found |
		some state in least_known_first
		found := [fact | some fact in facts; fact.state == state]
		count(found) > 0
	][0]
}

least_known_first := ["absent", "withheld", "unobtainable", "none", "provided"]
