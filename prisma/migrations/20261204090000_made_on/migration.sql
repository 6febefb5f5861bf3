ALTER TABLE "projects" ADD COLUMN "made_on" TEXT;
