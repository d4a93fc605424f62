-- Counters of the store itself.
CREATE TABLE counter (
  name  TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO counter VALUES ('revision', 0), ('facet_epoch', 0), ('text_done', 0);

-- One narrow row per trace: everything a list sorts and filters by. AUTOINCREMENT, so that a key is
-- never given twice.
CREATE TABLE trace (
  key                INTEGER PRIMARY KEY AUTOINCREMENT,
  id                 TEXT    NOT NULL UNIQUE,
  name               TEXT    NOT NULL DEFAULT '',
  status             TEXT    NOT NULL DEFAULT 'ok',
  running            INTEGER NOT NULL DEFAULT 0,
  start_nanos        INTEGER NOT NULL DEFAULT 0,
  duration_nanos     INTEGER NOT NULL DEFAULT 0,
  spans              INTEGER NOT NULL DEFAULT 0,
  errors             INTEGER NOT NULL DEFAULT 0,
  model_calls        INTEGER NOT NULL DEFAULT 0,
  tool_calls         INTEGER NOT NULL DEFAULT 0,
  retries            INTEGER NOT NULL DEFAULT 0,
  input_tokens       INTEGER NOT NULL DEFAULT 0,
  output_tokens      INTEGER NOT NULL DEFAULT 0,
  cached_tokens      INTEGER NOT NULL DEFAULT 0,
  cache_write_tokens INTEGER NOT NULL DEFAULT 0,
  reasoning_tokens   INTEGER NOT NULL DEFAULT 0,
  cost               REAL    NOT NULL DEFAULT 0,
  cost_input         REAL    NOT NULL DEFAULT 0,
  cost_output        REAL    NOT NULL DEFAULT 0,
  saved              REAL    NOT NULL DEFAULT 0,
  unpriced           INTEGER NOT NULL DEFAULT 0,
  tokens             INTEGER GENERATED ALWAYS AS (input_tokens + output_tokens) VIRTUAL,
  revision           INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX trace_by_running ON trace (running, start_nanos, id);
CREATE INDEX trace_by_start ON trace (start_nanos, id);
CREATE INDEX trace_by_duration ON trace (duration_nanos, id);
CREATE INDEX trace_by_cost ON trace (cost, id);
CREATE INDEX trace_by_revision ON trace (revision);

-- The rest of the row, as JSON, and what records said of the trace as a whole.
CREATE TABLE trace_detail (
  trace_key INTEGER PRIMARY KEY,
  row       TEXT NOT NULL,
  header    TEXT NOT NULL
);

-- Spans without content, those of one trace side by side.
CREATE TABLE span (
  trace_key    INTEGER NOT NULL,
  id           INTEGER NOT NULL,
  parent_id    INTEGER NOT NULL,
  type         TEXT    NOT NULL,
  name         TEXT    NOT NULL,
  status       TEXT    NOT NULL,
  start_nanos  INTEGER NOT NULL,
  end_nanos    INTEGER,
  flags        INTEGER NOT NULL,
  rank         INTEGER NOT NULL,
  revision     INTEGER NOT NULL,
  payload_key  INTEGER NOT NULL,
  payload_hash INTEGER NOT NULL,
  error_type   TEXT,
  jvm          TEXT,
  facts        TEXT    NOT NULL,
  PRIMARY KEY (trace_key, id)
) WITHOUT ROWID;
CREATE INDEX span_by_error ON span (error_type, trace_key) WHERE error_type IS NOT NULL;
CREATE INDEX span_open ON span (jvm) WHERE end_nanos IS NULL;

-- Records as they arrived, apart from what lists read. The first byte says how they are packed.
CREATE TABLE payload (
  key       INTEGER PRIMARY KEY,
  trace_key INTEGER NOT NULL,
  body      BLOB    NOT NULL
);

-- Values by which traces are found. "folded" is the value in lower case.
CREATE TABLE facet (
  key    INTEGER PRIMARY KEY AUTOINCREMENT,
  field  TEXT NOT NULL,
  value  TEXT NOT NULL,
  folded TEXT NOT NULL,
  UNIQUE (field, value)
);
CREATE TABLE trace_facet (
  facet_key      INTEGER NOT NULL,
  trace_key      INTEGER NOT NULL,
  calls          INTEGER NOT NULL,
  errors         INTEGER NOT NULL,
  duration_nanos INTEGER NOT NULL,
  input_tokens   INTEGER NOT NULL,
  output_tokens  INTEGER NOT NULL,
  cached_tokens  INTEGER NOT NULL,
  cost           REAL    NOT NULL,
  saved          REAL    NOT NULL,
  PRIMARY KEY (facet_key, trace_key)
) WITHOUT ROWID;
CREATE INDEX trace_facet_by_trace ON trace_facet (trace_key);

-- The same per minute in which traces started; always the sum over the traces that are there.
CREATE TABLE minute_facet (
  facet_key      INTEGER NOT NULL,
  minute         INTEGER NOT NULL,
  traces         INTEGER NOT NULL,
  calls          INTEGER NOT NULL,
  errors         INTEGER NOT NULL,
  duration_nanos INTEGER NOT NULL,
  input_tokens   INTEGER NOT NULL,
  output_tokens  INTEGER NOT NULL,
  cached_tokens  INTEGER NOT NULL,
  cost           REAL    NOT NULL,
  saved          REAL    NOT NULL,
  PRIMARY KEY (facet_key, minute)
) WITHOUT ROWID;

-- Full text. A segment holds the text of the spans of one trace that waited together; the text
-- itself is not kept a second time.
-- Waiting are the records beyond the counter text_done, and those named here, which were changed.
CREATE TABLE text_queue (
  payload_key INTEGER PRIMARY KEY
);
CREATE TABLE text_segment (
  key       INTEGER PRIMARY KEY,
  trace_key INTEGER NOT NULL
);
CREATE INDEX text_segment_by_trace ON text_segment (trace_key);
CREATE VIRTUAL TABLE text_index USING fts5 (
  body, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2"
);

-- How far each file was read; written together with what was read.
CREATE TABLE source_position (
  source      TEXT PRIMARY KEY,
  offset      INTEGER NOT NULL,
  fingerprint TEXT    NOT NULL
) WITHOUT ROWID;

CREATE TABLE saved_view (
  name       TEXT PRIMARY KEY,
  definition TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE jvm (
  id               TEXT PRIMARY KEY,
  definition       TEXT    NOT NULL,
  last_seen_millis INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE jvm_sample (
  jvm         TEXT    NOT NULL,
  time_millis INTEGER NOT NULL,
  figures     TEXT    NOT NULL,
  PRIMARY KEY (jvm, time_millis)
) WITHOUT ROWID;
