-- The language in which somebody is written to: null until they chose one.
ALTER TABLE users ADD COLUMN language text;
ALTER TABLE users ADD CONSTRAINT users_language_check CHECK (language IN ('en', 'de'));
