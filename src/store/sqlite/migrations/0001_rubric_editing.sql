ALTER TABLE `jobs` ADD `rubric_version` integer;--> statement-breakpoint
ALTER TABLE `rubrics` ADD `current` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `rubrics` ADD `file_hash` text;--> statement-breakpoint
ALTER TABLE `rubrics` ADD `archived_at` text;--> statement-breakpoint
UPDATE `rubrics` SET
	`current` = (SELECT max(`version`) FROM `rubric_versions` WHERE `rubric_id` = `rubrics`.`id`),
	`file_hash` = (SELECT `hash` FROM `rubric_versions` WHERE `rubric_id` = `rubrics`.`id` ORDER BY `version` DESC LIMIT 1);
