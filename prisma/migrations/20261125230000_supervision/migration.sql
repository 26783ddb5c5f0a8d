UPDATE "cases" SET "state" = "state" || '{"supervision": null, "supervisionsMade": 0}' WHERE "kind" = 'hazard' AND NOT "state" ? 'supervision';

-- 扫描件: the file itself lies beside the originals of photos, once for each content.
CREATE TABLE "scan" (
    "id" UUID NOT NULL,
    "sha256" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "uploaded_by" TEXT NOT NULL,
    "uploaded_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "scan_pkey" PRIMARY KEY ("id")
);
CREATE TRIGGER "scan_append_only" BEFORE UPDATE OR DELETE ON "scan" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();

-- Papers that were issued and registered: no two share a number, however it is typed.
CREATE TABLE "registered_paper" (
    "case_id" UUID NOT NULL,
    "use" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "scan" UUID NOT NULL,
    CONSTRAINT "registered_paper_pkey" PRIMARY KEY ("case_id", "use")
);
CREATE UNIQUE INDEX "registered_paper_number_key" ON "registered_paper"("number");
CREATE INDEX "registered_paper_scan_idx" ON "registered_paper"("scan");
ALTER TABLE "registered_paper" ADD CONSTRAINT "registered_paper_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE TRIGGER "registered_paper_append_only" BEFORE UPDATE OR DELETE ON "registered_paper" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();

CREATE FUNCTION "register_papers"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "registered_paper" ("case_id", "use", "number", "scan")
  SELECT NEW."id", p."use", translate(regexp_replace(p."paper"->>'number', '\s', '', 'g'), '[]［］【】()（）', '〔〕〔〕〔〕〔〕〔〕'), (p."paper"->'scan'->>'id')::uuid
  FROM (VALUES ('listing', NEW."state"->'listing'), ('lifting', NEW."state"->'lifting')) AS p("use", "paper")
  WHERE jsonb_typeof(p."paper") = 'object'
  ON CONFLICT ("case_id", "use") DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER "cases_register_papers" AFTER INSERT OR UPDATE OF "state" ON "cases" FOR EACH ROW
  WHEN (NEW."kind" = 'supervision' AND NEW."stage" IN ('listed', 'lifted')) EXECUTE FUNCTION "register_papers"();
