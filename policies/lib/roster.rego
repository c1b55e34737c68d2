# METADATA
# title: An institution's roster
# description: |
#   The roster of an institution names everyone in `people` who belongs to it, and nobody else. Each institution
#   declares its own. `none` means that the institution keeps none; whether one without any researcher may, the
#   requirement says. Whoever is not entered at all can't be seen here.
# custom:
#   reasons:
#     no_roster:
#       status: missing_information
#       message:
#         ja: "この機関に所属する研究者（研究代表者・研究分担者・研究参画者）の名簿がありません。"
#         en: "There is no roster of the institution's researchers (PI or co-PIs, participants)."
#       remedy:
#         ja: "リスクマネジメントの対象とする所属研究者の名簿（roster）を、その機関の申告者・申告日とともに記載してください。"
#         en: "Enter the roster of the researchers covered, with who declares it for the institution and when."
#     no_roster_kept:
#       status: unsatisfied
#       message:
#         ja: "この機関は、リスクマネジメントの対象とする所属研究者の名簿を設けていないと申告しています。"
#         en: "The institution declares that it keeps no roster of the researchers covered."
#       remedy:
#         ja: "対象とする所属研究者を定め、名簿（roster）を記載してください。共同研究機関に所属する研究者がいないときは、その理由（reason）を記載し、研究分担者がいないことについて資金配分機関（FA）の了承を得てください。"
#         en: "Settle who is covered, and enter the roster. Where no researcher of a joint institution takes part, enter
#           that as the `reason`, and have the funding agency (FA) accept that it has no co-PI."
#     roster_not_at_hand:
#       status: consult_fa
#       message:
#         ja: "この機関に所属する研究者の名簿は、確認できないか、情報提供の同意が得られていません。"
#         en: "The roster of the institution could not be confirmed, or was withheld."
#       remedy:
#         ja: "調査した範囲又は情報提供の同意が得られない理由を示して、資金配分機関（FA）と相談・調整してください。"
#         en: "Consult the funding agency (FA), showing what was searched or why it was withheld."
#     not_in_roster:
#       status: missing_information
#       message:
#         ja: "この機関に所属する研究者のうち、名簿にない者がいます（{people}）。"
#         en: "Researchers of the institution are missing from its roster ({people})."
#       remedy:
#         ja: "名簿に加えてください。対象から外す場合は、範囲を資金配分機関（FA）と調整してください。"
#         en: "Add them to the roster. To leave them out, agree on the range with the funding agency (FA)."
#     not_of_institution:
#       status: missing_information
#       message:
#         ja: "名簿に、この機関の所属として記載されていない者がいます（{people}）。"
#         en: "The roster names people who are not entered as belonging to this institution ({people})."
#       remedy:
#         ja: "その者の情報を記載するか、所属又は名簿の記載を改めてください。"
#         en: "Enter the person, or correct the person's institution or the roster."
#   readings:
#     - ja: "対象となる研究者の名簿を求めます。手順書は「所属する研究者（PI、研究参画者）」を対象とするのみですが、誰を対象としたかが分からなければ、もれのないことを確かめられないためです。名簿を設けていないとの申告は未充足とします。"
#       en: >-
#         A roster is asked for. The source only says who is covered (PI, participants); without saying whom
#         that is, nobody can see that none is left out. That no roster is kept is unsatisfied.
#       reasons: [no_roster, no_roster_kept, not_in_roster, not_of_institution]
package policy.lib.roster

import data.policy.lib.appointments
import data.policy.lib.dates
import data.policy.lib.fact
import data.policy.lib.own_word
import data.policy.lib.start
import data.policy.lib.subjects
import data.policy.lib.verdict

# METADATA
# description: |
#   the verdict on a roster with a gap; undefined where it has none. `others`: people whom this roster must name besides
#   those entered as belonging to the institution
gap(subject, others) := said if {
	said := own_word.of_another(subject, list(subject))
} else := verdict.unsatisfied("no_roster_kept", [list(subject).at]) if {
	list(subject).state == "none"
} else := verdict.missing("no_roster", [list(subject).at]) if {
	list(subject).state == "absent"
} else := verdict.consult("roster_not_at_hand", [list(subject).at], fact.since(list(subject))) if {
	list(subject).state != "provided"
} else := named(verdict.missing("not_in_roster", reads(subject)), left_out) if {
	left_out := (team(subject) - listed(subject)) | others
	count(left_out) > 0
} else := named(verdict.missing("not_of_institution", reads(subject)), others_listed) if {
	others_listed := listed(subject) - team(subject)
	count(others_listed) > 0
}

named(verdict_found, people) := verdict.with_params(verdict_found, {"people": sort(people)})

# METADATA
# description: where the roster and the people stand
reads(subject) := [list(subject).at, "/facts/people"]

# METADATA
# description: the roster of an institution, as `fact.read` gives it
list(subject) := fact.read(subject, ["roster"])

team(subject) := {trim_prefix(person.ref, "person:") |
	some person in subjects.named_people
	person.fact.institution == subject.fact.id
}

listed(subject) := {person(entry) | some entry in list(subject).entries}

# METADATA
# description: whom an entry names; an entry that names nobody stands for someone unknown
person(entry) := entry.person if {
	is_string(entry.person)
} else := "?"

# METADATA
# description: |
#   since when a roster stands, as `fact.read` gives it: no earlier than whom it names came, as far as an answer of the
#   FA of that day is concerned
since(read, answered) := max(array.concat(
	[fact.since(read)],
	[entry_since(read, entry, answered) | some entry in read.entries],
))

# METADATA
# description: |
#   since when an entry of it stands. The whole's day does not say when somebody came who was certainly not there yet
#   when the FA answered; the entry's own does
entry_since(read, entry, answered) := max([came, fact.entry_since(read.envelope, entry)]) if {
	not dates.reached(object.get(entry, "since", null))
	dates.reached(answered)
	came := appointments.came_after(people[entry.person], answered)
} else := known_since(read.envelope, entry)

# METADATA
# description: |
#   since when whom an entry names is there to be judged: of who joins later, or is to, since that was known, where it
#   says so
known_since(envelope, entry) := min(array.concat([entry.known_since], days_of_joining(envelope, entry))) if {
	dates.reached(entry.known_since)
} else := fact.entry_since(envelope, entry)

# The day on which whom an entry names came, where it says so of this person alone, and it has come.
days_of_joining(envelope, entry) := [fact.entry_since(envelope, entry) | dates.reached(entry.since)]

# METADATA
# description: |
#   since when a person is there to be judged of whom a roster says when it was that he or she came, or was known to:
#   what was judged before was not judged of that person. Undefined of everybody else
joined(person) := max(joinings[person.ref].known)

# Gathered once: several steps ask for the same. Written as a rule with keys it would be gone through anew for each.
# regal ignore:prefer-set-or-object-rule
joinings := {ref: {"known": known, "came": came} |
	some [ref, _, _] in joining
	known := [day | some [other, day, _] in joining; other == ref]
	came := [day | some [other, _, days] in joining; other == ref; some day in days]
}

joining := [[concat(":", ["person", entry.person]), known_since(read.envelope, entry), days] |
	some institution in subjects.institutions
	read := list(institution)
	some entry in read.entries
	joins_later(entry)
	days := days_of_joining(read.envelope, entry)
]

joins_later(entry) if {
	dates.reached(entry.since)
} else if dates.reached(entry.known_since)

# METADATA
# description: the day on which somebody is to join, by the roster, where it lies ahead; undefined of everybody else
joins_on(person) := max([day | some [ref, day] in to_join; ref == person.ref])

# regal ignore:prefer-set-or-object-rule
to_join := {[concat(":", ["person", entry.person]), entry.since] |
	some institution in subjects.institutions
	read := list(institution)
	read.state == "provided"
	some entry in read.entries
	dates.ahead(entry.since)
}

# METADATA
# scope: document
# description: |
#   a post elsewhere, one of these that the person tells of, is over by the day on which he or she is to join, or,
#   before the research starts, by that on which the own post is to begin: until then it is the main post, and beside
#   none
is_left_to_join(person, _, post) if is_over_by(post, joins_on(person))

is_left_to_join(person, posts, post) if {
	start.ahead
	some other in posts
	begins := other.entry.start
	begins > substring(input.as_of, 0, count(begins))
	appointments.at_own(person, other)
	is_over_by(post, begins)
}

# As `at_once` has it: within a month one follows the other.
is_over_by(post, day) if {
	month := substring(day, 0, 7)
	substring(post.end, 0, count(month)) <= month
}

# METADATA
# description: |
#   all of these people came after a day, and were not known to by then; what was done by then was done for those who
#   have left since
all_joined_after(members, day) if {
	count(members) > 0
	every person in members {
		count(joinings[person.ref].came) > 0
		joined(person) > day
	}
}

# METADATA
# description: |
#   the roster of the person's institution stood by a day, and names the person without saying that he or she came, or
#   was known to come, on a day of its own: who is on it was known, though joining later
named_by(subject, day) if {
	some institution in subjects.institutions
	institution.fact.id == subject.owner
	read := list(institution)
	read.state == "provided"
	some entry in read.entries
	concat(":", ["person", person(entry)]) == subject.ref
	not joins_later(entry)
	fact.entry_since(read.envelope, entry) <= day
}

# The intake refuses two people of one id. Looked up for everyone: a rule with keys is worked out anew each time.
# regal ignore:prefer-set-or-object-rule
people := {trim_prefix(subject.ref, "person:"): subject | some subject in subjects.named_people}
