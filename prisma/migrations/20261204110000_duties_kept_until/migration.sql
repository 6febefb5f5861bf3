-- Until when the data map kept the rows when their duty was dated, as it stands in answers (`invoiced_at + P10Y`); null where nobody knows.
ALTER TABLE "duties" ADD COLUMN "kept_until" text;
