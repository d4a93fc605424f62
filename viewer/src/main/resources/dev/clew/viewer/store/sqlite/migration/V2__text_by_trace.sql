-- The key of a text segment now begins with the key of its trace, so that a search needs no look at
-- text_segment for each match. What was indexed by the old keys is indexed anew, in the background.
DELETE FROM text_segment;
INSERT INTO text_index (text_index) VALUES ('delete-all');
DELETE FROM text_queue;
UPDATE counter SET value = 0 WHERE name = 'text_done';
