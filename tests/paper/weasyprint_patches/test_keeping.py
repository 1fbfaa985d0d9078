from handout.paper.weasyprint_patches.keeping import Kept


def test_what_is_asked_for_stays_and_the_rest_goes():
    kept: Kept[int] = Kept(3)
    for number in range(100):
        kept.put(number, number)
        assert kept.get(0) == 0
    held = [number for number in range(100) if kept.get(number) is not None]
    assert held[0] == 0
    assert len(held) <= 6
    assert 99 in held


def test_what_was_never_made_is_not_there():
    assert Kept[str](1).get("a") is None
