"""Files are kept with a ticket complete or not at all, once, and come out as they went in."""

from __future__ import annotations

import os
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from hotline_tui.services import queueing
from hotline_tui.services.attaching import File, attach, attach_files, fetch
from hotline_tui.standard.attachment import LARGEST, Medium
from hotline_tui.standard.record import Claimant
from hotline_tui.standard.refusal import Refused
from hotline_tui.standard.vocabulary import Role
from tests.office import SUBDISTRICT, Office, dispatched, matter, registered

PICTURE = File("现场.jpg", b"\xff\xd8\xff\xe0" + bytes(range(256)) * 40)
NOTE = File("说明.txt", "楼道灯不亮。".encode())


@pytest.mark.clause("5.2.2.2")
def test_files_are_kept_with_their_sha256_and_media_type_and_come_out_unchanged(
    office: Office,
) -> None:
    number = registered(office.owner, matter()).number
    row = attach(office.owner, number, (PICTURE, NOTE))
    assert [(one.name, one.medium, one.media_type, one.size) for one in row.attachments] == [
        ("现场.jpg", Medium.PICTURE, "image/jpeg", len(PICTURE.content)),
        ("说明.txt", Medium.TEXT, "text/plain", len(NOTE.content)),
    ]
    assert row.attachments[0].sha256 == sha256(PICTURE.content).hexdigest()
    assert (row.history[-1].what, row.history[-1].summary) == (
        "attached",
        "附件：现场.jpg（图片）、说明.txt（文字）",
    )
    assert fetch(office.owner, number) == (PICTURE, NOTE)
    assert queueing.show(office.owner, number).history[-1].what == "attachments_fetched"


@pytest.mark.clause("5.2.2.2")
def test_one_bad_file_among_good_ones_keeps_all_of_them_out(office: Office) -> None:
    number = registered(office.owner, matter()).number
    bad = (PICTURE, File("木马.jpg", b"MZ"), File("空.txt", b""))
    with pytest.raises(Refused) as refused:
        attach(office.owner, number, bad)
    assert len(refused.value.faults) == 2
    row = queueing.show(office.owner, number)
    assert (row.attachments, row.version) == ((), 1)


def test_the_same_file_again_changes_nothing_and_another_ticket_shares_its_bytes(
    office: Office,
) -> None:
    one, other = (registered(office.owner, matter(phone=f"1381234567{n}")).number for n in (1, 2))
    first = attach(office.owner, one, (PICTURE, PICTURE))
    assert attach(office.owner, one, (replace(PICTURE, name="又一次.jpg"),)) == first
    assert attach(office.owner, other, (PICTURE,)).attachments[0].sha256 == (
        first.attachments[0].sha256
    )
    assert fetch(office.owner, other) == (PICTURE,)


def test_an_attachment_to_a_ticket_that_others_have_changed_is_refused(office: Office) -> None:
    row = registered(office.owner, matter())
    attach(office.owner, row.number, (NOTE,), row.version)
    with pytest.raises(Refused, match="已被更新"):
        attach(office.owner, row.number, (PICTURE,), row.version)


def test_links_vanished_files_folders_pipes_and_over_large_files_are_all_named(
    office: Office, tmp_path: Path
) -> None:
    number = registered(office.owner, matter()).number
    good = tmp_path / PICTURE.name
    good.write_bytes(PICTURE.content)
    (tmp_path / "link.jpg").symlink_to(good)
    os.mkfifo(tmp_path / "pipe.jpg")
    with (tmp_path / "large.jpg").open("wb") as file:
        file.truncate(LARGEST + 1)
    names = ("link.jpg", "pipe.jpg", "large.jpg", "gone.jpg", ".", "nul\0.jpg", PICTURE.name)
    with pytest.raises(Refused) as refused:
        attach_files(office.owner, number, [f"{tmp_path}/{name}" for name in names])
    told = [fault.message.rpartition("”")[2][:5] for fault in refused.value.faults]
    assert told == ["是一个链接", "不是文件", "太大：有 ", "不存在", "不是文件", "不存在"]
    assert not queueing.show(office.owner, number).attachments
    assert attach_files(office.owner, number, [str(good)]).attachments[0].name == PICTURE.name


@pytest.mark.clause("6.1.1")
def test_a_unit_attaches_to_its_own_tickets_and_sees_no_file_of_a_confidential_one(
    office: Office,
) -> None:
    unit = office.colleague("u1", "承办员", Role.ORGANIZER, unit=SUBDISTRICT)
    open_one = dispatched(office.owner)
    assert attach(unit, open_one.number, (PICTURE,)).attachments
    assert fetch(unit, open_one.number) == (PICTURE,)
    secret = matter(claimant=Claimant("李女士", "13912345678", confidential=True))
    number = dispatched(office.owner, secret).number
    attach(office.owner, number, (PICTURE,))
    assert queueing.show(office.owner, number).attachments
    assert queueing.show(unit, number).attachments == ()
    with pytest.raises(Refused, match="保密"):
        fetch(unit, number)
    with pytest.raises(Refused, match="不由本单位承办"):
        attach(unit, registered(office.owner, matter()).number, (PICTURE,))
