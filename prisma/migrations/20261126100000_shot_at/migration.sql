-- AlterTable
ALTER TABLE "photo" ADD COLUMN     "shot_at" TIMESTAMPTZ(3);
