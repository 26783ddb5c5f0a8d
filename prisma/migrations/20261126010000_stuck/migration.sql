-- The highest level of the ladder that the open obligation follows: who has climbed that far has nobody above.
ALTER TABLE "cases" ADD COLUMN "top_level" INTEGER NOT NULL DEFAULT 0;

-- A policy put before a duty was known to the product has the default's ladder for it, which climbs to 1 or 2.
UPDATE "cases" c SET "top_level" = coalesce((
    SELECT max(coalesce((r->>'level')::int, 0)) FROM "policy_version" p, jsonb_array_elements(p."document"->'ladders'->c."duty"->'rungs') r
        WHERE p."version" = (c."state"->'obligation'->>'policy')::int
), CASE WHEN c."duty" LIKE 'dispatch.%' OR c."duty" LIKE 'report.accept' OR c."duty" LIKE 'request.%' OR c."duty" LIKE 'statistics.%'
    OR c."duty" IN ('vacancy.fill', 'supervision.decide', 'supervision.lift') THEN 1 ELSE 2 END)
    WHERE NOT c."finished" AND c."duty" IS NOT NULL;

-- All that the stuck board counts and sorts open cases by, so that it need not read the cases themselves.
CREATE INDEX "cases_board" ON "cases"("alarm_at", "id")
    INCLUDE ("kind", "stage", "zone", "owed_by_post", "due_at", "level", "top_level", "provisional") WHERE NOT "finished";
CREATE INDEX "cases_owed" ON "cases"("owed_by_post", "zone") WHERE NOT "finished";
CREATE INDEX "notice_failed" ON "notice"("case_id", "person") WHERE "status" = 'failed';
CREATE INDEX "notice_urgent_sent" ON "notice"("case_id", "person") WHERE "urgent" AND "status" = 'sent';

-- CreateTable
CREATE TABLE "engine_sign" (
    "part" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3),
    "missing_since" TIMESTAMPTZ(3),

    CONSTRAINT "engine_sign_pkey" PRIMARY KEY ("part")
);

-- CreateTable
CREATE TABLE "clock_fault" (
    "case_id" UUID NOT NULL,
    "cause" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "clock_fault_pkey" PRIMARY KEY ("case_id")
);

-- CreateTable
CREATE TABLE "engine_look" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "whole" BOOLEAN NOT NULL,
    "found" JSONB NOT NULL,

    CONSTRAINT "engine_look_pkey" PRIMARY KEY ("id")
);
