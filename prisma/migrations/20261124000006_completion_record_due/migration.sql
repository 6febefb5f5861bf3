-- Every request owes a completion record once it has ended, those that ended before this migration included.
ALTER TABLE requests ADD COLUMN record_due boolean NOT NULL DEFAULT true;

-- What Prisma's schema language cannot say: only the few that owe one stand in it.
CREATE INDEX requests_record_due_idx ON requests (finished_at) WHERE record_due AND finished_at IS NOT NULL;
