-- CreateIndex
CREATE INDEX "delivery_created_at_idx" ON "delivery" USING BRIN ("created_at");
