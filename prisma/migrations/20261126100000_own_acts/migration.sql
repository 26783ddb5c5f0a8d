-- What somebody did and asked of others, newest first.
CREATE INDEX "entry_by_person" ON "entry"(("actor"->>'person'), "at" DESC) WHERE "actor" ? 'person';
