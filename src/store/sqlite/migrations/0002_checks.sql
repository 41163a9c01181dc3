CREATE TABLE `checks` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`rubric_id` text NOT NULL,
	`rubric_version` integer NOT NULL,
	`rubric_hash` text NOT NULL,
	`engine_id` text NOT NULL,
	`engine_version` text NOT NULL,
	`model` text,
	`panel` text NOT NULL,
	`scripts` integer NOT NULL,
	`mean_gap` real NOT NULL,
	`within_tolerance` real NOT NULL,
	`tolerance` integer NOT NULL,
	`recorded_by` text NOT NULL,
	`recorded_at` text NOT NULL,
	`withdrawn_at` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `checks_id_unique` ON `checks` (`id`);--> statement-breakpoint
CREATE INDEX `checks_rubric_hash` ON `checks` (`rubric_hash`);