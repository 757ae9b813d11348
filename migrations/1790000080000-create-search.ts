import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The ways in to what search finds by its name alone: loose documents, meetings, items of agendas, people. Proposals, comments
 * and experiments have theirs already.
 *
 * The indexes are on expressions, which TypeORM cannot declare; a query must say the expression word for word. `simple` and not
 * `english`: names are not inflected. Locks: CREATE INDEX holds SHARE on each table, so writers wait while it is built;
 * on an installation that has been used for years these are some tens of thousands of short texts, about a second.
 */
export class CreateSearch1790000080000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE INDEX document_title_words ON document USING gin (to_tsvector('simple', title)) WHERE kind = 'loose'`);
    await db.query(`CREATE INDEX meeting_title_words ON meeting USING gin (to_tsvector('simple', title))`);
    await db.query(`CREATE INDEX agenda_item_title_words ON agenda_item USING gin (to_tsvector('simple', title))`);
    await db.query(`CREATE INDEX app_user_name_words ON app_user USING gin (to_tsvector('simple', name))`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const index of ['app_user_name_words', 'agenda_item_title_words', 'meeting_title_words', 'document_title_words']) await db.query(`DROP INDEX ${index}`);
  }
}
