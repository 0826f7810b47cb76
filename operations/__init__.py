"""Production: orders and their operations, workplaces, tools and the people who work."""
