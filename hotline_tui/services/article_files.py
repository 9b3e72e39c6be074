"""Files that belong to an article: a form to fill in, a map. Checked with it. Clause: 6.2.2."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from hotline_tui.data import attachments
from hotline_tui.data import manuscripts as stored
from hotline_tui.data.editing_tables import Manuscript, ManuscriptFile
from hotline_tui.data.engine import Session
from hotline_tui.services.attaching import File, put_into, read_files
from hotline_tui.services.desk import Desk
from hotline_tui.services.manuscripts import ManuscriptRow, require_own, row
from hotline_tui.services.writing import done
from hotline_tui.standard.article_life import Deed, Stage, advance
from hotline_tui.standard.attachment import HEAD, attachment_faults, form_of
from hotline_tui.standard.authority import Act
from hotline_tui.standard.refusal import Fault, Refused, refuse_if

FILES = "附件"
"""What people call the files among the parts of a manuscript."""


def attach(desk: Desk, key: int, paths: Iterable[str], seen: int | None = None) -> ManuscriptRow:
    """Put files of this machine with a manuscript, all or none. Clause: 6.2.2."""
    desk = desk.still()
    given = read_files(paths)
    if not given:
        raise Refused(Fault("files", "", "请写明要附上的文件"))
    refuse_if(
        fault
        for one in given
        for fault in attachment_faults(one.name, len(one.content), one.content[:HEAD])
    )
    with desk.database.transaction() as session:
        found = _held(desk, session, key, seen)
        known = {one.sha256 for one in stored.files(session, key)}
        fresh = [one for one in given if sha256(one.content).hexdigest() not in known]
        for one in fresh:
            _keep(desk, session, key, one)
        if fresh:
            _changed(desk, session, found, "加入" + "、".join(one.name for one in fresh))
        return row(desk, session, found)


def detach(desk: Desk, key: int, name: str, seen: int | None = None) -> ManuscriptRow:
    """Take a file away from a manuscript; earlier versions of the article keep theirs."""
    desk = desk.still()
    with desk.database.transaction() as session:
        found = _held(desk, session, key, seen)
        gone = [one for one in stored.files(session, key) if one.name == name]
        if not gone:
            raise Refused(Fault("files", "", f"稿件 {key} 没有附件“{name[:40]}”"))
        for one in gone:
            session.delete(one)
        session.flush()
        _changed(desk, session, found, f"去掉{name}")
        return row(desk, session, found)


def fetch(desk: Desk, article: int) -> tuple[File, ...]:
    """The files of a published article. Clause: 6.2.2."""
    desk.require(Act.SEARCH_KNOWLEDGE)
    with desk.database.reading() as session:
        newest = stored.newest_published(session, article)
        return _files(session, newest.id or 0) if newest is not None else ()


def save(desk: Desk, article: int, folder: str) -> list[Path]:
    """Write the files of a published article into a folder of this machine. Clause: 6.2.2."""
    return put_into(fetch(desk, article), Path(folder).expanduser())


def fetch_of_manuscript(desk: Desk, key: int) -> tuple[File, ...]:
    """The files of a manuscript, for whoever checks it. Clause: 6.2.4."""
    with desk.database.reading() as session:
        require_own(desk, stored.by_id(session, key))
        return _files(session, key)


def _files(session: Session, manuscript: int) -> tuple[File, ...]:
    return tuple(
        File(one.name, attachments.content(session, one.sha256))
        for one in stored.files(session, manuscript)
    )


def _held(desk: Desk, session: Session, key: int, seen: int | None) -> Manuscript:
    """The manuscript, whose files this person may change: an editor's, or one's contribution."""
    found = stored.locked(session, key, seen)
    if found.stage is Stage.CONTRIBUTED and not desk.may(Act.WRITE_ARTICLE):
        require_own(desk, found)
    else:
        desk.require(Act.WRITE_ARTICLE)
    advance(found.stage, Deed.WRITE)  # refuses what is at an end, before anything is looked at
    return found


def _changed(desk: Desk, session: Session, found: Manuscript, told: str) -> None:
    found.stage = advance(found.stage, Deed.WRITE)
    found.checked_at, found.checked_by = None, None
    done(desk, session, found, Deed.WRITE, (FILES,), author=True, remark=told)


def _keep(desk: Desk, session: Session, key: int, one: File) -> None:
    form = form_of(one.name, one.content[:HEAD])
    if form is None:
        raise AssertionError("a file of no known form has been refused before")
    digest = sha256(one.content).hexdigest()
    attachments.keep(session, digest, one.content)
    session.add(
        ManuscriptFile(
            manuscript_id=key,
            sha256=digest,
            name=one.name,
            medium=form.medium,
            media_type=form.media_type,
            size=len(one.content),
            at=desk.now(),
            by=desk.person.workno,
        )
    )
    session.flush()
