-- What is found across the articles of the case; made anew whenever articles, actors or verdicts change.
--
-- As before: "start" and "stop" are code points of article.text. Lists are JSON arrays. Order of rows is kept in
-- "number" or "rank". What a person judged is in "judgement" alone; here is what comes of it.

-- The base form of the word that names the event.
ALTER TABLE event ADD COLUMN lemma TEXT NOT NULL DEFAULT '';
INSERT OR IGNORE INTO outdated SELECT key FROM article;

-- What is found by words leads back by its id.
DROP TABLE article_search;
DROP TABLE claim_search;
DROP TABLE actor_search;
CREATE VIRTUAL TABLE article_search USING fts5 (key UNINDEXED, title, text, tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE claim_search USING fts5 (id UNINDEXED, text, voices, tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE actor_search USING fts5 (id UNINDEXED, names, tokenize = 'unicode61 remove_diacritics 2');
INSERT OR REPLACE INTO meta (name, value) VALUES ('actors', 'stale');

-- One article took text from another, or both from a third.
CREATE TABLE copy (
    child TEXT NOT NULL REFERENCES article (key) ON DELETE CASCADE,
    parent TEXT NOT NULL REFERENCES article (key) ON DELETE CASCADE,
    kind TEXT NOT NULL,                -- copy, excerpt, embed, rewritten, cites
    score REAL NOT NULL,               -- how sure it is that one text went into the other
    direction REAL NOT NULL,           -- how sure it is which of the two is the parent
    containment REAL NOT NULL,         -- share of the child's own text that stands in the parent
    reason TEXT NOT NULL,
    PRIMARY KEY (child, parent)
) WITHOUT ROWID;
CREATE INDEX copy_parent ON copy (parent);

CREATE TABLE copy_passage (
    child TEXT NOT NULL,
    parent TEXT NOT NULL,
    number INTEGER NOT NULL,
    child_start INTEGER NOT NULL,
    child_stop INTEGER NOT NULL,
    parent_start INTEGER NOT NULL,
    parent_stop INTEGER NOT NULL,
    PRIMARY KEY (child, parent, number),
    FOREIGN KEY (child, parent) REFERENCES copy (child, parent) ON DELETE CASCADE
) WITHOUT ROWID;

-- Where claims come from in the end, as far as the articles tell.
CREATE TABLE origin (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,                -- outlet, agency, named, unnamed, unknown
    name TEXT,
    circular INTEGER NOT NULL,         -- 1: the articles only cite each other
    actor TEXT,
    reason TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE claim_origin (
    claim TEXT PRIMARY KEY REFERENCES claim (id) ON DELETE CASCADE,
    origin TEXT NOT NULL REFERENCES origin (id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX claim_origin_origin ON claim_origin (origin);

-- Two origins that may be one.
CREATE TABLE dependence (
    a TEXT NOT NULL REFERENCES origin (id) ON DELETE CASCADE,
    b TEXT NOT NULL REFERENCES origin (id) ON DELETE CASCADE,
    probability REAL NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE INDEX dependence_b ON dependence (b);

-- Something that claims assert, deny or hedge.
CREATE TABLE proposition (
    id TEXT PRIMARY KEY,
    rank INTEGER NOT NULL,
    text TEXT NOT NULL,                -- the words of the claim that says it plainest
    claim TEXT NOT NULL REFERENCES claim (id) ON DELETE CASCADE,
    conflict TEXT,                     -- kind of the first contradiction it is in
    low INTEGER NOT NULL,              -- origins of those who say it: at least, at best knowledge, at most
    best INTEGER NOT NULL,
    high INTEGER NOT NULL,
    why TEXT NOT NULL,
    dissent_low INTEGER NOT NULL,      -- the same of those who say the opposite
    dissent_best INTEGER NOT NULL,
    dissent_high INTEGER NOT NULL,
    dissent_why TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX proposition_rank ON proposition (rank);
CREATE INDEX proposition_claim ON proposition (claim);

CREATE TABLE member (
    proposition TEXT NOT NULL REFERENCES proposition (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    claim TEXT NOT NULL REFERENCES claim (id) ON DELETE CASCADE,
    sign INTEGER NOT NULL,             -- -1: it says the opposite
    is_hedged INTEGER NOT NULL,
    score_frame REAL NOT NULL,         -- how well its event and actors fit the others'
    score_net REAL,                    -- what the pair net says of it
    is_open INTEGER NOT NULL,          -- 1: the two disagree, a person should look
    reason TEXT NOT NULL,
    PRIMARY KEY (proposition, number)
) WITHOUT ROWID;
CREATE INDEX member_claim ON member (claim);

-- Two claims cannot both be so.
CREATE TABLE conflict (
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,                -- polarity, number, time, place, actor, act, speech
    a TEXT NOT NULL REFERENCES claim (id) ON DELETE CASCADE,
    b TEXT NOT NULL REFERENCES claim (id) ON DELETE CASCADE,
    proposition_a TEXT NOT NULL REFERENCES proposition (id) ON DELETE CASCADE,
    proposition_b TEXT NOT NULL REFERENCES proposition (id) ON DELETE CASCADE,
    score REAL NOT NULL,
    reason TEXT NOT NULL,
    a_start INTEGER NOT NULL,          -- the words that disagree
    a_stop INTEGER NOT NULL,
    b_start INTEGER NOT NULL,
    b_stop INTEGER NOT NULL
);
CREATE INDEX conflict_a ON conflict (a);
CREATE INDEX conflict_b ON conflict (b);
CREATE INDEX conflict_proposition_a ON conflict (proposition_a);
CREATE INDEX conflict_proposition_b ON conflict (proposition_b);

-- A proposition whose standing changes on its way.
CREATE TABLE drift (
    number INTEGER PRIMARY KEY,
    proposition TEXT NOT NULL REFERENCES proposition (id) ON DELETE CASCADE,
    direction TEXT NOT NULL,           -- hardens, softens, turns
    voice TEXT                         -- whose; null: on the way through several outlets
);
CREATE INDEX drift_proposition ON drift (proposition);

CREATE TABLE drift_step (
    drift INTEGER NOT NULL REFERENCES drift (number) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    claim TEXT NOT NULL REFERENCES claim (id) ON DELETE CASCADE,
    standing TEXT NOT NULL,            -- denied, doubted, rumour, possible, reported, fact, admitted
    PRIMARY KEY (drift, number)
) WITHOUT ROWID;
CREATE INDEX drift_step_claim ON drift_step (claim);

-- A set of propositions without contradiction that no further one of its issue can join.
CREATE TABLE version (
    id TEXT PRIMARY KEY,
    rank INTEGER NOT NULL,
    issue TEXT NOT NULL,
    weight REAL NOT NULL,              -- origins behind what holds, each voice counted up to a cap
    weakest TEXT,                      -- the proposition that holds on the fewest origins
    apart_from TEXT,                   -- the version next in weight
    test TEXT,                         -- the proposition that would separate the two best
    is_whole INTEGER NOT NULL,         -- 0: only the weightiest versions of the issue were looked for
    camp INTEGER                       -- of the whole case: the camp that tells it
) WITHOUT ROWID;

CREATE TABLE version_proposition (
    version TEXT NOT NULL REFERENCES version (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    proposition TEXT NOT NULL REFERENCES proposition (id) ON DELETE CASCADE,
    state TEXT NOT NULL,               -- holds, falls, open
    because TEXT NOT NULL,             -- JSON: for one that falls, the propositions that exclude it
    PRIMARY KEY (version, number)
) WITHOUT ROWID;
CREATE INDEX version_proposition_proposition ON version_proposition (proposition);

CREATE TABLE backer (
    version TEXT NOT NULL REFERENCES version (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    actor TEXT,
    claims TEXT NOT NULL,              -- JSON: ids
    against INTEGER NOT NULL,          -- how many of its claims the version cannot take in
    PRIMARY KEY (version, number)
) WITHOUT ROWID;

CREATE TABLE camp (
    number INTEGER NOT NULL,
    member TEXT NOT NULL,
    PRIMARY KEY (number, member)
) WITHOUT ROWID;

-- What came of what a voice or an outlet said.
CREATE TABLE source_record (
    rank INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,                -- outlet, voice
    actor TEXT,
    claims INTEGER NOT NULL,
    shared INTEGER NOT NULL,           -- propositions on which others spoke too
    confirmed INTEGER NOT NULL,
    contradicted INTEGER NOT NULL,
    alone INTEGER NOT NULL,
    later_right INTEGER NOT NULL,
    low REAL,                          -- share that is right; null: not enough overlap to say
    middle REAL,
    high REAL,
    basis TEXT NOT NULL
);

-- A claim about what will be, and what came of it.
CREATE TABLE prediction (
    id TEXT PRIMARY KEY,
    rank INTEGER NOT NULL,
    claim TEXT NOT NULL REFERENCES claim (id) ON DELETE CASCADE,
    holder TEXT,                       -- whose prediction it is
    actor TEXT,
    text TEXT NOT NULL,
    condition TEXT,
    low REAL,                          -- chance, where words or a number state it
    middle REAL,
    high REAL,
    basis TEXT,
    made TEXT,                         -- EDTF
    due TEXT,
    due_basis TEXT NOT NULL,
    state TEXT NOT NULL,               -- open, yes, no, void, expired, ambiguous
    settled_by TEXT NOT NULL,          -- JSON: claim ids
    decided_by TEXT NOT NULL,
    copies TEXT NOT NULL,              -- JSON: ids of the claims that tell it again
    reason TEXT NOT NULL,
    sign INTEGER NOT NULL,             -- -1: it says that the thing will not be
    is_scored INTEGER NOT NULL         -- 0: it can never be wrong ("may", "can")
) WITHOUT ROWID;
CREATE INDEX prediction_claim ON prediction (claim);

-- Holder and target of stances, over all who tell them.
CREATE TABLE edge (
    number INTEGER PRIMARY KEY,
    holder TEXT NOT NULL,
    target TEXT NOT NULL,
    sign INTEGER NOT NULL,             -- 0: disputed
    kinds TEXT NOT NULL,               -- JSON
    according_to TEXT NOT NULL,        -- JSON
    origins INTEGER NOT NULL,
    frustrated INTEGER NOT NULL        -- 1: at odds with the split into two sides that fits best
);

CREATE TABLE edge_stance (
    edge INTEGER NOT NULL REFERENCES edge (number) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    article TEXT NOT NULL REFERENCES article (key) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    PRIMARY KEY (edge, number)
) WITHOUT ROWID;
CREATE INDEX edge_stance_article ON edge_stance (article);

CREATE TABLE balance (
    nodes INTEGER NOT NULL,
    edges INTEGER NOT NULL,
    frustration INTEGER NOT NULL,      -- the fewest edges at odds with any split into two sides
    is_proved INTEGER NOT NULL,
    triangles REAL,
    walk REAL,
    shuffled_mean REAL,
    shuffled_deviation REAL,
    sides TEXT NOT NULL                -- JSON: two lists of actors
);

-- For reading by hand, in Datasette or pandas.
CREATE VIEW v_propositions AS
SELECT p.id, p.text, p.conflict,
       (SELECT count(*) FROM member WHERE proposition = p.id AND sign = 1 AND NOT is_hedged) AS for_it,
       (SELECT count(*) FROM member WHERE proposition = p.id AND sign = -1) AS against_it,
       (SELECT count(*) FROM member WHERE proposition = p.id AND sign = 1 AND is_hedged) AS hedging,
       p.low, p.best, p.high, p.why, p.dissent_low, p.dissent_best, p.dissent_high
FROM proposition p ORDER BY p.rank;

CREATE VIEW v_members AS
SELECT m.proposition, p.text AS says, m.sign, m.is_hedged, a.name AS article, v.name AS speaker, v.kind,
       substr(a.text, c.start + 1, c.stop - c.start) AS text, m.score_frame, m.score_net, m.is_open, m.reason
FROM member m
JOIN proposition p ON p.id = m.proposition
JOIN claim c ON c.id = m.claim
JOIN article a ON a.key = c.article
LEFT JOIN voice v ON v.claim = c.id AND v.depth = (SELECT max(depth) FROM voice WHERE claim = c.id);

CREATE VIEW v_conflicts AS
SELECT f.kind, f.reason, f.score, x.name AS article_a, substr(x.text, c.start + 1, c.stop - c.start) AS text_a,
       y.name AS article_b, substr(y.text, d.start + 1, d.stop - d.start) AS text_b, f.a, f.b
FROM conflict f
JOIN claim c ON c.id = f.a JOIN article x ON x.key = c.article
JOIN claim d ON d.id = f.b JOIN article y ON y.key = d.article;

CREATE VIEW v_copies AS
SELECT c.name AS child, p.name AS parent, k.kind, k.score, k.direction, k.containment, k.reason
FROM copy k JOIN article c ON c.key = k.child JOIN article p ON p.key = k.parent;

-- The survey of a case that was read before there was one has to be made.
INSERT OR REPLACE INTO meta (name, value) VALUES ('survey', 'stale');
