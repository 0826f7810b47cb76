"""Along which relations of the plant rights flow (contract, section 7). One table; ``permissions`` walks it."""

from __future__ import annotations

from hub.access import UPDATE, Flow, declare_flows


def _link(source: str, target: str, model: str, ceiling: int = 4) -> Flow:
    """Rights on ``source`` hold for the ``target`` that a link table joins to it."""
    keys = {"source_key": f"{source}_id", "target_key": f"{target}_id"}
    return Flow(source=source, target=target, via=f"assets.{model}", **keys, ceiling=ceiling)


def _below(kind: str, model: str) -> Flow:
    """Rights hold for what has the object as its parent."""
    return Flow(source=kind, target=kind, via=f"assets.{model}", source_key="parent_id", target_key="id")


FLOWS = (
    _below("node", "Node"),
    _link("node", "instrumentation", "NodeInstrumentationLink"),
    _link("node", "asset", "NodeAssetLink"),
    _link("node", "document", "NodeDocumentLink"),
    _link("instrumentation", "asset", "InstrumentationAssetLink"),
    _link("instrumentation", "document", "InstrumentationDocumentLink"),
    _link("node", "system", "NodeSystemLink"),
    _below("system", "System"),
    _link("system", "instrumentation", "SystemInstrumentationLink"),
    _link("system", "asset", "SystemAssetLink"),
    _below("asset", "Asset"),
    _link("asset", "document", "AssetDocumentLink"),
    _link("node", "event", "EventNodeLink", UPDATE),
    _link("instrumentation", "event", "EventInstrumentationLink", UPDATE),
    _link("asset", "event", "EventAssetLink", UPDATE),
)


def declare() -> None:
    """Fill the hub's table of flows."""
    declare_flows(*FLOWS)
