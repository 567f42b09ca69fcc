-- The order in which encounters wait: what is at stake first, then what is due first, then the surest. A page of the queue reads its own rows alone, however
-- many there are. What waits is few beside what was decided in half a year, so it has an index of its own.
CREATE INDEX encounter_waiting ON encounter (asks DESC, coalesce(due, 9223372036854775807), rank DESC, id, status, post) WHERE status <> 'decided';
CREATE INDEX encounter_order ON encounter (asks DESC, coalesce(due, 9223372036854775807), rank DESC, id, status, post);
