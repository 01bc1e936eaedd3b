-- Of each place where a stance of an edge is told: which sign it has there, and when that is so (EDTF).
ALTER TABLE edge_stance ADD COLUMN sign INTEGER;
ALTER TABLE edge_stance ADD COLUMN time TEXT;
CREATE INDEX edge_target ON edge (target);
CREATE INDEX edge_holder ON edge (holder);
INSERT OR REPLACE INTO meta (name, value) VALUES ('survey', 'stale');
