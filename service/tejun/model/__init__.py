"""The shapes that travel: facts in, decisions out, and the reading of a submitted document into facts."""
