from handout.build import tasks
from tests.support.workplace import Workplace, made


def test_no_worker_warms_up_for_the_page_where_slides_are_made_as_well() -> None:
    with tasks.pool(("leaflet", "slides", "page"), 3) as pool:
        kinds = [kind for worker in pool.workers for kind in worker.kinds]
    assert sorted(set(kinds)) == ["leaflet", "read", "slides"]


def test_a_page_alone_has_a_worker() -> None:
    with tasks.pool(("page",), 1) as pool:
        assert [kind for worker in pool.workers for kind in worker.kinds] == ["page", "read"]


def test_the_list_of_pages_is_written_by_the_worker_that_reads(tmp_path) -> None:
    place: Workplace = made(tmp_path)
    place.build("asthma", formats=("page",))
    assert tasks.listing(place.request()).kind == tasks.READ
