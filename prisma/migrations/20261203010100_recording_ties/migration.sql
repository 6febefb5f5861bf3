-- The ties of a recording, whatever statistics the planner has: without an index of its own it read all links of the project.
CREATE INDEX identity_links_recording_of_linked_idx ON subject_data.identity_links (linked_id, project_id, received_at)
  WHERE kind = 'recording';
