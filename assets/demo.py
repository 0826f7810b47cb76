"""The things of the demo plant: who makes them, what they are, where a serial number is known."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from assets import demo_files
from assets.models import Asset, AssetStatus, Manufacturer, NodeType, Product, ProductCategory
from hub import access, context, linking, registry, subs, writing
from hub.catalogue import ids_follow
from hub.fields.folded import fold
from hub.files import making

#: The machine of the factory tutorial.
MACHINE = 42
MANUFACTURERS = {
    "Endress+Hauser": "Measuring instruments.",
    "Haas": "Machine tools.",
    "Parker": "Valves and hydraulics.",
    "Festo": "Pneumatics.",
}
#: manufacturer, code, name, description, category, German name
PRODUCTS = [
    ("Endress+Hauser", "FTL51", "Liquiphant", "Point level switch for liquids.", "level", "Liquiphant Grenzschalter"),
    ("Endress+Hauser", "5P3B80", "Promag P 300", "Electromagnetic flowmeter.", "flow", "Promag P 300 Durchfluss"),
    ("Endress+Hauser", "TMT82", "iTEMP", "Temperature transmitter.", "temperature", "iTEMP Temperatur"),
    ("Haas", "ST-20", "CNC Lathe", "Turning centre.", "machines", "CNC-Drehmaschine"),
    ("Parker", "PV-100", "Solenoid Valve", "Two-way valve.", "valves", "Magnetventil"),
    ("Festo", "DSNU-25", "Cylinder", "Round cylinder.", "valves", "Rundzylinder"),
]
CATEGORIES = {
    "level": "Level",
    "flow": "Flow",
    "temperature": "Temperature",
    "machines": "Machine tools",
    "valves": "Valves",
}


def seed(told: dict[str, Any]) -> None:
    """Manufacturers, products and some fifty assets, made by the engineer, who owns them."""
    engineer, admin = told["_acting"]["ada"], told["_acting"]["alice"]
    tenant = told["tenant"]["id"]
    if not Manufacturer.objects.filter(tenant_id=tenant).exists():
        _plant(tenant, engineer, admin)
    _share(told)


def _plant(tenant: int, engineer: Any, admin: Any) -> None:
    with context.acting(admin):
        makers = {name: _make("manufacturer", name=name, description=text) for name, text in MANUFACTURERS.items()}
        categories = {code: _make("product_category", code=code, name=name) for code, name in CATEGORIES.items()}
        products = [_product(makers, categories, *row) for row in PRODUCTS]
    with context.acting(engineer):
        assets = _assets(tenant, {product.product_code: product for product in products})
        _structure(assets)


def _share(told: dict[str, Any]) -> None:
    """Programs may see the lathe, and so what is known and measured of it."""
    lathe = Asset.objects.filter(tenant_id=told["tenant"]["id"], serial_number_folded="st20-0042").first()
    told["_shared"] = [("asset", lathe.pk)] if lathe is not None else []


def _make(kind: str, **values: Any) -> Any:
    return writing.create(registry.get(kind), values)


def _product(
    makers: dict[str, Manufacturer],
    categories: dict[str, ProductCategory],
    maker: str,
    code: str,
    name: str,
    text: str,
    category: str,
    german: str,
) -> Product:
    entry = registry.get("product")
    product: Product = _make(
        "product", manufacturer=makers[maker], product_code=code, name=name, description=text, status_id=2
    )
    writing.change(entry, product.pk, {"name": german}, language="de-DE")
    child = next(child for child in entry.nested if child.name == "categories")
    linking.link(entry, product.pk, child, [categories[category]])
    return product


def _assets(tenant: int, products: dict[str, Product]) -> list[Asset]:
    lathe = Asset(
        pk=None if Asset.objects.filter(pk=MACHINE).exists() else MACHINE,
        tenant_id=tenant,
        serial_number="ST20-0042",
        description="CNC Lathe - Haas ST-20, Hall B, Line 3",
        production_date="2019",
        product=products["ST-20"],
        manufacturer_id=products["ST-20"].manufacturer_id,
        status_id=2,
    )
    lathe.save(force_insert=True)
    ids_follow(Asset)
    principal = context.current().principal
    if principal is not None:
        access.provider().created(principal, [lathe])
    dates = ["2016", "2016-06", "2016-06-13", "2017-01", "2018", None]
    statuses = AssetStatus.objects.in_bulk([2, 2, 3, 4])
    codes = [code for code in products if code != "ST-20"]
    made = [lathe]
    for number in range(50):
        code = codes[number % len(codes)]
        asset = _make(
            "asset",
            serial_number=f"J{200 + number:03d}{fold(code)[:3].upper()}",
            product=products[code],
            production_date=dates[number % len(dates)],
            status=statuses[(2, 2, 2, 3, 4)[number % 5]],
            parent=lathe if number < 3 else None,
        )
        made.append(asset)
    return made


def _structure(assets: list[Asset]) -> None:
    """A site with two halls and their lines, tags at them, a manual, and what happened last."""
    site, location, application = (NodeType.objects.get(pk=key) for key in (2, 3, 4))
    plant = _make("node", name="Reinach", type=site, description="The whole plant.")
    halls = [_make("node", name=f"Hall {letter}", type=location, parent=plant) for letter in "AB"]
    lines = [_make("node", name=f"Line {number}", type=application, parent=halls[number % 2]) for number in range(1, 5)]
    _link("node", lines[2], "assets", assets[:1])
    for place, line in enumerate(lines):
        _link("node", line, "assets", assets[1 + place :: 4])
    tag = _make("instrumentation", tag="F-112", description="Flocculant dosage", type_id=2, status_id=2)
    _link("node", lines[0], "instrumentations", [tag])
    _link("instrumentation", tag, "assets", assets[2:3])
    manual = _make("document", name="Operating manual ST-20", status_id=3, classification_id=3, number="BA-0042")
    _link("asset", assets[0], "documents", [manual])
    page = demo_files.manual(
        "Operating manual ST-20", "", "1. Read this first.", "2. Close the door.", "3. Press start."
    )
    making.make(registry.get("attachment"), page, "BA-0042.pdf", document=manual, languages="en", content_version="1.0")
    making.make(registry.get("picture"), demo_files.picture(), "st20.png", asset=assets[0])
    _specify(assets[0], lines[2])
    _health(assets)
    _install(assets[2])
    circuit = _make("system", name="Cooling circuit", type_id=1, status_id=2, description="Keeps the lathe cool.")
    _link("node", lines[2], "systems", [circuit])
    _link("system", circuit, "assets", assets[:2])
    _make(
        "event",
        name="Yearly calibration",
        type_id=2,
        status_id=4,
        start_datetime=datetime(2026, 6, 18, 7, 0, tzinfo=UTC),
        end_datetime=datetime(2026, 6, 18, 9, 30, tzinfo=UTC),
        responsible="Ada",
        assets=assets[:1],
    )


def _specify(lathe: Asset, line: Any) -> None:
    """What the users of the plant want to know beside what every plant knows."""
    known = {"spindle_speed_max": ("4000", "1/min"), "Farbe": ("grau", None), "cost_centre": ("4711", None)}
    _put("asset_specifications", lathe, {key: _entry(*told, ui_visible=True) for key, told in known.items()})
    _put("node_specifications", line, {"shifts": _entry("3", None, ui_visible=False)})
    _put("product_specifications", lathe.product, {"swing": _entry("381", "mm")})


def _entry(value: str, unit: str | None, **more: Any) -> dict[str, Any]:
    return {"value": value, "unit": unit, **more}


def _put(kind: str, owner: Any, specifications: dict[str, Any]) -> None:
    sub = registry.find_sub(kind)
    assert sub is not None
    subs.write(sub, owner.pk, {"specifications": specifications}, partial=True)


def _health(assets: list[Asset]) -> None:
    """Two things that a flowmeter can say of itself, and one that says it."""
    codes = {"F882": "Input signal faulty.", "S862": "Pipe only partly filled."}
    first, second = (
        _make("health_condition", diagnosis_code=code, description=text, protocol="HART", asset_status_id=status)
        for (code, text), status in zip(codes.items(), (4, 2), strict=True)
    )
    cause = _make("health_condition_cause", health_condition=second, code="C1", description="Gas in the pipe.")
    _make("health_condition_remedy", cause=cause, code="R1", description="Let the gas out.")
    _make("asset_health_condition", asset=assets[2], health_condition=first, channel="1")


def _install(flowmeter: Asset) -> None:
    """The firmware of a flowmeter, with what it brings."""
    firmware = _make("software", name="Promag firmware", version_number="01.06.zz", type_id=2)
    _link("product", flowmeter.product, "softwares", [firmware])
    _link("asset", flowmeter, "softwares", [firmware])
    notes = demo_files.manual("Promag firmware 01.06.zz", "", "Tells Heartbeat results.")
    making.make(registry.get("software_attachment"), notes, "release-notes.pdf", software=firmware)


def _link(kind: str, parent: Any, name: str, targets: list[Any]) -> None:
    entry = registry.get(kind)
    linking.link(entry, parent.pk, next(child for child in entry.nested if child.name == name), targets)
