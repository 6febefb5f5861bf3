-- Of an export: values that were too large to be copied, how many there are and their bytes.
ALTER TABLE request_tallies ADD COLUMN not_copied BIGINT NOT NULL DEFAULT 0, ADD COLUMN not_copied_bytes BIGINT NOT NULL DEFAULT 0;
