-- Records of the partnership that partners have. sent_version is the newest that went there; bars says why a newer one did not. recall is the id of the message that took it back, blank until there is one;
-- accounted_at is when the partner said that its copy is destroyed.
CREATE TABLE record_share (
    record       TEXT NOT NULL,
    partner      TEXT NOT NULL,
    status       TEXT NOT NULL CHECK (status IN ('shared', 'recalled')),
    purpose      TEXT NOT NULL,
    legal_basis  TEXT NOT NULL,
    sent_version INTEGER,
    bars         TEXT NOT NULL DEFAULT '',
    shared_by    TEXT NOT NULL,
    shared_at    INTEGER NOT NULL,
    ended_by     TEXT,
    ended_at     INTEGER,
    recall       TEXT NOT NULL DEFAULT '',
    accounted_at INTEGER,
    PRIMARY KEY (record, partner)
) STRICT;

-- Records of partners that are here. While the newest version is in use it is in programme_record; while it is held for a person, content is the message, sealed under key_id, and bars says why.
CREATE TABLE record_copy (
    record      TEXT NOT NULL,
    partner     TEXT NOT NULL,
    status      TEXT NOT NULL CHECK (status IN ('in-use', 'held', 'refused', 'recalled')),
    version     INTEGER NOT NULL,
    marking     TEXT NOT NULL,
    purpose     TEXT NOT NULL,
    bars        TEXT NOT NULL DEFAULT '',
    key_id      TEXT NOT NULL DEFAULT '',
    content     BLOB,
    received_at INTEGER NOT NULL,
    decided_by  TEXT,
    decided_at  INTEGER,
    PRIMARY KEY (record, partner)
) STRICT;
CREATE INDEX record_copy_held ON record_copy (status) WHERE status = 'held';

-- How records should be changed: of partners' records by this service (is_ours = 1), of its own by partners. Content, note and ground are sealed under the key of the record.
CREATE TABLE record_proposal (
    id           TEXT PRIMARY KEY,
    record       TEXT NOT NULL,
    partner      TEXT NOT NULL,
    is_ours      INTEGER NOT NULL,
    base_version INTEGER NOT NULL,
    content      BLOB,
    note         BLOB,
    why          BLOB,
    state        TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'refused', 'lapsed')),
    became       INTEGER,
    made_by      TEXT NOT NULL,
    made_at      INTEGER NOT NULL,
    decided_by   TEXT,
    decided_at   INTEGER
) STRICT;
CREATE INDEX record_proposal_record ON record_proposal (record);
CREATE INDEX record_proposal_open ON record_proposal (state) WHERE state = 'open';

-- Who agrees to which version of a record. statement is what the service signed; it stays when the record is gone, and says nothing of what the record said.
CREATE TABLE record_signature (
    record    TEXT NOT NULL,
    version   INTEGER NOT NULL,
    service   TEXT NOT NULL,
    digest    TEXT NOT NULL,
    role      TEXT NOT NULL,
    person    TEXT NOT NULL,
    at        INTEGER NOT NULL,
    statement TEXT NOT NULL,
    PRIMARY KEY (record, version, service)
) STRICT;
