-- A recording is kept batch by batch, bytes as they were received, in monthly partitions of the day on which a batch goes. Partitions
-- are made by the store that writes; there is no default partition.
ALTER TABLE subject_data.session_replays RENAME TO whole_replays;
ALTER TABLE subject_data.whole_replays RENAME CONSTRAINT session_replays_pkey TO whole_replays_pkey;

CREATE TABLE subject_data.session_replays (
  project_id integer NOT NULL,
  -- The user a batch was sent under, or `$recording:` and the recording's id.
  distinct_id text NOT NULL,
  sent_distinct_id text NOT NULL DEFAULT '',
  device_id text,
  replay_id text NOT NULL,
  seq integer NOT NULL,
  started_at timestamptz(3) NOT NULL,
  replay_started_at timestamptz(3) NOT NULL,
  duration_ms integer NOT NULL DEFAULT 0,
  properties jsonb NOT NULL,
  events integer NOT NULL DEFAULT 0,
  encoding text NOT NULL,
  recording bytea NOT NULL DEFAULT '\x',
  expires_on date NOT NULL,
  received_at timestamptz NOT NULL,
  CONSTRAINT session_replays_pkey PRIMARY KEY (project_id, distinct_id, replay_id, seq, expires_on),
  CONSTRAINT session_replays_encoding_check CHECK (encoding IN ('gzip', 'json'))
) PARTITION BY RANGE (expires_on);
-- Compressed already, mostly.
ALTER TABLE subject_data.session_replays ALTER COLUMN recording SET STORAGE EXTERNAL;
CREATE INDEX session_replays_replay_id_idx ON subject_data.session_replays (project_id, replay_id, seq);

-- What was recorded on a device is tied to it, and to the users the recording went on under.
ALTER TABLE subject_data.identity_links DROP CONSTRAINT identity_links_kind_check;
ALTER TABLE subject_data.identity_links ADD CONSTRAINT identity_links_kind_check
  CHECK (kind IN ('device', 'identify', 'former', 'alias', 'merge', 'recording'));
DROP INDEX subject_data.identity_links_token_of_person_idx;
DROP INDEX subject_data.identity_links_token_of_linked_idx;
CREATE INDEX identity_links_token_of_person_idx ON subject_data.identity_links (distinct_id, project_id, received_at)
  WHERE origin = 'token' AND kind <> 'recording';
CREATE INDEX identity_links_token_of_linked_idx ON subject_data.identity_links (linked_id, project_id, received_at)
  WHERE origin = 'token' AND kind <> 'recording';
CREATE INDEX identity_links_recording_of_person_idx ON subject_data.identity_links (distinct_id, project_id, received_at)
  WHERE kind = 'recording';

-- Recordings from before, each one batch. What came without a day to go goes thirty days after it came.
DO $$
DECLARE
  month date;
BEGIN
  FOR month IN
    SELECT DISTINCT least(greatest(
      date_trunc('month', ((received_at AT TIME ZONE 'UTC')::date + 30)::timestamp), '2009-12-01'), '2100-01-01')::date
    FROM subject_data.whole_replays
  LOOP
    IF month < '2010-01-01' THEN
      CREATE TABLE subject_data.session_replays_before PARTITION OF subject_data.session_replays
        FOR VALUES FROM (MINVALUE) TO ('2010-01-01');
    ELSIF month >= '2100-01-01' THEN
      CREATE TABLE subject_data.session_replays_after PARTITION OF subject_data.session_replays
        FOR VALUES FROM ('2100-01-01') TO (MAXVALUE);
    ELSE
      EXECUTE format('CREATE TABLE subject_data.%I PARTITION OF subject_data.session_replays FOR VALUES FROM (%L) TO (%L)',
        to_char(month, '"session_replays_"YYYY_MM'), month, (month + interval '1 month')::date);
    END IF;
  END LOOP;
END $$;

INSERT INTO subject_data.identity_links (project_id, distinct_id, linked_id, kind, origin, received_at)
SELECT DISTINCT ON (project_id, person, recording) project_id, person, recording, 'recording', 'token', received_at
FROM (
  SELECT project_id, '$recording:' || replay_id AS recording, received_at,
    CASE WHEN starts_with(distinct_id, '$device:') THEN regexp_replace(distinct_id, '^([$]device:)+', '$device:')
      ELSE distinct_id END AS person
  FROM subject_data.whole_replays
) AS tie
ORDER BY project_id, person, recording, received_at
ON CONFLICT DO NOTHING;

-- Two may have the same replay_id; what a deletion has cleared stays as empty as it is.
INSERT INTO subject_data.session_replays (project_id, distinct_id, sent_distinct_id, replay_id, seq, started_at, replay_started_at,
  duration_ms, properties, events, encoding, recording, expires_on, received_at)
SELECT project_id,
  CASE WHEN starts_with(distinct_id, '$device:') THEN '$recording:' || replay_id ELSE distinct_id END,
  CASE WHEN recording = '{}' AND properties = '{}' THEN '' ELSE distinct_id END,
  replay_id,
  row_number() OVER (PARTITION BY project_id, replay_id ORDER BY started_at, received_at, distinct_id) - 1,
  started_at,
  min(started_at) OVER (PARTITION BY project_id, replay_id),
  duration_ms,
  properties,
  CASE WHEN jsonb_typeof(recording) = 'array' THEN jsonb_array_length(recording) ELSE 0 END,
  'json',
  CASE WHEN recording = '{}' THEN '\x' ELSE convert_to(recording::text, 'UTF8') END,
  (received_at AT TIME ZONE 'UTC')::date + 30,
  received_at
FROM subject_data.whole_replays;

DROP TABLE subject_data.whole_replays;

-- Recordings that go with a person of a request; no ids of theirs that anybody is shown.
ALTER TABLE "request_identities" ADD COLUMN "recording" boolean NOT NULL DEFAULT false;
