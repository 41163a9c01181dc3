CREATE TABLE `spending` (
	`day` text PRIMARY KEY NOT NULL,
	`requests` integer NOT NULL,
	`input_tokens` integer NOT NULL,
	`cached_tokens` integer NOT NULL,
	`output_tokens` integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE `jobs` ADD `put_off` text;--> statement-breakpoint
CREATE INDEX `exchanges_output` ON `exchanges` (`asked_model`,`purpose`,`output_tokens`);