-- How many pages tell of whom and what on each day, kept up as events come and go, so that any week is looked up.
-- Tables named "untallied" hold what changed since the counts were last brought to what is stored, and what it was.

-- Columns kept before do not say which entities are of no country; those of events with such are made anew.

DELETE FROM event_columns WHERE event_id IN (
    SELECT event_id FROM event_parties WHERE entity IS NOT NULL AND country IS NULL AND role <> 'place'
);

CREATE TABLE tallies (
    one INTEGER NOT NULL, -- terms: of an actor or a pair; 0 for none
    other INTEGER NOT NULL,
    type INTEGER NOT NULL,
    stretch INTEGER NOT NULL, -- of 512 days
    pages INTEGER NOT NULL, -- in the whole stretch
    first INTEGER, -- the first day of all, in the row of the first stretch
    days BLOB NOT NULL, -- for each day with pages its place in the stretch, above 23 bits for how many
    PRIMARY KEY (one, other, type, stretch)
) STRICT, WITHOUT ROWID;

CREATE INDEX tallies_first ON tallies (first) WHERE first IS NOT NULL;
CREATE INDEX tallies_often ON tallies (stretch, pages) WHERE pages >= 4;

-- The pages that tell of events as news: ids as signed numbers, event_columns.number, ordinals of days.
CREATE TABLE told_pages (
    page INTEGER NOT NULL,
    event INTEGER NOT NULL,
    day INTEGER NOT NULL,
    PRIMARY KEY (page, event)
) STRICT, WITHOUT ROWID;

CREATE TABLE tallied (
    event INTEGER NOT NULL -- the last event that is counted
) STRICT;

INSERT INTO tallied VALUES (0);

CREATE TABLE untallied_events (
    number INTEGER PRIMARY KEY,
    facts BLOB NOT NULL,
    links BLOB NOT NULL,
    told BLOB NOT NULL
) STRICT;

CREATE TRIGGER columns_untallied AFTER DELETE ON event_columns WHEN old.number <= (SELECT event FROM tallied) BEGIN
    INSERT INTO untallied_events VALUES (old.number, old.facts, old.links, old.told);
END;

CREATE TABLE untallied_copies (
    page_id TEXT PRIMARY KEY,
    copied INTEGER NOT NULL -- whether it copied another
) STRICT, WITHOUT ROWID;

-- How many pages there are of each day, and how many of them copy another.
CREATE TABLE dated_pages (
    day TEXT PRIMARY KEY,
    pages INTEGER NOT NULL,
    copies INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO dated_pages
SELECT substr(a.published, 1, 10), count(*), count(c.page_id)
FROM articles a LEFT JOIN copies c ON c.page_id = a.page_id WHERE a.published IS NOT NULL GROUP BY 1;

CREATE TRIGGER pages_dated AFTER INSERT ON articles WHEN new.published IS NOT NULL BEGIN
    INSERT INTO dated_pages
    VALUES (substr(new.published, 1, 10), 1, EXISTS (SELECT 1 FROM copies WHERE page_id = new.page_id))
    ON CONFLICT DO UPDATE SET pages = pages + 1, copies = copies + excluded.copies;
END;

CREATE TRIGGER pages_redated AFTER UPDATE OF published ON articles WHEN old.published IS NOT new.published BEGIN
    UPDATE dated_pages SET
        pages = pages - 1, copies = copies - EXISTS (SELECT 1 FROM copies WHERE page_id = old.page_id)
    WHERE day = substr(old.published, 1, 10);
    INSERT INTO dated_pages
    SELECT substr(new.published, 1, 10), 1, EXISTS (SELECT 1 FROM copies WHERE page_id = new.page_id)
    WHERE new.published IS NOT NULL
    ON CONFLICT DO UPDATE SET pages = pages + 1, copies = copies + excluded.copies;
END;

CREATE TRIGGER copies_added AFTER INSERT ON copies BEGIN
    INSERT INTO untallied_copies SELECT new.page_id, 0
    WHERE NOT EXISTS (SELECT 1 FROM untallied_copies WHERE page_id = new.page_id);
    UPDATE dated_pages SET copies = copies + 1
    WHERE day = (SELECT substr(published, 1, 10) FROM articles WHERE page_id = new.page_id);
END;

CREATE TRIGGER copies_removed AFTER DELETE ON copies BEGIN
    INSERT INTO untallied_copies SELECT old.page_id, 1
    WHERE NOT EXISTS (SELECT 1 FROM untallied_copies WHERE page_id = old.page_id);
    UPDATE dated_pages SET copies = copies - 1
    WHERE day = (SELECT substr(published, 1, 10) FROM articles WHERE page_id = old.page_id);
END;
