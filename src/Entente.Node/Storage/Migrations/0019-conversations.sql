-- Conversations with partners, under the id that both sides use. side is this service's; deadline is the one that both know, clock_at when the clock of the state runs out here.
-- What was said stands sealed in the steps, under data_key; keep_until is set at the end, subject is an opaque id of what it is about
-- here, topic and urgency are codes, and stated is the ground that the partner gave where it asks: its purpose, a blank, its legal basis.
CREATE TABLE conversation (
    id          TEXT PRIMARY KEY,
    partner     TEXT NOT NULL,
    flow        TEXT NOT NULL,
    side        TEXT NOT NULL CHECK (side IN ('asker', 'asked')),
    state       TEXT NOT NULL,
    subject     TEXT NOT NULL,
    topic       TEXT NOT NULL,
    urgency     TEXT NOT NULL,
    purpose     TEXT NOT NULL,
    legal_basis TEXT NOT NULL,
    stated      TEXT NOT NULL,
    data_key    TEXT NOT NULL,
    opened_at   INTEGER NOT NULL,
    moved_at    INTEGER NOT NULL,
    deadline    INTEGER,
    ran_out_at  INTEGER,
    clock_at    INTEGER,
    ended_at    INTEGER,
    keep_until  INTEGER
) STRICT;
CREATE INDEX conversation_clock ON conversation (clock_at) WHERE clock_at IS NOT NULL;
CREATE INDEX conversation_keep ON conversation (keep_until) WHERE keep_until IS NOT NULL;
CREATE INDEX conversation_subject ON conversation (subject);

-- Each step, by whichever side. taken is 0 where it came out of turn: it is kept and changes nothing, and why is a code.
CREATE TABLE conversation_step (
    conversation TEXT NOT NULL,
    number       INTEGER NOT NULL,
    step         TEXT NOT NULL,
    side         TEXT NOT NULL CHECK (side IN ('asker', 'asked', 'clock')),
    actor        TEXT NOT NULL,
    at           INTEGER NOT NULL,
    taken        INTEGER NOT NULL,
    why          TEXT NOT NULL,
    state        TEXT NOT NULL,
    form         BLOB,
    PRIMARY KEY (conversation, number)
) STRICT;

-- When a partner asked whether somebody is listed, for an hour; and messages whose content is to be forgotten as soon as that can be done.
CREATE TABLE conversation_query (
    partner TEXT NOT NULL,
    at      INTEGER NOT NULL
) STRICT;
CREATE INDEX conversation_query_partner ON conversation_query (partner, at);
CREATE TABLE conversation_forget (
    partner    TEXT NOT NULL,
    message_id TEXT NOT NULL,
    PRIMARY KEY (partner, message_id)
) STRICT;
