-- What rows say of their time as ISO 8601 text in UTC: databases know moments before Christ and beyond year 9999, of which a client
-- of this database reads none. A year before 0 or after 9999 has its sign and six digits; 0 is 1 BC.
CREATE FUNCTION pg_temp.moment(at timestamptz) RETURNS text LANGUAGE sql AS $$
  SELECT CASE WHEN year BETWEEN 0 AND 9999 THEN lpad(year::text, 4, '0')
      ELSE CASE WHEN year < 0 THEN '-' ELSE '+' END || lpad(abs(year)::text, 6, '0') END
    || to_char(local, '-MM-DD"T"HH24:MI:SS.MS"Z"')
  FROM (SELECT at AT TIME ZONE 'UTC' AS local) AS utc,
    LATERAL (SELECT extract(year FROM local)::int + CASE WHEN extract(year FROM local) < 0 THEN 1 ELSE 0 END AS year) AS counted
$$;

ALTER TABLE request_tallies
  ALTER earliest TYPE text USING pg_temp.moment(earliest),
  ALTER latest TYPE text USING pg_temp.moment(latest);
