ALTER TABLE `batches` ADD `tokens` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `submissions_id_state` ON `submissions` (`id`,`state`);