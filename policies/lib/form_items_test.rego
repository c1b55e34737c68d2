# METADATA
# description: An item of a form is known however its number is written, and by no other number.
package policy.lib.form_items_test

import data.policy.lib.form_items

test_an_item_is_named_by_its_number_as_a_question[words] if {
	some words in [
		"質問票のq11に挙げたクラウド", "Q11", "Ｑ１１に挙げた", "問11", "設問 11の回答", "設問　11の回答", "問１１の端末",
		"第11問に挙げた", "第１１問に挙げた", "the cloud of question 11, say", "Q 11", "問1と問11", "問011でなく問11",
	]
	form_items.named(words, "q11")
}

test_another_number_names_another_item[words] if {
	some words in ["", "11", "2011年から", "問1", "問110", "問１１０", "第11回の報告", "問12", "q1 1", "第110問", "No. 11"]
	not form_items.named(words, "q11")
}

test_a_nought_before_the_number_is_written_or_not[words] if {
	some words, expected in {"q01": true, "問1": true, "問01": true, "第1問": true, "問10": false, "問11": false}
	said := [words | form_items.named(words, "q01")]
	count(said) == count([words | expected])
}

test_a_nought_at_the_end_is_part_of_the_number if {
	form_items.named("問10", "q10")
	not form_items.named("問1", "q10")
}
