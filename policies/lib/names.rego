# METADATA
# title: The names of a person or body
# description: |
#   The names that the facts give for a person or body: the name, and others of every kind (in Latin letters,
#   former, alias). How a name is read is none of them. For the lists at least one stands in Latin letters.
# custom:
#   reasons:
#     no_latin_name:
#       status: missing_information
#       message:
#         ja: "ローマ字の氏名・名称が記載されておらず、リストと照合すべき氏名・名称が揃っていません。"
#         en: "No name in Latin letters is entered, so that the names to run against the lists are not complete."
#       remedy:
#         ja: "ローマ字の氏名・名称（other_names）を記載し、それを含めて照合してください。"
#         en: "Enter the name in Latin letters (`other_names`), and run it too."
#   readings:
#     - ja: "リストとの照合には、ローマ字の氏名・名称を少なくとも一つ求めます。国連や外国のリストはローマ字で掲載されており、漢字の氏名だけの照合では何も確かめられないためです。読み（カナ）は照合の対象としません。"
#       en: >-
#         At least one name in Latin letters is searched: the lists of the UN and of other countries are in
#         Latin letters, and a run of a name in kanji alone proves nothing there. The reading in kana is not
#         searched.
#       reasons: [no_latin_name]
package policy.lib.names

# METADATA
# description: the names of a subject, as they are written in the facts
of(subject) := array.concat(
	[subject.fact.name],
	[other.name | some other in object.get(subject.fact, "other_names", [])],
)

# METADATA
# description: one of the names stands in Latin letters
any_latin(names) if {
	some name in names
	input.prepared.names[name].latin == true
}
