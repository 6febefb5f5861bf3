-- By which a start notices that it was given another master key than the one this database was written with. One row, from
-- the first start on; nothing of the key can be told from it.
CREATE TABLE master_key_check (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  salt bytea NOT NULL,
  verifier bytea NOT NULL,
  made_at timestamptz(3) NOT NULL
);
