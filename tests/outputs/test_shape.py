"""A cloud fills the shape that is asked for, and only that."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageColor, ImageDraw

from nlp.words import WordCount
from outputs.cloud import Cloud, make_cloud
from outputs.cloud_layout import ASCENT, DESCENT
from outputs.errors import OutputError
from outputs.overview import Overview
from outputs.shape import TINT, Shape, shape_of
from outputs.style import MIN_CONTRAST, contrast

WORDS = tuple(WordCount(f"woord{i}", f"woord{i}", 3 + 60 // (i + 1), 5, 5) for i in range(60))


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A church tower beside a roof, dark on white."""
    image = Image.new("RGB", (400, 300), "white")
    pen = ImageDraw.Draw(image)
    pen.rectangle((40, 20, 160, 290), fill="#222222")
    pen.polygon([(160, 290), (160, 150), (280, 90), (390, 150), (390, 290)], fill="black")
    path = tmp_path_factory.mktemp("vorm") / "stad.png"
    image.save(path)
    return path


def filled(city: Overview, shape: str) -> Cloud:
    return make_cloud(replace(city, words=WORDS, settings=replace(city.settings, shape=shape)))


def outside(cloud: Cloud, shape: Shape) -> list[str]:
    assert cloud.layout
    assert shape.outside is not None
    found = []
    for word in cloud.layout.words:
        rows = slice(int(word.baseline - ASCENT * word.size), int(word.baseline + DESCENT * word.size) + 1)
        if shape.outside[rows, int(word.x) : int(word.x + word.width) + 1].any():
            found.append(word.text)
    return found


def test_every_word_of_a_round_cloud_lies_in_the_circle(city: Overview) -> None:
    cloud = filled(city, "cirkel")
    assert outside(cloud, shape_of("cirkel")) == []
    assert len(cloud.words) == len(WORDS)
    assert 'viewBox="0 0 1200 1200"' in cloud.svg


def test_every_word_lies_in_the_outline_of_the_city(city: Overview, town: Path) -> None:
    cloud = filled(city, str(town))
    assert outside(cloud, shape_of(str(town))) == []
    assert len(cloud.words) == len(WORDS)
    assert cloud.png


def test_an_outline_may_be_a_vector_picture(tmp_path: Path) -> None:
    path = tmp_path / "blok.svg"
    path.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="20" height="20"/></svg>')
    shape = shape_of(str(path))
    assert (shape.width, shape.height) == (1600, 800)
    assert shape.outside is not None
    assert not shape.outside[400, 200]
    assert shape.outside[400, 1400]


def test_a_shape_without_room_is_refused_with_a_cure(tmp_path: Path) -> None:
    Image.new("RGB", (100, 100), "white").save(tmp_path / "wit.png")
    with pytest.raises(OutputError, match="donkere vorm"):
        shape_of(str(tmp_path / "wit.png"))


@pytest.mark.parametrize("content", [b"", b"geen plaatje", b"<svg"])
def test_something_else_than_a_picture_is_refused(tmp_path: Path, content: bytes) -> None:
    for name in ("vorm.png", "vorm.svg"):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(OutputError, match="niet te lezen"):
            shape_of(str(tmp_path / name))


def test_a_word_that_an_editor_hides_is_nowhere(city: Overview) -> None:
    settings = replace(city.settings, hidden_words=frozenset({"woord0"}))
    cloud = make_cloud(replace(city, words=WORDS, settings=settings))
    assert "woord0" not in {word.word for word in cloud.words}
    assert "woord0 " not in cloud.description


def test_an_outline_is_faintly_there_and_every_colour_stands_out_on_it(city: Overview, town: Path) -> None:
    cloud = filled(city, str(town))
    assert "data:image/png" in cloud.svg
    assert "data:image/png" not in filled(city, "cirkel").svg
    style = city.settings.style
    assert all(contrast(colour, TINT) >= MIN_CONTRAST for colour in (*style.priority_colours, style.neutral))
    with Image.open(io.BytesIO(cloud.png)) as image:
        assert image.convert("RGB").getpixel((1, 1)) == (255, 255, 255)
        assert image.convert("RGB").getpixel((340, 180)) == ImageColor.getrgb(TINT)
