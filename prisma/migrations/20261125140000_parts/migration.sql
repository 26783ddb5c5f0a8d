-- A request about a hazard is a case of its own, and a part of that hazard.
ALTER TABLE "cases" ADD COLUMN "part_of" UUID;
CREATE INDEX "cases_part_of_idx" ON "cases"("part_of");
ALTER TABLE "cases" ADD CONSTRAINT "cases_part_of_fkey" FOREIGN KEY ("part_of") REFERENCES "cases"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
