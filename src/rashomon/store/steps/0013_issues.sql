-- Which issue a contradiction is of: a proposition may be in several. What was found across articles is found anew.

ALTER TABLE conflict ADD COLUMN issue INTEGER;                         -- place of its issue
CREATE INDEX conflict_issue ON conflict (issue);
DROP INDEX proposition_issue;
ALTER TABLE proposition DROP COLUMN issue;

INSERT OR REPLACE INTO meta (name, value) VALUES ('survey', 'stale');
