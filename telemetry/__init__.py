"""Values over time: series of measurements of what stands in the plant."""
