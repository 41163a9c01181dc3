CREATE TABLE `queries` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`submission_id` text NOT NULL,
	`awarded` integer NOT NULL,
	`words` text NOT NULL,
	`at` text NOT NULL,
	`answer` text,
	`answered_by` text,
	`answered_at` text,
	FOREIGN KEY (`submission_id`) REFERENCES `submissions`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `queries_id_unique` ON `queries` (`id`);--> statement-breakpoint
CREATE INDEX `queries_submission` ON `queries` (`submission_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `queries_open` ON `queries` (`submission_id`) WHERE "queries"."answered_at" is null;