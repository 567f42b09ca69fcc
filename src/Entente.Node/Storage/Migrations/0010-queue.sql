-- The order in which encounters are shown: what is at stake first, then what is due first, then the surest. A page of the queue reads its own rows alone,
-- however many there are: what waits (which is in one of two states, and few beside half a year's decisions), what is in one state, and all.
DROP INDEX encounter_status;
CREATE INDEX encounter_waiting ON encounter (asks DESC, coalesce(due, 9223372036854775807), rank DESC, id, status, post) WHERE status <> 'decided';
CREATE INDEX encounter_status ON encounter (status, asks DESC, coalesce(due, 9223372036854775807), rank DESC, id, post);
CREATE INDEX encounter_order ON encounter (asks DESC, coalesce(due, 9223372036854775807), rank DESC, id, post);

-- The encounters of a crossing: a list of crossings counts those that are undecided, and a carrier's answer looks at all.
CREATE INDEX encounter_crossing ON encounter (crossing_id, status);
