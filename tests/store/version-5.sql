-- The tables of the fifth version of the file, as that tejun made them; user_version 5, application_id 0x74656A75.
-- Tests put in the rows.
BEGIN TRANSACTION;
CREATE TABLE decisions (
	sequence INTEGER NOT NULL, 
	decision_id TEXT NOT NULL, 
	program TEXT NOT NULL, 
	recorded_at TEXT NOT NULL, 
	revision TEXT NOT NULL, 
	idempotency_key TEXT, 
	fingerprint TEXT, 
	decision BLOB NOT NULL, 
	input BLOB NOT NULL, 
	PRIMARY KEY (sequence), 
	UNIQUE (decision_id), 
	UNIQUE (idempotency_key)
)
 STRICT;
CREATE TRIGGER decisions_are_never_changed BEFORE UPDATE ON decisions BEGIN SELECT RAISE(ABORT, 'the record is append-only: a decision is never changed'); END;
CREATE TRIGGER decisions_are_never_deleted BEFORE DELETE ON decisions BEGIN SELECT RAISE(ABORT, 'the record is append-only: a decision is never deleted'); END;
CREATE TRIGGER decisions_are_never_replaced BEFORE INSERT ON decisions WHEN EXISTS (SELECT 1 FROM decisions WHERE sequence = NEW.sequence OR decision_id = NEW.decision_id OR idempotency_key = NEW.idempotency_key) BEGIN SELECT RAISE(ABORT, 'the record is append-only: a decision is never replaced'); END;
CREATE INDEX decisions_by_input ON decisions (CASE WHEN json_valid(CAST(decision AS TEXT)) THEN json_extract(CAST(decision AS TEXT), '$.digests.input') END);
CREATE TABLE statements (
	sequence INTEGER NOT NULL, 
	place TEXT NOT NULL, 
	program TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	digest TEXT NOT NULL, 
	first_seen TEXT NOT NULL, 
	found INTEGER NOT NULL, 
	content BLOB NOT NULL, 
	PRIMARY KEY (sequence), 
	UNIQUE (place, digest)
)
 STRICT;
CREATE TABLE registry_looks (
	sequence INTEGER NOT NULL, 
	place TEXT NOT NULL, 
	looked_at TEXT NOT NULL, 
	PRIMARY KEY (sequence), 
	UNIQUE (place)
)
 STRICT;
CREATE TRIGGER statements_are_never_changed BEFORE UPDATE ON statements BEGIN SELECT RAISE(ABORT, 'the record is append-only: a statement is never changed'); END;
CREATE TRIGGER statements_are_never_deleted BEFORE DELETE ON statements BEGIN SELECT RAISE(ABORT, 'the record is append-only: a statement is never deleted'); END;
CREATE TRIGGER statements_are_never_replaced BEFORE INSERT ON statements WHEN EXISTS (SELECT 1 FROM statements WHERE sequence = NEW.sequence OR (place = NEW.place AND digest = NEW.digest)) BEGIN SELECT RAISE(ABORT, 'the record is append-only: a statement is never replaced'); END;
CREATE TRIGGER registry_looks_are_never_changed BEFORE UPDATE ON registry_looks BEGIN SELECT RAISE(ABORT, 'the record is append-only: a look is never changed'); END;
CREATE TRIGGER registry_looks_are_never_deleted BEFORE DELETE ON registry_looks BEGIN SELECT RAISE(ABORT, 'the record is append-only: a look is never deleted'); END;
CREATE TRIGGER registry_looks_are_never_replaced BEFORE INSERT ON registry_looks WHEN EXISTS (SELECT 1 FROM registry_looks WHERE sequence = NEW.sequence OR place = NEW.place) BEGIN SELECT RAISE(ABORT, 'the record is append-only: a look is never replaced'); END;
CREATE TABLE log_entries (
	number INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	record TEXT NOT NULL, 
	sequence INTEGER NOT NULL, 
	salt BLOB NOT NULL, 
	input_salt BLOB NOT NULL, 
	entry BLOB NOT NULL, 
	PRIMARY KEY (number), 
	UNIQUE (kind, record), 
	UNIQUE (sequence)
)
 STRICT;
CREATE TABLE log_hashes (
	level INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	value BLOB NOT NULL, 
	PRIMARY KEY (level, number)
)
 STRICT;
CREATE TABLE log_beginnings (
	sequence INTEGER NOT NULL, 
	PRIMARY KEY (sequence)
)
 STRICT;
CREATE TRIGGER log_beginnings_are_never_changed BEFORE UPDATE ON log_beginnings BEGIN SELECT RAISE(ABORT, 'the record is append-only: a log beginning is never changed'); END;
CREATE TRIGGER log_beginnings_are_never_deleted BEFORE DELETE ON log_beginnings BEGIN SELECT RAISE(ABORT, 'the record is append-only: a log beginning is never deleted'); END;
CREATE TRIGGER log_beginnings_are_never_replaced BEFORE INSERT ON log_beginnings WHEN EXISTS (SELECT 1 FROM log_beginnings WHERE TRUE) BEGIN SELECT RAISE(ABORT, 'the record is append-only: a log beginning is never replaced'); END;
CREATE TRIGGER log_entries_are_never_changed BEFORE UPDATE ON log_entries BEGIN SELECT RAISE(ABORT, 'the record is append-only: a log entry is never changed'); END;
CREATE TRIGGER log_entries_are_never_deleted BEFORE DELETE ON log_entries BEGIN SELECT RAISE(ABORT, 'the record is append-only: a log entry is never deleted'); END;
CREATE TRIGGER log_entries_are_never_replaced BEFORE INSERT ON log_entries WHEN EXISTS (SELECT 1 FROM log_entries WHERE number = NEW.number OR sequence = NEW.sequence OR (kind = NEW.kind AND record = NEW.record)) BEGIN SELECT RAISE(ABORT, 'the record is append-only: a log entry is never replaced'); END;
CREATE TRIGGER log_hashes_are_never_changed BEFORE UPDATE ON log_hashes BEGIN SELECT RAISE(ABORT, 'the record is append-only: a log hash is never changed'); END;
CREATE TRIGGER log_hashes_are_never_deleted BEFORE DELETE ON log_hashes BEGIN SELECT RAISE(ABORT, 'the record is append-only: a log hash is never deleted'); END;
CREATE TRIGGER log_hashes_are_never_replaced BEFORE INSERT ON log_hashes WHEN EXISTS (SELECT 1 FROM log_hashes WHERE level = NEW.level AND number = NEW.number) BEGIN SELECT RAISE(ABORT, 'the record is append-only: a log hash is never replaced'); END;
CREATE TABLE log_checkpoints (
	sequence INTEGER NOT NULL, 
	size INTEGER NOT NULL, 
	note BLOB NOT NULL, 
	PRIMARY KEY (sequence)
)
 STRICT;
CREATE INDEX ix_log_checkpoints_size ON log_checkpoints (size);
CREATE TRIGGER log_checkpoints_are_never_changed BEFORE UPDATE ON log_checkpoints BEGIN SELECT RAISE(ABORT, 'the record is append-only: a checkpoint is never changed'); END;
CREATE TRIGGER log_checkpoints_are_never_deleted BEFORE DELETE ON log_checkpoints BEGIN SELECT RAISE(ABORT, 'the record is append-only: a checkpoint is never deleted'); END;
CREATE TRIGGER log_checkpoints_are_never_replaced BEFORE INSERT ON log_checkpoints WHEN EXISTS (SELECT 1 FROM log_checkpoints WHERE sequence = NEW.sequence) BEGIN SELECT RAISE(ABORT, 'the record is append-only: a checkpoint is never replaced'); END;
INSERT INTO log_beginnings VALUES (0);
COMMIT;
