-- 举报: who reported lies here and nowhere else, encrypted (AES-256-GCM) under the key of that id; null once it was forgotten, or where nothing was left.
CREATE TABLE "tip_off" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "zone" TEXT NOT NULL,
    "code_hash" TEXT NOT NULL,
    "words_hash" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "identity" BYTEA,
    "key_id" TEXT,
    "forgotten_at" TIMESTAMPTZ(3),
    "has_email" BOOLEAN NOT NULL,
    "letters_due" INTEGER NOT NULL DEFAULT 0,
    "letters_sent" INTEGER NOT NULL DEFAULT 0,
    "told_at" TIMESTAMPTZ(3),
    "letter_fault" TEXT,
    CONSTRAINT "tip_off_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "tip_off_identity_has_its_key" CHECK (("identity" IS NULL) = ("key_id" IS NULL))
);
CREATE UNIQUE INDEX "tip_off_case_id_key" ON "tip_off"("case_id");
CREATE UNIQUE INDEX "tip_off_code_hash_key" ON "tip_off"("code_hash");
CREATE INDEX "tip_off_zone_words_hash_idx" ON "tip_off"("zone", "words_hash");
-- What the relay looks for four times a second.
CREATE INDEX "tip_off_letters_waiting" ON "tip_off"("told_at") WHERE "letters_sent" < "letters_due";
ALTER TABLE "tip_off" ADD CONSTRAINT "tip_off_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- Pictures of a form that is being filled in; without what the camera wrote, deleted when they are not handed in.
CREATE TABLE "tip_off_photo" (
    "id" UUID NOT NULL,
    "owner" TEXT NOT NULL,
    "content" BYTEA NOT NULL,
    "shown" BYTEA NOT NULL,
    "thumbnail" BYTEA NOT NULL,
    "uploaded_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "tip_off_photo_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "tip_off_photo_uploaded_at_idx" ON "tip_off_photo"("uploaded_at");

-- How often somebody came; addresses stand in it as keyed digests that change every day.
CREATE TABLE "public_limit" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,
    CONSTRAINT "public_limit_pkey" PRIMARY KEY ("key")
);
