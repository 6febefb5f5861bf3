-- The latest time at which the database's clock was believed. What destroys by age compares it with the clock of the moment, and
-- waits for a person where that is far ahead. One row.
CREATE TABLE clock_seen (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  seen_at timestamptz(3) NOT NULL
);
