-- What pages of actors and places are read from, counted once when actors are made, so that the page of one who
-- is in twenty thousand articles opens as fast as any. Nothing in them is not also in the tables before.

-- Names, days and outlets of articles without their texts.
CREATE INDEX article_card ON article (name, key, outlet, published, title);
CREATE INDEX article_place ON article (key, name, outlet, published);
CREATE INDEX article_day ON article (published, name);
-- Which claims hold a place of the text.
CREATE INDEX claim_place ON claim (article, start, stop, number);

ALTER TABLE actor ADD COLUMN mentions INTEGER NOT NULL DEFAULT 0;
ALTER TABLE actor ADD COLUMN named INTEGER NOT NULL DEFAULT 0;   -- those by a name
CREATE INDEX actor_rank ON actor (articles DESC, name, id);

-- What an actor says, and what is said of it.
CREATE TABLE actor_claim (
    actor TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    says INTEGER NOT NULL,             -- 1: it says so; 0: the claim mentions it
    day TEXT NOT NULL,                 -- when the article appeared (EDTF); '~', which sorts last: not known
    article TEXT NOT NULL,             -- its name
    number INTEGER NOT NULL,           -- of the claim in the article
    claim TEXT NOT NULL,
    PRIMARY KEY (actor, says, day, article, number)
) WITHOUT ROWID;

-- Words under which others speak for an actor.
CREATE TABLE actor_voice (
    actor TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    words TEXT NOT NULL,
    claims INTEGER NOT NULL,
    claim TEXT NOT NULL,               -- one of them
    PRIMARY KEY (actor, words)
) WITHOUT ROWID;

-- Why mentions and articles were joined to an actor, the same reason once.
CREATE TABLE actor_why (
    actor TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    maker TEXT NOT NULL,
    score REAL NOT NULL,
    detail TEXT NOT NULL,
    place INTEGER NOT NULL,            -- of the first; those that joined articles before those within one
    PRIMARY KEY (actor, maker, score, detail)
) WITHOUT ROWID;

-- What an actor is called in single articles.
CREATE TABLE actor_called (
    actor TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    first TEXT NOT NULL,               -- the first and the last article, by name, that call it so
    last TEXT NOT NULL,
    PRIMARY KEY (actor, name)
) WITHOUT ROWID;

-- The places that articles name.
CREATE TABLE place_named (
    is_known INTEGER NOT NULL,         -- 1: it is on the map
    rank INTEGER NOT NULL,             -- the most named first
    name TEXT NOT NULL,
    geonames INTEGER,
    lat REAL,
    lon REAL,
    precision TEXT,
    mentions INTEGER NOT NULL,
    articles INTEGER NOT NULL,
    claims INTEGER NOT NULL,           -- that say to be set there
    claim TEXT,                        -- one of them
    PRIMARY KEY (is_known, rank)
) WITHOUT ROWID;

INSERT OR REPLACE INTO meta (name, value) VALUES ('actors', 'stale');
