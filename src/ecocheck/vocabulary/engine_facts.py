"""The facts that the engine itself reads, whatever the rules: where a record lies, and what its screening answer says."""

DISTRICT = "site.district"
NEW_AREA = "site.new_area"
INVOLVES = "project.involves"
#: The list of areas that are no district and that figures of indicators and tasks may be of; the subjects that such figures have.
MUNICIPALITIES = "municipalities"
AGGREGATES = ("indicator", "task")
