-- AlterTable
ALTER TABLE "notice" ALTER COLUMN "case_id" DROP NOT NULL;
-- What is about the whole bureau had to name a case, for want of another.
UPDATE "notice" SET "case_id" = NULL WHERE "kind" IN ('board', 'anchored');
