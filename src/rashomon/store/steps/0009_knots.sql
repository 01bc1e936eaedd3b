-- Which members of a proposition are surely of one thing with each other.

ALTER TABLE member ADD COLUMN knot INTEGER NOT NULL DEFAULT 0; -- those with one number are; 0: with the claim that names it
INSERT OR REPLACE INTO meta (name, value) VALUES ('survey', 'stale');
