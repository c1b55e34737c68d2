"""`tejun bundle`: an edition built, shown, laid beside another; `tejun editions`: what was published and is in force.

May not know: how two editions are compared (`service.bundle.diff`).
"""
