-- Accounts of people. The name is ciphertext under the account's key; provider is the SHA-256 of issuer and subject at an OpenID Connect
-- provider. There is no password anywhere.
CREATE TABLE account (
    id          TEXT PRIMARY KEY,
    key_id      TEXT NOT NULL,
    name        BLOB NOT NULL,
    provider    TEXT UNIQUE,
    made        INTEGER NOT NULL,
    locked      INTEGER,
    purpose     TEXT NOT NULL,
    legal_basis TEXT NOT NULL,
    marking     TEXT NOT NULL
) STRICT;

-- Public keys with which people sign in (WebAuthn). The label is ciphertext under the account's key.
CREATE TABLE account_passkey (
    credential      TEXT PRIMARY KEY,
    account_id      TEXT NOT NULL REFERENCES account (id),
    public_key      BLOB NOT NULL,
    label           BLOB NOT NULL,
    made            INTEGER NOT NULL,
    used            INTEGER,
    sign_count      INTEGER NOT NULL,
    transports      TEXT NOT NULL,
    backup_eligible INTEGER NOT NULL,
    backed_up       INTEGER NOT NULL
) STRICT;

CREATE INDEX account_passkey_account ON account_passkey (account_id);

-- Hashes of recovery codes that have not been used.
CREATE TABLE account_recovery_code (
    hash       TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id)
) STRICT;

CREATE INDEX account_recovery_code_account ON account_recovery_code (account_id);

-- Which role who holds or held, on whose proposal and whose confirmation.
CREATE TABLE account_role (
    account_id   TEXT NOT NULL REFERENCES account (id),
    role         TEXT NOT NULL,
    since        INTEGER NOT NULL,
    ended        INTEGER,
    proposed_by  TEXT NOT NULL,
    confirmed_by TEXT NOT NULL,
    PRIMARY KEY (account_id, role, since)
) STRICT;

CREATE UNIQUE INDEX account_role_held ON account_role (account_id, role) WHERE ended IS NULL;

-- What one administrator proposed about an account and a second one has to confirm: state is waiting, confirmed or refused.
CREATE TABLE account_change (
    id          TEXT PRIMARY KEY,
    account_id  TEXT NOT NULL REFERENCES account (id),
    kind        TEXT NOT NULL,
    role        TEXT,
    provider    TEXT,
    proposed_by TEXT NOT NULL,
    proposed    INTEGER NOT NULL,
    expires     INTEGER NOT NULL,
    state       TEXT NOT NULL,
    decided_by  TEXT,
    decided     INTEGER
) STRICT;

CREATE INDEX account_change_account ON account_change (account_id);

-- Who is signed in. The cookie holds the secret, the row its hash.
CREATE TABLE account_session (
    hash       TEXT PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE,
    account_id TEXT NOT NULL REFERENCES account (id),
    manner     TEXT NOT NULL,
    began      INTEGER NOT NULL,
    expires    INTEGER NOT NULL
) STRICT;

CREATE INDEX account_session_account ON account_session (account_id);

-- Links that open something once: kind is first, sign-up, recover or demo. The link holds the secret, the row its hash. A role on it is
-- granted when it is used.
CREATE TABLE account_link (
    hash       TEXT PRIMARY KEY,
    kind       TEXT NOT NULL,
    account_id TEXT REFERENCES account (id),
    role       TEXT,
    made_by    TEXT NOT NULL,
    expires    INTEGER NOT NULL
) STRICT;

CREATE INDEX account_link_account ON account_link (account_id);

-- What was done to an account, as its holder is told at the next sign-in.
CREATE TABLE account_notice (
    id         TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id),
    made       INTEGER NOT NULL,
    code       TEXT NOT NULL,
    role       TEXT,
    actor      TEXT NOT NULL,
    read_at    INTEGER
) STRICT;

CREATE INDEX account_notice_account ON account_notice (account_id);
