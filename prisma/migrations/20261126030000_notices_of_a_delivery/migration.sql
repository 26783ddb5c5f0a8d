-- Each mail looks for its notices several times.
CREATE INDEX "notice_delivery_id_idx" ON "notice"("delivery_id");
