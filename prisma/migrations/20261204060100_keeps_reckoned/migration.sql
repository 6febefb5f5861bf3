-- The moment by which a started deletion reckons what policies keep no longer; null = all of it is kept on.
ALTER TABLE "requests" ADD COLUMN "keeps_reckoned_at" timestamptz(3);
