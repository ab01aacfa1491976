-- What people decide, as rows that stay. A report that was corrected keeps what was coded beside what is right.

DROP TABLE decisions; -- of the first schema, which nothing ever wrote to

CREATE TABLE decisions (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    verdict TEXT NOT NULL,
    user TEXT NOT NULL,
    time TEXT NOT NULL,
    note TEXT NOT NULL,
    undoes TEXT REFERENCES decisions (id),
    record TEXT NOT NULL
) STRICT;

CREATE TRIGGER decisions_stay BEFORE DELETE ON decisions BEGIN
    SELECT RAISE(ABORT, 'decisions are never deleted');
END;

CREATE TRIGGER decisions_hold BEFORE UPDATE ON decisions BEGIN
    SELECT RAISE(ABORT, 'decisions are never changed');
END;

CREATE TABLE decision_subjects (
    decision_id TEXT NOT NULL REFERENCES decisions (id),
    side INTEGER NOT NULL, -- 0 for the subjects, 1 for the others
    report_id TEXT NOT NULL,
    page_id TEXT NOT NULL,
    start INTEGER NOT NULL, -- where the trigger stands
    "end" INTEGER NOT NULL,
    PRIMARY KEY (decision_id, side, report_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX decision_subjects_by_report ON decision_subjects (report_id);
CREATE INDEX decision_subjects_by_place ON decision_subjects (page_id, start);

-- ``record`` is what holds; ``coded`` is what the coder made of it, where people corrected that.
ALTER TABLE reports ADD COLUMN coded TEXT;

-- Of pages of the same content and address the one stands for all whose line here sorts first, whichever came first.
ALTER TABLE articles ADD COLUMN variant TEXT NOT NULL DEFAULT '';

-- What is stored but not yet joined, noted whoever writes it; joining takes it from here.
CREATE TABLE unjoined (
    kind TEXT NOT NULL, -- page or report
    id TEXT NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER reports_unjoined AFTER INSERT ON reports BEGIN
    INSERT INTO unjoined SELECT 'report', new.id WHERE NOT EXISTS (SELECT 1 FROM unjoined WHERE kind = 'report' AND id = new.id);
END;

CREATE TRIGGER reports_changed AFTER UPDATE OF record ON reports BEGIN
    INSERT INTO unjoined SELECT 'report', new.id WHERE NOT EXISTS (SELECT 1 FROM unjoined WHERE kind = 'report' AND id = new.id);
END;

CREATE TRIGGER reports_gone AFTER DELETE ON reports BEGIN
    INSERT INTO unjoined SELECT 'report', old.id WHERE NOT EXISTS (SELECT 1 FROM unjoined WHERE kind = 'report' AND id = old.id);
    DELETE FROM filed WHERE report = old.number;
END;

CREATE TRIGGER articles_unjoined AFTER INSERT ON articles BEGIN
    INSERT INTO unjoined SELECT 'page', new.page_id WHERE NOT EXISTS (SELECT 1 FROM unjoined WHERE kind = 'page' AND id = new.page_id);
END;

CREATE TRIGGER articles_changed AFTER UPDATE ON articles BEGIN
    INSERT INTO unjoined SELECT 'page', new.page_id WHERE NOT EXISTS (SELECT 1 FROM unjoined WHERE kind = 'page' AND id = new.page_id);
END;

INSERT INTO unjoined SELECT 'page', page_id FROM articles;
INSERT INTO unjoined SELECT 'report', id FROM reports;

-- Where a new report finds those that it can be of one happening with: cells of acts, parties and days, as numbers.
CREATE TABLE filed (
    cell INTEGER NOT NULL,
    report INTEGER NOT NULL, -- reports.number
    PRIMARY KEY (cell, report)
) STRICT, WITHOUT ROWID;

CREATE INDEX filed_by_report ON filed (report);

-- The block that an event was merged in: no other block's reports have a bearing on it.
ALTER TABLE events ADD COLUMN block TEXT;
CREATE INDEX events_by_block ON events (block);

-- Where a new page finds those that it may copy: texts by parts of their sketches, and which of them share text.
CREATE TABLE texts (
    number INTEGER PRIMARY KEY,
    words TEXT NOT NULL UNIQUE, -- an id made from the words
    size INTEGER NOT NULL, -- runs of words that it has
    sketch BLOB NOT NULL
) STRICT;

CREATE INDEX texts_by_size ON texts (number, size);

CREATE TABLE page_texts (
    page_id TEXT PRIMARY KEY,
    text INTEGER NOT NULL REFERENCES texts (number)
) STRICT, WITHOUT ROWID;

CREATE INDEX page_texts_by_text ON page_texts (text);

CREATE TABLE bands (
    band INTEGER NOT NULL,
    text INTEGER NOT NULL REFERENCES texts (number),
    PRIMARY KEY (band, text)
) STRICT, WITHOUT ROWID;

CREATE TABLE kin (
    text INTEGER NOT NULL REFERENCES texts (number),
    other INTEGER NOT NULL REFERENCES texts (number),
    PRIMARY KEY (text, other)
) STRICT, WITHOUT ROWID;

-- Every joining, and what it changed.
CREATE TABLE joinings (
    number INTEGER PRIMARY KEY,
    run TEXT NOT NULL, -- runs.id
    time TEXT NOT NULL,
    decided INTEGER NOT NULL -- the last decision that it knew
) STRICT;

CREATE TABLE changes (
    number INTEGER PRIMARY KEY,
    joining INTEGER NOT NULL REFERENCES joinings (number),
    change TEXT NOT NULL,
    kind TEXT NOT NULL,
    record TEXT NOT NULL
) STRICT;

CREATE INDEX changes_by_joining ON changes (joining);

CREATE TABLE changed_ids (
    id TEXT NOT NULL,
    change INTEGER NOT NULL REFERENCES changes (number),
    PRIMARY KEY (id, change)
) STRICT, WITHOUT ROWID;

-- What was read of each outlet on each day of publication: what every rate is to be held against. '' is unknown.
CREATE TABLE denominators (
    outlet TEXT NOT NULL,
    day TEXT NOT NULL,
    pages INTEGER NOT NULL DEFAULT 0,
    dropped INTEGER NOT NULL DEFAULT 0,
    reports INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (outlet, day)
) STRICT, WITHOUT ROWID;

ALTER TABLE dropped ADD COLUMN outlet TEXT NOT NULL DEFAULT '';
ALTER TABLE dropped ADD COLUMN day TEXT NOT NULL DEFAULT '';

INSERT INTO denominators (outlet, day, pages, reports)
SELECT coalesce(a.publisher, ''), coalesce(substr(a.published, 1, 10), ''), count(DISTINCT a.page_id), count(r.number)
FROM articles a LEFT JOIN reports r ON r.page_id = a.page_id GROUP BY 1, 2;

INSERT INTO denominators (outlet, day, dropped) SELECT outlet, day, count(*) FROM dropped GROUP BY 1, 2
ON CONFLICT DO UPDATE SET dropped = excluded.dropped;

CREATE TRIGGER pages_counted AFTER INSERT ON articles BEGIN
    INSERT INTO denominators (outlet, day, pages)
    VALUES (coalesce(new.publisher, ''), coalesce(substr(new.published, 1, 10), ''), 1)
    ON CONFLICT DO UPDATE SET pages = pages + 1;
END;

CREATE TRIGGER pages_recounted AFTER UPDATE OF publisher, published ON articles BEGIN
    UPDATE denominators SET
        pages = pages - 1,
        reports = reports - (SELECT count(*) FROM reports WHERE page_id = old.page_id)
    WHERE outlet = coalesce(old.publisher, '') AND day = coalesce(substr(old.published, 1, 10), '');
    INSERT INTO denominators (outlet, day, pages, reports)
    SELECT coalesce(new.publisher, ''), coalesce(substr(new.published, 1, 10), ''), 1, count(*)
    FROM reports WHERE page_id = new.page_id
    ON CONFLICT DO UPDATE SET pages = pages + 1, reports = reports + excluded.reports;
    DELETE FROM denominators WHERE pages = 0 AND dropped = 0 AND reports = 0
    AND outlet = coalesce(old.publisher, '') AND day = coalesce(substr(old.published, 1, 10), '');
END;

CREATE TRIGGER reports_counted AFTER INSERT ON reports BEGIN
    UPDATE denominators SET reports = reports + 1
    WHERE (outlet, day) = (
        SELECT coalesce(publisher, ''), coalesce(substr(published, 1, 10), '') FROM articles WHERE page_id = new.page_id
    );
END;

CREATE TRIGGER reports_uncounted AFTER DELETE ON reports BEGIN
    UPDATE denominators SET reports = reports - 1
    WHERE (outlet, day) = (
        SELECT coalesce(publisher, ''), coalesce(substr(published, 1, 10), '') FROM articles WHERE page_id = old.page_id
    );
END;

CREATE TRIGGER dropped_counted AFTER INSERT ON dropped BEGIN
    INSERT INTO denominators (outlet, day, dropped) VALUES (new.outlet, new.day, 1)
    ON CONFLICT DO UPDATE SET dropped = dropped + 1;
END;
