-- By which the address of an account that was erased is known again, without being kept: whoever belonged to an organization does not
-- come back to it by the domain of their address. HMAC-SHA256 under the master key, of the organization and the address.
ALTER TABLE account_makers ADD COLUMN address_hmac bytea;
