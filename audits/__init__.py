"""What is wrong: inspections, findings, breaches, liability."""
