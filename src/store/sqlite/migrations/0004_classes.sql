CREATE TABLE `assignments` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`task` text NOT NULL,
	`rubric_id` text NOT NULL,
	`mode` text NOT NULL,
	`closes_at` text,
	`author` text NOT NULL,
	`created_at` text NOT NULL,
	FOREIGN KEY (`rubric_id`) REFERENCES `rubrics`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `assignments_id_unique` ON `assignments` (`id`);--> statement-breakpoint
CREATE TABLE `batch_items` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`batch_id` text NOT NULL,
	`n` integer NOT NULL,
	`file_name` text,
	`identifier` text NOT NULL,
	`name` text,
	`group_name` text,
	`outcome` text NOT NULL,
	`why` text,
	`detail` text,
	`words` integer DEFAULT 0 NOT NULL,
	`submission_id` text,
	`blind` integer DEFAULT false NOT NULL,
	`seed_id` text,
	FOREIGN KEY (`batch_id`) REFERENCES `batches`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`submission_id`) REFERENCES `submissions`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`seed_id`) REFERENCES `seeds`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `batch_items_batch` ON `batch_items` (`batch_id`,`n`);--> statement-breakpoint
CREATE INDEX `batch_items_submission` ON `batch_items` (`submission_id`);--> statement-breakpoint
CREATE TABLE `batches` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`title` text NOT NULL,
	`rubric_id` text NOT NULL,
	`rubric_version` integer NOT NULL,
	`assignment_id` text,
	`author` text NOT NULL,
	`created_at` text NOT NULL,
	`first` integer,
	`token_cap` integer,
	`blind_share` real DEFAULT 0 NOT NULL,
	`told` text DEFAULT 'ready' NOT NULL,
	`went_on` integer DEFAULT false NOT NULL,
	FOREIGN KEY (`assignment_id`) REFERENCES `assignments`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE UNIQUE INDEX `batches_id_unique` ON `batches` (`id`);--> statement-breakpoint
CREATE TABLE `blind_marks` (
	`submission_id` text NOT NULL,
	`author` text NOT NULL,
	`awarded` integer NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`submission_id`, `author`),
	FOREIGN KEY (`submission_id`) REFERENCES `submissions`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `finished_calls` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`submission_id` text NOT NULL,
	`exchange` text NOT NULL,
	FOREIGN KEY (`submission_id`) REFERENCES `submissions`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `finished_calls_submission` ON `finished_calls` (`submission_id`);--> statement-breakpoint
CREATE TABLE `members` (
	`assignment_id` text NOT NULL,
	`identifier` text NOT NULL,
	`name` text NOT NULL,
	`group_name` text,
	`place` integer NOT NULL,
	PRIMARY KEY(`assignment_id`, `identifier`),
	FOREIGN KEY (`assignment_id`) REFERENCES `assignments`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `overrides` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`assessment_id` text NOT NULL,
	`change` text,
	`undoes` text,
	`reason` text NOT NULL,
	`author` text NOT NULL,
	`at` text NOT NULL,
	`level` integer,
	FOREIGN KEY (`assessment_id`) REFERENCES `assessments`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `overrides_id_unique` ON `overrides` (`id`);--> statement-breakpoint
CREATE INDEX `overrides_assessment` ON `overrides` (`assessment_id`);--> statement-breakpoint
CREATE TABLE `seeds` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`title` text NOT NULL,
	`text` text NOT NULL,
	`rubric_id` text NOT NULL,
	`definitive` integer NOT NULL,
	`tolerance` integer NOT NULL,
	`author` text NOT NULL,
	`created_at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `seeds_id_unique` ON `seeds` (`id`);--> statement-breakpoint
CREATE TABLE `standings` (
	`submission_id` text PRIMARY KEY NOT NULL,
	`assessment_id` text NOT NULL,
	`awarded` integer,
	`level` integer,
	`out_of` integer,
	`awarded_by_engine` integer,
	`need` real NOT NULL,
	`reasons` text NOT NULL,
	`stale` text NOT NULL,
	`digest` text NOT NULL,
	FOREIGN KEY (`submission_id`) REFERENCES `submissions`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `standings_need` ON `standings` (`need`);--> statement-breakpoint
ALTER TABLE `jobs` ADD `batch_id` text REFERENCES batches(id) ON DELETE set null;--> statement-breakpoint
ALTER TABLE `jobs` ADD `held` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `jobs_batch` ON `jobs` (`batch_id`);--> statement-breakpoint
ALTER TABLE `submissions` ADD `mode` text DEFAULT 'practice' NOT NULL;--> statement-breakpoint
ALTER TABLE `submissions` ADD `assignment_id` text REFERENCES assignments(id) ON DELETE set null;--> statement-breakpoint
ALTER TABLE `submissions` ADD `identifier` text;--> statement-breakpoint
CREATE INDEX `submissions_assignment` ON `submissions` (`assignment_id`,`seq`);