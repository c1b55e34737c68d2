# METADATA
# title: An institution's own word
# description: |
#   What is asked of an institution is asked of each that takes part, and each says it of itself: what the lead
#   institution states about a joint one does not stand for what that one states, nor the other way round. A
#   declaration says which institution makes it; left out, the lead does. A person speaks for himself or herself: an
#   institution that passes on what he or she says is his or her own, for a co-PI also the lead one, which asks it too.
# custom:
#   reasons:
#     stated_by_another:
#       status: missing_information
#       message:
#         ja: "「{title}」は、他の機関が記載したもので、この機関（研究者については、本人又はその所属機関）自身の申告ではありません。"
#         en: "“{title}”: another institution stated it, not this one (of a researcher, not his or her own) itself."
#       remedy:
#         ja: "この機関（研究者については、本人又はその所属機関）の申告を受け、申告した機関（declared.institution）を記載してください。得られない場合は、研究代表者の所属機関が共同研究先の「提供しない事項」（partner.withholds）に記載してください。"
#         en: "Have it declare this itself (`declared.institution`), or enter what it withholds (`partner.withholds`)."
#   readings:
#     - ja: "ある機関に求める事項は、その機関自身の申告を求めます。B大学が自ら管理等を行うとされており、A大学の記載はB大学の記載に代わらないと読むためです。"
#       en: >-
#         What is asked of an institution is stated by that institution: B is to manage its own part (B大学は…),
#         so what A states does not stand for it.
#       reasons: [stated_by_another]
#     - ja: "研究者についての(1)は、本人又はその所属機関が申告したものを求めます。共同研究機関は(1)を自ら確認するとされているためです。研究分担者の(1)は研究代表者の所属機関も確認するため、その機関を経たものでも差し支えありません。"
#       en: >-
#         (1) of a person is declared by that person or the person's own institution, since a joint institution
#         checks (1) itself. Of a co-PI, whose (1) the lead institution checks too, it may come by way of that one.
#       reasons: [stated_by_another]
package policy.lib.own_word

import data.policy.lib.verdict

# METADATA
# description: |
#   the verdict where another institution states what this one is to say of itself; undefined otherwise. `read` is the
#   fact as `fact.read` gives it
of_another(institution, read) := verdict.missing("stated_by_another", [read.at]) if {
	read.state != "absent"
	not said(institution, read)
}

# METADATA
# description: the fact is there, and it is the institution's own word
said(institution, read) if {
	read.state != "absent"
	by_itself(institution, read.envelope)
}

by_itself(institution, envelope) if envelope.declared.institution == institution.fact.id

by_itself(institution, envelope) if {
	institution.fact.role == "lead"
	not names_institution(envelope)
}

names_institution(envelope) if is_string(envelope.declared.institution)
