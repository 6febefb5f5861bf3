-- The deadline before it was extended: what a repeated order is answered with, and what the extension is judged by later.
ALTER TABLE requests ADD COLUMN extended_from timestamptz(3);
