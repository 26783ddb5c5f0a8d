CREATE TABLE "seat_holder" (
    "post" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "person" TEXT,
    "since" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "seat_holder_pkey" PRIMARY KEY ("post", "scope")
);
