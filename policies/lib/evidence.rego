# METADATA
# description: |
#   A document that proves something: it has a title, and it can be found, by the place where it is kept or by the
#   digest of its bytes.
package policy.lib.evidence

stands(document) if {
	is_string(document.title)
	located(document)
}

located(document) if is_string(document.kept_at)

located(document) if is_string(document.digest)
