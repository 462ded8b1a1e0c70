-- 1 while more is known of what the outlet repeats than when its recent articles were cleaned (see src/storage/furniture.ts).

ALTER TABLE furniture_outlets ADD COLUMN grown INTEGER NOT NULL DEFAULT 0 CHECK (grown IN (0, 1));
