-- A preview asks what was decided before about ids that several people share.
CREATE INDEX "request_decisions_id_hmac_idx" ON "request_decisions" ("id_hmac");
