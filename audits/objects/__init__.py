"""What is inspected: premises, information systems, means of protection, containers, workplaces, units."""
