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
