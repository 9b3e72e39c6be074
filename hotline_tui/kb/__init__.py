"""Knowledge search: text, tokens, index, ranking; no database, no screen."""
