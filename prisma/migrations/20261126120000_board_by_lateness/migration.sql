-- The board by lateness.
CREATE INDEX "cases_board_due" ON "cases"("due_at", "id")
    INCLUDE ("kind", "stage", "zone", "alarm_at", "level", "top_level", "provisional") WHERE NOT "finished";
