-- Listings of this service. What they say stands sealed in their versions; here stands what has to be found without opening them. ended_why is a
-- code; after delete_after the key is destroyed, the contents are emptied, and the row says that there was one.
CREATE TABLE listing (
    id           TEXT PRIMARY KEY,
    key_id       TEXT NOT NULL,
    purpose      TEXT NOT NULL,
    legal_basis  TEXT NOT NULL,
    marking      TEXT NOT NULL,
    status       TEXT NOT NULL CHECK (status IN ('proposed', 'in-force', 'refused', 'expired', 'removed', 'deleted')),
    version      INTEGER,
    review_on    TEXT NOT NULL,
    expires_on   TEXT NOT NULL,
    ended_at     INTEGER,
    ended_why    TEXT,
    delete_after INTEGER
) STRICT;

CREATE INDEX listing_status ON listing (status);

-- Every state that a listing had or was proposed to have: one sealed JSON document under the listing's key. base is the version it was made from.
CREATE TABLE listing_version (
    listing_id  TEXT NOT NULL REFERENCES listing (id),
    number      INTEGER NOT NULL,
    base        INTEGER,
    content     BLOB,
    state       TEXT NOT NULL CHECK (state IN ('proposed', 'in-force', 'replaced', 'refused')),
    proposed_by TEXT NOT NULL,
    proposed_at INTEGER NOT NULL,
    decided_by  TEXT,
    decided_at  INTEGER,
    PRIMARY KEY (listing_id, number)
) STRICT;

-- People who are known not to be the person of a listing: sealed JSON under the listing's key.
CREATE TABLE listing_misidentified (
    id         TEXT PRIMARY KEY,
    listing_id TEXT NOT NULL REFERENCES listing (id),
    content    BLOB,
    until      TEXT NOT NULL,
    added_by   TEXT NOT NULL,
    added_at   INTEGER NOT NULL,
    ended_at   INTEGER
) STRICT;

CREATE INDEX listing_misidentified_listing ON listing_misidentified (listing_id);

-- Foreign or public listings that this service has made its own for more than to inform. content_hash binds an adoption to the identity data that
-- were looked at. content: warrant and reason, sealed JSON.
CREATE TABLE adoption (
    id           TEXT PRIMARY KEY,
    key_id       TEXT NOT NULL,
    list         TEXT NOT NULL,
    listing_id   TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    content      BLOB,
    action       TEXT NOT NULL,
    purpose      TEXT NOT NULL,
    legal_basis  TEXT NOT NULL,
    marking      TEXT NOT NULL,
    status       TEXT NOT NULL CHECK (status IN ('proposed', 'in-force', 'refused', 'withdrawn', 'replaced', 'lapsed', 'expired', 'deleted')),
    review_on    TEXT NOT NULL,
    expires_on   TEXT NOT NULL,
    proposed_by  TEXT NOT NULL,
    proposed_at  INTEGER NOT NULL,
    decided_by   TEXT,
    decided_at   INTEGER,
    ended_at     INTEGER,
    ended_why    TEXT,
    delete_after INTEGER
) STRICT;

CREATE INDEX adoption_status ON adoption (status);

-- Lost, stolen and revoked documents: number and the rest are sealed JSON under a key for each.
CREATE TABLE lost_document (
    id           TEXT PRIMARY KEY,
    key_id       TEXT NOT NULL,
    content      BLOB,
    purpose      TEXT NOT NULL,
    legal_basis  TEXT NOT NULL,
    marking      TEXT NOT NULL,
    status       TEXT NOT NULL CHECK (status IN ('listed', 'removed', 'deleted')),
    added_by     TEXT NOT NULL,
    added_at     INTEGER NOT NULL,
    ended_at     INTEGER,
    ended_why    TEXT,
    delete_after INTEGER
) STRICT;

CREATE INDEX lost_document_status ON lost_document (status);

-- What came of each refresh of a list of others that brought something new or failed: which file, how much of it, and what became of it.
CREATE TABLE source_refresh (
    id       TEXT PRIMARY KEY,
    source   TEXT NOT NULL,
    at       INTEGER NOT NULL,
    result   TEXT NOT NULL CHECK (result IN ('accepted', 'held', 'failed', 'released', 'discarded')),
    why      TEXT,
    done_by  TEXT NOT NULL,
    sha256   TEXT,
    dated    TEXT,
    accepted INTEGER,
    refused  INTEGER,
    findings INTEGER,
    added    INTEGER,
    removed  INTEGER,
    changed  INTEGER
) STRICT;

CREATE INDEX source_refresh_source ON source_refresh (source, at);
