-- How long the longest run of a tool took. Traces that are there already are read again, in the
-- background.
ALTER TABLE trace ADD COLUMN tool_nanos INTEGER NOT NULL DEFAULT 0;
CREATE INDEX trace_by_tool_nanos ON trace (tool_nanos);
UPDATE counter SET value = (SELECT ifnull(max(key), 0) FROM trace) WHERE name = 'digest_last';
UPDATE counter SET value = 1 WHERE name = 'digest_next';
