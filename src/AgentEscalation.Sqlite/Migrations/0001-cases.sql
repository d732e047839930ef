-- One row for each case: where it stands, so that nobody has to read its events to find it.
CREATE TABLE cases (
  no INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  version INTEGER NOT NULL,
  head BLOB NOT NULL,
  status INTEGER NOT NULL,
  level INTEGER NOT NULL,
  agent TEXT NOT NULL,
  class TEXT,
  title TEXT NOT NULL,
  opened INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  card INTEGER,
  expires INTEGER,
  outcome INTEGER,
  reason INTEGER,
  owner INTEGER
) STRICT;
CREATE INDEX case_open ON cases (owner) WHERE status = 1;
CREATE INDEX case_waiting ON cases (expires) WHERE status = 2;
CREATE INDEX case_closed ON cases (changed) WHERE status = 3;

-- What happened, in the order in which it was appended. Rows are only ever added at the end, or pruned with their whole case.
CREATE TABLE event (
  seq INTEGER PRIMARY KEY,
  case_no INTEGER NOT NULL,
  position INTEGER NOT NULL,
  body TEXT NOT NULL,
  hash BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX event_of_case ON event (case_no, position);

-- Who works on cases. The number is the fencing token: it is never given twice.
CREATE TABLE owner (
  no INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  beat INTEGER NOT NULL,
  lock TEXT,
  dead INTEGER NOT NULL
) STRICT;

-- Sums of the scorecard, by agent and class. They outlive the cases that were pruned.
CREATE TABLE tally (
  agent TEXT NOT NULL,
  class TEXT NOT NULL,
  arrived INTEGER NOT NULL,
  arrived_counted INTEGER NOT NULL,
  open INTEGER NOT NULL,
  cancelled INTEGER NOT NULL,
  unverifiable INTEGER NOT NULL,
  resolved INTEGER NOT NULL,
  unresolved INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  claims INTEGER NOT NULL,
  claims_not_verified INTEGER NOT NULL,
  tokens INTEGER NOT NULL,
  calls INTEGER NOT NULL,
  money TEXT NOT NULL,
  ticks INTEGER NOT NULL,
  left_1 INTEGER NOT NULL,
  left_2 INTEGER NOT NULL,
  left_3 INTEGER NOT NULL,
  left_4 INTEGER NOT NULL,
  resolved_1 INTEGER NOT NULL,
  resolved_2 INTEGER NOT NULL,
  resolved_3 INTEGER NOT NULL,
  resolved_4 INTEGER NOT NULL,
  targets TEXT NOT NULL,
  PRIMARY KEY (agent, class)
) STRICT, WITHOUT ROWID;

-- Tasks that had no case: a number for each agent and hour.
CREATE TABLE completed (
  agent TEXT NOT NULL,
  hour INTEGER NOT NULL,
  tasks INTEGER NOT NULL,
  PRIMARY KEY (agent, hour)
) STRICT, WITHOUT ROWID;

-- What resolved an error, found again by its fingerprint.
CREATE TABLE resolution (
  agent TEXT NOT NULL,
  fingerprint INTEGER NOT NULL,
  guidance TEXT NOT NULL,
  used INTEGER NOT NULL,
  PRIMARY KEY (agent, fingerprint)
) STRICT, WITHOUT ROWID;
CREATE INDEX resolution_used ON resolution (agent, used);
