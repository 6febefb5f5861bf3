-- Subjects that one deletion of the project may name; null takes DELETION_LIMIT of the instance.
ALTER TABLE projects ADD COLUMN deletion_limit integer CHECK (deletion_limit BETWEEN 1 AND 2000);
