CREATE TABLE `unfinished` (
	`id` text PRIMARY KEY NOT NULL,
	`what` text NOT NULL
);
