-- The ledger of a case: what each article says, on whose word, and who is who across articles.
--
-- Offsets: "start" and "stop" are code points of article.text, half-open, so that
-- substr(text, start + 1, stop - start) is the quoted string. Keys are content hashes or counted
-- within an article, never counted over the case: the same articles give the same rows whatever
-- order they came in. Whatever was inferred carries its maker, a score from 0 to 1, and a span.

-- The program that read an article: another version or other weights make a case read it again.
CREATE TABLE run (
    id TEXT PRIMARY KEY,               -- hash of the two below
    version TEXT NOT NULL,             -- of the program
    weights TEXT NOT NULL              -- sha256 of the net's weights
) WITHOUT ROWID;

CREATE TABLE article (
    key TEXT PRIMARY KEY,              -- hash of name and text
    name TEXT NOT NULL UNIQUE,         -- path as given; path#row, path#entry for one of several
    file TEXT NOT NULL,                -- the part of the name that is the file
    text TEXT NOT NULL,                -- never changed
    title TEXT,
    outlet TEXT,                       -- null where nothing states it, as all that follow
    published TEXT,                    -- EDTF
    url TEXT,
    language TEXT,
    sha256 TEXT NOT NULL,              -- of the UTF-8 bytes of text
    words INTEGER NOT NULL,            -- runs of characters between white space
    opinion INTEGER NOT NULL,          -- 1: a disclaimer says that these are the views of the author
    taken TEXT NOT NULL,               -- hash of all that was taken in: equal means nothing to read anew
    run TEXT NOT NULL REFERENCES run (id)
);
CREATE INDEX article_file ON article (file);
CREATE INDEX article_sha256 ON article (sha256);
CREATE INDEX article_run ON article (run);

-- Stretches that are not running prose: furniture, title, heading, dateline, credit, disclaimer.
CREATE TABLE passage (
    article TEXT NOT NULL REFERENCES article (key) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    kind TEXT NOT NULL,
    why TEXT NOT NULL,                 -- the sign it was known by
    PRIMARY KEY (article, number)
) WITHOUT ROWID;

-- Where extracted text stands in the original file; none where the text is the file itself.
CREATE TABLE segment (
    article TEXT NOT NULL REFERENCES article (key) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    place TEXT NOT NULL,               -- "page 3": what the next two count within
    place_start INTEGER NOT NULL,
    place_stop INTEGER NOT NULL,
    PRIMARY KEY (article, number)
) WITHOUT ROWID;

CREATE TABLE sentence (
    article TEXT NOT NULL REFERENCES article (key) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    PRIMARY KEY (article, number)
) WITHOUT ROWID;

CREATE TABLE paragraph (
    article TEXT NOT NULL REFERENCES article (key) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    PRIMARY KEY (article, number)
) WITHOUT ROWID;

-- Stretches between quotation marks: the words, and the words with their marks.
CREATE TABLE quote (
    article TEXT NOT NULL REFERENCES article (key) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    outer_start INTEGER NOT NULL,
    outer_stop INTEGER NOT NULL,
    is_scare INTEGER NOT NULL,
    is_closed INTEGER NOT NULL,
    PRIMARY KEY (article, number)
) WITHOUT ROWID;

-- The turns of an interview.
CREATE TABLE turn (
    article TEXT NOT NULL REFERENCES article (key) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    role TEXT NOT NULL,                -- question, answer
    label_start INTEGER,
    label_stop INTEGER,
    PRIMARY KEY (article, number)
) WITHOUT ROWID;

-- Somebody or something within one article.
CREATE TABLE entity (
    article TEXT NOT NULL REFERENCES article (key) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    name TEXT NOT NULL,                -- the best name that the article gives
    kind TEXT NOT NULL,
    PRIMARY KEY (article, number)
) WITHOUT ROWID;

-- Why mentions were joined to one entity.
CREATE TABLE entity_reason (
    article TEXT NOT NULL,
    entity INTEGER NOT NULL,
    number INTEGER NOT NULL,
    maker TEXT NOT NULL,
    score REAL NOT NULL,
    detail TEXT NOT NULL,
    PRIMARY KEY (article, entity, number),
    FOREIGN KEY (article, entity) REFERENCES entity (article, number) ON DELETE CASCADE
) WITHOUT ROWID;

CREATE TABLE mention (
    article TEXT NOT NULL REFERENCES article (key) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    kind TEXT NOT NULL,
    form TEXT NOT NULL,                -- name, nominal, pronoun
    label TEXT NOT NULL,               -- the net's finer class
    score REAL NOT NULL,
    entity INTEGER,
    PRIMARY KEY (article, number),
    FOREIGN KEY (article, entity) REFERENCES entity (article, number) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX mention_entity ON mention (article, entity);

-- What is needed of an article's entities to join them to those of others: JSON, packed by zlib.
CREATE TABLE card (
    article TEXT PRIMARY KEY REFERENCES article (key) ON DELETE CASCADE,
    cards BLOB NOT NULL
);

-- Somebody is reported to have said something, with how it stands.
CREATE TABLE attribution (
    article TEXT NOT NULL REFERENCES article (key) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    parent INTEGER,                    -- the attribution whose content holds this one
    route TEXT NOT NULL,               -- what found it: net, quotation, interview, rumour, report, reread
    quotation TEXT NOT NULL,           -- direct, indirect, mixed
    speaker TEXT,
    speaker_kind TEXT NOT NULL,        -- named, unnamed, rumour, outlet
    entity INTEGER,
    polarity TEXT NOT NULL,
    certainty TEXT NOT NULL,
    mode TEXT NOT NULL,
    condition_start INTEGER,
    condition_stop INTEGER,
    maker TEXT NOT NULL,
    score REAL NOT NULL,
    detail TEXT NOT NULL,
    PRIMARY KEY (article, number),
    FOREIGN KEY (article, parent) REFERENCES attribution (article, number)
        ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (article, entity) REFERENCES entity (article, number) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX attribution_entity ON attribution (article, entity);
CREATE INDEX attribution_parent ON attribution (article, parent);

CREATE TABLE attribution_span (
    article TEXT NOT NULL,
    attribution INTEGER NOT NULL,
    role TEXT NOT NULL,                -- source, cue, content; because: the words that decided how it stands
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    PRIMARY KEY (article, attribution, role, number),
    FOREIGN KEY (article, attribution) REFERENCES attribution (article, number) ON DELETE CASCADE
) WITHOUT ROWID;

-- Something said to be so. Its chain of voices is in the table voice.
CREATE TABLE claim (
    id TEXT PRIMARY KEY,               -- content hash
    article TEXT NOT NULL REFERENCES article (key) ON DELETE CASCADE,
    number INTEGER NOT NULL,           -- in the order of the article
    made_as TEXT NOT NULL,             -- the hash within the article, before its name is mixed in
    start INTEGER NOT NULL,            -- the whole content; its parts are in claim_span
    stop INTEGER NOT NULL,
    quotation TEXT NOT NULL,
    polarity TEXT NOT NULL,            -- positive, negative
    certainty TEXT NOT NULL,           -- certain, probable, possible, unspecified
    mode TEXT NOT NULL,                -- actual, predicted, conditional, wished, demanded, asked
    condition_start INTEGER,
    condition_stop INTEGER,
    attribution INTEGER,               -- null: the outlet says it in its own voice
    maker TEXT NOT NULL,
    score REAL NOT NULL,
    UNIQUE (article, number),
    FOREIGN KEY (article, attribution) REFERENCES attribution (article, number) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX claim_attribution ON claim (article, attribution);

CREATE TABLE claim_span (
    claim TEXT NOT NULL REFERENCES claim (id) ON DELETE CASCADE,
    role TEXT NOT NULL,                -- content; because: the words that decided how it stands
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    PRIMARY KEY (claim, role, number)
) WITHOUT ROWID;

-- One row a link: 0 is the outlet, the deepest is the one whose words these are.
CREATE TABLE voice (
    claim TEXT NOT NULL REFERENCES claim (id) ON DELETE CASCADE,
    depth INTEGER NOT NULL,
    name TEXT,
    kind TEXT NOT NULL,                -- named, unnamed, rumour, outlet
    entity INTEGER,                    -- within the claim's article
    start INTEGER,                     -- the words that name the voice
    stop INTEGER,
    cue_start INTEGER,
    cue_stop INTEGER,
    PRIMARY KEY (claim, depth)
) WITHOUT ROWID;

-- Somebody or something across the articles of the case; made anew whenever the articles change.
CREATE TABLE actor (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    articles INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE actor_name (
    actor TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    text TEXT NOT NULL,                -- as it is spelled
    count INTEGER NOT NULL,
    rank INTEGER NOT NULL,             -- 0: the first to show
    folded TEXT NOT NULL,              -- without case, accents and signs, to look it up by
    PRIMARY KEY (actor, text)
) WITHOUT ROWID;
CREATE INDEX actor_name_folded ON actor_name (folded);

CREATE TABLE actor_member (
    article TEXT NOT NULL,
    entity INTEGER NOT NULL,
    actor TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    PRIMARY KEY (article, entity),
    FOREIGN KEY (article, entity) REFERENCES entity (article, number) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX actor_member_actor ON actor_member (actor);

-- Why they were joined, one row a join.
CREATE TABLE actor_reason (
    actor TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    maker TEXT NOT NULL,
    score REAL NOT NULL,
    detail TEXT NOT NULL,
    PRIMARY KEY (actor, number)
) WITHOUT ROWID;

CREATE TABLE actor_tie (
    actor TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    relation TEXT NOT NULL,            -- "metonym of" ...
    other TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (actor, relation, other)
) WITHOUT ROWID;
CREATE INDEX actor_tie_other ON actor_tie (other);

-- Verdicts of people. They stand apart from what was inferred and are never rewritten.
CREATE TABLE judgement (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,                -- actor, claim, article, prediction
    subject TEXT NOT NULL,
    object TEXT,
    verdict TEXT NOT NULL,             -- same, different, opposed ...
    because TEXT,
    person TEXT,
    given TEXT NOT NULL,               -- EDTF
    undone TEXT
) WITHOUT ROWID;

-- What the case has to remember about itself; 'actors' = 'stale' while they have to be made anew.
CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

-- Full-text search. The rowid is made from the article's key, the claim's or the actor's id.
CREATE VIRTUAL TABLE article_search USING fts5 (title, text, tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE claim_search USING fts5 (text, voices, tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE actor_search USING fts5 (names, tokenize = 'unicode61 remove_diacritics 2');

-- For reading by hand, in Datasette or pandas.
CREATE VIEW v_voices AS
SELECT v.claim, v.depth, v.name, v.kind, m.actor, a.name AS article,
       v.start, v.stop, substr(a.text, v.start + 1, v.stop - v.start) AS words,
       v.cue_start, v.cue_stop, substr(a.text, v.cue_start + 1, v.cue_stop - v.cue_start) AS cue
FROM voice v
JOIN claim c ON c.id = v.claim
JOIN article a ON a.key = c.article
LEFT JOIN actor_member m ON m.article = c.article AND m.entity = v.entity;

CREATE VIEW v_claims AS
SELECT c.id, a.name AS article, a.outlet, a.published, last.name AS speaker, last.kind AS speaker_kind,
       (SELECT group_concat(coalesce(name, kind), ' > ')
        FROM (SELECT name, kind FROM voice WHERE claim = c.id ORDER BY depth)) AS chain,
       substr(a.text, c.start + 1, c.stop - c.start) AS text,
       c.quotation, c.polarity, c.certainty, c.mode,
       substr(a.text, c.condition_start + 1, c.condition_stop - c.condition_start) AS condition,
       c.start, c.stop, c.attribution, c.maker, c.score
FROM claim c
JOIN article a ON a.key = c.article
LEFT JOIN voice last ON last.claim = c.id
    AND last.depth = (SELECT max(depth) FROM voice WHERE claim = c.id);

CREATE VIEW v_mentions AS
SELECT a.name AS article, m.start, m.stop, substr(a.text, m.start + 1, m.stop - m.start) AS text,
       m.kind, m.form, m.label, m.score, m.entity, e.name AS entity_name, k.actor, x.name AS actor_name
FROM mention m
JOIN article a ON a.key = m.article
LEFT JOIN entity e ON e.article = m.article AND e.number = m.entity
LEFT JOIN actor_member k ON k.article = m.article AND k.entity = m.entity
LEFT JOIN actor x ON x.id = k.actor;

CREATE VIEW v_attributions AS
SELECT a.name AS article, t.number, t.parent, t.speaker, t.speaker_kind, t.quotation, t.route,
       s.role, s.number AS part, substr(a.text, s.start + 1, s.stop - s.start) AS text,
       s.start, s.stop, t.polarity, t.certainty, t.mode, t.maker, t.score, t.detail
FROM attribution t
JOIN article a ON a.key = t.article
JOIN attribution_span s ON s.article = t.article AND s.attribution = t.number;

CREATE VIEW v_actors AS
SELECT x.id, x.name, x.kind, x.articles,
       (SELECT group_concat(text || ' (' || count || ')', ', ')
        FROM (SELECT text, count FROM actor_name WHERE actor = x.id ORDER BY rank)) AS spellings
FROM actor x;
