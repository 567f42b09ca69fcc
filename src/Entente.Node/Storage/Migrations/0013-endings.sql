-- Who took a listing, or what was recorded beside it, out of force; null for the node itself, and for what ended before.
ALTER TABLE listing ADD COLUMN ended_by TEXT;
ALTER TABLE listing_misidentified ADD COLUMN ended_by TEXT;
