"""Where the resources of production stand."""

from hub.router import nest, resource, sub, views
from operations.api import operation_sequence, order_dates, reports, setup_transitions, summaries
from operations.api.absence_time import AbsenceTimeViewSet
from operations.api.assignment import AssignmentViewSet
from operations.api.bookings import MachineBookingView
from operations.api.characteristic import CharacteristicViewSet
from operations.api.command import CommandViewSet
from operations.api.command_state import CommandStateViewSet
from operations.api.customer_specific_setting import CustomerSpecificSettingViewSet
from operations.api.document_folder import FOLDERS, DocumentFolderViewSet
from operations.api.erp_context import ErpContextViewSet
from operations.api.location import LocationViewSet
from operations.api.machine import MachineViewSet
from operations.api.machine_state import MachineStateViewSet
from operations.api.machine_state_detail import MachineStateDetailViewSet
from operations.api.manufacturing_variant import ManufacturingVariantViewSet
from operations.api.manufacturing_variant_rule import ManufacturingVariantRuleViewSet
from operations.api.material import MaterialViewSet
from operations.api.operating_state import OperatingStateViewSet
from operations.api.operating_state_class import OperatingStateClassViewSet
from operations.api.operation import OperationViewSet
from operations.api.operation_component import OperationComponentViewSet
from operations.api.operation_dependency import OperationDependencyViewSet
from operations.api.operation_phase import OperationPhaseViewSet
from operations.api.operation_specification import OperationSpecificationViewSet
from operations.api.planning_scenario import PlanningScenarioViewSet
from operations.api.predicted_malfunction import PredictedMalfunctionViewSet
from operations.api.predicted_malfunction_scenario import PredictedMalfunctionScenarioViewSet
from operations.api.production_order import ProductionOrderViewSet
from operations.api.production_resource import ProductionResourceViewSet
from operations.api.quality_detail import QualityDetailViewSet
from operations.api.quality_type import QualityTypeViewSet
from operations.api.recorded_attendance_time import RecordedAttendanceTimeViewSet
from operations.api.recorded_login_period import RecordedLoginPeriodViewSet
from operations.api.recorded_machine_state_detail import RecordedMachineStateDetailViewSet
from operations.api.recorded_operating_state import RecordedOperatingStateViewSet
from operations.api.recorded_operation_phase import RecordedOperationPhaseViewSet
from operations.api.recorded_output_quantity import RecordedOutputQuantityViewSet
from operations.api.required_skill import RequiredSkillViewSet
from operations.api.required_tool import RequiredToolViewSet
from operations.api.scenario_assignment import ScenarioAssignmentViewSet
from operations.api.scheduled_dates import ScheduledDatesViewSet
from operations.api.scheduled_maintenance_time import ScheduledMaintenanceTimeViewSet
from operations.api.scheduled_operating_time import ScheduledOperatingTimeViewSet
from operations.api.scheduled_working_time import ScheduledWorkingTimeViewSet
from operations.api.setup_transition_rule import SetupTransitionRuleViewSet
from operations.api.shift_state import ShiftStateViewSet
from operations.api.shift_type import ShiftTypeViewSet
from operations.api.skill import SkillViewSet
from operations.api.staff_member import StaffMemberViewSet
from operations.api.staff_member_shift import StaffMemberShiftViewSet
from operations.api.staff_member_skill import StaffMemberSkillViewSet
from operations.api.staff_member_state import StaffMemberStateViewSet
from operations.api.staff_planning_result import StaffPlanningResultViewSet
from operations.api.staff_planning_scenario import StaffPlanningScenarioViewSet
from operations.api.staff_scenario_assignment import StaffScenarioAssignmentViewSet
from operations.api.state_transition import StateTransitionViewSet
from operations.api.tool import ToolViewSet
from operations.api.tool_assembly_order import ToolAssemblyOrderViewSet
from operations.api.tool_assembly_order_state import ToolAssemblyOrderStateViewSet
from operations.api.tool_edge import ToolEdgeViewSet
from operations.api.tool_location import ToolLocationViewSet
from operations.api.tool_state import ToolStateViewSet
from operations.api.user_field import UserFieldViewSet
from operations.api.workplace import WorkplaceViewSet
from operations.api.workplace_group import WorkplaceGroupViewSet
from operations.api.workplace_shift import WorkplaceShiftViewSet
from operations.api.workplace_state import WorkplaceStateViewSet

routes = [
    *resource(OperationPhaseViewSet),
    *resource(ToolAssemblyOrderStateViewSet),
    *resource(ToolStateViewSet),
    *resource(MachineStateViewSet),
    *resource(MachineStateDetailViewSet),
    *resource(WorkplaceStateViewSet),
    *resource(OperatingStateClassViewSet),
    *resource(OperatingStateViewSet),
    *resource(QualityTypeViewSet),
    *resource(QualityDetailViewSet),
    *resource(ShiftTypeViewSet),
    *resource(ShiftStateViewSet),
    *resource(CustomerSpecificSettingViewSet),
    *resource(StaffMemberStateViewSet),
    *resource(CommandStateViewSet),
    *resource(SkillViewSet),
    *resource(StateTransitionViewSet),
    *resource(ErpContextViewSet),
    *resource(MaterialViewSet),
    *resource(WorkplaceGroupViewSet),
    *resource(WorkplaceViewSet),
    *resource(MachineViewSet),
    *resource(DocumentFolderViewSet),
    *resource(ProductionOrderViewSet),
    *resource(OperationViewSet),
    *resource(OperationComponentViewSet),
    *resource(OperationDependencyViewSet),
    *resource(ProductionResourceViewSet),
    *resource(RequiredToolViewSet),
    *resource(RequiredSkillViewSet),
    *resource(RecordedOperationPhaseViewSet),
    *resource(RecordedMachineStateDetailViewSet),
    *resource(RecordedOperatingStateViewSet),
    *resource(RecordedOutputQuantityViewSet),
    *resource(ToolViewSet),
    *resource(ManufacturingVariantRuleViewSet),
    *resource(SetupTransitionRuleViewSet),
    *resource(PredictedMalfunctionScenarioViewSet),
    *resource(PredictedMalfunctionViewSet),
    *resource(ToolEdgeViewSet),
    *resource(ManufacturingVariantViewSet),
    *resource(ToolAssemblyOrderViewSet),
    *resource(StaffMemberViewSet),
    *resource(StaffMemberSkillViewSet),
    *resource(StaffMemberShiftViewSet),
    *resource(RecordedLoginPeriodViewSet),
    *resource(RecordedAttendanceTimeViewSet),
    *resource(AbsenceTimeViewSet),
    *resource(ScheduledWorkingTimeViewSet),
    *resource(CommandViewSet),
    *resource(WorkplaceShiftViewSet),
    *resource(ScheduledOperatingTimeViewSet),
    *resource(ScheduledMaintenanceTimeViewSet),
    *resource(PlanningScenarioViewSet),
    *resource(ScenarioAssignmentViewSet),
    *resource(StaffPlanningScenarioViewSet),
    *resource(StaffScenarioAssignmentViewSet),
    *sub(OperationSpecificationViewSet),
    *sub(ScheduledDatesViewSet),
    *sub(AssignmentViewSet),
    *sub(CharacteristicViewSet),
    *sub(UserFieldViewSet),
    *sub(ToolLocationViewSet),
    *sub(LocationViewSet),
    *sub(StaffPlanningResultViewSet),
    *nest("document", FOLDERS),
    *summaries.routes(),
    *setup_transitions.routes(),
    *operation_sequence.routes(),
    *order_dates.routes(),
    *views(MachineBookingView),
    *reports.routes(),
]
