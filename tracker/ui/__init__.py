"""The web face: asks a service, shows the answer in a language; no rules, no SQL, no arithmetic."""
