-- Figures of spending and transfers as somebody has published them: the file as it came, packed with gzip, which is read anew when it is needed; so what is shown is always what the file says. state is tried, current,
-- replaced or undone. A newer edition has the name of the one that it replaces, which comes back when the newer one is undone. What is undone keeps no content.
CREATE TABLE programme_data_set (
    id          TEXT PRIMARY KEY,
    name        TEXT NOT NULL,
    kind        TEXT NOT NULL,
    format      TEXT NOT NULL,
    state       TEXT NOT NULL,
    replaces    TEXT NOT NULL,
    source      TEXT NOT NULL,
    attribution TEXT NOT NULL,
    licence     TEXT NOT NULL,
    dated       TEXT NOT NULL,
    limits      TEXT NOT NULL,
    file_name   TEXT NOT NULL,
    sha256      TEXT NOT NULL,
    content     BLOB,
    records     INTEGER NOT NULL,
    refused     INTEGER NOT NULL,
    tried_at    INTEGER NOT NULL,
    tried_by    TEXT NOT NULL,
    decided_at  INTEGER,
    decided_by  TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX programme_data_set_current ON programme_data_set (name) WHERE state = 'current';
