-- Listings that go, or have gone, to partners: one row for a thing and a partner at a time. thing is the id under which partners know the listing, listing_id the one here
-- (of a foreign listing that is handed on, the same). withheld names what was left out of the copy, and nonce is of the digest that binds it to the original. purpose is the one for which the partner may use it. After a recall, account says what became of the copy.
CREATE TABLE share (
    id           TEXT PRIMARY KEY,
    thing        TEXT NOT NULL,
    listing_id   TEXT NOT NULL,
    partner      TEXT NOT NULL,
    marking      TEXT NOT NULL,
    purpose      TEXT NOT NULL,
    legal_basis  TEXT NOT NULL,
    consent      TEXT NOT NULL,
    withheld     TEXT NOT NULL,
    nonce        BLOB,
    status       TEXT NOT NULL CHECK (status IN ('proposed', 'refused', 'shared', 'recalled', 'ended')),
    proposed_by  TEXT NOT NULL,
    proposed_at  INTEGER NOT NULL,
    decided_by   TEXT,
    decided_at   INTEGER,
    sent_version INTEGER,
    message_id   TEXT,
    ended_at     INTEGER,
    ended_by     TEXT,
    ended_why    TEXT,
    asked_at     INTEGER,
    asked        INTEGER NOT NULL DEFAULT 0,
    account      TEXT CHECK (account IN ('destroyed', 'used', 'refused')),
    account_how  TEXT,
    accounted_at INTEGER
) STRICT;
CREATE INDEX share_listing ON share (listing_id);
CREATE INDEX share_thing ON share (thing, partner);
CREATE INDEX share_open ON share (partner) WHERE status IN ('proposed', 'shared') OR (status = 'recalled' AND account IS NULL);

-- Listings of partners. content is the notice, sealed under key_id. bars says for a held one why it waits for a person. recall is '' until the owner takes the listing back;
-- then braked while a person has to look whether so many recalls are meant, due while the account is owed, answered once it was given.
CREATE TABLE foreign_listing (
    thing        TEXT NOT NULL,
    partner      TEXT NOT NULL,
    version      INTEGER NOT NULL,
    key_id       TEXT NOT NULL,
    content      BLOB,
    marking      TEXT NOT NULL,
    purpose      TEXT NOT NULL,
    status       TEXT NOT NULL CHECK (status IN ('held', 'in-force', 'refused', 'recalled', 'expired', 'deleted')),
    bars         TEXT NOT NULL,
    message_id   TEXT NOT NULL,
    digest       TEXT NOT NULL,
    received_at  INTEGER NOT NULL,
    expires_on   TEXT NOT NULL,
    decided_by   TEXT,
    decided_at   INTEGER,
    recall       TEXT NOT NULL CHECK (recall IN ('', 'braked', 'due', 'answered')),
    recall_why   TEXT,
    recalled_at  INTEGER,
    account      TEXT,
    account_how  TEXT,
    ended_at     INTEGER,
    delete_after INTEGER,
    PRIMARY KEY (thing, partner)
) STRICT;
CREATE INDEX foreign_listing_status ON foreign_listing (status, partner);
CREATE INDEX foreign_listing_recall ON foreign_listing (partner, recalled_at) WHERE recall <> '';

-- Until when a traveller may be kept waiting for the answer of the partner whose listing it is; NULL where nothing is awaited, or the time was over once.
ALTER TABLE encounter ADD COLUMN hold_until INTEGER;
CREATE INDEX encounter_hold ON encounter (hold_until) WHERE hold_until IS NOT NULL;

-- What partners have told of encounters with persons of this service's listings, sealed under key_id.
CREATE TABLE sighting (
    id           TEXT PRIMARY KEY,
    partner      TEXT NOT NULL,
    thing        TEXT NOT NULL,
    listing_id   TEXT NOT NULL,
    key_id       TEXT NOT NULL,
    content      BLOB,
    purpose      TEXT NOT NULL,
    legal_basis  TEXT NOT NULL,
    received_at  INTEGER NOT NULL,
    delete_after INTEGER NOT NULL
) STRICT;
CREATE INDEX sighting_listing ON sighting (listing_id);
CREATE INDEX sighting_due ON sighting (delete_after) WHERE content IS NOT NULL;
