"""Pictures are measured by their headers; what is more than a picture is none."""

import io

import pytest

from hub.files import images
from hub.files.images import NotAnImage, carries_markup, dimensions
from tests.hub.files.samples import SVG, gif, jpeg, png


@pytest.mark.parametrize(
    ("content", "kind", "size"),
    [(png(20, 30), images.PNG, (20, 30)), (gif(40, 50), images.GIF, (40, 50)), (jpeg(60, 70), images.JPEG, (60, 70))],
)
def test_a_picture_is_measured(content, kind, size):
    file = io.BytesIO(content)
    assert dimensions(file, kind) == size
    assert file.tell() == 0


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (png()[:-1], images.PNG),
        (png()[:20], images.PNG),
        (png(after=b"<html></html>"), images.PNG),
        (png(0, 3), images.PNG),
        (b"\x89PNG\r\n\x1a\n" + b"\xff\xff\xff\xffIHDR" + b"\0" * 30, images.PNG),
        (gif()[:7], images.GIF),
        (gif()[:-1] + b"x", images.GIF),
        (jpeg()[:8], images.JPEG),
        (b"\xff\xd8\xff\xda\0\x02", images.JPEG),
        (b"\xff\xd8\xff\xe0\xff\xff", images.JPEG),
        (b"\xff\xd8" + b"\xff" * 100, images.JPEG),
        (b"\xff\xd8\xff\xe0\x00\x00" * 50, images.JPEG),
    ],
)
def test_a_damaged_picture_is_none(content, kind):
    with pytest.raises(NotAnImage):
        dimensions(io.BytesIO(content), kind)


def test_markup_is_found_wherever_it_stands():
    for content in (
        png(text=b"<script>alert(1)</script>"),
        png(text=b"<?php system(1)"),
        b"x" * (2**20 - 3) + b"<sCrIpT>",
    ):
        assert carries_markup(io.BytesIO(content))
    assert not carries_markup(io.BytesIO(png(text=b"a < b > c <x:xmpmeta>")))


@pytest.mark.parametrize(
    "within",
    [
        b"<script>1</script>",
        b"<SCRIPT href='x'/>",
        b"<a href=' javascript:x'/>",
        b"<path onload = 'x'/>",
        b"<g\nonclick='x'/>",
        b"<foreignObject/>",
        b"<iframe/>",
    ],
)
def test_a_drawing_that_acts_is_no_drawing(within):
    assert carries_markup(io.BytesIO(SVG.replace(b"<path", within + b"<path")), svg=True)
    assert not carries_markup(io.BytesIO(SVG), svg=True)
