-- An account says what it is for; an administrator's need not name a person of the organisation.
ALTER TABLE "account" ADD COLUMN "role" TEXT NOT NULL DEFAULT 'staff';
ALTER TABLE "account" ALTER COLUMN "person" DROP NOT NULL;
ALTER TABLE "account" ADD CONSTRAINT "account_role_known" CHECK ("role" IN ('staff', 'auditor', 'administrator'));
ALTER TABLE "account" ADD CONSTRAINT "account_staff_is_somebody" CHECK ("role" <> 'staff' OR "person" IS NOT NULL);
