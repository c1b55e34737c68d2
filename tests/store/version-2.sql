-- A record of the second version of the file, as that tejun wrote it, which kept what OPAs reported in the same file;
-- user_version 2, application_id 0x74656A75.
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
 STRICT

;
INSERT INTO "decisions" VALUES(1,'decision-1','kprogram-2026','2026-11-20T01:02:03+00:00','sha256:0000000000000000000000000000000000000000000000000000000000000000','key','sha256:ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',X'7B2264696765737473223A7B22696E707574223A227368613235363A30303030303030303030303030303030303030303030303030303030303030303030303030303030303030303030303030303030303030303030303030303031222C22726573756C74223A227368613235363A30303030303030303030303030303030303030303030303030303030303030303030303030303030303030303030303030303030303030303030303030303031227D2C226964223A226465636973696F6E2D31227D',X'7B22736368656D61223A2274656A756E2F696E7075742F31227D');
CREATE TABLE opa_decisions (
	sequence INTEGER NOT NULL, 
	decision_id TEXT NOT NULL, 
	opa TEXT NOT NULL, 
	received_at TEXT NOT NULL, 
	decided_at TEXT, 
	path TEXT NOT NULL, 
	revision TEXT, 
	program TEXT, 
	edition TEXT, 
	outcome TEXT NOT NULL, 
	input_digest TEXT, 
	result_digest TEXT, 
	details BLOB NOT NULL, 
	PRIMARY KEY (sequence), 
	UNIQUE (decision_id)
)
 STRICT

;
INSERT INTO "opa_decisions" VALUES(1,'d-1','opa-1','2026-11-20T01:02:03+00:00','2026-11-20T01:02:03Z','p',NULL,NULL,NULL,'undefined',NULL,NULL,X'7B7D');
CREATE TABLE opa_statuses (
	sequence INTEGER NOT NULL, 
	opa TEXT NOT NULL, 
	received_at TEXT NOT NULL, 
	substance BLOB NOT NULL, 
	PRIMARY KEY (sequence)
)
 STRICT

;
INSERT INTO "opa_statuses" VALUES(1,'opa-1','2026-11-20T01:02:03+00:00',X'7B2262756E646C6573223A7B7D7D');
CREATE TABLE opas (
	sequence INTEGER NOT NULL, 
	opa TEXT NOT NULL, 
	first_seen TEXT NOT NULL, 
	last_seen TEXT NOT NULL, 
	labels BLOB NOT NULL, 
	decisions INTEGER NOT NULL, 
	last_decision TEXT, 
	PRIMARY KEY (sequence), 
	UNIQUE (opa)
)
 STRICT

;
INSERT INTO "opas" VALUES(1,'opa-1','2026-11-20T01:02:03+00:00','2026-11-20T01:02:03+00:00',X'7B226964223A226F70612D31227D',1,'2026-11-20T01:02:03Z');
CREATE TRIGGER decisions_are_never_changed BEFORE UPDATE ON decisions BEGIN SELECT RAISE(ABORT, 'the record is append-only: a decision is never changed'); END;
CREATE TRIGGER decisions_are_never_deleted BEFORE DELETE ON decisions BEGIN SELECT RAISE(ABORT, 'the record is append-only: a decision is never deleted'); END;
CREATE TRIGGER decisions_are_never_replaced BEFORE INSERT ON decisions WHEN EXISTS (SELECT 1 FROM decisions WHERE sequence = NEW.sequence OR decision_id = NEW.decision_id OR idempotency_key = NEW.idempotency_key) BEGIN SELECT RAISE(ABORT, 'the record is append-only: a decision is never replaced'); END;
CREATE INDEX opa_statuses_by_opa ON opa_statuses (opa, sequence);
CREATE INDEX opa_decisions_by_opa ON opa_decisions (opa, sequence);
CREATE INDEX opa_decisions_by_outcome ON opa_decisions (outcome, sequence);
CREATE TRIGGER opa_statuses_are_never_changed BEFORE UPDATE ON opa_statuses BEGIN SELECT RAISE(ABORT, 'the record is append-only: a status is never changed'); END;
CREATE TRIGGER opa_statuses_are_never_deleted BEFORE DELETE ON opa_statuses BEGIN SELECT RAISE(ABORT, 'the record is append-only: a status is never deleted'); END;
CREATE TRIGGER opa_statuses_are_never_replaced BEFORE INSERT ON opa_statuses WHEN EXISTS (SELECT 1 FROM opa_statuses WHERE sequence = NEW.sequence) BEGIN SELECT RAISE(ABORT, 'the record is append-only: a status is never replaced'); END;
CREATE TRIGGER opa_decisions_are_never_changed BEFORE UPDATE ON opa_decisions BEGIN SELECT RAISE(ABORT, 'the record is append-only: a logged decision is never changed'); END;
CREATE TRIGGER opa_decisions_are_never_deleted BEFORE DELETE ON opa_decisions BEGIN SELECT RAISE(ABORT, 'the record is append-only: a logged decision is never deleted'); END;
CREATE TRIGGER opa_decisions_are_never_replaced BEFORE INSERT ON opa_decisions WHEN EXISTS (SELECT 1 FROM opa_decisions WHERE sequence = NEW.sequence OR decision_id = NEW.decision_id) BEGIN SELECT RAISE(ABORT, 'the record is append-only: a logged decision is never replaced'); END;
CREATE INDEX decisions_by_input ON decisions (CASE WHEN json_valid(CAST(decision AS TEXT)) THEN json_extract(CAST(decision AS TEXT), '$.digests.input') END);
COMMIT;
