UPDATE "cases" SET "state" = "state" || '{"photos": []}' WHERE "kind" = 'hazard' AND NOT "state" ? 'photos';
-- Where the same picture stands for another hazard as well; hazards without a photo cost nothing.
CREATE INDEX "cases_photos" ON "cases" USING gin (("state"->'photos') jsonb_path_ops) WHERE "state"->'photos' <> '[]';
