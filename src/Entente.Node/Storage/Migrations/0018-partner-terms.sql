-- Terms on which a partner is given anything, each version that was ever proposed. terms is JSON in which nobody is named; contacts and the reason of a refusal are sealed
-- under data_key, whose key is destroyed some time after the version has ended.
CREATE TABLE partner_terms (
    partner     TEXT NOT NULL,
    version     INTEGER NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('proposed', 'in-force', 'replaced', 'refused')),
    terms       TEXT NOT NULL,
    review_on   TEXT NOT NULL,
    data_key    TEXT NOT NULL,
    contacts    BLOB,
    reason      BLOB,
    proposed_by TEXT NOT NULL,
    proposed_at INTEGER NOT NULL,
    decided_by  TEXT,
    decided_at  INTEGER,
    ended_at    INTEGER,
    PRIMARY KEY (partner, version)
) STRICT;
CREATE UNIQUE INDEX partner_terms_in_force ON partner_terms (partner) WHERE state = 'in-force';
CREATE UNIQUE INDEX partner_terms_proposed ON partner_terms (partner) WHERE state = 'proposed';
CREATE INDEX partner_terms_ended ON partner_terms (ended_at) WHERE contacts IS NOT NULL;

-- Each time a person suspended a partner, with the reason sealed under data_key; lift_by proposed to end it, lifted_by was the second one.
CREATE TABLE partner_suspension (
    partner      TEXT NOT NULL,
    number       INTEGER NOT NULL,
    suspended_by TEXT NOT NULL,
    suspended_at INTEGER NOT NULL,
    data_key     TEXT NOT NULL,
    reason       BLOB,
    lift_by      TEXT,
    lift_at      INTEGER,
    lifted_by    TEXT,
    lifted_at    INTEGER,
    PRIMARY KEY (partner, number)
) STRICT;

-- Since when nothing flows to or from it because a person suspended it; null where nobody did.
ALTER TABLE partner ADD COLUMN suspended_at INTEGER;
