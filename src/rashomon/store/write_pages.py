"""What pages of actors and places are read from, counted when the actors are made (`steps/0007_fast.sql`)."""

from __future__ import annotations

from rashomon.store.database import Database

_COUNTS = (
    "UPDATE actor SET mentions = g.mentions, named = g.named FROM (SELECT k.actor, count(*) AS mentions,"
    " sum(m.form = 'name') AS named FROM actor_member k"
    " JOIN mention m ON m.article = k.article AND m.entity = k.entity GROUP BY k.actor) g"
    " WHERE g.actor = actor.id"
)
_INTO_CLAIMS = (
    "INSERT OR IGNORE INTO actor_claim (actor, says, day, article, number, claim)"
    " SELECT k.actor, {says}, coalesce(a.published, '~'), a.name, c.number, c.id"
)
_SAYS = (
    " FROM actor_member k JOIN attribution t ON t.article = k.article AND t.entity = k.entity"
    " JOIN claim c ON c.article = t.article AND c.attribution = t.number JOIN article a ON a.key = c.article"
)
_ABOUT = (
    " FROM actor_member k JOIN mention m ON m.article = k.article AND m.entity = k.entity"
    " JOIN claim c ON c.article = m.article AND c.start <= m.start AND c.stop >= m.stop"
    " JOIN article a ON a.key = c.article"
)
# Words of a source that name the actor and mean another: "a spokesman of the League".
_VOICES = (
    "INSERT INTO actor_voice (actor, words, claims, claim)"
    " SELECT k.actor, substr(a.text, s.start + 1, s.stop - s.start) AS told, count(DISTINCT c.id), min(c.id)"
    " FROM actor_member k JOIN mention m ON m.article = k.article AND m.entity = k.entity"
    " JOIN attribution_span s ON s.article = m.article AND s.role = 'source'"
    " AND s.start <= m.start AND s.stop >= m.stop"
    " JOIN attribution t ON t.article = s.article AND t.number = s.attribution"
    " AND coalesce(t.entity, -1) <> m.entity"
    " JOIN claim c ON c.article = t.article AND c.attribution = t.number"
    " JOIN article a ON a.key = s.article GROUP BY k.actor, told"
)
_WHY = (
    "INSERT INTO actor_why (actor, maker, score, detail, place)"
    " SELECT actor, maker, score, detail, min(place) FROM ("
    " SELECT actor, maker, score, detail, number AS place FROM actor_reason"
    " UNION ALL"
    " SELECT k.actor, r.maker, r.score, r.detail, 100000 + r.number FROM actor_member k"
    " JOIN entity_reason r ON r.article = k.article AND r.entity = k.entity"
    ") GROUP BY actor, maker, score, detail"
)
_CALLED = (
    "INSERT INTO actor_called (actor, name, first, last)"
    " SELECT k.actor, e.name, min(a.name), max(a.name) FROM actor_member k"
    " JOIN article a ON a.key = k.article"
    " JOIN entity e ON e.article = k.article AND e.number = k.entity GROUP BY k.actor, e.name"
)
_PLACES = (
    "INSERT INTO place_named"
    " (is_known, rank, name, geonames, lat, lon, precision, mentions, articles, claims, claim)"
    " SELECT p.lat IS NOT NULL, row_number() OVER (PARTITION BY p.lat IS NOT NULL"
    " ORDER BY count(DISTINCT p.article) DESC, count(*) DESC, p.name, p.geonames),"
    " p.name, p.geonames, p.lat, p.lon, p.precision, count(*), count(DISTINCT p.article),"
    " count(s.claim), min(s.claim) FROM place p"
    " LEFT JOIN claim_setting s ON s.article = p.article AND s.place = p.number"
    " GROUP BY p.name, p.geonames, p.lat, p.lon, p.precision"
)


def put_pages(database: Database) -> None:
    """Count what pages are read from; the rows about the actors of before must be gone.

    Must run inside a transaction.
    """
    database.execute(_COUNTS)
    database.execute(_INTO_CLAIMS.format(says=1) + _SAYS)
    database.execute(_INTO_CLAIMS.format(says=0) + _ABOUT)
    database.execute(_VOICES)
    database.execute(_WHY)
    database.execute(_CALLED)
    database.execute("DELETE FROM place_named")
    database.execute(_PLACES)
