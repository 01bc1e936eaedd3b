-- What is said to happen, when and where, and who is said to be for or against whom.
--
-- As before: "start" and "stop" are code points of article.text; numbers count within an article. The tokens that
-- all this was read from are not kept: they are many times the rest, and the same program makes them again.

-- A time expression and what it means.
CREATE TABLE time (
    article TEXT NOT NULL REFERENCES article (key) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    value TEXT,                        -- EDTF; of a duration ISO 8601 ("P3D"); null where it is not known
    kind TEXT NOT NULL,                -- date, time, duration, set
    reason TEXT NOT NULL,              -- what was counted from where
    PRIMARY KEY (article, number)
) WITHOUT ROWID;

-- A named place and where on earth it is.
CREATE TABLE place (
    article TEXT NOT NULL REFERENCES article (key) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    name TEXT NOT NULL,                -- as the gazetteer has it; else the words
    geonames INTEGER,                  -- null, as all that follow to "country": it is not known
    lat REAL,
    lon REAL,
    precision TEXT,                    -- point, city, region, country
    country TEXT,                      -- ISO 3166, two letters
    score REAL NOT NULL,               -- how sure the choice among places of that name is
    reason TEXT NOT NULL,
    PRIMARY KEY (article, number)
) WITHOUT ROWID;
CREATE INDEX place_geonames ON place (geonames);

-- A verb or noun that names what happens, is done or is the case.
CREATE TABLE event (
    article TEXT NOT NULL REFERENCES article (key) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    token INTEGER NOT NULL,            -- which token of the article names it
    factuality REAL NOT NULL,          -- -3 certainly not so, to 3 certainly so, as the one who says it holds it
    polarity TEXT NOT NULL,            -- positive, negative
    certainty TEXT NOT NULL,           -- certain, probable, possible, unspecified
    mode TEXT NOT NULL,                -- actual, predicted, conditional, wished, demanded, asked
    code TEXT,                         -- PLOVER root code; null where none fits
    code_score REAL NOT NULL,          -- how sure the code is
    condition_start INTEGER,
    condition_stop INTEGER,
    attribution INTEGER,               -- who says so; null: the outlet itself
    PRIMARY KEY (article, number),
    FOREIGN KEY (article, attribution) REFERENCES attribution (article, number) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX event_attribution ON event (article, attribution);
CREATE INDEX event_code ON event (code);

-- Who or what takes part in an event, where or when.
CREATE TABLE argument (
    article TEXT NOT NULL,
    event INTEGER NOT NULL,
    number INTEGER NOT NULL,
    role TEXT NOT NULL,                -- agent, patient, recipient, place, time
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    head INTEGER NOT NULL,             -- its head token
    PRIMARY KEY (article, event, number),
    FOREIGN KEY (article, event) REFERENCES event (article, number) ON DELETE CASCADE
) WITHOUT ROWID;

-- Somebody is said to be for (1) or against (-1) somebody.
CREATE TABLE stance (
    article TEXT NOT NULL REFERENCES article (key) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    holder_start INTEGER NOT NULL,
    holder_stop INTEGER NOT NULL,
    target_start INTEGER NOT NULL,
    target_stop INTEGER NOT NULL,
    sign INTEGER NOT NULL,
    kind TEXT NOT NULL,                -- supports, opposes, fights, criticises ...
    attribution INTEGER,               -- according to whom; null: the outlet itself
    score REAL NOT NULL,
    maker TEXT NOT NULL,
    maker_score REAL NOT NULL,
    detail TEXT NOT NULL,
    PRIMARY KEY (article, number),
    FOREIGN KEY (article, attribution) REFERENCES attribution (article, number) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX stance_attribution ON stance (article, attribution);

-- What a claim says to happen.
CREATE TABLE claim_event (
    claim TEXT NOT NULL REFERENCES claim (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    article TEXT NOT NULL,
    event INTEGER NOT NULL,
    PRIMARY KEY (claim, number),
    FOREIGN KEY (article, event) REFERENCES event (article, number) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX claim_event_event ON claim_event (article, event);

-- When and where, for a claim whose words leave no choice.
CREATE TABLE claim_setting (
    claim TEXT PRIMARY KEY REFERENCES claim (id) ON DELETE CASCADE,
    article TEXT NOT NULL,
    time INTEGER,
    place INTEGER,
    FOREIGN KEY (article, time) REFERENCES time (article, number) ON DELETE CASCADE,
    FOREIGN KEY (article, place) REFERENCES place (article, number) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX claim_setting_time ON claim_setting (article, time);
CREATE INDEX claim_setting_place ON claim_setting (article, place);

-- Articles read before there was all this: they are read again from their text here, one by one.
CREATE TABLE outdated (
    article TEXT PRIMARY KEY REFERENCES article (key) ON DELETE CASCADE
) WITHOUT ROWID;
INSERT INTO outdated SELECT key FROM article;

-- For reading by hand, in Datasette or pandas.
CREATE VIEW v_events AS
SELECT a.name AS article, e.number, substr(a.text, e.start + 1, e.stop - e.start) AS text, e.code, e.code_score,
       e.factuality, e.polarity, e.certainty, e.mode,
       substr(a.text, e.condition_start + 1, e.condition_stop - e.condition_start) AS condition,
       (SELECT group_concat(role || ': ' || substr(a.text, start + 1, stop - start), ', ')
        FROM (SELECT role, start, stop FROM argument WHERE article = e.article AND event = e.number ORDER BY number)
       ) AS arguments,
       coalesce(t.speaker, t.speaker_kind, a.outlet, 'outlet') AS according_to, e.start, e.stop
FROM event e
JOIN article a ON a.key = e.article
LEFT JOIN attribution t ON t.article = e.article AND t.number = e.attribution;

CREATE VIEW v_stances AS
SELECT a.name AS article, s.number,
       substr(a.text, s.holder_start + 1, s.holder_stop - s.holder_start) AS holder,
       substr(a.text, s.target_start + 1, s.target_stop - s.target_start) AS target,
       s.sign, s.kind, coalesce(t.speaker, t.speaker_kind, a.outlet, 'outlet') AS according_to,
       s.score, s.maker, s.detail
FROM stance s
JOIN article a ON a.key = s.article
LEFT JOIN attribution t ON t.article = s.article AND t.number = s.attribution;

CREATE VIEW v_times AS
SELECT a.name AS article, t.number, substr(a.text, t.start + 1, t.stop - t.start) AS text, t.value, t.kind, t.reason,
       t.start, t.stop
FROM time t
JOIN article a ON a.key = t.article;

CREATE VIEW v_places AS
SELECT a.name AS article, p.number, substr(a.text, p.start + 1, p.stop - p.start) AS text, p.name, p.geonames,
       p.lat, p.lon, p.precision, p.country, p.score, p.reason, p.start, p.stop
FROM place p
JOIN article a ON a.key = p.article;
