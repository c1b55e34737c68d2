"""Where a list is kept and where it was looked at: the places that a text names, and their aliases."""

from time import perf_counter

import pytest
from tejun.model.places import Places

PEOPLE = ("近藤 亮介", "Ryosuke Kondo", "José Núñez", "林 一")


def named(text: str) -> list[list[str]]:
    return Places(PEOPLE).named(text)


def is_elsewhere(place: str, source: str) -> bool:
    """Whether some place of the source is none of those where the list is kept, as the policy has it."""
    places = Places(PEOPLE)
    kept_at = [alias for aliases in places.kept_at(place) for alias in aliases]
    return any(
        not any(alias in other or other in alias for alias in aliases for other in kept_at)
        for aliases in places.named(source)
    )


@pytest.mark.parametrize(
    ("place", "source"),
    [
        ("researchmap", "researchmap"),
        ("researchmap", "Research Map"),
        ("researchmap", "ｒｅｓｅａｒｃｈｍａｐ"),
        ("researchmap", "research-map"),
        ("researchmap", "「researchmap」"),
        ("researchmap", "【researchmap】"),
        ("researchmap", "researchmap（近藤 亮介）"),
        ("researchmap", "researchmap（近藤 亮介"),
        ("researchmap", "researchmap [本人のページ]"),
        ("researchmap", "本人のページ（researchmap）"),
        ("researchmap", "researchmapの公開ページ"),
        ("researchmap", "リサーチマップ（researchmap）"),
        ("リサーチマップ（researchmap）", "researchmap"),
        ("リサーチマップ", "researchmap"),
        ("リサーチ・マップ", "researchmap"),
        ("https://researchmap.example/kondo", "researchmap"),
        ("researchmap", "https://researchmap.example/kondo"),
        ("researchmap", "researchmap.example/kondo/published_papers"),
        ("e-Rad", "府省共通研究開発管理システム（e-Rad）"),
        ("府省共通研究開発管理システム（e-Rad）", "e-Rad"),
        ("府省共通研究開発管理システム(ｅ－Ｒａｄ)", "ｅ‐Ｒａｄ"),
        ("府省共通研究開発管理システム", "e-Rad"),
        ("府省共通研究開発管理システム、（e-Rad）", "eRad"),
        ("J-PlatPat", "特許情報プラットフォーム（J-PlatPat）"),
        ("J-PlatPat", "Ｊ－ＰｌａｔＰａｔ"),
        ("J-PlatPat", "https://www.j-platpat.example/"),
        ("Google Scholar（本人のページ）", "https://scholar.google.example/citations?user=abc"),
        ("科研費データベース", "KAKEN"),
        ("J-STAGE", "科学技術情報発信・流通総合システム（J-STAGE）"),
        ("DST", "Department of Science and Technology (DST)"),
        ("クラリベイト", "クラリベイト・アナリティクス"),
        # Words of no place beside the place are no other place.
        ("researchmap", "researchmap、近藤 亮介"),
        ("researchmap", "researchmap / 近藤 亮介のページ"),
        ("researchmap", "researchmap・Ryosuke Kondo"),
        ("researchmap", "researchmap/R. Kondo"),
        ("researchmap", "researchmap/J. Núñez"),
        ("researchmap", "researchmap、林"),
        ("researchmap", "researchmap/kondo-ryosuke"),
        ("researchmap", "researchmap/read0123456"),
        ("researchmap", "researchmap、2026年10月8日閲覧"),
        ("researchmap", "researchmapとの照合"),
        ("researchmap", "researchmapと申告書の照合"),
        ("researchmap", "researchmap及び本人の申告"),
        ("researchmap", "researchmap, personal page"),
        ("researchmap", "researchmap、researchmap（本人のページ）"),
        # What tells of no place is not known to be another.
        ("researchmap", "本人のページ"),
        ("researchmap", "業績一覧"),
        ("researchmap", "—"),
        ("本人のホームページ", "本人のホームページ"),
        ("本人のページ（近藤）", "本人のページ"),
        ("・", "Scopus"),
    ],
)
def test_the_same_place_written_otherwise_is_no_other(place: str, source: str) -> None:
    assert not is_elsewhere(place, source)


@pytest.mark.parametrize(
    ("place", "source"),
    [
        ("researchmap", "Scopus"),
        ("researchmap", "Scopus及びresearchmap"),
        ("researchmap", "researchmap及びScopus"),
        ("researchmap", "researchmap並びにScopus"),
        ("researchmap", "researchmap、Scopus"),
        ("researchmap", "researchmap，Scopus"),
        ("researchmap", "researchmap, Scopus"),
        ("researchmap", "researchmap・Scopus"),
        ("researchmap", "researchmap･スコーパス"),
        ("researchmap", "Scopus / researchmap"),
        ("researchmap", "Scopus/researchmap.example/kondo"),
        ("researchmap", "researchmap；Scopus"),
        ("researchmap", "researchmapとScopus"),
        ("researchmap", "researchmap と Scopus"),
        ("researchmap", "researchmapや新聞記事データベース"),
        ("researchmap", "Web of Science and researchmap"),
        ("researchmap", "researchmap & Scopus"),
        ("researchmap", "researchmap（近藤 亮介）、Scopus（近藤 亮介）"),
        ("researchmap", "researchmap、大学の人事記録"),
        ("researchmap", "ウェブ検索"),
        ("researchmap、e-Rad", "Scopus"),
        ("researchmap（論文）", "論文データベース"),
        ("本人のホームページ", "Scopus"),
        ("e-Rad", "J-PlatPat"),
    ],
)
def test_another_place_is_another(place: str, source: str) -> None:
    assert is_elsewhere(place, source)


def test_a_place_has_its_aliases_and_those_of_no_place_are_left_out() -> None:
    assert named("CiNii（国立情報学研究所）、Scopus（近藤 亮介, 2026年10月）") == [
        ["cinii", "国立情報学研究所"],
        ["scopus"],
    ]


def test_what_stands_in_brackets_alone_is_of_the_place_before_it() -> None:
    assert named("学術総覧、（JGS）") == [["jgs", "学術総覧"]]
    assert named("（JGS）、学術総覧") == [["jgs"], ["学術総覧"]]


def test_an_address_is_one_place() -> None:
    assert named("https://example.org/papers/of/kiku、Scopus") == [
        ["httpsexampleorgpapersofkiku"],
        ["scopus"],
    ]
    assert named("kiku.example.org/papers/list") == [["kikuexampleorgpaperslist"]]


@pytest.mark.parametrize(
    "text", ["(" * 400, "a." * 200, " " * 399 + "と", "and " * 100, "a、" * 200, "と" * 400]
)
def test_a_long_text_is_read_at_once(text: str) -> None:
    started = perf_counter()
    named(text)
    assert perf_counter() - started < 1
