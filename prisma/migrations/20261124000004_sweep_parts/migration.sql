CREATE TABLE sweep_parts (
  sweep_id uuid NOT NULL,
  collection text NOT NULL,
  finished_at timestamptz(3),
  CONSTRAINT sweep_parts_pkey PRIMARY KEY (sweep_id, collection)
);

ALTER TABLE sweep_parts ADD CONSTRAINT sweep_parts_sweep_id_fkey FOREIGN KEY (sweep_id) REFERENCES sweeps (id) ON DELETE CASCADE ON UPDATE CASCADE;

-- What a sweep has taken and not yet ended.
CREATE INDEX requests_in_sweep_idx ON requests (sweep_id) WHERE status = 'STARTED';
