-- What every hazard has from its report on, for those that were reported before it existed; what a hazard has already stays.
UPDATE "cases" SET "state" = '{
  "pending": null, "requestsMade": 0, "extensions": {"granted": 0, "days": 0}, "suspensions": [], "plan": null, "stopWorkAdvice": [],
  "publicity": [], "mergedInto": null, "duplicates": [], "chasedAt": {}
}'::jsonb || "state" WHERE "kind" = 'hazard';
