-- CreateTable
CREATE TABLE "dispatch" (
    "period" TEXT NOT NULL,
    "case_id" UUID NOT NULL,
    "asked_by" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "cut_off" TIMESTAMPTZ(3) NOT NULL,
    "told_at" TIMESTAMPTZ(3),
    "reached_zone" TEXT,
    "reached_case" UUID,
    "units_asked" INTEGER NOT NULL DEFAULT 0,
    "opened_at" TIMESTAMPTZ(3),

    CONSTRAINT "dispatch_pkey" PRIMARY KEY ("period")
);

-- CreateTable
CREATE TABLE "dispatch_mark" (
    "period" TEXT NOT NULL,
    "case_id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "class" TEXT NOT NULL,
    "project" TEXT,
    "marks" JSONB NOT NULL,
    "workdays_overdue" INTEGER NOT NULL,

    CONSTRAINT "dispatch_mark_pkey" PRIMARY KEY ("period","case_id")
);

-- CreateTable
CREATE TABLE "dispatch_zone" (
    "period" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "unit" TEXT,
    "specific" TEXT,
    "supervising" TEXT,
    "marks" JSONB NOT NULL,

    CONSTRAINT "dispatch_zone_pkey" PRIMARY KEY ("period","zone")
);

-- CreateTable
CREATE TABLE "report_draft" (
    "case_id" UUID NOT NULL,
    "content" JSONB NOT NULL,
    "saved_by" TEXT NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "report_draft_pkey" PRIMARY KEY ("case_id")
);

-- CreateTable
CREATE TABLE "dispatch_read" (
    "period" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "dispatch_read_pkey" PRIMARY KEY ("period","person")
);

-- CreateIndex
CREATE INDEX "dispatch_mark_period_zone_idx" ON "dispatch_mark"("period", "zone");
-- CreateIndex
CREATE INDEX "entry_at_idx" ON "entry" USING BRIN ("at");

CREATE TRIGGER "dispatch_mark_append_only" BEFORE UPDATE OR DELETE ON "dispatch_mark" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "dispatch_zone_append_only" BEFORE UPDATE OR DELETE ON "dispatch_zone" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "dispatch_read_append_only" BEFORE UPDATE OR DELETE ON "dispatch_read" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
