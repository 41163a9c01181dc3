CREATE TABLE `reasons` (
	`key` text PRIMARY KEY NOT NULL,
	`place` integer NOT NULL,
	`words` text NOT NULL
);
