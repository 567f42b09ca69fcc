-- How many entries of this node's record a partner has seen attested, by the last file of it that was carried here; the next file proves the growth from there.
ALTER TABLE partner ADD COLUMN witnessed INTEGER NOT NULL DEFAULT 0;
