CREATE TABLE "cases" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "stage" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "class" TEXT NOT NULL,
    "state" JSONB NOT NULL,
    "duty" TEXT,
    "owed_by_post" TEXT,
    "due_at" TIMESTAMPTZ(3),
    "provisional" BOOLEAN NOT NULL DEFAULT false,
    "level" INTEGER NOT NULL DEFAULT 0,
    "alarm_at" TIMESTAMPTZ(3),
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "finished" BOOLEAN NOT NULL DEFAULT false,
    "head_hash" TEXT NOT NULL,
    CONSTRAINT "cases_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "cases_number_key" ON "cases"("number");
CREATE INDEX "cases_zone_opened_at_idx" ON "cases"("zone", "opened_at");
-- The wall: every open case whose alarm is due, in the order of the alarms.
CREATE INDEX "cases_alarm" ON "cases"("alarm_at") WHERE NOT "finished";

CREATE TABLE "entry" (
    "case_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "command_id" TEXT NOT NULL,
    "command" TEXT NOT NULL,
    "actor" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "events" JSONB NOT NULL,
    "receipt" JSONB NOT NULL,
    "prev_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    CONSTRAINT "entry_pkey" PRIMARY KEY ("case_id", "revision")
);
CREATE UNIQUE INDEX "entry_case_id_command_id_key" ON "entry"("case_id", "command_id");
ALTER TABLE "entry" ADD CONSTRAINT "entry_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP;
END $$;
CREATE TRIGGER "entry_append_only" BEFORE UPDATE OR DELETE ON "entry" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "entry_no_truncate" BEFORE TRUNCATE ON "entry" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

CREATE TABLE "delivery" (
    "id" BIGSERIAL NOT NULL,
    "message_id" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'sending',
    "answer" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    CONSTRAINT "delivery_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "delivery_message_id_key" ON "delivery"("message_id");

CREATE TABLE "notice" (
    "id" BIGSERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "case_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "person" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "urgent" BOOLEAN NOT NULL,
    "facts" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "send_after" TIMESTAMPTZ(3) NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'queued',
    "delivery_id" BIGINT,
    CONSTRAINT "notice_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "notice_key_key" ON "notice"("key");
CREATE INDEX "notice_case_id_idx" ON "notice"("case_id");
CREATE INDEX "notice_queued" ON "notice"("person", "send_after") WHERE "status" = 'queued';
ALTER TABLE "notice" ADD CONSTRAINT "notice_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "notice" ADD CONSTRAINT "notice_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "delivery"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

CREATE TABLE "wake" (
    "case_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "moved" JSONB NOT NULL,
    "alarm_at" TIMESTAMPTZ(3),
    "finished" BOOLEAN NOT NULL,
    "send_after" TIMESTAMPTZ(3) NOT NULL,
    "leased_until" TIMESTAMPTZ(3),
    CONSTRAINT "wake_pkey" PRIMARY KEY ("case_id")
);
CREATE INDEX "wake_send_after_idx" ON "wake"("send_after");

CREATE TABLE "clock" (
    "target" TEXT NOT NULL,
    "revision" BIGINT NOT NULL,
    "stage" TEXT,
    "armed_at" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    CONSTRAINT "clock_pkey" PRIMARY KEY ("target")
);

CREATE TABLE "organisation" (
    "version" INTEGER NOT NULL,
    "document" JSONB NOT NULL,
    "put_by" TEXT NOT NULL,
    "put_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "organisation_pkey" PRIMARY KEY ("version")
);
CREATE TRIGGER "organisation_append_only" BEFORE UPDATE OR DELETE ON "organisation" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();

CREATE TABLE "policy_version" (
    "version" INTEGER NOT NULL,
    "document" JSONB NOT NULL,
    "put_by" TEXT NOT NULL,
    "put_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "policy_version_pkey" PRIMARY KEY ("version")
);
CREATE TRIGGER "policy_version_append_only" BEFORE UPDATE OR DELETE ON "policy_version" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();

CREATE TABLE "account" (
    "username" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    CONSTRAINT "account_pkey" PRIMARY KEY ("username")
);

CREATE TABLE "session" (
    "token_hash" TEXT NOT NULL,
    "username" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "session_pkey" PRIMARY KEY ("token_hash")
);
ALTER TABLE "session" ADD CONSTRAINT "session_username_fkey" FOREIGN KEY ("username") REFERENCES "account"("username") ON DELETE CASCADE ON UPDATE CASCADE;

-- Case numbers are made by the database, one series a year; a refused report may leave a gap, a number is never used twice.
CREATE FUNCTION "next_case_number"("series" TEXT) RETURNS BIGINT LANGUAGE plpgsql AS $$
DECLARE "name" TEXT := 'case_number_' || "series";
BEGIN
  IF to_regclass("name") IS NULL THEN
    PERFORM pg_advisory_xact_lock(72707370);
    EXECUTE format('CREATE SEQUENCE IF NOT EXISTS %I', "name");
  END IF;
  RETURN nextval("name");
END $$;
