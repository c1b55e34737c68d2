"""`tejun bundle`: an edition built, shown, and laid beside another.

May not know: how two editions are compared (`service.bundle.diff`).
"""
