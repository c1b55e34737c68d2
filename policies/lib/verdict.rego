# METADATA
# description: |
#   A verdict is what one requirement says of one subject: {status, reason, params, reads}. `reason` is a
#   code of the requirement's METADATA, `reads` the JSON pointers of what was read. Never text.
package policy.lib.verdict

satisfied(reason, reads) := {"status": "satisfied", "reason": reason, "params": {}, "reads": reads}

not_applicable(reason, reads) := {"status": "not_applicable", "reason": reason, "params": {}, "reads": reads}

consult(reason, reads) := {"status": "consult_fa", "reason": reason, "params": {}, "reads": reads}

missing(reason, reads) := {"status": "missing_information", "reason": reason, "params": {}, "reads": reads}

unsatisfied(reason, reads) := {"status": "unsatisfied", "reason": reason, "params": {}, "reads": reads}

# METADATA
# description: the same verdict, with the values that its message names
with_params(verdict, params) := object.union(verdict, {"params": params})
