-- What lists of propositions are sorted by, so that a page of a long case is read without reading the rest.
ALTER TABLE proposition ADD COLUMN issue INTEGER;                      -- place of its issue; null: uncontested
ALTER TABLE proposition ADD COLUMN articles INTEGER NOT NULL DEFAULT 0; -- how many tell of it
ALTER TABLE proposition ADD COLUMN claims INTEGER NOT NULL DEFAULT 0;
ALTER TABLE proposition ADD COLUMN first TEXT;                         -- when the first of them appeared (EDTF)
CREATE INDEX proposition_issue ON proposition (issue, rank) WHERE issue IS NOT NULL;
CREATE INDEX proposition_single ON proposition (articles DESC, id) WHERE best = 1 AND articles > 1;
CREATE INDEX proposition_origins ON proposition (best + dissent_best DESC, rank);
CREATE INDEX proposition_claims ON proposition (claims DESC, rank);
CREATE INDEX proposition_first ON proposition (first DESC, rank);
CREATE INDEX version_rank ON version (rank);
CREATE INDEX prediction_state ON prediction (state, rank);
INSERT OR REPLACE INTO meta (name, value) VALUES ('survey', 'stale');
