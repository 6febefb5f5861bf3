-- The language of what the person is given: an export's page and the completion record's. A project says which one its requests take
-- where an order names none; what was opened before is in English, as it always was.
ALTER TABLE projects ADD COLUMN language TEXT NOT NULL DEFAULT 'en';
ALTER TABLE requests ADD COLUMN language TEXT NOT NULL DEFAULT 'en';
