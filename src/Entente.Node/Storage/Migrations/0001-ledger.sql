-- What was done, by whom, on which legal basis. A row is written in the transaction of what it records and never changed; when an entry is
-- erased, entry and nonce become null and the commitment stays, so that the tree stays whole.
CREATE TABLE ledger_entry (
    sequence   INTEGER PRIMARY KEY,
    entry      BLOB,
    nonce      BLOB,
    commitment BLOB NOT NULL CHECK (length(commitment) = 32),
    CHECK ((entry IS NULL) = (nonce IS NULL))
) STRICT;
