-- Keys that were destroyed, so that a restored copy of the key store loses them again. Written in the work that deletes what was sealed under
-- them; kept until every copy of the keys that may still be restored is younger.
CREATE TABLE destroyed_key (
    id TEXT PRIMARY KEY,
    at INTEGER NOT NULL
) STRICT;

-- What must stay the same for as long as the database lives: the key of its log, the key store that belongs to it.
CREATE TABLE node_fact (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

-- One row that the writer changes while nothing else is written, to learn whether it still could.
CREATE TABLE pulse (
    id     INTEGER PRIMARY KEY CHECK (id = 1),
    at     INTEGER NOT NULL,
    filler BLOB NOT NULL
) STRICT;
