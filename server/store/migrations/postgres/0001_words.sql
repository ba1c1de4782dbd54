-- Functions that SQLite has built in, so that both engines read the same statements. They are plain SQL, which
-- PostgreSQL writes out where they are used: they cost nothing. No extension is needed.

create function unhex(digits text) returns bytea language sql immutable parallel safe
as $$ select decode(digits, 'hex') $$;

create function hex(bytes bytea) returns text language sql immutable parallel safe
as $$ select upper(encode(bytes, 'hex')) $$;

create function instr(words text, word text) returns integer language sql immutable parallel safe
as $$ select strpos(words, word) $$;

-- `json(packed)`: what is packed already goes into another list as it is, not as a text.
create function as_json(packed text) returns json language sql immutable parallel safe
as $$ select packed::json $$;
create function as_json(packed json) returns json language sql immutable parallel safe
as $$ select packed $$;

-- A set travels to the database as one JSON text: see tables/packed.rs. Its elements are texts; one that is a list itself
-- is a JSON text again, of which `->>` takes an element out.
create function json_each(packed text) returns table (key bigint, value text) language sql immutable parallel safe rows 100
as $$
    select place - 1, element from json_array_elements_text(packed::json) with ordinality as elements (element, place)
$$;

create function json_element(packed text, place integer) returns text language sql immutable parallel safe
as $$ select packed::json ->> place $$;
create operator ->> (leftarg = text, rightarg = integer, function = json_element);

-- Unlike json_agg, it answers an empty list where there is nothing, not null.
create function json_of_list(list anycompatiblearray) returns json language sql immutable parallel safe
as $$ select array_to_json(list) $$;
create aggregate json_group_array(anycompatible) (
    sfunc = array_append, stype = anycompatiblearray, initcond = '{}', finalfunc = json_of_list, parallel = safe
);
