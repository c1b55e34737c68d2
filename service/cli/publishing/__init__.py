"""`tejun publish`, `withdraw`, `rollback`, `key`, `bundle sign` and `bundle verify`: what a publisher does.

May not know: what is looked at before an edition is published (`service.publish`).
"""
