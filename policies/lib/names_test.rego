# METADATA
# description: Which names there are to be searched.
package policy.lib.names_test

import data.policy.lib.names

test_names_of_every_kind_count_and_how_one_is_read_does_not if {
	fact := {
		"name": "森 千尋",
		"kana": "もり ちひろ",
		"other_names": [{"name": "Chihiro Mori", "kind": "latin"}, {"name": "大森 千尋", "kind": "former"}],
	}
	names.of({"fact": fact}) == ["森 千尋", "Chihiro Mori", "大森 千尋"]
	names.of({"fact": {"name": "Lena Weber"}}) == ["Lena Weber"]
}

test_one_name_in_latin_letters_is_enough[note] if {
	some note, [given, expected] in {
		"one": [["森 千尋", "Chihiro Mori"], true],
		"none": [["森 千尋"], false],
		"one that is not prepared": [["C. Mori"], false],
	}
	latin(given) == expected
}

latin(given) if {
	# regal ignore:with-outside-test-context
	names.any_latin(given) with input.prepared.names as {"森 千尋": {"latin": false}, "Chihiro Mori": {"latin": true}}
} else := false
