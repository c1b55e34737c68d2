"""The Rego of an edition, as OPA parsed it, and where the values in it come from.

May not know: what is allowed; `tejun.authoring.checks` judges.
"""
