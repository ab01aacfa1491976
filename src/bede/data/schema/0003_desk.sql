-- What questions to the database are answered from without reading the records: each event's values as whole numbers.
-- Rows are removed by triggers with their event or story; a number is never given twice.

CREATE TABLE terms (
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    label TEXT NOT NULL,
    country TEXT,
    latitude REAL,
    longitude REAL,
    precision INTEGER,
    UNIQUE (kind, key)
) STRICT;

CREATE TABLE event_columns (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    event_id TEXT NOT NULL UNIQUE,
    facts BLOB NOT NULL, -- what the event has one of: type, status, days, counts
    links BLOB NOT NULL, -- what it has several of: parties, countries, places, outlets, as numbers of terms
    reports BLOB NOT NULL -- the numbers of its reports
) STRICT;

CREATE TRIGGER events_removed AFTER DELETE ON events BEGIN
    DELETE FROM event_columns WHERE event_id = old.id;
END;

CREATE TABLE story_columns (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    story_id TEXT NOT NULL UNIQUE,
    events BLOB NOT NULL -- the ids of its events
) STRICT;

CREATE TRIGGER stories_removed AFTER DELETE ON stories BEGIN
    DELETE FROM story_columns WHERE story_id = old.id;
END;

CREATE INDEX copies_by_origin ON copies (origin);
CREATE INDEX names_by_name ON names (name);
