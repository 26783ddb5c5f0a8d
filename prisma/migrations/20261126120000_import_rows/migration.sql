-- What was entered for a row of an older ledger, by the key under which the row was sent.
CREATE INDEX "entry_of_import" ON "entry"("command_id") WHERE "command" = 'ImportHazard';
