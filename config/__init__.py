"""Settings, root URLs and process entries. Imported by no one."""
