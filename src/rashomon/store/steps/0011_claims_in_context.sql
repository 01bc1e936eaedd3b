-- Which claims are held against each other is chosen by all that stands around them: the tables stay, what was
-- found across articles is found anew.

INSERT OR REPLACE INTO meta (name, value) VALUES ('survey', 'stale');
