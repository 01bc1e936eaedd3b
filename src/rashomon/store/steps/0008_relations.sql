-- The pair net says more of a pair than before: whether both are about one thing, and what they disagree on.
-- What it said before is asked anew.
DROP TABLE net_answer;

CREATE TABLE net_answer (
    a TEXT NOT NULL,                   -- hashes of the words
    b TEXT NOT NULL,
    weights TEXT NOT NULL,
    same REAL NOT NULL,                -- probabilities, together 1
    opposed REAL NOT NULL,
    about REAL NOT NULL,               -- the same thing, and both can be so
    other REAL NOT NULL,
    disagreeing TEXT NOT NULL,         -- on what, if they do
    PRIMARY KEY (a, b)
) WITHOUT ROWID;

-- What a later claim makes of a forecast.
CREATE TABLE net_outcome (
    forecast TEXT NOT NULL,            -- hashes of the words
    later TEXT NOT NULL,
    weights TEXT NOT NULL,
    unsettled REAL NOT NULL,           -- probabilities, together 1: it settles nothing
    yes REAL NOT NULL,                 -- it came about
    no REAL NOT NULL,
    void REAL NOT NULL,                -- its condition failed
    PRIMARY KEY (forecast, later)
) WITHOUT ROWID;
INSERT OR REPLACE INTO meta (name, value) VALUES ('survey', 'stale');
