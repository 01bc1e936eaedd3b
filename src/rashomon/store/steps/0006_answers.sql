-- What the pair net said, so that the next survey need not ask it again; only what the last one asked is kept.
CREATE TABLE net_vector (
    text TEXT PRIMARY KEY,             -- hash of the words
    weights TEXT NOT NULL,             -- sha256 of the net's
    vector BLOB NOT NULL               -- a signed byte each
) WITHOUT ROWID;

CREATE TABLE net_answer (
    a TEXT NOT NULL,                   -- hashes of the words
    b TEXT NOT NULL,
    weights TEXT NOT NULL,
    same REAL NOT NULL,
    opposed REAL NOT NULL,
    unrelated REAL NOT NULL,
    PRIMARY KEY (a, b)
) WITHOUT ROWID;
INSERT OR REPLACE INTO meta (name, value) VALUES ('survey', 'stale');
