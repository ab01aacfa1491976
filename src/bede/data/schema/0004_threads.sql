-- What threading knows of each event, so that a new one touches only the stories that it has to do with.
-- Events stand as numbers: their ids of sixteen digits less 2^63, which sort as the ids do.

CREATE TABLE traces (
    event INTEGER PRIMARY KEY,
    trace TEXT NOT NULL -- who takes part, what it is about, where it is told, its place in time
) STRICT;

-- Where an event finds those that it can be of one story with: those next to it in time under participants and a word.
CREATE TABLE trails (
    trail INTEGER NOT NULL,
    day INTEGER NOT NULL,
    published TEXT NOT NULL,
    event INTEGER NOT NULL,
    PRIMARY KEY (trail, day, published, event)
) STRICT, WITHOUT ROWID;

-- Which events are tied, the earlier first, and how strongly.
CREATE TABLE bonds (
    one INTEGER NOT NULL,
    other INTEGER NOT NULL,
    weight REAL NOT NULL,
    PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;

CREATE INDEX bonds_by_other ON bonds (other, one, weight);

CREATE TABLE story_events (
    event INTEGER PRIMARY KEY,
    story TEXT NOT NULL REFERENCES stories (id)
) STRICT;

CREATE INDEX story_events_by_story ON story_events (story);

CREATE TRIGGER stories_parted AFTER DELETE ON stories BEGIN
    DELETE FROM story_events WHERE story = old.id;
END;
