"""Evidence packages, their verification, the audit trail and the signing key."""
