"""Article in, `Document` out: sentences, words, quotations, turns and mentions; the text is never changed."""
