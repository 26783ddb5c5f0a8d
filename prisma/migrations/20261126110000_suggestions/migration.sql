-- Everybody reads what he suggested; few cases are suggestions.
CREATE INDEX "cases_made_by" ON "cases"(("state"->>'madeBy')) WHERE "kind" = 'suggestion';
