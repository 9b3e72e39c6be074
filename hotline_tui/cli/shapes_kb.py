"""Manuscripts, versions and required reading, as JSON. Clause: 6.2.2, 6.2.4."""

from __future__ import annotations

from typing import Any

from hotline_tui.cli.telling import iso
from hotline_tui.services.manuscripts import ManuscriptRow, MatterRow
from hotline_tui.services.required import ReaderRow, ReadingRow
from hotline_tui.services.versions import Difference, VersionRow
from hotline_tui.standard.refusal import Fault


def manuscript(row: ManuscriptRow) -> dict[str, Any]:
    """A manuscript whole: `lacking` is what keeps it from being checked."""
    return {
        "manuscript": row.id,
        "version": row.version,
        "stage": row.stage.value,
        "article": row.article,
        "base_version": row.base_version or None,
        "behind": row.behind,
        "published_version": row.published_version,
        "content": dict(row.content),
        "related": list(row.related),
        "files": [{"name": one.name, "size": one.size, "sha256": one.sha256} for one in row.files],
        "unit": row.unit or None,
        "authors": list(row.authors),
        "checked_by": row.checked_by or None,
        "lacking": [_fault(one) for one in row.faults],
        "history": [
            {
                "at": iso(one.at),
                "who": one.by,
                "what": one.deed.value,
                "parts": list(one.parts),
                "remark": one.remark,
            }
            for one in row.steps
        ],
    }


def _fault(one: Fault) -> dict[str, str]:
    return {"field": one.field, "clause": one.clause, "message": one.message}


def matter(row: MatterRow) -> dict[str, Any]:
    """A line of an editors' worklist."""
    return {
        "manuscript": row.id or None,
        "version": row.version,
        "stage": row.stage.value,
        "article": row.article,
        "title": row.title,
        "who": row.who,
        "changed_at": iso(row.changed_at),
        "valid_until": iso(row.due_at),
    }


def version(row: VersionRow, *, whole: bool = False) -> dict[str, Any]:
    """A version of an article; its content only where the `whole` is asked for."""
    return {
        "article": row.article,
        "version": row.version,
        "title": row.title,
        "current": row.current,
        "published_at": iso(row.at),
        "published_by": row.published_by,
        "authors": list(row.authors),
        "checked_at": iso(row.checked_at),
        "checked_by": row.checked_by or None,
        "withdrawn_at": iso(row.withdrawn_at),
        "withdrawn_by": row.withdrawn_by or None,
        "withdrawal": row.withdrawal or None,
    } | ({"content": dict(row.content)} if whole else {})


def difference(found: Difference) -> dict[str, Any]:
    """What differs: parts beside the text, and its lines with their signs."""
    return {
        "parts": [
            {"part": one.part, "before": one.before, "after": one.after} for one in found.parts
        ],
        "lines": [
            {"sign": one.sign, "text": one.text, "changed": [list(span) for span in one.spans]}
            for one in found.lines
        ],
    }


def reading(row: ReadingRow) -> dict[str, Any]:
    """An article that is to be read."""
    return {
        "article": row.article,
        "version": row.version,
        "required_version": row.required_version,
        "title": row.title,
        "roles": [role.value for role in row.roles],
        "reason": row.reason,
        "at": iso(row.at),
    }


def reader(row: ReaderRow) -> dict[str, Any]:
    """Somebody who has to read an article."""
    return {"workno": row.workno, "name": row.name, "read_at": iso(row.read_at)}
