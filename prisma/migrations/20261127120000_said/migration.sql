-- What the caller of a command wrote, so that a key which comes again with other words is not taken for a repetition.
ALTER TABLE "entry" ADD COLUMN "said" TEXT;
