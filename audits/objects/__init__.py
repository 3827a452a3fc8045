"""What is inspected: premises, systems, means of protection, containers, workplaces, units, and their attestations."""
