# METADATA
# title: What is collected in normal times
# description: |
#   What an institution collects in normal times (平時): its account of that, not the information itself. The page
#   speaks of research institutions (研究機関): of the joint ones it is asked of universities and research institutes in
#   Japan; of others only where the program asks it. `none` means that it is not collected.
# custom:
#   parameters:
#     routine_of_every_institution:
#       type: boolean
#       direction: set
#       description:
#         ja: "平時からの情報収集を、日本の大学・研究機関以外の共同研究先の機関にも求めるか"
#         en: "whether it is asked of joint institutions other than universities and institutes in Japan, too"
#   reasons:
#     not_asked_of_it:
#       status: not_applicable
#       message:
#         ja: "平時からの情報収集は研究機関に求められており、この共同研究先の機関は、日本の大学・研究機関ではありません。"
#         en: "Asked of research institutions: this joint one is no university or research institute in Japan."
#   readings:
#     - ja: "平時の事項は、研究代表者の所属機関のほか、日本の大学・研究機関である共同研究機関に求めます（ページの主語が「研究機関」であるため）。企業や国外の機関には、プログラムが求める場合を除き、求めません。"
#       en: >-
#         What is collected in normal times is asked of the lead institution and of joint ones that are
#         universities or research institutes in Japan (the page speaks of 研究機関); of companies and bodies
#         abroad only where the program asks it.
#       reasons: [not_asked_of_it]
package policy.lib.routine

import data.policy.lib.verdict

# METADATA
# description: the verdict on an institution of which this is not asked; undefined for all others
not_asked(subject) := verdict.not_applicable("not_asked_of_it", [concat("/", [subject.at, "kind"]), concat("/", [subject.at, "country"])]) if {
	subject.fact.role == "joint"
	elsewhere(subject.fact)
	not asked_by_program
}

elsewhere(institution) if {
	is_string(institution.country)
	institution.country != "JP"
}

elsewhere(institution) if institution.kind in ["company", "other"]

asked_by_program if data.policy.params.routine_of_every_institution == true
