"""Pure helpers over names: folding, parsing, likeness, institution words, countries, titles."""
