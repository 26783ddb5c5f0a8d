CREATE TABLE "anchor" (
    "day" DATE NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "cases" INTEGER NOT NULL,
    "audit_position" BIGINT NOT NULL,
    "previous" TEXT NOT NULL,
    "head" TEXT NOT NULL,
    CONSTRAINT "anchor_pkey" PRIMARY KEY ("day")
);
CREATE TRIGGER "anchor_append_only" BEFORE UPDATE OR DELETE ON "anchor" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "anchor_no_truncate" BEFORE TRUNCATE ON "anchor" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

CREATE TABLE "anchor_file" (
    "day" DATE NOT NULL,
    "content" BYTEA NOT NULL,
    "told_at" TIMESTAMPTZ(3),
    CONSTRAINT "anchor_file_pkey" PRIMARY KEY ("day")
);
