"""The vendor's own client library, unchanged, over a real socket."""

from __future__ import annotations

import os
from typing import Any

import netilion_api as api
import pytest
from netilion_api.rest import ApiException

from permissions.rules import credentials
from tests.dialects.netilion.conftest import PASSWORD, Site

pytestmark = pytest.mark.slow


class Client:
    """The library's API classes by name, on one configuration."""

    def __init__(self, configuration: Any) -> None:
        self.connection = api.ApiClient(configuration)

    def __getattr__(self, name: str) -> Any:
        return getattr(api, f"{name}Api")(self.connection)


@pytest.fixture
def plant(transactional_db, live_server, monkeypatch) -> Site:
    monkeypatch.setitem(os.environ, "OAUTHLIB_INSECURE_TRANSPORT", "1")
    site = Site.build()
    site.url = live_server.url
    return site


def oauth(plant: Site, who: str = "writer") -> Client:
    configuration = api.Configuration()
    configuration.host = f"{plant.url}/v1"
    configuration.auth_type = api.AuthType.OAUTH_PASSWORD_GRANT
    configuration.oauth_password_grant = api.OAuthPasswordGrant(
        username=plant.users[who].name,
        password=PASSWORD,
        api_key=plant.client.client_id,
        api_secret=plant.secret,
        oauth_token_url=f"{plant.url}/oauth/token",
    )
    return Client(configuration)


def basic(plant: Site, who: str = "writer") -> Client:
    _key, text = credentials.key_create(name=f"key of {who}", tenant=plant.plant.tenant, user=plant.users[who])
    configuration = api.Configuration()
    configuration.host = f"{plant.url}/v1"
    configuration.auth_type = api.AuthType.BASIC
    configuration.username, configuration.password = plant.users[who].name, PASSWORD
    configuration.api_key["API-Key"] = text
    return Client(configuration)


def ref(thing: Any) -> Any:
    return api.NestedID(id=thing.id)


def make_asset(client: Client, serial: str, product: Any) -> Any:
    return client.Asset.create_asset(api.AssetRequest(serial_number=serial, product=ref(product)))


def make_product(client: Client) -> Any:
    company = client.Company.create_company(api.CompanyRequest(name="Endress+Hauser"))
    return client.Product.create_product(
        api.ProductRequest(product_code="FTL51", name="Liquiphant", manufacturer=ref(company))
    )


@pytest.mark.parametrize("login", [oauth, basic])
def test_the_library_logs_in(plant, login):
    client = login(plant)
    assert client.Asset.get_assets().pagination.total_count == 0
    assert client.User.get_current_user().email == plant.users["writer"].email


def test_products_assets_and_nodes(plant):
    client = oauth(plant)
    product = make_product(client)
    assets = [make_asset(client, f"SERIAL-{number}", product) for number in range(30)]
    page = client.Asset.get_assets(
        page=2, per_page=10, order_by="-serial_number", include="product,product.manufacturer"
    )
    assert (page.pagination.total_count, page.pagination.page_count, len(page.assets)) == (30, 3, 10)
    assert page.pagination.next.startswith(f"{plant.url}/v1/assets?")
    found = client.Asset.get_assets(serial_number="serial-2", status_id="1,2")
    assert [asset.id for asset in found.assets] == [assets[2].id]
    node = client.Node.create_nodes(api.NodeRequest(name="Hall", hidden=False))
    assert client.Node.get_nodes(name="ha*").nodes[0].type.id == 1
    client.Node.add_assets_to_node(api.AssetIDs(assets=[ref(asset) for asset in assets[:3]]), node.id)
    client.Node.replace_assets_of_node(api.AssetIDs(assets=[ref(asset) for asset in assets[2:5]]), node.id)
    assert len(client.Node.get_assets_of_node(node.id).assets) == 3
    client.Node.remove_assets_from_node(api.AssetIDs(assets=[ref(assets[2])]), node.id)
    assert [asset.id for asset in client.Asset.get_assets(node_id=f"{node.id}+").assets] == [assets[3].id, assets[4].id]
    client.Asset.update_asset(api.AssetRequest(serial_number="SERIAL-0", description="moved"), assets[0].id)
    changed = client.Asset.get_asset_by_id(assets[0].id)
    assert (changed.description, changed.status.href) == ("moved", f"{plant.url}/v1/asset/statuses/1")
    client.Asset.delete_asset(assets[29].id)
    with pytest.raises(ApiException) as gone:
        client.Asset.get_asset_by_id(assets[29].id)
    assert gone.value.status == 404


def test_instrumentations_documents_and_events(plant):
    client = oauth(plant)
    asset = make_asset(client, "E-1", make_product(client))
    tag = client.Instrumentation.create_instrumentation(api.InstrumentationRequest(tag="F-112"))
    client.Instrumentation.add_assets_to_instrumentation(api.AssetIDs(assets=[ref(asset)]), tag.id)
    assert client.Instrumentation.get_instrumentations(asset_id=str(asset.id)).instrumentations[0].tag == "F-112"
    document = client.Document.create_document(api.DocumentRequest(name="Manual", number="BA-1"))
    client.Asset.add_documents_to_asset(api.DocumentIDs(documents=[ref(document)]), asset.id)
    assert client.Asset.get_documents_of_asset(asset.id).documents[0].classification.id == 1
    event = client.Event.create_event(api.EventRequest(name="Calibration", assets=[ref(asset)]))
    assert event.links.assets.href == f"{plant.url}/v1/events/{event.id}/assets"
    client.Event.update_event(api.EventRequest(name="Calibration", responsible="Ada"), event.id)
    assert client.Event.get_event_by_id(event.id).responsible == "Ada"


def test_specifications(plant):
    client = oauth(plant)
    asset = make_asset(client, "S-1", make_product(client))
    client.Asset.update_specifications_of_asset({"level": {"value": "12", "unit": "bar"}}, asset.id)
    client.Asset.rename_specifications_of_asset({"level": "pressure"}, asset.id)
    client.Asset.delete_specifications_of_asset(["unknown"], asset.id)
    history = client.Asset.get_specification_history_of_asset(asset.id, "pressure")
    assert history.pagination.total_count == 2


def test_permissions(plant):
    client, other = oauth(plant), oauth(plant, "other")
    node = client.Node.create_nodes(api.NodeRequest(name="Shared"))
    assert other.Node.get_nodes().nodes == []
    body = api.PermissionRequest(
        permission_type="can_update",
        assignable=api.Assignable1(id=plant.users["other"].pk, type="User"),
        permitable=api.Permitable(id=node.id, type="Node"),
    )
    permission = client.Permission.create_permissions(body)
    rights = other.User.get_current_user_access_rights(permitable_id=node.id, permitable_type="Node")
    assert (rights.can_read, rights.can_update, rights.can_delete) == (True, True, False)
    with pytest.raises(ApiException) as refused:
        other.Node.delete_node(node.id)
    assert refused.value.status == 403
    client.Permission.delete_permission(permission.id)
    assert other.Node.get_nodes().nodes == []


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d4944415478da63fcffff3f030005fe02fea7352d8f0000000049454e44ae426082"
)


def test_attachments_and_pictures(plant, tmp_path):
    client = oauth(plant)
    document = client.Document.create_document(api.DocumentRequest(name="Manual"))
    file = tmp_path / "manual.pdf"
    file.write_bytes(b"%PDF-1.4 made up")
    made = client.Attachment.upload_attachment(str(file), document.id, "Ada", "1", "2026-01-02", "first", "en,de")
    assert (made.file_name, made.content_type, made.languages) == ("manual.pdf", "application/pdf", ["en", "de"])
    assert made.document.href == f"{plant.url}/v1/documents/{document.id}"
    client.Attachment.update_attachment(made.id, remarks="second")
    found = client.Document.get_attachments_of_document(document.id).attachments
    assert [(one.id, one.remarks) for one in found] == [(made.id, "second")]
    link = client.Attachment.create_link_attachment(
        api.AttachmentLinkRequest(href="https://example.com/a.pdf", document=ref(document))
    )
    assert (link.type, link.download_href) == ("link", "https://example.com/a.pdf")
    client.Attachment.download_attachment(made.id)
    assert client.connection.last_response.data == file.read_bytes()
    assert client.Attachment.get_attachments(file_name="*.pdf").pagination.total_count == 1
    client.Attachment.delete_attachment(link.id)
    asset = make_asset(client, "P-1", make_product(client))
    image = tmp_path / "dot.png"
    image.write_bytes(PNG)
    picture = client.Asset.upload_asset_picture(str(image), asset.id)
    assert (picture.width, picture.height) == (1, 1)
    assert picture.download_href == f"{plant.url}/v1/assets/{asset.id}/pictures/{picture.id}/download"
    assert client.Asset.get_asset_pictures(asset.id).pictures[0].id == picture.id
    client.Asset.delete_asset_picture(asset.id, picture.id)


def test_values(plant):
    client = oauth(plant)
    asset = make_asset(client, "V-1", make_product(client))
    data = [api.AssetValueRequestData(timestamp=f"2026-01-0{day}T00:00:00Z", value=float(day)) for day in (1, 2, 3)]
    unit = client.Unit.get_units(code="percent").units[0]
    values = [api.AssetValueRequest(key="level", unit=api.NestedIDCode(id=unit.id, code=unit.code), data=data)]
    client.Values.create_asset_values(api.AssetValuesRequest(values=values), asset.id)
    assert [(one.key, one.value) for one in client.Values.get_asset_values(asset.id).values] == [("level", 3.0)]
    found = client.Values.get_asset_values_for_key(asset.id, "level", per_page=2, include_total_count=True)
    assert ([one.value for one in found.data], found.pagination.total_count) == ([1.0, 2.0], 3)
    client.Values.delete_asset_values(asset.id, "2026-02-01T00:00:00Z")
    assert client.Values.get_asset_values(asset.id).values == []


def test_software_and_its_files(plant, tmp_path):
    client = oauth(plant)
    product = make_product(client)
    asset = make_asset(client, "W-1", product)
    tenant = api.NestedID(id=plant.plant.tenant.pk)
    made = client.Software.create_software(api.SoftwareRequestPost(version_number="01.06", name="Fw", tenant=tenant))
    assert made.links.software_attachments.href == f"{plant.url}/v1/softwares/{made.id}/attachments"
    ids = api.SoftwareIDs(softwares=[ref(made)])
    client.Asset.add_softwares_to_asset(ids, asset.id)
    client.Product.add_softwares_to_product(ids, product.id)
    assert client.Asset.get_softwares_of_software(asset.id).softwares[0].software_type.id == 1
    client.Software.update_software(api.SoftwareRequestPatch(version_number="01.07"), made.id)
    file = tmp_path / "notes.txt"
    file.write_bytes(b"what is new")
    kept = client.SoftwareAttachment.upload_software_attachment(str(file), made.id, "2026-01", "first")
    assert (kept.file_name, kept.content_date, kept.software.id) == ("notes.txt", "2026-01", made.id)
    client.SoftwareAttachment.download_software_attachment(kept.id)
    assert client.connection.last_response.data == b"what is new"
    found = client.Software.get_software_attachments_of_software(made.id).software_attachments
    assert [one.id for one in found] == [kept.id]
    client.Asset.remove_softwares_of_asset(ids, asset.id)
    assert client.Asset.get_softwares_of_software(asset.id).softwares == []


def test_thresholds(plant):
    client = oauth(plant)
    tag = client.Instrumentation.create_instrumentation(api.InstrumentationRequest(tag="F-1"))
    body = {"name": "High", "key": "flow", "value": 12.5, "unit_id": 5, "threshold_type": "high"}
    made = client.Threshold.create_instrumentation_threshold(api.ThresholdRequest(**body), tag.id)
    assert (made.unit_id, made.tolerance, made.notification) == (5, 0, False)
    changed = client.Threshold.update_instrumentation_threshold(
        api.ThresholdRequest(tolerance=0.5, notification=True), tag.id, made.id
    )
    assert (changed.tolerance, changed.value, changed.notification) == (0.5, 12.5, True)
    found = client.Threshold.get_instrumentation_thresholds(tag.id, threshold_type="high").thresholds
    assert [one.id for one in found] == [made.id]
    client.Threshold.delete_instrumentation_threshold(tag.id, made.id)


def test_what_was_and_what_is_found(plant):
    client = oauth(plant)
    asset = make_asset(client, "FOUND-1", make_product(client))
    tag = client.Instrumentation.create_instrumentation(api.InstrumentationRequest(tag="FOUND-TAG"))
    client.Instrumentation.add_assets_to_instrumentation(api.AssetIDs(assets=[ref(asset)]), tag.id)
    (came,) = client.Instrumentation.get_assets_of_instrumentation_history(tag.id).instrumentation_asset_history
    assert (came.asset.serial_number, came.event) == ("FOUND-1", "create")
    (place,) = client.Asset.get_instrumentations_of_asset_history(asset.id).asset_instrumentation_history
    assert place.instrumentation.tag == "FOUND-TAG"
    (status,) = client.Asset.get_asset_status_history(asset.id).history
    assert (status.value.code, status.timestamp.tzinfo is not None) == ("undefined", True)
    assert [one.title for one in client.Search.search("found").results] == ["FOUND-1", "FOUND-TAG"]
    client.Asset.update_specifications_of_asset({"level": {"value": "12"}}, asset.id)
    assert client.Specification.get_specification_keys_of_assets().specification_keys == ["level"]
    assert client.Tenant.get_asset_tenant_options(asset.id).tenants[0].id == plant.plant.tenant.pk


def test_owners(plant):
    client, other = oauth(plant), oauth(plant, "other")
    node = client.Node.create_nodes(api.NodeRequest(name="Given away"))
    side = {"assignable": api.Assignable(id=plant.users["other"].pk, type="User")}
    body = api.OwnerRequest(**side, permitable=api.Permitable(id=node.id, type="Node"))
    client.Permission.add_owner(body)
    other.Node.update_node(api.NodeRequest(name="Taken over"), node.id)
    client.Permission.delete_owner(body)
    assert other.Node.get_nodes().nodes == []


def test_an_asset_is_asked_for_and_its_statuses_are_reported(plant):
    client, other = oauth(plant), oauth(plant, "other")
    product = make_product(client)
    asset = make_asset(client, "HIDDEN", product)
    maker = api.PermissionRequestCreateRequestAssetManufacturer(id=product.manufacturer.id)
    named = api.PermissionRequestCreateRequestAsset(serial_number="HIDDEN", manufacturer=maker)
    body = api.PermissionRequestCreateRequest(request_message="Please.", asset=named)
    asked = other.PermissionRequest.create_permission_request(body)
    assert (asked.status, asked.permitable.id, asked.response_user) == ("open", 0, None)
    (seen,) = client.PermissionRequest.get_permission_requests(status="open").permission_requests
    assert (seen.permitable.id, seen.request_user.email) == (asset.id, plant.users["other"].email)
    answer = api.PermissionRequestUpdateRequest(status="accepted", response_message="Yes.")
    client.PermissionRequest.update_permission_request(answer, asked.id)
    assert other.Asset.get_asset_by_id(asset.id).serial_number == "HIDDEN"
    told = other.PermissionRequest.get_permission_request_by_id(asked.id)
    assert (told.response_message, told.response_user.id) == ("Yes.", plant.users["writer"].pk)
    other.PermissionRequest.delete_permission_request(asked.id)
    entry = api.AssetStatusHistoryRequestEntry(timestamp="2020-01-01T00:00:00Z", value=api.NestedID(id=2))
    client.Asset.update_asset_status_history(api.AssetStatusHistoryRequest(history=[entry]), asset.id)
    history = client.Asset.get_asset_status_history(asset.id).history
    assert [one.value.code for one in history] == ["undefined", "active"]
    rows = client.Permission.get_permission_inheritances(permission_inheritable_id=asset.id).permission_inheritances
    assert {row.inheritance for row in rows} == {True}
    application = oauth(plant, "boss").ClientApplication
    made = application.add_technical_users_to_client_application(plant.client.pk)
    assert made.password
    assert made.id in [
        one.id for one in application.get_technical_users_of_client_application(plant.client.pk).technical_users
    ]
