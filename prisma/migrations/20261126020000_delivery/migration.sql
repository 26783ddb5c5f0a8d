ALTER TABLE "notice"
    ADD COLUMN "read_at" TIMESTAMPTZ(3),
    ADD COLUMN "given_up" INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN "earlier" BIGINT[] DEFAULT ARRAY[]::BIGINT[];

ALTER TABLE "delivery"
    ADD COLUMN "html" TEXT,
    ADD COLUMN "thread" TEXT,
    ADD COLUMN "attempts" INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN "tried_at" TIMESTAMPTZ(3),
    ADD COLUMN "bounced_at" TIMESTAMPTZ(3);
UPDATE "delivery" SET "attempts" = 1, "tried_at" = "sent_at" WHERE "status" <> 'sending';
CREATE INDEX "delivery_person_created_at_idx" ON "delivery"("person", "created_at");

CREATE TABLE "channel_use" (
    "id" BIGSERIAL NOT NULL,
    "channel" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "channel_use_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "channel_use_channel_at_idx" ON "channel_use"("channel", "at");

CREATE TABLE "preference" (
    "person" TEXT NOT NULL,
    "mutes_copies" BOOLEAN NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "preference_pkey" PRIMARY KEY ("person")
);
