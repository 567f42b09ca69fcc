-- Records of the partnership: agreements, plan, engagements, exercises, vetting, equipment cases, assessments, and who the partners are. content is sealed under key_id: names of people in their
-- offices stand in it. change numbers all changes of all records in their order, so that whoever holds records in memory reads what is new. owner is blank for this service's own, else the partner that owns it.
CREATE TABLE programme_record (
    id          TEXT PRIMARY KEY,
    kind        TEXT NOT NULL,
    owner       TEXT NOT NULL,
    version     INTEGER NOT NULL,
    change      INTEGER NOT NULL,
    key_id      TEXT NOT NULL,
    content     BLOB,
    handling    TEXT NOT NULL,
    source      TEXT NOT NULL,
    purpose     TEXT NOT NULL,
    legal_basis TEXT NOT NULL,
    created_at  INTEGER NOT NULL,
    created_by  TEXT NOT NULL,
    changed_at  INTEGER NOT NULL,
    changed_by  TEXT NOT NULL,
    deleted_at  INTEGER,
    keep_until  INTEGER
) STRICT;
CREATE UNIQUE INDEX programme_record_change ON programme_record (change);
CREATE INDEX programme_record_source ON programme_record (source) WHERE source <> '';
CREATE INDEX programme_record_keep ON programme_record (keep_until) WHERE keep_until IS NOT NULL;

-- What a record was, version by version; the newest is the record. source says from where that version came: blank for typed in, import:ID, report:ID, partner:CODE.
CREATE TABLE programme_version (
    record      TEXT NOT NULL,
    version     INTEGER NOT NULL,
    content     BLOB,
    handling    TEXT NOT NULL,
    source      TEXT NOT NULL,
    at          INTEGER NOT NULL,
    by_whom     TEXT NOT NULL,
    PRIMARY KEY (record, version)
) STRICT;
