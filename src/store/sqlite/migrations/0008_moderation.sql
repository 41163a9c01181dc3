CREATE TABLE `moderations` (
	`batch_id` text NOT NULL,
	`submission_id` text NOT NULL,
	`place` integer NOT NULL,
	`awarded` integer NOT NULL,
	`why` text NOT NULL,
	`settled` integer,
	`moderator` text,
	`settled_at` text,
	PRIMARY KEY(`batch_id`, `submission_id`),
	FOREIGN KEY (`batch_id`) REFERENCES `batches`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`submission_id`) REFERENCES `submissions`(`id`) ON UPDATE no action ON DELETE cascade
);
