-- By what earlier encounters of the same person are found: keyed hashes of document numbers, and of a name with a birth date. They say nothing by
-- themselves and end with the encounter.
CREATE TABLE encounter_mark (
    mark         TEXT NOT NULL,
    encounter_id TEXT NOT NULL,
    PRIMARY KEY (mark, encounter_id)
) STRICT;
CREATE INDEX encounter_mark_encounter ON encounter_mark (encounter_id);
INSERT INTO encounter_mark (mark, encounter_id)
SELECT DISTINCT t.document, e.id FROM encounter e JOIN traveller t ON t.id = e.traveller_id WHERE t.document <> '';

-- Who has an encounter, and until when, so that somebody's own are found without opening every state.
ALTER TABLE encounter ADD COLUMN holder TEXT NOT NULL DEFAULT '';
ALTER TABLE encounter ADD COLUMN held_until INTEGER NOT NULL DEFAULT 0;
CREATE INDEX encounter_holder ON encounter (holder, held_until);
CREATE INDEX encounter_listing_listing ON encounter_listing (listing_id);
