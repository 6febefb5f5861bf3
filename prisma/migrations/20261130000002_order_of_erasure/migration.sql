-- Whether the rows themselves went, and not what they held alone; null until they are hidden.
ALTER TABLE request_collections ADD COLUMN rows_erased boolean;
-- The collections whose parts are to be finished before this one is begun, since their rows refer to its rows.
ALTER TABLE sweep_parts ADD COLUMN after text[] NOT NULL DEFAULT '{}';
