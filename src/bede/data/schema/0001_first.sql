-- The store's first schema. Records are kept whole as JSON; what is filtered or searched has a column of its own.

CREATE TABLE articles (
    page_id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    url TEXT,
    headline TEXT,
    published TEXT,
    publisher TEXT,
    text TEXT NOT NULL,
    coded_with TEXT NOT NULL,
    record TEXT NOT NULL
) STRICT;

CREATE TABLE names (
    page_id TEXT NOT NULL REFERENCES articles (page_id),
    name TEXT NOT NULL,
    PRIMARY KEY (page_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE reports (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    page_id TEXT NOT NULL REFERENCES articles (page_id),
    start INTEGER NOT NULL,
    sentence TEXT NOT NULL,
    record TEXT NOT NULL
) STRICT;

CREATE INDEX reports_by_page ON reports (page_id, start);

CREATE VIRTUAL TABLE sentences USING fts5 (sentence, content = 'reports', content_rowid = 'number', tokenize = 'porter unicode61');

CREATE TRIGGER reports_added AFTER INSERT ON reports BEGIN
    INSERT INTO sentences (rowid, sentence) VALUES (new.number, new.sentence);
END;

CREATE TRIGGER reports_removed AFTER DELETE ON reports BEGIN
    INSERT INTO sentences (sentences, rowid, sentence) VALUES ('delete', old.number, old.sentence);
END;

CREATE TABLE events (
    id TEXT PRIMARY KEY,
    act TEXT NOT NULL,
    event_type TEXT NOT NULL,
    status TEXT NOT NULL,
    earliest TEXT,
    latest TEXT,
    first_published TEXT,
    record TEXT NOT NULL
) STRICT;

CREATE TABLE event_reports (
    event_id TEXT NOT NULL REFERENCES events (id),
    report_id TEXT NOT NULL,
    PRIMARY KEY (event_id, report_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX event_reports_by_report ON event_reports (report_id);

CREATE TABLE event_parties (
    event_id TEXT NOT NULL REFERENCES events (id),
    role TEXT NOT NULL,
    country TEXT,
    name TEXT NOT NULL,
    entity TEXT
) STRICT;

CREATE INDEX event_parties_by_event ON event_parties (event_id);

CREATE TABLE stories (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    record TEXT NOT NULL
) STRICT;

CREATE TABLE copies (
    page_id TEXT PRIMARY KEY,
    origin TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE dropped (
    id TEXT NOT NULL,
    stage TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (id, stage, reason)
) STRICT, WITHOUT ROWID;

CREATE TABLE runs (
    id TEXT PRIMARY KEY,
    manifest TEXT NOT NULL
) STRICT;

CREATE TABLE decisions (
    number INTEGER PRIMARY KEY,
    verdict TEXT NOT NULL,
    subject TEXT NOT NULL,
    other TEXT,
    note TEXT NOT NULL,
    user TEXT NOT NULL,
    time TEXT NOT NULL
) STRICT;
