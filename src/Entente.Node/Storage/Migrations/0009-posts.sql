-- At a post without a link: the snapshots of the lists that it put in force. An older one than the newest of them is never taken again.
CREATE TABLE post_snapshot (
    sha256    TEXT PRIMARY KEY,
    made_at   INTEGER NOT NULL,
    not_after INTEGER NOT NULL,
    taken_at  INTEGER NOT NULL
) STRICT;

-- At a post: what is to be handed over to the main node, in this order. The content is sealed under the key of the encounter or crossing that it is of, so
-- that it ends with that, and is emptied when the main node has it. A version of an encounter is the number of its last step.
CREATE TABLE post_outbox (
    sequence  INTEGER PRIMARY KEY,
    record_id TEXT NOT NULL UNIQUE,
    kind      TEXT NOT NULL,
    subject   TEXT NOT NULL,
    version   INTEGER NOT NULL,
    sha256    TEXT NOT NULL,
    data_key  TEXT NOT NULL,
    content   BLOB,
    queued_at INTEGER NOT NULL,
    ended_at  INTEGER,
    ended     TEXT,
    why       TEXT
) STRICT;
CREATE INDEX post_outbox_subject ON post_outbox (kind, subject, version);
CREATE INDEX post_outbox_ended ON post_outbox (ended_at);

-- At a main node: the records that it has taken over, each once. Ids and hashes; they stay, so that a record that arrives again is known.
CREATE TABLE post_record (
    post      TEXT NOT NULL,
    record_id TEXT NOT NULL,
    sha256    TEXT NOT NULL,
    taken_at  INTEGER NOT NULL,
    PRIMARY KEY (post, record_id)
) STRICT;

-- At a main node: the encounters of posts, and the last step that was taken over of each.
CREATE TABLE post_encounter (
    encounter_id TEXT PRIMARY KEY,
    post         TEXT NOT NULL,
    version      INTEGER NOT NULL
) STRICT;
