-- Checkpoints of partners' logs. Within a line each continues the one before it; a log that does not begins another line, and what contradicts is kept as evidence. Of a day the
-- first and the last stay. note is the signed checkpoint as it came, log the key by which it was verified.
CREATE TABLE partner_checkpoint (
    partner     TEXT NOT NULL,
    line        INTEGER NOT NULL,
    size        INTEGER NOT NULL,
    log         TEXT NOT NULL,
    note        BLOB NOT NULL,
    received_at INTEGER NOT NULL,
    PRIMARY KEY (partner, line, size)
) STRICT;

-- Two signed checkpoints of one log that contradict each other: held, the one that was here, and answer, what the partner gave then, with its proof. reason is sealed under
-- data_key: what the person wrote who has seen it.
CREATE TABLE partner_evidence (
    id           TEXT PRIMARY KEY,
    partner      TEXT NOT NULL,
    kind         TEXT NOT NULL CHECK (kind IN ('rolled-back', 'forked', 'unproven')),
    held_size    INTEGER NOT NULL,
    offered_size INTEGER NOT NULL,
    held         BLOB NOT NULL,
    answer       BLOB NOT NULL,
    found_at     INTEGER NOT NULL,
    seen_by      TEXT,
    seen_at      INTEGER,
    data_key     TEXT,
    reason       BLOB
) STRICT;
CREATE INDEX partner_evidence_partner ON partner_evidence (partner, found_at);

-- Generations of this service's own keys by their ids; the keys lie in the key store. compromised_at is since when others may have them, destroyed_at when they were destroyed.
CREATE TABLE exchange_key (
    generation     INTEGER PRIMARY KEY,
    signing        TEXT NOT NULL,
    sealing        TEXT NOT NULL,
    made_at        INTEGER NOT NULL,
    compromised_at INTEGER,
    destroyed_at   INTEGER
) STRICT;

-- own_generation is the newest generation of this service's keys that the partner is known to have. keys_since is when the keys of its card began, where that was not the introduction;
-- former_keys has a line for each signing key that it had before: key, from, until, and since when it is revoked, with bars between.
ALTER TABLE partner ADD COLUMN own_generation INTEGER NOT NULL DEFAULT 1;
ALTER TABLE partner ADD COLUMN keys_since INTEGER;
ALTER TABLE partner ADD COLUMN former_keys TEXT NOT NULL DEFAULT '';
