import { startPostgresWarehouse, type TestPostgres } from './postgres-client.ts';

/** A warehouse with tables, views, comments and an analyst `ann`, who may read one view. */
export async function startCatalogueWarehouse(): Promise<TestPostgres> {
  const warehouse = await startPostgresWarehouse();
  const admin = await warehouse.connect();
  for (const sql of [
    'CREATE SCHEMA shop',
    'CREATE TABLE shop.item (id INT NOT NULL, name VARCHAR(20), price DECIMAL(10,2), sold_at TIMESTAMP DEFAULT GETDATE())',
    "COMMENT ON TABLE shop.item IS 'what is sold'",
    "COMMENT ON COLUMN shop.item.price IS 'in euros'",
    'CREATE VIEW shop.cheap AS SELECT id, name, price FROM shop.item WHERE price < 10',
    'CREATE TABLE public.note (text VARCHAR(100))',
    'CREATE VIEW public.recent AS SELECT text FROM note',
    'CREATE ROLE reader',
    'CREATE USER "IAMR:analyst" PASSWORD DISABLE',
    'GRANT ROLE reader TO "IAMR:analyst"',
    'GRANT USAGE ON SCHEMA shop TO ROLE reader',
    'GRANT SELECT ON shop.cheap TO ROLE reader',
    "INSERT INTO shop.item (id, name, price) VALUES (1, 'pen', 2.5)",
  ])
    await admin.query(sql);
  return warehouse;
}
