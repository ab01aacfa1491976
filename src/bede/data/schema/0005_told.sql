-- Which pages tell of an event when it is news, so that what is unusual in a week is counted without reading records.
-- Columns kept without them are made anew when the file is opened for questions.

DROP TRIGGER events_removed;
DROP TABLE event_columns;

CREATE TABLE event_columns (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    event_id TEXT NOT NULL UNIQUE,
    facts BLOB NOT NULL, -- what the event has one of: type, status, days, counts
    links BLOB NOT NULL, -- what it has several of: parties, countries, places, outlets, as numbers of terms
    reports BLOB NOT NULL, -- the numbers of its reports
    told BLOB NOT NULL -- the dated pages that tell of it, not as background: ids and days of publication
) STRICT;

CREATE TRIGGER events_removed AFTER DELETE ON events BEGIN
    DELETE FROM event_columns WHERE event_id = old.id;
END;

CREATE INDEX articles_by_day ON articles (published, page_id);
