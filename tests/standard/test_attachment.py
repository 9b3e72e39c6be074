"""What may be kept with a ticket as a file is decided by its first bytes and by its name."""

from __future__ import annotations

import pytest

from hotline_tui.standard.attachment import LARGEST, Medium, attachment_faults, form_of

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF"
MP4 = b"\x00\x00\x00\x18ftypmp42"


@pytest.mark.clause("5.2.2.2")
@pytest.mark.parametrize(
    ("name", "head", "medium", "media_type"),
    [
        ("来电.mp3", b"ID3\x04", Medium.VOICE, "audio/mpeg"),
        ("来电.wav", b"RIFF\x00\x00\x00\x00WAVEfmt ", Medium.VOICE, "audio/wav"),
        ("留言.amr", b"#!AMR\n", Medium.VOICE, "audio/amr"),
        ("说明.txt", "情况说明".encode(), Medium.TEXT, "text/plain"),
        ("说明.PDF", b"%PDF-1.7", Medium.TEXT, "application/pdf"),
        ("现场.JPG", JPEG, Medium.PICTURE, "image/jpeg"),
        ("现场.png", b"\x89PNG\r\n\x1a\n", Medium.PICTURE, "image/png"),
        ("现场.mp4", MP4, Medium.VIDEO, "video/mp4"),
    ],
)
def test_voice_text_pictures_and_video_are_kept_under_their_media_type(
    name: str, head: bytes, medium: Medium, media_type: str
) -> None:
    form = form_of(name, head)
    assert form is not None
    assert (form.medium, form.media_type) == (medium, media_type)
    assert not list(attachment_faults(name, 1000, head))


@pytest.mark.clause("5.2.2.2")
@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("现场.jpg", b"MZ\x90\x00"),  # a program that calls itself a picture
        ("现场.jpg", MP4),
        ("说明.txt", b"\x00\x01\x02"),
        ("程序.exe", b"MZ\x90\x00"),
        ("没有后缀", JPEG),
        (".jpg.", JPEG),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(name: str, head: bytes) -> None:
    assert [fault.clause for fault in attachment_faults(name, 1000, head)] == ["5.2.2.2"]


@pytest.mark.parametrize(
    "name",
    [
        "../x.jpg",
        "a/b.jpg",
        "a\\b.jpg",
        "a\nb.jpg",
        "a\x1b[31m.jpg",
        "gpj.\u202eexe.jpg",
        "a:b.jpg",
    ],
)
def test_a_name_that_hides_something_or_leads_elsewhere_is_refused_in_one_clean_line(
    name: str,
) -> None:
    (fault,) = attachment_faults(name, 1000, JPEG)
    assert "名字不能用" in fault.message
    assert fault.message.isprintable()


def test_an_empty_and_an_over_large_file_are_refused_and_a_largest_one_is_not() -> None:
    assert ["空" in fault.message for fault in attachment_faults("a.jpg", 0, b"")] == [True]
    assert ["太大" in one.message for one in attachment_faults("a.jpg", LARGEST + 1, JPEG)] == [
        True
    ]
    assert not list(attachment_faults("a.jpg", LARGEST, JPEG))


def test_all_that_is_wrong_with_a_file_is_said_at_once() -> None:
    found = list(attachment_faults("../" + "x" * 200 + ".jpg", 0, b""))
    assert len(found) == 2
