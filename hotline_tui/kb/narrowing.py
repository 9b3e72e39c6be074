"""A query kept to a part of the knowledge base: class, unit, district, validity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hotline_tui.kb import schema
from hotline_tui.kb.article import EVERYWHERE, Within

if TYPE_CHECKING:
    import tantivy


def narrowed(
    query: tantivy.Query, fields: tantivy.Schema, within: Within, day: int
) -> tantivy.Query:
    """`query`, answered only from the part that is `within`; the scores stay as they are."""
    import tantivy

    if within == EVERYWHERE:
        return query
    conditions: list[tantivy.Query] = []
    for field, wanted in (
        (schema.KIND, within.article_class.value if within.article_class else ""),
        (schema.UNIT, within.unit),
    ):
        if wanted:
            conditions.append(tantivy.Query.term_set_query(fields, field, [wanted]))
    if within.division:
        around = schema.areas_around(within.division)
        conditions.append(tantivy.Query.term_set_query(fields, schema.AREA, around))
    if within.valid_only:
        number = tantivy.FieldType.Unsigned
        conditions += [
            tantivy.Query.range_query(fields, schema.BEGINS, number, upper_bound=day),
            tantivy.Query.range_query(fields, schema.ENDS, number, lower_bound=day),
        ]
    must = [(tantivy.Occur.Must, query)]
    must += [
        (tantivy.Occur.Must, tantivy.Query.const_score_query(condition, 0.0))
        for condition in conditions
    ]
    return tantivy.Query.boolean_query(must)
