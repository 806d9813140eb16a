"""What people do: each service decides permission, runs one transaction and writes one audit entry."""
