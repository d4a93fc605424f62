-- Traces have a new field, the errors that ended them, and what they say of an error is new: all are
-- read again, in the background.
UPDATE counter SET value = (SELECT ifnull(max(key), 0) FROM trace) WHERE name = 'digest_last';
UPDATE counter SET value = 1 WHERE name = 'digest_next';
