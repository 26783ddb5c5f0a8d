-- Every adopted version of a year's days off; the newest of each year counts.
CREATE TABLE "calendar_year" (
    "version" INTEGER NOT NULL,
    "year" INTEGER NOT NULL,
    "document" JSONB NOT NULL,
    "put_by" TEXT NOT NULL,
    "put_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "calendar_year_pkey" PRIMARY KEY ("version")
);
CREATE TRIGGER "calendar_year_append_only" BEFORE UPDATE OR DELETE ON "calendar_year" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();

-- How far each version was carried to the open cases: a row without an end is work for the relay.
CREATE TABLE "calendar_adoption" (
    "version" INTEGER NOT NULL,
    "told_at" TIMESTAMPTZ(3),
    "reached" UUID,
    "recomputed" INTEGER NOT NULL DEFAULT 0,
    "moved" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "finished_at" TIMESTAMPTZ(3),
    CONSTRAINT "calendar_adoption_pkey" PRIMARY KEY ("version")
);
ALTER TABLE "calendar_adoption" ADD CONSTRAINT "calendar_adoption_version_fkey" FOREIGN KEY ("version") REFERENCES "calendar_year"("version") ON DELETE RESTRICT ON UPDATE RESTRICT;
