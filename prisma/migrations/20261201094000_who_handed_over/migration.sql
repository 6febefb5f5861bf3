-- Whose a hand-over or a download is, beside how they are called: an address may be another account's too, and goes with its account.
ALTER TABLE hand_overs ADD COLUMN actor text;

-- Of before: who did something to the request at its address. Who only downloaded, and has no line in its timeline, stays without.
UPDATE hand_overs SET actor = (
  SELECT min(request_events.actor) FROM request_events JOIN users ON request_events.actor = 'user:' || users.id
  WHERE request_events.request_id = hand_overs.request_id AND users.email = hand_overs.by
);
-- Else the one account that the address has.
UPDATE hand_overs SET actor = 'user:' || only_one.id
FROM (SELECT email, min(id::text) AS id FROM users GROUP BY email HAVING count(*) = 1) AS only_one
WHERE hand_overs.actor IS NULL AND only_one.email = hand_overs.by;
CREATE INDEX hand_overs_actor_idx ON hand_overs (actor, id);
