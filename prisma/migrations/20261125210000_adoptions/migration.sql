-- A version of the calendar or of the policy that is carried to the open cases: how far it came. A row without an end is work for the relay.
CREATE TABLE "adoption" (
    "id" TEXT NOT NULL,
    "calendar_version" INTEGER,
    "policy_version" INTEGER,
    "zone" TEXT,
    "class" TEXT,
    "duty" TEXT,
    "actor" JSONB NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "told_at" TIMESTAMPTZ(3),
    "reached" UUID,
    "recomputed" INTEGER NOT NULL DEFAULT 0,
    "moved" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "finished_at" TIMESTAMPTZ(3),
    CONSTRAINT "adoption_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "adoption_of_one" CHECK (num_nonnulls("calendar_version", "policy_version") = 1)
);
CREATE UNIQUE INDEX "adoption_calendar_version_key" ON "adoption"("calendar_version");
CREATE INDEX "adoption_policy_version_idx" ON "adoption"("policy_version");
ALTER TABLE "adoption" ADD CONSTRAINT "adoption_calendar_version_fkey" FOREIGN KEY ("calendar_version") REFERENCES "calendar_year"("version") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "adoption" ADD CONSTRAINT "adoption_policy_version_fkey" FOREIGN KEY ("policy_version") REFERENCES "policy_version"("version") ON DELETE RESTRICT ON UPDATE RESTRICT;

INSERT INTO "adoption" ("id", "calendar_version", "actor", "asked_at", "told_at", "reached", "recomputed", "moved", "failed", "finished_at")
SELECT 'calendar/' || y."year" || '/' || y."version", y."version", jsonb_build_object('person', y."put_by"), y."put_at",
  a."told_at", a."reached", a."recomputed", a."moved", a."failed", a."finished_at"
FROM "calendar_adoption" a JOIN "calendar_year" y USING ("version");
DROP TABLE "calendar_adoption";
