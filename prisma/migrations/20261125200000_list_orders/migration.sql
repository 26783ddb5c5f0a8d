-- The ledger newest first, and by what climbs next, without sorting all of it for a page.
CREATE INDEX "cases_kind_opened_at_id_idx" ON "cases"("kind", "opened_at" DESC, "id");
CREATE INDEX "cases_kind_alarm_at_id_idx" ON "cases"("kind", "alarm_at", "id");
