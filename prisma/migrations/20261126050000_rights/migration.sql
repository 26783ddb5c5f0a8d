-- What somebody was told of, and what he reported, he may read wherever it lies.
CREATE INDEX "notice_person_case_id_idx" ON "notice"("person", "case_id");
CREATE INDEX "cases_reported_by" ON "cases"(("state"->>'reportedBy')) WHERE "kind" = 'hazard';
