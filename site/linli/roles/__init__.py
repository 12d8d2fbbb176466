"""Who may do what where: permissions are an enum, roles are data, appointments cover subtrees."""
