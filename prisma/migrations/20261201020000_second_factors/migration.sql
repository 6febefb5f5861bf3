-- The second factor of an account (TOTP, RFC 6238). The secret is ciphertext under the master key, bound to its account; it counts
-- once a code has confirmed it. A code is good once: none of a time step up to the last one that was used.
CREATE TABLE second_factors (
  user_id uuid NOT NULL,
  secret bytea NOT NULL,
  created_at timestamptz(3) NOT NULL,
  confirmed_at timestamptz(3),
  last_step integer,
  CONSTRAINT second_factors_pkey PRIMARY KEY (user_id),
  CONSTRAINT second_factors_confirmed_check CHECK (confirmed_at IS NULL OR last_step IS NOT NULL),
  CONSTRAINT second_factors_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE ON UPDATE CASCADE
);

-- Codes for who has lost it, each good once. Kept as a keyed hash.
CREATE TABLE recovery_codes (
  user_id uuid NOT NULL,
  hash bytea NOT NULL,
  used_at timestamptz(3),
  CONSTRAINT recovery_codes_pkey PRIMARY KEY (user_id, hash),
  CONSTRAINT recovery_codes_user_id_fkey FOREIGN KEY (user_id) REFERENCES second_factors (user_id) ON DELETE CASCADE ON UPDATE CASCADE
);

-- Whether members who sign in with a password need a second factor.
ALTER TABLE organizations ADD COLUMN require_second_factor boolean NOT NULL DEFAULT false;
