-- Accounts without a password yet, disabled ones, and when they were last used.
ALTER TABLE "account" ALTER COLUMN "password_hash" DROP NOT NULL;
ALTER TABLE "account" ADD COLUMN "disabled_at" TIMESTAMPTZ(3), ADD COLUMN "last_sign_in_at" TIMESTAMPTZ(3);

-- A session slides while it is used, up to an end that does not move. Sessions of before keep the end that they had.
ALTER TABLE "session"
  ADD COLUMN "id" UUID NOT NULL DEFAULT gen_random_uuid(),
  ADD COLUMN "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  ADD COLUMN "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  ADD COLUMN "ends_at" TIMESTAMPTZ(3),
  ADD COLUMN "device" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "address" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "way" TEXT NOT NULL DEFAULT 'password';
UPDATE "session" SET "ends_at" = "expires_at";
ALTER TABLE "session" ALTER COLUMN "ends_at" SET NOT NULL;
CREATE UNIQUE INDEX "session_id_key" ON "session"("id");
CREATE INDEX "session_username_idx" ON "session"("username");

-- One-time links for setting a password; the newest one counts.
CREATE TABLE "password_link" (
  "username" TEXT NOT NULL,
  "token_hash" TEXT NOT NULL,
  "made_by" TEXT NOT NULL,
  "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "password_link_pkey" PRIMARY KEY ("username"),
  CONSTRAINT "password_link_username_fkey" FOREIGN KEY ("username") REFERENCES "account"("username") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "password_link_token_hash_key" ON "password_link"("token_hash");

-- Who somebody is at the provider of single sign-on; without an account until the office binds it to one.
CREATE TABLE "identity" (
  "issuer" TEXT NOT NULL,
  "subject" TEXT NOT NULL,
  "username" TEXT,
  "name" TEXT NOT NULL DEFAULT '',
  "seen_at" TIMESTAMPTZ(3),
  CONSTRAINT "identity_pkey" PRIMARY KEY ("issuer", "subject"),
  CONSTRAINT "identity_username_fkey" FOREIGN KEY ("username") REFERENCES "account"("username") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "identity_username_key" ON "identity"("username");

-- What is remembered while somebody is away at the provider.
CREATE TABLE "sign_on_attempt" (
  "token_hash" TEXT NOT NULL,
  "state" TEXT NOT NULL,
  "nonce" TEXT NOT NULL,
  "verifier" TEXT NOT NULL,
  "page" TEXT NOT NULL,
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "sign_on_attempt_pkey" PRIMARY KEY ("token_hash")
);

-- Failed tries to sign in, as rate-limiter-flexible keeps them: by account, by address, and by both.
CREATE TABLE "sign_in_try" (
  "key" VARCHAR(255) NOT NULL,
  "points" INTEGER NOT NULL DEFAULT 0,
  "expire" BIGINT,
  CONSTRAINT "sign_in_try_pkey" PRIMARY KEY ("key")
);
