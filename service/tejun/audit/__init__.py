"""What a decision can be held to by somebody who does not trust whoever made it: receipts.

Always holds: pure. What is verified comes as bytes, and nothing of it is believed beforehand.

May not know: stores, files, HTTP, or how what was found is shown.
"""
