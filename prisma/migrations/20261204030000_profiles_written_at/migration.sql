-- When a profile was last written: by it a profile grows old that nobody has seen. Its arrival is that of its oldest content. Those from
-- before count as written now.
ALTER TABLE subject_data.profiles ADD COLUMN written_at timestamptz NOT NULL DEFAULT now();
