-- Until when contents are kept. Of a message that was sent, content goes with the receipt and its key soon after; wire goes at delete_after, or when the message expired
-- without a receipt: it is empty then, and a filler is made in its place. undelivered is what this node has signed about one that expired so.
ALTER TABLE exchange_outbox ADD COLUMN delete_after INTEGER;
ALTER TABLE exchange_outbox ADD COLUMN undelivered TEXT;
CREATE INDEX exchange_outbox_due ON exchange_outbox (partner, delete_after) WHERE delete_after IS NOT NULL;
CREATE INDEX exchange_outbox_key ON exchange_outbox (partner) WHERE content IS NULL AND data_key <> '';

-- Of a message that was received, and of one that was kept apart, content and key go at delete_after; digests, places and receipts stay.
ALTER TABLE exchange_inbox ADD COLUMN delete_after INTEGER;
ALTER TABLE exchange_quarantine ADD COLUMN delete_after INTEGER;
CREATE INDEX exchange_inbox_due ON exchange_inbox (partner, delete_after) WHERE delete_after IS NOT NULL;
CREATE INDEX exchange_quarantine_due ON exchange_quarantine (partner, delete_after) WHERE delete_after IS NOT NULL;

-- What is here already gets 30 days.
UPDATE exchange_outbox SET delete_after = received_at + 2592000000 WHERE receipt IS NOT NULL;
UPDATE exchange_inbox SET delete_after = received_at + 2592000000 WHERE state IN ('done', 'expired');
UPDATE exchange_inbox SET delete_after = expires + 2592000000 WHERE state IN ('held', 'waiting') AND expires < 200000000000000;
UPDATE exchange_quarantine SET delete_after = received_at + 2592000000;
