-- Profiles are found by what they say: any property that equals a value. The index keeps hashes, and no value.
CREATE INDEX profiles_properties_idx ON subject_data.profiles USING gin (properties jsonb_path_ops);

-- E-mail addresses, A to Z in either case ("C": the same on every system). By hash, since a text may be longer than a B-tree takes,
-- and since an address in an index would be one more place to erase it from; without statistics for the same reason.
CREATE INDEX profiles_email_idx ON subject_data.profiles USING hash (lower((properties ->> '$email') COLLATE "C"));
CREATE INDEX profiles_plain_email_idx ON subject_data.profiles USING hash (lower((properties ->> 'email') COLLATE "C"));
ALTER INDEX subject_data.profiles_email_idx ALTER COLUMN 1 SET STATISTICS 0;
ALTER INDEX subject_data.profiles_plain_email_idx ALTER COLUMN 1 SET STATISTICS 0;
