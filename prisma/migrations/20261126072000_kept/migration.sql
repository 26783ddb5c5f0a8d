-- The record is kept for two years at least after the last thing that was entered (DOMAIN §7): the database itself refuses anything younger.
CREATE FUNCTION "refuse_young"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT OLD."finished" OR EXISTS (SELECT FROM "entry" WHERE "case_id" = OLD."id" AND "at" > now() - interval '2 years') THEN
    RAISE EXCEPTION 'case % is kept: it is open, or its last entry is younger than two years', OLD."number";
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER "cases_kept" BEFORE DELETE ON "cases" FOR EACH ROW EXECUTE FUNCTION "refuse_young"();
CREATE TRIGGER "cases_no_truncate" BEFORE TRUNCATE ON "cases" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
