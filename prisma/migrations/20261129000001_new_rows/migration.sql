-- What a read-back without the erasure's bound found to have arrived after the watermark, by collection and by subject.
ALTER TABLE request_collections ADD COLUMN new_rows bigint;
ALTER TABLE request_tallies ADD COLUMN new_rows bigint NOT NULL DEFAULT 0;

-- Rows that said, when they were counted, that they would arrive later: when their time has come they are still the same rows.
ALTER TABLE request_collections ADD COLUMN ahead_from timestamptz(3), ADD COLUMN ahead_until timestamptz(3);
