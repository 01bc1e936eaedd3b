-- What puts claims together is weighed otherwise: the tables stay, what was found across articles is found anew.

INSERT OR REPLACE INTO meta (name, value) VALUES ('survey', 'stale');
