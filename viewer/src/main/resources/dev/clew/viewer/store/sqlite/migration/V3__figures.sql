-- Figures of the values of a field are one compact blob (see Figures.encoded): more sums, and how
-- sizes are spread. Those of a trace lie side by side; those of all traces are kept per minute, per
-- hour and per day, so that a month is thirty rows per value.
ALTER TABLE trace ADD COLUMN arguments INTEGER NOT NULL DEFAULT 0;
DROP TABLE minute_facet;
ALTER TABLE trace_facet RENAME TO trace_facet_2;
DROP INDEX trace_facet_by_trace;

-- "field" is the number of the facet's field in FacetField. Without figures the value is there to be
-- found by.
CREATE TABLE trace_facet (
  trace_key INTEGER NOT NULL,
  field     INTEGER NOT NULL,
  facet_key INTEGER NOT NULL,
  figures   BLOB,
  PRIMARY KEY (trace_key, field, facet_key)
) WITHOUT ROWID;
INSERT INTO trace_facet
  SELECT tf.trace_key, 0, tf.facet_key, NULL FROM trace_facet_2 tf ORDER BY tf.trace_key;
CREATE UNIQUE INDEX trace_facet_by_value ON trace_facet (facet_key, trace_key);
DROP TABLE trace_facet_2;

-- "level" is 0 for minutes, 1 for hours, 2 for days, and "period" their number since 1970.
CREATE TABLE facet_period (
  facet_key INTEGER NOT NULL,
  level     INTEGER NOT NULL,
  period    INTEGER NOT NULL,
  figures   BLOB    NOT NULL,
  PRIMARY KEY (facet_key, level, period)
) WITHOUT ROWID;

-- Traces up to digest_last wait for their figures, from digest_next on; done in the background.
INSERT INTO counter SELECT 'digest_last', ifnull(max(key), 0) FROM trace;
INSERT INTO counter VALUES ('digest_next', 1);

-- Small texts that belong to the store as a whole, such as rules of alerts.
CREATE TABLE document (
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (kind, name)
) WITHOUT ROWID;
