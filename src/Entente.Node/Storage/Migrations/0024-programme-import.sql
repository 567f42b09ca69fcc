-- Spreadsheets that became records. upload is the file, sealed with its name under key_id until it is taken, given up or an hour old. plan says which column is which field; there is no value of the file in it. kept_back counts records that
-- somebody had changed when the import was undone.
CREATE TABLE programme_import (
    id          TEXT PRIMARY KEY,
    state       TEXT NOT NULL CHECK (state IN ('open', 'taken', 'undone', 'ended')),
    key_id      TEXT NOT NULL,
    name        BLOB,
    upload      BLOB,
    plan        TEXT NOT NULL,
    purpose     TEXT NOT NULL,
    legal_basis TEXT NOT NULL,
    made_at     INTEGER NOT NULL,
    made_by     TEXT NOT NULL,
    forget_at   INTEGER NOT NULL,
    kind        TEXT NOT NULL,
    records     INTEGER NOT NULL,
    left_out    INTEGER NOT NULL,
    taken_at    INTEGER,
    taken_by    TEXT,
    undone_at   INTEGER,
    undone_by   TEXT,
    kept_back   INTEGER NOT NULL
) STRICT;
CREATE INDEX programme_import_made ON programme_import (made_at);
CREATE INDEX programme_import_forget ON programme_import (forget_at) WHERE upload IS NOT NULL;
CREATE INDEX programme_version_source ON programme_version (source) WHERE source <> '';

-- Secret links by which a calendar program reads dates; hash is that of the secret, which is shown once.
CREATE TABLE programme_feed (
    hash       TEXT PRIMARY KEY,
    account_id TEXT NOT NULL,
    role       TEXT NOT NULL,
    purpose    TEXT NOT NULL,
    legal_basis TEXT NOT NULL,
    made_at    INTEGER NOT NULL,
    ended_at   INTEGER
) STRICT;
CREATE INDEX programme_feed_account ON programme_feed (account_id);

-- Of what officers were told already: item is a keyed hash of what is due, stage says whether it was soon or late.
CREATE TABLE programme_reminder (
    item       TEXT NOT NULL,
    stage      TEXT NOT NULL CHECK (stage IN ('soon', 'late')),
    told_at    INTEGER NOT NULL,
    PRIMARY KEY (item, stage)
) STRICT;
