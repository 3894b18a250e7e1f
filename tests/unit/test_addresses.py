"""Addresses of stores, and the folders that mirror them."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.basics.addresses import address_of, folder_for, where_is
from dashboard.basics.config import Settings
from dashboard.basics.errors import UsageError


@pytest.mark.parametrize("address", ["s3://bucket", "abfs://box@account.dfs.core.windows.net/a b/é", "gs://b/x/y"])
def test_a_folder_tells_the_address_that_it_mirrors(address: str, tmp_path: Path) -> None:
    folder = folder_for(address + "/", tmp_path)
    assert folder.parent == tmp_path
    assert address_of(folder) == where_is(folder) == address


@pytest.mark.parametrize("name", ["store", "s3", "s3:", "100%25", "C%3A%5Cstore", ""])
def test_a_folder_of_another_name_is_a_store_itself(name: str, tmp_path: Path) -> None:
    assert address_of(tmp_path / name) == ""
    assert where_is(tmp_path / name) == str(tmp_path / name)


@pytest.mark.parametrize(
    "address", ["s3://jo:secret@bucket/x", "abfs://x/y?sig=secret", "simplecache::s3://b/secret", "s3://", "s3:///"]
)
def test_an_address_with_more_than_a_place_is_refused_without_being_repeated(address: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as refused:
        folder_for(address, tmp_path)
    assert "secret" not in str(refused.value)


def test_the_settings_name_a_store_by_folder_or_by_address(tmp_path: Path) -> None:
    environment = {"SCRUTINY_DATA": "s3://bucket/store", "SCRUTINY_CACHE": str(tmp_path)}
    mirror = Settings.from_environment(environment).data
    public = Settings.from_environment(environment | {"SCRUTINY_ACCESS": "public"}).data
    assert (mirror, public) == (tmp_path / mirror.name, tmp_path / "public" / mirror.name)
    assert address_of(public) == "s3://bucket/store"
    assert Settings.from_environment(environment, data="here/store").data == Path("here/store")
    assert Settings.from_environment({"SCRUTINY_DATA": "here/store"}).data == Path("here/store")
