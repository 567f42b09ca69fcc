-- Other services with which messages are exchanged. card is the partner's node card as it was handed over, own_card the one of this node at that time: the
-- words that confirm the partnership are made of both. purpose and legal_basis are the ground on which it was introduced.
CREATE TABLE partner (
    code          TEXT PRIMARY KEY,
    card          BLOB NOT NULL,
    own_card      BLOB NOT NULL,
    own_words     TEXT NOT NULL,
    partner_words TEXT NOT NULL,
    state         TEXT NOT NULL CHECK (state IN ('introduced', 'confirmed-here', 'locked')),
    purpose       TEXT NOT NULL,
    legal_basis   TEXT NOT NULL,
    introduced_at INTEGER NOT NULL,
    changed_by    TEXT NOT NULL,
    changed_at    INTEGER NOT NULL
) STRICT;

-- Messages to partners, each at its place of the pair's chain. wire is the message sealed to the partner, content the signed message, sealed under data_key, until the
-- partner has it: from it another wire is made where the partner's key changes. receipt is the partner's signed statement that it is durably there,
-- conflict the one that another message claims its id or place.
CREATE TABLE exchange_outbox (
    partner      TEXT NOT NULL,
    epoch        INTEGER NOT NULL,
    sequence     INTEGER NOT NULL,
    message_id   TEXT NOT NULL,
    digest       BLOB NOT NULL CHECK (length(digest) = 32),
    type         TEXT NOT NULL,
    conversation TEXT NOT NULL,
    wire         BLOB NOT NULL,
    data_key     TEXT NOT NULL,
    content      BLOB,
    sent_at      INTEGER NOT NULL,
    expires      INTEGER NOT NULL,
    receipt      TEXT,
    outcome      TEXT,
    received_at  INTEGER,
    conflict     TEXT,
    PRIMARY KEY (partner, epoch, sequence)
) STRICT;
CREATE UNIQUE INDEX exchange_outbox_message ON exchange_outbox (message_id);
CREATE INDEX exchange_outbox_open ON exchange_outbox (partner) WHERE receipt IS NULL;

-- Messages of partners, each at its place, with the receipt that this node has signed. content is the signed message, sealed under data_key. Digests stay, so that a
-- message that arrives again is known.
CREATE TABLE exchange_inbox (
    partner      TEXT NOT NULL,
    epoch        INTEGER NOT NULL,
    sequence     INTEGER NOT NULL,
    message_id   TEXT NOT NULL,
    digest       BLOB NOT NULL CHECK (length(digest) = 32),
    place_digest BLOB NOT NULL CHECK (length(place_digest) = 32),
    type         TEXT NOT NULL,
    conversation TEXT NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('done', 'held', 'waiting', 'expired')),
    data_key     TEXT NOT NULL,
    content      BLOB,
    expires      INTEGER NOT NULL,
    received_at  INTEGER NOT NULL,
    receipt      TEXT NOT NULL,
    receipt_sent INTEGER NOT NULL,
    PRIMARY KEY (partner, epoch, sequence)
) STRICT;
CREATE UNIQUE INDEX exchange_inbox_message ON exchange_inbox (partner, message_id);
CREATE INDEX exchange_inbox_waiting ON exchange_inbox (partner, epoch, sequence) WHERE state = 'waiting';
CREATE INDEX exchange_inbox_receipt ON exchange_inbox (partner) WHERE receipt_sent = 0;

-- Messages of partners that contradict what is held: evidence, which has no effect. statement is what this node signed about it; blank where it tells nobody.
CREATE TABLE exchange_quarantine (
    partner     TEXT NOT NULL,
    digest      BLOB NOT NULL CHECK (length(digest) = 32),
    message_id  TEXT NOT NULL,
    epoch       INTEGER NOT NULL,
    sequence    INTEGER NOT NULL,
    why         TEXT NOT NULL,
    data_key    TEXT NOT NULL,
    content     BLOB,
    received_at INTEGER NOT NULL,
    statement   TEXT NOT NULL,
    told        INTEGER NOT NULL,
    PRIMARY KEY (partner, digest)
) STRICT;
CREATE INDEX exchange_quarantine_told ON exchange_quarantine (partner) WHERE told = 0;
