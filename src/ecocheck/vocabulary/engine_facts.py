"""The facts that the engine itself reads, whatever the rules: where a record lies, and what its screening answer says."""

DISTRICT = "site.district"
NEW_AREA = "site.new_area"
INVOLVES = "project.involves"
