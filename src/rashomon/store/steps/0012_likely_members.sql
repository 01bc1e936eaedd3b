-- How likely a claim is of its proposition; what was found across articles is found anew.

ALTER TABLE member ADD COLUMN likely REAL NOT NULL DEFAULT 1;

INSERT OR REPLACE INTO meta (name, value) VALUES ('survey', 'stale');
