-- A flight, ferry or road vehicle with the people it brings, or the people of no known one who came to a counter (kind "counter"). What is said about
-- people is sealed under its key; when that is destroyed, all of it is gone.
CREATE TABLE crossing (
    id          TEXT PRIMARY KEY,
    kind        TEXT NOT NULL,
    post        TEXT NOT NULL,
    direction   TEXT NOT NULL,
    carrier     TEXT NOT NULL,
    number      TEXT NOT NULL,
    day         TEXT NOT NULL,
    origin      TEXT NOT NULL,
    destination TEXT NOT NULL,
    legs        TEXT NOT NULL,
    status      TEXT NOT NULL,
    data_key    TEXT NOT NULL,
    purpose     TEXT NOT NULL,
    legal_basis TEXT NOT NULL,
    marking     TEXT NOT NULL,
    opened      INTEGER NOT NULL,
    keep_until  INTEGER NOT NULL,
    UNIQUE (kind, carrier, number, day, origin, destination)
) STRICT;
CREATE INDEX crossing_day ON crossing (day);
CREATE INDEX crossing_keep ON crossing (keep_until);

-- A traveller of a crossing, sealed under its key. The document is a keyed hash of the number, by which a counter finds whom a list announced.
CREATE TABLE traveller (
    id          TEXT PRIMARY KEY,
    crossing_id TEXT NOT NULL,
    place       INTEGER NOT NULL,
    person      BLOB NOT NULL,
    document    TEXT NOT NULL,
    status      TEXT NOT NULL,
    readable    INTEGER NOT NULL,
    lists       TEXT NOT NULL,
    answer      TEXT NOT NULL
) STRICT;
CREATE INDEX traveller_crossing ON traveller (crossing_id);
CREATE INDEX traveller_document ON traveller (document);

-- A message about a crossing as it arrived, without what is sensitive; sealed under the crossing's key.
CREATE TABLE message (
    id          TEXT PRIMARY KEY,
    crossing_id TEXT NOT NULL,
    sender      TEXT NOT NULL,
    digest      TEXT NOT NULL,
    received    INTEGER NOT NULL,
    kind        TEXT NOT NULL,
    raw         BLOB NOT NULL,
    findings    TEXT NOT NULL,
    dropped     TEXT NOT NULL,
    people      INTEGER NOT NULL,
    unread      INTEGER NOT NULL,
    UNIQUE (crossing_id, sender, digest)
) STRICT;

-- What senders of messages are told, numbered densely for each of them; sealed under the crossing's key.
CREATE TABLE answer (
    recipient   TEXT NOT NULL,
    sequence    INTEGER NOT NULL,
    crossing_id TEXT NOT NULL,
    kind        TEXT NOT NULL,
    made        INTEGER NOT NULL,
    body        BLOB NOT NULL,
    PRIMARY KEY (recipient, sequence)
) STRICT;
CREATE INDEX answer_crossing ON answer (crossing_id);

-- A possible match and what was done about it. Who the two are is sealed under a key of its own, because it is kept for longer than the crossing.
CREATE TABLE encounter (
    id           TEXT PRIMARY KEY,
    crossing_id  TEXT NOT NULL,
    traveller_id TEXT NOT NULL,
    post         TEXT NOT NULL,
    status       TEXT NOT NULL,
    asks         INTEGER NOT NULL,
    rank         INTEGER NOT NULL,
    opened       INTEGER NOT NULL,
    due          INTEGER,
    state        TEXT NOT NULL,
    data_key     TEXT NOT NULL,
    who          BLOB NOT NULL,
    purpose      TEXT NOT NULL,
    legal_basis  TEXT NOT NULL,
    marking      TEXT NOT NULL,
    keep_until   INTEGER NOT NULL
) STRICT;
CREATE INDEX encounter_status ON encounter (status, asks, due);
CREATE INDEX encounter_traveller ON encounter (traveller_id);
CREATE INDEX encounter_due ON encounter (due);
CREATE INDEX encounter_keep ON encounter (keep_until);

-- Which listings an encounter is about; one encounter for a traveller and a listing, whatever brings it up again.
CREATE TABLE encounter_listing (
    traveller_id TEXT NOT NULL,
    listing_id   TEXT NOT NULL,
    encounter_id TEXT NOT NULL,
    PRIMARY KEY (traveller_id, listing_id)
) STRICT;
CREATE INDEX encounter_listing_encounter ON encounter_listing (encounter_id);

-- What was done about an encounter, step by step; never changed.
CREATE TABLE encounter_step (
    encounter_id TEXT NOT NULL,
    number       INTEGER NOT NULL,
    at           INTEGER NOT NULL,
    actor        TEXT NOT NULL,
    name         TEXT NOT NULL,
    action       TEXT NOT NULL,
    details      TEXT NOT NULL,
    PRIMARY KEY (encounter_id, number)
) STRICT;

-- A person who is not the person of a listing, until a date; sealed under a key of its own.
CREATE TABLE clearance (
    id           TEXT PRIMARY KEY,
    encounter_id TEXT NOT NULL,
    data_key     TEXT NOT NULL,
    person       BLOB NOT NULL,
    until        INTEGER NOT NULL
) STRICT;
CREATE INDEX clearance_encounter ON clearance (encounter_id);

-- An entry or exit, or that somebody was not let pass, as recorded at a counter.
CREATE TABLE passage (
    id           TEXT PRIMARY KEY,
    traveller_id TEXT NOT NULL,
    post         TEXT NOT NULL,
    direction    TEXT NOT NULL,
    result       TEXT NOT NULL,
    at           INTEGER NOT NULL,
    by           TEXT NOT NULL
) STRICT;
CREATE INDEX passage_traveller ON passage (traveller_id);
