-- Originals lie apart: they are read only when somebody asks for the original itself.
CREATE TABLE "photo" (
    "id" UUID NOT NULL,
    "sha256" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "taken_at" TEXT,
    "position" JSONB,
    "shown" BYTEA,
    "thumbnail" BYTEA,
    "uploaded_by" TEXT NOT NULL,
    "uploaded_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "photo_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "photo_sha256_idx" ON "photo"("sha256");
CREATE TABLE "photo_original" (
    "sha256" TEXT NOT NULL,
    "content" BYTEA NOT NULL,
    CONSTRAINT "photo_original_pkey" PRIMARY KEY ("sha256")
);
ALTER TABLE "photo_original" ALTER COLUMN "content" SET STORAGE EXTERNAL;
CREATE TRIGGER "photo_append_only" BEFORE UPDATE OR DELETE ON "photo" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "photo_original_append_only" BEFORE UPDATE OR DELETE ON "photo_original" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
