-- Open reports that were read for the programme, and what was proposed of them. content is sealed under key_id: the report as it came, and each proposal. mark is a keyed hash of what a proposal says, by which what was
-- rejected once is known again.
CREATE TABLE programme_report (
    id          TEXT PRIMARY KEY,
    key_id      TEXT NOT NULL,
    content     BLOB,
    mark        TEXT NOT NULL,
    dated       TEXT NOT NULL,
    purpose     TEXT NOT NULL,
    legal_basis TEXT NOT NULL,
    read_at     INTEGER NOT NULL,
    read_by     TEXT NOT NULL,
    keep_until  INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX programme_report_mark ON programme_report (mark);
CREATE INDEX programme_report_keep ON programme_report (keep_until) WHERE content IS NOT NULL;
CREATE TABLE programme_proposal (
    report     TEXT NOT NULL,
    number     INTEGER NOT NULL,
    kind       TEXT NOT NULL,
    content    BLOB,
    mark       TEXT NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'merged', 'rejected')),
    record     TEXT NOT NULL,
    decided_at INTEGER,
    decided_by TEXT,
    PRIMARY KEY (report, number)
) STRICT;
CREATE INDEX programme_proposal_mark ON programme_proposal (mark);
