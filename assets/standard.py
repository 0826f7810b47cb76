"""The standard rows of the plant's master data, with the ids that clients know them by."""

from __future__ import annotations

from typing import Any

from assets.models import (
    AssetStatus,
    DocumentClassification,
    DocumentStatus,
    EventStatus,
    EventType,
    InstrumentationStatus,
    InstrumentationType,
    NodeType,
    ProductStatus,
    SoftwareType,
    SystemStatus,
    SystemType,
    Unit,
)
from hub.catalogue import ensure_rows
from hub.migrating import once_complete


def _row(code: str, name: str, german: str, chinese: str, description: str | None = None) -> dict[str, Any]:
    translations = {"de-DE": {"name": german}, "zh-CN": {"name": chinese}}
    return {"code": code, "name": name, "description": description, "translations": translations}


ASSET_STATUSES = [
    _row("undefined", "Undefined", "Undefiniert", "未定义", "Nothing is known about the condition."),
    _row("active", "Active", "Aktiv", "运行", "In use."),
    _row("inactive", "Inactive", "Inaktiv", "停用", "Out of use."),
    _row("failure", "Failure", "Ausfall", "故障", "Does not do its work."),
    _row("defective", "Defective", "Defekt", "损坏", "Broken; has to be repaired or replaced."),
]
PRODUCT_STATUSES = [
    _row("undefined", "Undefined", "Undefiniert", "未定义"),
    _row("available", "Available", "Lieferbar", "可供货"),
    _row("discontinued", "Discontinued", "Abgekündigt", "停产"),
]
UNDEFINED = _row("undefined", "Undefined", "Undefiniert", "未定义")
NODE_TYPES = [
    UNDEFINED,
    _row("site", "Site", "Standort", "厂区"),
    _row("location", "Location", "Ort", "位置"),
    _row("application", "Application", "Anwendung", "应用"),
    _row("bus", "Bus", "Bus", "总线"),
    _row("loop", "Loop", "Regelkreis", "回路"),
]
INSTRUMENTATION_TYPES = [UNDEFINED, _row("measuring_point", "Measuring point", "Messstelle", "测量点")]
INSTRUMENTATION_STATUSES = [
    UNDEFINED,
    _row("active", "Active", "Aktiv", "运行"),
    _row("inactive", "Inactive", "Inaktiv", "停用"),
]
DOCUMENT_STATUSES = [
    UNDEFINED,
    _row("draft", "Draft", "Entwurf", "草稿"),
    _row("released", "Released", "Freigegeben", "已发布"),
    _row("withdrawn", "Withdrawn", "Zurückgezogen", "已撤回"),
    _row("in_review", "In review", "In Prüfung", "审核中"),
    _row("checked_out", "Checked out", "In Bearbeitung", "编辑中"),
]
DOCUMENT_CLASSIFICATIONS = [
    UNDEFINED,
    _row("public", "Public", "Öffentlich", "公开"),
    _row("internal", "Internal", "Intern", "内部"),
    _row("confidential", "Confidential", "Vertraulich", "机密"),
]
EVENT_TYPES = [
    UNDEFINED,
    _row("calibration", "Calibration", "Kalibrierung", "校准"),
    _row("repair", "Repair", "Reparatur", "维修"),
]
EVENT_STATUSES = [
    UNDEFINED,
    _row("planned", "Planned", "Geplant", "已计划"),
    _row("in_work", "In work", "In Arbeit", "进行中"),
    _row("done", "Done", "Erledigt", "已完成"),
]
SOFTWARE_TYPES = [
    UNDEFINED,
    _row("firmware", "Firmware", "Firmware", "固件"),
    _row("device_description", "Device description", "Gerätebeschreibung", "设备描述"),
]
#: code, name, symbol, German, Chinese; the order gives the ids.
UNITS = [
    ("none", "No unit", "", "Ohne Einheit", "无单位"),
    ("percent", "Percent", "%", "Prozent", "百分比"),
    ("degree_celsius", "Degree Celsius", "°C", "Grad Celsius", "摄氏度"),
    ("kelvin", "Kelvin", "K", "Kelvin", "开尔文"),
    ("bar", "Bar", "bar", "Bar", "巴"),
    ("millibar", "Millibar", "mbar", "Millibar", "毫巴"),
    ("pascal", "Pascal", "Pa", "Pascal", "帕斯卡"),
    ("metre", "Metre", "m", "Meter", "米"),
    ("millimetre", "Millimetre", "mm", "Millimeter", "毫米"),
    ("metre_per_second", "Metre per second", "m/s", "Meter pro Sekunde", "米每秒"),
    ("millimetre_per_second", "Millimetre per second", "mm/s", "Millimeter pro Sekunde", "毫米每秒"),
    ("cubic_metre", "Cubic metre", "m³", "Kubikmeter", "立方米"),
    ("litre", "Litre", "l", "Liter", "升"),
    ("cubic_metre_per_second", "Cubic metre per second", "m³/s", "Kubikmeter pro Sekunde", "立方米每秒"),
    ("cubic_metre_per_hour", "Cubic metre per hour", "m³/h", "Kubikmeter pro Stunde", "立方米每小时"),
    ("kilogram", "Kilogram", "kg", "Kilogramm", "千克"),
    ("gram_per_cubic_centimetre", "Gram per cubic centimetre", "g/cm³", "Gramm pro Kubikzentimeter", "克每立方厘米"),
    ("percent_mass", "Percent by mass", "%mass", "Massenprozent", "质量百分比"),
    ("percent_volume", "Percent by volume", "%vol", "Volumenprozent", "体积百分比"),
    (
        "percent_volume_per_hour",
        "Percent by volume per hour",
        "%vol/h",
        "Volumenprozent pro Stunde",
        "体积百分比每小时",
    ),
    ("degree_plato", "Degree Plato", "°P", "Grad Plato", "柏拉图度"),
    ("millipascal_second", "Millipascal second", "mPa·s", "Millipascalsekunde", "毫帕秒"),
    ("fermentation_speed", "Fermentation speed", "°P/h", "Gärgeschwindigkeit", "发酵速度"),
    ("revolution_per_minute", "Revolution per minute", "1/min", "Umdrehung pro Minute", "转每分"),
    ("kilowatt", "Kilowatt", "kW", "Kilowatt", "千瓦"),
    ("kilowatt_hour", "Kilowatt hour", "kWh", "Kilowattstunde", "千瓦时"),
    ("volt", "Volt", "V", "Volt", "伏特"),
    ("ampere", "Ampere", "A", "Ampere", "安培"),
    ("hertz", "Hertz", "Hz", "Hertz", "赫兹"),
    ("second", "Second", "s", "Sekunde", "秒"),
    ("hour", "Hour", "h", "Stunde", "小时"),
    ("piece", "Piece", "pcs", "Stück", "件"),
    ("ph", "pH", "pH", "pH", "pH值"),
    (
        "millisiemens_per_centimetre",
        "Millisiemens per centimetre",
        "mS/cm",
        "Millisiemens pro Zentimeter",
        "毫西门子每厘米",
    ),
]


STANDARD: list[tuple[Any, list[dict[str, Any]]]] = [
    (AssetStatus, ASSET_STATUSES),
    (ProductStatus, PRODUCT_STATUSES),
    (NodeType, NODE_TYPES),
    (InstrumentationType, INSTRUMENTATION_TYPES),
    (InstrumentationStatus, INSTRUMENTATION_STATUSES),
    (SystemType, [UNDEFINED]),
    (SystemStatus, INSTRUMENTATION_STATUSES),
    (DocumentStatus, DOCUMENT_STATUSES),
    (DocumentClassification, DOCUMENT_CLASSIFICATIONS),
    (EventType, EVENT_TYPES),
    (EventStatus, EVENT_STATUSES),
    (SoftwareType, SOFTWARE_TYPES),
]


@once_complete
def ensure_standard(**_signal: Any) -> None:
    """Write what is missing; runs after every migration."""
    for model, rows in STANDARD:
        ensure_rows(model, enumerate(rows, start=1))
    units = ({**_row(code, name, german, chinese), "symbol": symbol} for code, name, symbol, german, chinese in UNITS)
    ensure_rows(Unit, enumerate(units, start=1))
