"""What production is made of."""

from .absence_time import AbsenceTime
from .assignment import ForecastResult, PlanningResult
from .characteristic import MaterialCharacteristics, ToolCharacteristics, ToolEdgeCharacteristics
from .command import Command
from .command_state import CommandState
from .customer_specific_setting import CustomerSpecificSetting
from .document_folder import DocumentFolder, DocumentFolderLink
from .erp_context import ErpContext
from .location import StaffMemberLocation, WorkplaceLocation
from .machine import Machine
from .machine_state import MachineState
from .machine_state_detail import MachineStateDetail
from .manufacturing_variant import (
    ManufacturingVariant,
    ManufacturingVariantToolLink,
    ManufacturingVariantWorkplaceLink,
)
from .manufacturing_variant_rule import ManufacturingVariantRule, VariantRuleToolLink, VariantRuleWorkplaceLink
from .material import Material
from .operating_state import OperatingState
from .operating_state_class import OperatingStateClass
from .operation import Operation, OperationWorkplaceLink
from .operation_component import OperationComponent
from .operation_dependency import OperationDependency
from .operation_phase import OperationPhase
from .operation_specification import OperationSpecification
from .planning_scenario import PlanningScenario
from .predicted_malfunction import PredictedMalfunction
from .predicted_malfunction_scenario import PredictedMalfunctionScenario
from .production_order import ProductionOrder
from .production_resource import ProductionResource
from .quality_detail import QualityDetail
from .quality_type import QualityType
from .recorded_attendance_time import RecordedAttendanceTime
from .recorded_login_period import RecordedLoginPeriod
from .recorded_machine_state_detail import RecordedMachineStateDetail, RecordedMachineStateDetailLink
from .recorded_operating_state import RecordedOperatingState
from .recorded_operation_phase import RecordedOperationPhase
from .recorded_output_quantity import RecordedOutputQuantity
from .required_skill import RequiredSkill
from .required_tool import RequiredTool
from .scenario_assignment import ScenarioAssignment
from .scheduled_dates import ScheduledDates
from .scheduled_maintenance_time import ScheduledMaintenanceTime
from .scheduled_operating_time import ScheduledOperatingTime
from .scheduled_working_time import ScheduledWorkingTime
from .setup_transition_rule import SetupTransitionRule
from .shift_state import ShiftState
from .shift_type import ShiftType
from .skill import Skill
from .staff_member import StaffMember, StaffMemberWorkplaceLink
from .staff_member_shift import StaffMemberShift
from .staff_member_skill import StaffMemberSkill
from .staff_member_state import StaffMemberState
from .staff_planning_result import StaffPlanningResult
from .staff_planning_scenario import StaffPlanningScenario
from .staff_scenario_assignment import StaffScenarioAssignment
from .state_transition import StateTransition
from .tool import Tool
from .tool_assembly_order import ToolAssemblyOrder
from .tool_assembly_order_state import ToolAssemblyOrderState
from .tool_edge import ToolEdge
from .tool_location import ToolLocation
from .tool_state import ToolState
from .user_field import OperationUserFields, WorkplaceUserFields
from .workplace import Workplace
from .workplace_group import WorkplaceGroup
from .workplace_shift import WorkplaceShift
from .workplace_state import WorkplaceState

__all__ = [
    "AbsenceTime",
    "Command",
    "CommandState",
    "CustomerSpecificSetting",
    "DocumentFolder",
    "DocumentFolderLink",
    "ErpContext",
    "ForecastResult",
    "Machine",
    "MachineState",
    "MachineStateDetail",
    "ManufacturingVariant",
    "ManufacturingVariantRule",
    "ManufacturingVariantToolLink",
    "ManufacturingVariantWorkplaceLink",
    "Material",
    "MaterialCharacteristics",
    "OperatingState",
    "OperatingStateClass",
    "Operation",
    "OperationComponent",
    "OperationDependency",
    "OperationPhase",
    "OperationSpecification",
    "OperationUserFields",
    "OperationWorkplaceLink",
    "PlanningResult",
    "PlanningScenario",
    "PredictedMalfunction",
    "PredictedMalfunctionScenario",
    "ProductionOrder",
    "ProductionResource",
    "QualityDetail",
    "QualityType",
    "RecordedAttendanceTime",
    "RecordedLoginPeriod",
    "RecordedMachineStateDetail",
    "RecordedMachineStateDetailLink",
    "RecordedOperatingState",
    "RecordedOperationPhase",
    "RecordedOutputQuantity",
    "RequiredSkill",
    "RequiredTool",
    "ScenarioAssignment",
    "ScheduledDates",
    "ScheduledMaintenanceTime",
    "ScheduledOperatingTime",
    "ScheduledWorkingTime",
    "SetupTransitionRule",
    "ShiftState",
    "ShiftType",
    "Skill",
    "StaffMember",
    "StaffMemberLocation",
    "StaffMemberShift",
    "StaffMemberSkill",
    "StaffMemberState",
    "StaffMemberWorkplaceLink",
    "StaffPlanningResult",
    "StaffPlanningScenario",
    "StaffScenarioAssignment",
    "StateTransition",
    "Tool",
    "ToolAssemblyOrder",
    "ToolAssemblyOrderState",
    "ToolCharacteristics",
    "ToolEdge",
    "ToolEdgeCharacteristics",
    "ToolLocation",
    "ToolState",
    "VariantRuleToolLink",
    "VariantRuleWorkplaceLink",
    "Workplace",
    "WorkplaceGroup",
    "WorkplaceLocation",
    "WorkplaceShift",
    "WorkplaceState",
    "WorkplaceUserFields",
]
