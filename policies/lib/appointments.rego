# METADATA
# title: The posts that a person held and holds
# description: |
#   What the career, the employment and further posts say of where a person works. Bodies are known by their names, as
#   they compare (`input.prepared.names`). An end given by month or year alone has not come before that is over. Who
#   comes later may be added to a list that is not signed anew: by the posts at the institution it is seen who was
#   certainly not there yet on a day.
package policy.lib.appointments

import data.policy.lib.disclosures
import data.policy.lib.fact
import data.policy.lib.names
import data.policy.lib.subjects

# METADATA
# description: the posts that a fact tells of, as `fact.read` gives it; each names its body under the key `body`
held(found, body) := [post |
	some entry in found.entries
	post := {
		"declared": found,
		"entry": entry,
		"body": entry[body],
		"begun": substring(entry.start, 0, 7),
		"end": object.get(entry, "end", "9999"),
		"employed": body == "employer",
	}
]

# METADATA
# description: a post, as it is entered, that is not over on `as_of`
goes_on(entry) if {
	end := object.get(entry, "end", "9999")
	end >= substring(input.as_of, 0, count(end))
}

# METADATA
# description: |
#   two posts were certainly held at one time: each began in an earlier month than the other ended. Who changes jobs
#   within a month holds one after the other, and of a year alone any month may be meant
at_once(post, other) if {
	other.begun < substring(post.end, 0, count(other.begun))
	post.begun < substring(other.end, 0, count(post.begun))
}

# METADATA
# description: a body is the person's own institution, under one of its names
own(subject, body) if {
	some form in input.prepared.names[body].forms
	forms_of[subject.owner][form]
}

# METADATA
# description: |
#   a post is at the person's own institution: under one of its names or, of an employment of who is no student, by what
#   runs it
at_own(person, post) if {
	own(person, post.body)
} else if {
	post.employed
	person.fact.student == false
	written(post.body) == run_by[person.owner]
}

# What runs an institution, by its id: what employs most of its people for the own post, "" where that is the
# institution under its own name; of several, what has employed somebody for longest. Gathered once for everyone.
# regal ignore:prefer-set-or-object-rule
run_by := {owner: found[0][2] |
	some owner in {employed[0] | some employed in for_own_posts}
	found := sort([[0 - count(people), min(starts), employer] |
		some employer in {employed[1] | some employed in for_own_posts}
		of_both := [employed | some employed in for_own_posts; array.slice(employed, 0, 2) == [owner, employer]]
		people := {employed[2] | some employed in of_both}
		starts := [employed[3] | some employed in of_both]
	])
}

# By whom people, students aside, may be employed for the own post.
# regal ignore:prefer-set-or-object-rule
for_own_posts := {[person.owner, employer, person.at, row.entry.start] |
	some person in subjects.named_people
	person.fact.student == false
	some row in held(fact.read(person, ["employment"]), "employer")
	employer := for_own_post(person, row)
}

for_own_post(person, row) := "" if {
	own(person, row.body)
} else := written(row.body) if {
	may_run_the_institution(person, row.body)
	count(run_elsewhere(person, row.body)) == 0
	while_at_own(person, row)
}

# One of the forms in which a name compares stands for all of them.
written(name) := min(input.prepared.names[name].forms)

# The career alone tells when the own post was held; one that names none, or stands elsewhere, tells nothing.
while_at_own(person, _) if count(own_career(person)) == 0

while_at_own(person, row) if {
	some post in own_career(person)
	at_once(post, row)
}

# METADATA
# description: |
#   an employment by what runs the institution does not say at which of the institutions that it runs somebody is on a
#   day: by the career the own post was not held then, and one elsewhere was
leaves_open_where(person, post, day) if {
	post.employed
	not own(person, post.body)
	posts := own_career(person)
	count(posts) > 0
	every at_own_name in posts { not was_held(at_own_name, day) }
	some other in held(disclosures.read(person, "career"), "institution")
	was_held(other, day)
}

# METADATA
# description: |
#   a post of the career elsewhere may be what the corporation that runs the institution employed the person for: it may
#   be at another school or institute of that one, and the career has the own post at another time
may_be_one(person, post, employment) if {
	employment.employed
	not post.employed
	not own(person, employment.body)
	at_own(person, employment)
	posts := own_career(person)
	count(posts) > 0
	every at_own_name in posts { not at_once(post, at_own_name) }
	may_be_run_by_a_corporation(post.body)
}

may_be_run_by_a_corporation(body) if {
	every kind in ["法人", "会社"] { not contains(body, kind) }
	some kind in ["大学", "学校", "高専", "研究所", "研究センター"]
	contains(body, kind)
}

own_career(person) := [post |
	some post in held(disclosures.read(person, "career"), "institution")
	own(person, post.body)
]

# The bodies of the career, beside the own institution, whose name is that of an employer, or begins with it (a
# department), with the kind of the corporation or without.
run_elsewhere(person, employer) := [post.institution |
	some post in disclosures.read(person, "career").entries
	body := post.institution
	not own(person, body)
	some form in input.prepared.names[body].forms
	some whole in input.prepared.names[employer].forms
	is_run_by(form, whole)
]

is_run_by(body, employer) if {
	some kind in corporations
	some corporation in kind
	startswith(body, trim_prefix(employer, corporation))
}

# How the names of each institution compare, by its id.
# regal ignore:prefer-set-or-object-rule
forms_of := {institution.fact.id: forms(institution.fact.id) | some institution in subjects.institutions}

forms(id) := {form |
	some institution in subjects.institutions
	institution.fact.id == id
	some name in names.of(institution)
	some form in input.prepared.names[name].forms
}

# METADATA
# scope: document
# description: |
#   a body employs the person for the own post: the institution does, or, of who is no student, what may be the
#   corporation that runs it, where it is not known that another one does
employs(person, body) if own(person, body)

employs(person, body) if {
	person.fact.student == false
	may_run_the_institution(person, body)
	not another_runs(person, body)
}

# It is known what runs the institution, and this is not it.
another_runs(person, body) if {
	runs := run_by[person.owner]
	runs != ""
	written(body) != runs
}

# Most are employed under the name of the institution, and so is this person while the other body employs him or her.
another_runs(person, body) if {
	run_by[person.owner] == ""
	rows := held(fact.read(person, ["employment"]), "employer")
	some row in rows
	row.body == body
	some other in rows
	own(person, other.body)
	at_once(row, other)
}

# The employer may bear another name than the institution, as the corporation of a school does. Whom the document itself
# names as somebody else is none.
may_run_the_institution(person, body) if {
	some institution in subjects.institutions
	institution.fact.id == person.owner
	institution.fact.country == "JP"
	not is_a_corporation(institution)
	some corporation in corporations[institution.fact.kind]
	some form in input.prepared.names[body].forms
	contains(form, corporation)
	not somebody_else[form]
}

# Or it stands before the name of the institution.
may_run_the_institution(person, body) if {
	some form in input.prepared.names[body].forms
	contains(form, "法人")
	some own_form in forms_of[person.owner]
	startswith(own_form, form)
	not somebody_else[form]
}

# Or it employs all of the institution's people, as a prefecture does at a centre of its own.
may_run_the_institution(person, body) if written(body) == employs_all[person.owner]

# By whom all people of an institution are employed, students aside, where there are several, and nobody is under its
# own name; by its id. Whom the document itself names as somebody else is none.
# regal ignore:prefer-set-or-object-rule
employs_all := {owner: employer |
	some owner in {subject.fact.id | some subject in subjects.institutions}
	staff := [employers | some [of_owner, employers] in employed_by; of_owner == owner]
	count(staff) > 1
	common := intersection({employers | some employers in staff})
	count(common) == 1
	every employers in staff { not employers[""] }
	some employer in common
	not somebody_else[employer]
}

# The employers of everybody who is no student, as they are written, "" for the institution under a name of its own.
employed_by := [[person.owner, {employer | some row in rows; employer := under_which_name(person, row.body)}] |
	some person in subjects.named_people
	person.fact.student == false
	rows := held(fact.read(person, ["employment"]), "employer")
	count(rows) > 0
]

under_which_name(person, body) := "" if {
	own(person, body)
} else := written(body)

corporations := {
	"university": ["学校法人", "国立大学法人", "公立大学法人", "国立高等専門学校機構"],
	"research_institute": [
		"国立研究開発法人", "独立行政法人", "地方独立行政法人", "大学共同利用機関法人",
		"学校法人", "国立大学法人", "公立大学法人",
	],
}

# What bears the kind of its corporation in its name is that corporation itself.
is_a_corporation(institution) if contains(institution.fact.name, "法人")

# regal ignore:prefer-set-or-object-rule
somebody_else := {form |
	some subject in array.concat(subjects.institutions, subjects.named_supporters)
	some name in names.of(subject)
	some form in input.prepared.names[name].forms
}

# METADATA
# description: |
#   since when the posts beside the own one stand that somebody declared: the further posts, wherever they are, and
#   those for which another body employs the person. What is signed again for the own post makes none of them newer, nor
#   that there is none
beside_since(person) := array.concat(
	[fact.newest_signed(posts, listed, signed) |
		posts := person.fact.affiliations
		posts.state == "provided"
		listed := fact.entries(posts)
		count(listed) > 0
		signed := fact.declared_on(posts)
	],
	[fact.entry_since(employment.envelope, entry) |
		employment := employed_elsewhere(person)
		employment.state == "provided"
		some entry in employment.elsewhere
	],
)

# METADATA
# scope: document
# description: a post beside the own one is entered, as a further one or by another employer
given_beside(person) if {
	posts := fact.read(person, ["affiliations"])
	posts.state == "provided"
	some post in posts.entries
	body := post.institution
	not own(person, body)
}

given_beside(person) if employed_elsewhere(person).state == "provided"

# METADATA
# description: |
#   the employment, as `fact.read` gives it, of whom another body employs, with those of its entries (`elsewhere`) that
#   are none of the own post; undefined of everybody else
employed_elsewhere(person) := employing[person.at]

# Gathered once for everyone. Written as a rule with keys it would be gone through anew for each.
# regal ignore:prefer-set-or-object-rule
employing := {person.at: object.union(fact.read(person, ["employment"]), {"elsewhere": elsewhere}) |
	some person in subjects.named_people
	employment := person.fact.employment
	elsewhere := [entry |
		some entry in fact.entries(employment)
		employer := entry.employer
		not employs(person, employer)
	]
	count(elsewhere) > 0
}

# METADATA
# description: |
#   the first day, as far as it is known, of the posts at the institution that began since a day, where none was held
#   there on that day: the person certainly came later. Undefined of everybody else, and of a student, who is there
#   before being employed
came_after(person, day) := min([first_day(post.entry.start) | some post in posts; began_since(post, day)]) if {
	begins_since(person, substring(day, 0, 4))
	object.get(person.fact, "student", null) != true
	posts := own_posts(person, day)
	not held_on(posts, day)
}

# METADATA
# description: a post of the person, anywhere, began in a year or later; most people were there long before
begins_since(person, year) if {
	some listed in array.concat(
		[disclosures.read(person, "career").entries],
		[fact.entries(envelope) | some name in ["employment", "affiliations"]; envelope := person.fact[name]],
	)
	some post in listed
	post.start >= year
}

# METADATA
# description: |
#   the posts at the person's own institution, of the career, the employment and the further ones, as far as they tell
#   where the person is on a day
own_posts(person, day) := [post |
	some post in array.concat(
		held(fact.read(person, ["affiliations"]), "institution"),
		array.concat(
			held(disclosures.read(person, "career"), "institution"),
			held(fact.read(person, ["employment"]), "employer"),
		),
	)
	at_own(person, post)
	not leaves_open_where(person, post, day)
]

# Of a month or year alone any day may be meant. A post that is yet to begin is none.
began_since(post, day) if {
	start := post.entry.start
	start > substring(day, 0, count(start))
	start <= substring(input.as_of, 0, count(start))
}

held_on(posts, day) if {
	some post in posts
	was_held(post, day)
	not dated_elsewhere(posts, post)
}

# METADATA
# description: a post was held on a day, or is to be; of a month or year alone any day may be meant
was_held(post, day) if {
	start := post.entry.start
	start <= substring(day, 0, count(start))
	post.end >= substring(day, 0, count(post.end))
}

# The month or year of a post's start has its day where the other list tells of it. A further post is another one.
dated_elsewhere(posts, post) if {
	some other in posts
	other.declared.at != post.declared.at
	not endswith(other.declared.at, "/affiliations")
	other.entry.start != post.entry.start
	startswith(other.entry.start, post.entry.start)
	post.end >= other.entry.start
}

# A month or a year alone begins with its first day.
first_day(start) := concat("", [start, substring("-01-01", count(start) - 4, -1)])
