CREATE TABLE "audit" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" TEXT,
    "action" TEXT NOT NULL,
    "subject" TEXT,
    "case_id" UUID,
    "detail" JSONB NOT NULL,
    "position" BIGINT,
    "hash" TEXT,
    CONSTRAINT "audit_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "audit_position_key" ON "audit"("position");
CREATE INDEX "audit_actor_id_idx" ON "audit"("actor", "id");
CREATE INDEX "audit_action_id_idx" ON "audit"("action", "id");
CREATE INDEX "audit_case_id_idx" ON "audit"("case_id");
CREATE INDEX "audit_at_idx" ON "audit"("at");
CREATE INDEX "audit_unlinked" ON "audit"("id") WHERE "position" IS NULL;

-- A line is written without waiting for others; its place in the chain is given once, later, and nothing else of it ever changes.
CREATE FUNCTION "refuse_change_but_link"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD."position" IS NULL AND NEW."position" IS NOT NULL AND NEW."hash" IS NOT NULL
    AND to_jsonb(NEW) - 'position' - 'hash' = to_jsonb(OLD) - 'position' - 'hash' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP;
END $$;
CREATE TRIGGER "audit_append_only" BEFORE UPDATE OR DELETE ON "audit" FOR EACH ROW EXECUTE FUNCTION "refuse_change_but_link"();
CREATE TRIGGER "audit_no_truncate" BEFORE TRUNCATE ON "audit" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
