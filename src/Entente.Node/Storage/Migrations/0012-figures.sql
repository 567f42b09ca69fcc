-- What figures are counted from, beside what is sealed: of which list the listing is, which carrier brought the traveller, and what came of it. Decided is when a decision was first in
-- force; overdue is 1 where the time to decide ran out before.
ALTER TABLE encounter ADD COLUMN list TEXT NOT NULL DEFAULT '';
ALTER TABLE encounter ADD COLUMN carrier TEXT NOT NULL DEFAULT '';
ALTER TABLE encounter ADD COLUMN conclusion TEXT NOT NULL DEFAULT '';
ALTER TABLE encounter ADD COLUMN measure TEXT NOT NULL DEFAULT '';
ALTER TABLE encounter ADD COLUMN outcome TEXT NOT NULL DEFAULT '';
ALTER TABLE encounter ADD COLUMN decided INTEGER;
ALTER TABLE encounter ADD COLUMN overdue INTEGER NOT NULL DEFAULT 0;
CREATE INDEX encounter_opened ON encounter (opened, post, decided);
CREATE INDEX encounter_stands ON encounter (post, list, carrier, status, conclusion, measure, outcome, overdue, opened);

-- Entries and exits by quarter of an hour, and how carriers' lists were, without anybody in it: they stay when the people and their crossings have been deleted.
CREATE TABLE passage_count (
    quarter   INTEGER NOT NULL,
    post      TEXT NOT NULL,
    direction TEXT NOT NULL,
    result    TEXT NOT NULL,
    passages  INTEGER NOT NULL,
    PRIMARY KEY (quarter, post, direction, result)
) STRICT;

CREATE TABLE message_count (
    quarter      INTEGER NOT NULL,
    post         TEXT NOT NULL,
    carrier      TEXT NOT NULL,
    lists        INTEGER NOT NULL,
    late         INTEGER NOT NULL,
    people       INTEGER NOT NULL,
    unread       INTEGER NOT NULL,
    no_birth     INTEGER NOT NULL,
    no_document  INTEGER NOT NULL,
    PRIMARY KEY (quarter, post, carrier)
) STRICT;

-- What is there already. Of the list of a listing, of lists that came late and of missing fields only what comes from now on is known.
UPDATE encounter SET carrier = coalesce((SELECT c.carrier FROM crossing c WHERE c.id = encounter.crossing_id), '');
UPDATE encounter SET overdue = 1 WHERE id IN (SELECT encounter_id FROM encounter_step WHERE action = 'encounter.time-ran-out');
UPDATE encounter SET decided = (SELECT min(s.at) FROM encounter_step s WHERE s.encounter_id = encounter.id AND s.action IN ('encounter.decided', 'encounter.seconded'));
UPDATE encounter SET
    conclusion = CASE WHEN state LIKE '%"conclusion":"NotThisPerson"%' THEN 'not-this-person' WHEN state LIKE '%"conclusion":"CannotTell"%' THEN 'cannot-tell' ELSE 'this-person' END,
    measure = CASE WHEN state LIKE '%"measure":"LetPass"%' THEN 'let-pass' WHEN state LIKE '%"measure":"DiscreetCheck"%' THEN 'discreet-check'
        WHEN state LIKE '%"measure":"SecondaryInspection"%' THEN 'secondary-inspection' WHEN state LIKE '%"measure":"Refuse"%' THEN 'refuse' ELSE 'detain-on-warrant' END
WHERE status = 'decided';
UPDATE encounter SET outcome = CASE WHEN state LIKE '%"code":"NotEncountered"%' THEN 'not-encountered' WHEN state LIKE '%"code":"InProgress"%' THEN 'in-progress' WHEN state LIKE '%"code":"Passed"%' THEN 'passed'
    WHEN state LIKE '%"code":"DeniedBoarding"%' THEN 'denied-boarding' WHEN state LIKE '%"code":"RefusedEntry"%' THEN 'refused-entry' WHEN state LIKE '%"code":"SecondaryPositive"%' THEN 'secondary-positive'
    WHEN state LIKE '%"code":"SecondaryNegative"%' THEN 'secondary-negative' WHEN state LIKE '%"code":"Detained"%' THEN 'detained' ELSE 'missed' END
WHERE state LIKE '%"outcome":{"code":%';
INSERT INTO passage_count (quarter, post, direction, result, passages) SELECT at - at % 900000, post, direction, result, count(*) FROM passage GROUP BY 1, 2, 3, 4;
INSERT INTO message_count (quarter, post, carrier, lists, late, people, unread, no_birth, no_document)
    SELECT m.received - m.received % 900000, c.post, c.carrier, count(*), 0, sum(m.people), sum(m.unread), 0, 0 FROM message m JOIN crossing c ON c.id = m.crossing_id
    WHERE m.kind IN ('PassengerList', 'CrewList', 'Change') GROUP BY 1, 2, 3;
