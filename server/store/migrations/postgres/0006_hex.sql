-- Digits have no language: in the database's own collation, to write them in upper case costs a good part of reading the
-- facts of an order.
create or replace function hex(bytes bytea) returns text language sql immutable parallel safe
as $$ select upper(encode(bytes, 'hex') collate "C") $$;
