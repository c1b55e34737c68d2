# METADATA
# title: Items of a form in words
# description: |
#   How words name an item of a form whose items are numbered (`q11`): by its code, or as a question of that number
#   (問11, 設問 11, 第11問, Question 11), whatever the width of the digits.
package policy.lib.form_items

# METADATA
# scope: document
# description: words name the item
named(words, item) if {
	some number in written(item)
	some i, part in split(as_questions(words), "問")
	i > 0
	startswith(part, number)
	after := substring(part, count(number), 1)
	not digits[after]
}

named(words, item) if {
	some number in written(item)
	contains(words, concat("", ["第", number, "問"]))
}

# As it is coded, without the nought before it, and with digits in full width.
written(item) := {coded, short, in_full_width} if {
	coded := trim_prefix(item, "q")
	short := trim_prefix(coded, "0")
	in_full_width := concat("", [form | some digit in split(short, ""); form := wide[digit]])
}

as_questions(words) := said if {
	lowered := replace(replace(lower(words), "question", "問"), "ｑ", "問")
	asked := replace(lowered, "q", "問")
	said := replace(replace(asked, "問 ", "問"), "問　", "問")
}

wide := {"0": "０", "1": "１", "2": "２", "3": "３", "4": "４", "5": "５", "6": "６", "7": "７", "8": "８", "9": "９"}

digits[digit] if some digit, _ in wide

digits[digit] if some digit in wide
