CREATE TABLE sweep_partitions (
  sweep_id uuid NOT NULL,
  collection text NOT NULL,
  task text NOT NULL,
  relation text NOT NULL,
  step text NOT NULL,
  place integer NOT NULL,
  fence integer NOT NULL,
  holder uuid,
  taken_until timestamptz(3),
  finished_at timestamptz(3),
  proven boolean NOT NULL DEFAULT false,
  CONSTRAINT sweep_partitions_pkey PRIMARY KEY (sweep_id, collection, task, relation)
);

ALTER TABLE sweep_partitions ADD CONSTRAINT sweep_partitions_sweep_id_fkey FOREIGN KEY (sweep_id) REFERENCES sweeps (id) ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma's schema language cannot say.

ALTER TABLE sweep_partitions ADD CONSTRAINT sweep_partitions_step_check CHECK (step IN ('hide', 'purge'));
